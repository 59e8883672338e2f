/** One unit over time: gates, states, and what is left of the first step, with a crosshair at the present one. */
import { html, nothing, type TemplateResult } from 'lit';
import { type OverTime, overTime, symbolIn } from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';
import { button, field } from '../../page/controls.ts';
import { resting } from '../../page/resting.ts';
import { explained } from '../explanation/follow.ts';
import { type Chart, chartView } from './chart.ts';
import { tableView } from './table.ts';

export function chartsView(context: ModelContext): TemplateResult | typeof nothing {
  const { model, state, place, dispatch } = context;
  if (model.trace.steps < 2) return nothing;
  const { row: unit } = explained(place, { ...state, given: undefined }, model);
  const own = overTime(model.trace, unit);
  return html`<section class="panel charts" aria-labelledby="charts-title">
    <div class="charts-head">
      <h2 id="charts-title">Unit ${unit} over time</h2>
      ${field({
        id: 'chart-unit',
        label: 'unit',
        value: String(unit),
        problem: undefined,
        onCommit: text => {
          const chosen = /^\s*\d+\s*$/.test(text) ? Number(text) : unit;
          dispatch({ type: 'unitChosen', unit: Math.min(chosen, model.trace.sizes.units - 1) });
        },
      })}
    </div>
    <div class="charts-body" ${resting()}>${chartsOf(own, context).map(chart => chartView(chart, context))}</div>
    ${button(
      {
        label: state.chartTable ? 'Hide the numbers' : 'Show the numbers as a table',
        onPress: () => dispatch({ type: 'chartTableToggled' }),
      },
      'secondary',
    )}
    ${state.chartTable ? tableView(own, context) : nothing}
  </section>`;
}

function chartsOf(own: OverTime, { model }: ModelContext): readonly Chart[] {
  const { gates, others, kept } = own;
  const charts: Chart[] = [];
  if (gates.length > 0) charts.push({ id: 'gates', title: 'Gates', range: [0, 1], lines: gates, of: own });
  const limit = Math.max(
    0.1,
    ...others.flatMap(({ values }) => values.map(Math.abs).filter(Number.isFinite)),
  );
  const states = model.bound.cell.states.map(({ symbol }) => symbolIn(model.bound, symbol));
  charts.push({
    id: 'states',
    title: `Candidate and ${states.join(', ')}`,
    range: [-limit, limit],
    lines: others,
    of: own,
  });
  if (kept)
    charts.push({
      id: 'kept',
      title: `What is left in ${kept.memory} of t = 0: the product of ${kept.factor}`,
      range: [0, 1],
      of: own,
      lines: [
        {
          symbol: 'kept',
          text: `∏ ${kept.factor}`,
          name: 'what is left',
          operation: -1,
          values: kept.values,
        },
      ],
    });
  return charts;
}
