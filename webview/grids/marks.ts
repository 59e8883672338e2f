/** What is marked in a painted matrix, drawn over it: what the written-out sum is made of, the number that is pointed at, the rows that take part. */
import { html, type TemplateResult } from 'lit';
import { styled } from '../page/directives.ts';
import type { Area, Grid } from './grid.ts';
import type { CellMetrics } from './gridWindow.ts';

export function marksView(
  grid: Grid,
  metrics: CellMetrics,
  rows: readonly number[],
  columns: readonly number[],
): readonly TemplateResult[] {
  const across = { column: columns[0] ?? 0, columns: columns.length };
  const lit = rows
    .filter(row => grid.lit(row, 0))
    .map((row): TemplateResult => markView({ ...across, row, rows: 1 }, metrics, 'mark row'));
  const frames = (grid.frames ?? []).map(area => markView(area, metrics, 'mark'));
  return [
    ...frames,
    ...lit,
    ...(grid.spot ? [markView({ ...grid.spot, rows: 1, columns: 1 }, metrics, 'mark spot')] : []),
  ];
}

function markView(
  { row, column, rows, columns }: Area,
  { width, height }: CellMetrics,
  name: string,
): TemplateResult {
  const place = {
    left: `${column * width}px`,
    top: `${row * height}px`,
    width: `${columns * width - 1}px`,
    height: `${rows * height - 1}px`,
  };
  return html`<div class=${name} aria-hidden="true" ${styled(place)}></div>`;
}
