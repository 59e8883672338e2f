/** What is marked in a matrix, drawn over it: what the written-out sum is made of, the number that is pointed at or was looked for, the rows that take part. */
import { html, type TemplateResult } from 'lit';
import { styled } from '../page/directives.ts';
import type { Area, Grid } from './grid.ts';
import type { CellMetrics } from './gridWindow.ts';
import type { GridCell } from './slice.ts';

export function marksView(
  grid: Grid,
  metrics: CellMetrics,
  rows: readonly number[],
  columns: readonly number[],
  found: GridCell | undefined,
): readonly TemplateResult[] {
  const name = grid.compact ? 'mark row' : 'mark';
  const lit = litAreas(grid, rows, columns).map(area => markView(area, metrics, name));
  const frames = (grid.frames ?? []).map(area => markView(area, metrics, 'mark'));
  // Of a matrix with numbers the element of the cell is marked.
  const spot = grid.compact && grid.spot && { ...grid.spot, rows: 1, columns: 1 };
  const one = found && { ...found, rows: 1, columns: 1 };
  return [
    ...frames,
    ...lit,
    ...(spot ? [markView(spot, metrics, 'mark spot')] : []),
    ...(one ? [markView(one, metrics, 'mark found')] : []),
  ];
}

/** What is lit as few rectangles: of a row it is one stretch of cells, and rows with the same stretch below each other are one. */
function litAreas({ lit }: Grid, rows: readonly number[], columns: readonly number[]): readonly Area[] {
  const areas: Area[] = [];
  for (const row of rows) {
    const first = columns.findIndex(column => lit(row, column));
    if (first < 0) continue;
    const end = columns.findIndex((column, index) => index > first && !lit(row, column));
    const column = columns[first] ?? 0;
    const width = (end < 0 ? columns.length : end) - first;
    const last = areas.at(-1);
    const goesOn = last && last.row + last.rows === row && last.column === column && last.columns === width;
    if (goesOn) areas[areas.length - 1] = { ...last, rows: last.rows + 1 };
    else areas.push({ row, column, rows: 1, columns: width });
  }
  return areas;
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
