/** Watch expressions: the value now, and a line over time. */
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { numberText } from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';
import { field, iconButton } from '../../page/controls.ts';
import { namesText, problemOf } from '../breakpoints/breakpoints.ts';
import { explained } from '../explanation/follow.ts';
import { seriesOf } from './series.ts';

export function watchesView(context: ModelContext): TemplateResult {
  const { state, dispatch, model } = context;
  const { watches, watchDraft } = state;
  return html`<section class="panel watches" aria-labelledby="watches-title">
    <h2 id="watches-title">Watch</h2>
    ${field({
      id: 'watch',
      label: 'expression',
      hint: namesText(model),
      placeholder: 'norm(c)',
      isWide: true,
      value: watchDraft?.text ?? '',
      problem: watchDraft?.problem,
      onCommit: text => {
        const problem = text.trim() === '' ? undefined : problemOf(text, model);
        if (text.trim() !== '' || watchDraft) dispatch({ type: 'watchTyped', text, problem });
        return problem === undefined ? 'taken' : undefined;
      },
    })}
    ${watches.length === 0 ? nothing : html`<ul class="expressions">${watches.map(text => watchView(context, text))}</ul>`}
  </section>`;
}

function watchView(context: ModelContext, text: string): TemplateResult {
  const { model, place, state, dispatch } = context;
  const { row } = explained(place, { ...state, given: undefined }, model);
  const series = seriesOf(model.trace, text, row);
  const remove = iconButton(
    { label: `Remove ${text}`, onPress: () => dispatch({ type: 'watchRemoved', text }) },
    'remove',
  );
  if (!series)
    return html`<li>${remove}<code>${text}</code><span class="problem">${problemOf(text, model)}</span></li>`;
  const { values, shape } = series;
  const [rows, columns] = shape;
  const own = rows * columns > 1 ? `[${Math.min(row, rows - 1)}]` : '';
  const now = values[place.time];
  const value = now === undefined ? '' : numberText(now, state.digits);
  return html`<li class="watch">
    ${remove}<code>${text}${own}</code>
    <span class="watch-value">${value}</span>
    ${sparkline(values, place.time, `${text} over time`)}
    ${rows * columns > 1 ? html`<span class="shape">of [${rows}, ${columns}]</span>` : nothing}
  </li>`;
}

const width = 140;
const height = 22;
const margin = 3;

/** A line through the values; what is no number is a gap. */
function sparkline(values: readonly number[], time: number, label: string): TemplateResult {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const x = (index: number): number =>
    margin + (index * (width - 2 * margin)) / Math.max(1, values.length - 1);
  const y = (value: number): number =>
    high === low ? height / 2 : height - margin - ((value - low) * (height - 2 * margin)) / (high - low);
  let isDown = false;
  const path = values
    .map((value, index) => {
      const command = Number.isFinite(value)
        ? `${isDown ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`
        : '';
      isDown = command !== '';
      return command;
    })
    .join('');
  const now = values[time];
  const dot: SVGTemplateResult | typeof nothing =
    now !== undefined && Number.isFinite(now)
      ? svg`<circle cx=${x(time)} cy=${y(now)} r="2.5"></circle>`
      : nothing;
  const range = finite.length > 0 ? `: ${numberText(low, 2)} to ${numberText(high, 2)}` : '';
  return html`<svg class="sparkline" viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label=${label + range}>
    <title>${label + range}</title>
    ${svg`<path d=${path}></path>`}${dot}
  </svg>`;
}
