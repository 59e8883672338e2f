/** Which part of a large matrix is in the document. */

import type { State } from '../state/state.ts';
import type { Grid } from './grid.ts';
import type { GridWindow } from './slice.ts';

export interface CellMetrics {
  readonly width: number;
  readonly height: number;
}

/** Pixels of one cell: wide enough for a sign, a digit and the decimals, or a small square. */
export function cellMetrics(grid: Grid, digits: number, isCompared = false): CellMetrics {
  return grid.compact ? { width: 14, height: 14 } : { width: 26 + 8 * digits, height: isCompared ? 34 : 22 };
}

/** What is drawn before the view has been measured. */
const unmeasured: GridWindow = { row: 0, column: 0, rows: 24, columns: 48 };

/** The same place on the page shows matrices of different sizes; each has a window of its own. */
export function windowKey({ id, rows, columns }: Grid): string {
  return `${id} ${rows}x${columns}`;
}

/** Nothing to measure, nothing to flicker. */
export function isDrawnWhole({ rows, columns }: Grid): boolean {
  return rows <= unmeasured.rows && columns <= unmeasured.columns;
}

export function windowOf(state: State, grid: Grid): GridWindow {
  const { rows, columns } = grid;
  if (isDrawnWhole(grid)) return { row: 0, column: 0, rows, columns };
  return state.windows.get(windowKey(grid)) ?? unmeasured;
}

/** `count` indices from `start`, within `size`. */
export function range(start: number, count: number, size: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.min(count, size - start)) }, (_, index) => start + index);
}

/** The window that a scrolled element shows, with one row and column to spare at each side. */
export function measured(element: HTMLElement): GridWindow {
  const width = Number(element.dataset.cellWidth) || 1;
  const height = Number(element.dataset.cellHeight) || 1;
  return {
    row: Math.max(0, Math.floor(element.scrollTop / height) - 1),
    column: Math.max(0, Math.floor(element.scrollLeft / width) - 1),
    rows: Math.ceil(element.clientHeight / height) + 2,
    columns: Math.ceil(element.clientWidth / width) + 2,
  };
}
