/** Which part of a large matrix is in the document. */

import type { State } from '../state/state.ts';
import type { Grid } from './grid.ts';
import type { GridWindow } from './slice.ts';

export interface CellMetrics {
  readonly width: number;
  readonly height: number;
}

/** Pixels of one cell: wide enough for its longest number, or a small square. */
export function cellMetrics(grid: Grid, digits: number, isCompared = false): CellMetrics {
  if (grid.compact) return { width: 14, height: 14 };
  return { width: Math.ceil(letter * lettersOf(grid, digits) + 4), height: isCompared ? 34 : 22 };
}

/** The width of a letter in a cell, in a font of equal widths. */
const letter = 6.6;

/** Of a sign, what stands before the point, the point and the decimals; as `numberText` writes it. Beside a large number there may be one of six digits. */
function lettersOf({ scale }: Grid, digits: number): number {
  const size = scale.kind === 'gate' ? 1 : scale.limit;
  const plain = 2 + digits + Math.min(6, Math.max(1, Math.floor(Math.log10(size)) + 1));
  return size < 1e6 ? plain : Math.max(plain, 3 + Math.min(digits, 3) + (size < 1e100 ? 4 : 5));
}

/** The most that is drawn whole. */
const mostRows = 24;
const mostColumns = 48;

/** What is drawn before the view has been measured: about what is seen then, as what is too much is taken away at once. */
const unmeasured: GridWindow = { row: 0, column: 0, rows: 16, columns: 12 };

/** The same place on the page shows matrices of different sizes; each has a window of its own. */
export function windowKey({ id, rows, columns }: Grid): string {
  return `${id} ${rows}x${columns}`;
}

/** Nothing to measure, nothing to flicker. */
export function isDrawnWhole({ rows, columns }: Grid): boolean {
  return rows <= mostRows && columns <= mostColumns;
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

/** The window that a scrolled element shows beside its heads, with one row and column to spare at each side. */
export function measured(element: HTMLElement): GridWindow {
  const body = element.querySelector('.matrix-body');
  const [left, top] = body instanceof HTMLElement ? [body.offsetLeft, body.offsetTop] : [0, 0];
  const [row, rows] = stretch(element.scrollTop, element.clientHeight - top, element.dataset.cellHeight);
  const [column, columns] = stretch(
    element.scrollLeft,
    element.clientWidth - left,
    element.dataset.cellWidth,
  );
  return { row, column, rows, columns };
}

/** The first cell and the number of cells from `start` on, in pixels. */
function stretch(
  start: number,
  length: number,
  cell: string | undefined,
): readonly [first: number, count: number] {
  const size = Number(cell) || 1;
  const first = Math.max(0, Math.floor(start / size) - 1);
  return [first, Math.max(1, Math.ceil((start + length) / size) + 1 - first)];
}
