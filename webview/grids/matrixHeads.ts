/** What stands over and beside a matrix: indices, or the gates of a fused weight as brackets. */
import { html, nothing, type TemplateResult } from 'lit';
import { styled } from '../page/directives.ts';
import type { Bracket, Grid } from './grid.ts';
import type { CellMetrics } from './gridWindow.ts';

type View = TemplateResult | typeof nothing;

/** Over the columns; nothing over a vector. */
export function headView(grid: Grid, { width }: CellMetrics, columns: readonly number[]): View {
  const across = grid.brackets?.axis === 1 ? grid.brackets.items : undefined;
  const { columnName } = grid;
  if (!across && (!columnName || grid.columns === 1)) return html`<div class="matrix-head"></div>`;
  const content = across
    ? across.map(item =>
        bracketView(item, { left: `${item.start * width}px`, width: `${item.length * width}px` }),
      )
    : columns.map(column => indexView(columnName?.(column) ?? ''));
  const start = across ? 0 : (columns[0] ?? 0) * width;
  const size = { width: `${grid.columns * width - start}px`, 'padding-inline-start': `${start}px` };
  return html`<div class="matrix-head" aria-hidden="true" ${styled(size)}>${content}</div>`;
}

/** Beside the rows. */
export function sideView(grid: Grid, { height }: CellMetrics, rows: readonly number[]): View {
  const down = grid.brackets?.axis === 0 ? grid.brackets.items : undefined;
  const { rowName } = grid;
  if (!down && !rowName) return html`<div class="matrix-side"></div>`;
  const content = down
    ? down.map(item =>
        bracketView(item, { top: `${item.start * height}px`, height: `${item.length * height}px` }),
      )
    : html`<div class="matrix-indices">${rows.map(row => rowName?.(row) ?? '').join('\n')}</div>`;
  const start = down ? 0 : (rows[0] ?? 0) * height;
  const width = down ? 48 : sideWidth(rowName?.(0) ?? '', rowName?.(grid.rows - 1) ?? '');
  return html`<div
    class="matrix-side"
    aria-hidden="true"
    ${styled({ height: `${grid.rows * height - start}px`, 'padding-top': `${start}px`, width: `${width}px` })}
    >${content}</div
  >`;
}

/** Wide enough for the names of the first and the last row, of which one is the longest. */
function sideWidth(first: string, last: string): number {
  return 12 + Math.max(2, first.length, last.length) * 6;
}

/** Indices follow each other from the place of the first. */
function indexView(text: string): TemplateResult {
  return html`<span class="matrix-index">${text}</span>`;
}

function bracketView(
  { label, current, lit, operations }: Bracket,
  place: Readonly<Record<string, string>>,
): TemplateResult {
  const name = ['bracket', ...(current ? ['current'] : []), ...(lit ? ['lit'] : [])].join(' ');
  return html`<span class=${name} data-operations=${operations.join(' ')} ${styled(place)}><span>${label}</span></span>`;
}

/** Dims the gates that the current operation does not use. */
export function veilsView({ brackets, rows, columns }: Grid, { width, height }: CellMetrics): View {
  if (!brackets?.items.some(item => item.current)) return nothing;
  const { axis, items } = brackets;
  const place = ({ start, length }: Bracket): Readonly<Record<string, string>> => ({
    left: `${axis === 1 ? start * width : 0}px`,
    top: `${axis === 0 ? start * height : 0}px`,
    width: `${(axis === 1 ? length : columns) * width}px`,
    height: `${(axis === 0 ? length : rows) * height}px`,
  });
  const others = items.filter(item => !item.current);
  return html`<div class="veils" aria-hidden="true">${others.map(item => html`<div class="veil" ${styled(place(item))}></div>`)}</div>`;
}
