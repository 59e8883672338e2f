/** The numbers behind the charts, for those who do not see them and those who want them exact. */
import { html, type TemplateResult } from 'lit';
import { type OverTime, positionOf, smallText } from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';

/** Rows around the present step; more take too long to draw. */
const most = 100;

export function tableView({ gates, others, kept }: OverTime, context: ModelContext): TemplateResult {
  const { model, place, state, dispatch } = context;
  const lines = [...gates, ...others, ...(kept ? [{ text: `∏ ${kept.factor}`, values: kept.values }] : [])];
  const computed = lines[0]?.values.length ?? 0;
  const first = Math.max(0, Math.min(place.time - most / 2, computed - most));
  const times = Array.from({ length: Math.min(most, computed - first) }, (_, index) => first + index);
  return html`<div class="chart-table-body" tabindex="0" role="region" aria-label="Numbers of the charts">
    <table class="chart-table">
      <thead>
        <tr><th scope="col">t</th>${lines.map(({ text }) => html`<th scope="col">${text}</th>`)}</tr>
      </thead>
      <tbody>
        ${times.map(time => {
          const go = (): void =>
            dispatch({
              type: 'movedTo',
              position: positionOf(model.walk, { time, operation: place.operation }),
            });
          return html`<tr class=${time === place.time ? 'current' : ''}>
            <th scope="row"><button class="link" aria-current=${time === place.time ? 'step' : 'false'} @click=${go}><span class="link-text">${time}</span></button></th>
            ${lines.map(({ values }) => html`<td>${smallText(values[time] ?? Number.NaN, state.digits)}</td>`)}
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
