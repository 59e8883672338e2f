/**
 * The keyboard on a matrix: arrows, Home, End, Page Up, Page Down, Enter or F2 to edit, or simply typing a number. A point does not begin
 * one: the keys . and , step through the operations everywhere.
 */
import type { Precision } from '../../src/cells/index.ts';
import type { Context } from '../page/context.ts';
import { type Grid, unitOf } from './grid.ts';
import type { GridCell } from './slice.ts';

/** Rows that Page Up and Page Down go. */
const page = 10;

type Move = (cell: GridCell, grid: Grid) => readonly [row: number, column: number];

const moves: ReadonlyMap<string, Move> = new Map<string, Move>([
  ['ArrowUp', ({ row, column }) => [row - 1, column]],
  ['ArrowDown', ({ row, column }) => [row + 1, column]],
  ['ArrowLeft', ({ row, column }) => [row, column - 1]],
  ['ArrowRight', ({ row, column }) => [row, column + 1]],
  ['Home', ({ row }) => [row, 0]],
  ['End', ({ row }, grid) => [row, grid.columns - 1]],
  ['PageUp', ({ row, column }) => [row - page, column]],
  ['PageDown', ({ row, column }) => [row + page, column]],
  ['Control+Home', () => [0, 0]],
  ['Control+End', (_, grid) => [grid.rows - 1, grid.columns - 1]],
]);

/** The cell that an event happened in: for the pointer a place in the picture, as its element may be that of an earlier step. */
export function cellAt(event: Event, grid: Grid): GridCell | undefined {
  const { target } = event;
  if (!(target instanceof Element)) return undefined;
  if (event instanceof MouseEvent && event.detail > 0) return cellUnder(event, target, grid);
  const element = target.closest('[role="gridcell"]');
  if (!(element instanceof HTMLElement)) return undefined;
  return { grid: grid.id, row: Number(element.dataset.row), column: Number(element.dataset.column) };
}

function cellUnder({ clientX, clientY }: MouseEvent, target: Element, grid: Grid): GridCell | undefined {
  const body = target.closest('.matrix-body');
  const matrix = body?.closest('.matrix');
  if (!body || !(matrix instanceof HTMLElement)) return undefined;
  const { left, top } = body.getBoundingClientRect();
  const { cellWidth, cellHeight } = matrix.dataset;
  const row = Math.floor((clientY - top) / Number(cellHeight));
  const column = Math.floor((clientX - left) / Number(cellWidth));
  const inside = row >= 0 && row < grid.rows && column >= 0 && column < grid.columns;
  return inside ? { grid: grid.id, row, column } : undefined;
}

export function keyOnGrid(event: KeyboardEvent, grid: Grid, { latest, dispatch, explain }: Context): void {
  const state = latest();
  const cell = cellAt(event, grid);
  if (!cell || state.editing || event.altKey) return;
  const control = event.ctrlKey || event.metaKey;
  const move = moves.get(control ? `Control+${event.key}` : event.key);
  const target = grid.target(cell.row, cell.column);
  const starts =
    !control && target !== undefined && (['Enter', 'F2'].includes(event.key) || /^[-\d−]$/.test(event.key));
  if (move) {
    const [row, column] = move(cell, grid);
    const next = { grid: grid.id, row: within(row, grid.rows), column: within(column, grid.columns) };
    dispatch({ type: 'cursorMoved', cell: next });
    const unit = unitOf(grid, next);
    if (unit !== undefined) dispatch({ type: 'unitChosen', unit });
  } else if (starts && target) {
    const typed = event.key.length === 1 ? event.key : editText(grid.value(cell.row, cell.column), state);
    dispatch({ type: 'editStarted', cell, target, text: typed });
  } else if (event.key === 'Enter' && !control && grid.source?.(cell.row, cell.column)) {
    explain(grid.source(cell.row, cell.column));
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function within(index: number, count: number): number {
  return Math.min(Math.max(index, 0), count - 1);
}

/** A number with all the digits that its precision has, and no more. */
export function editText(
  value: number | undefined,
  { precision }: { readonly precision: Precision },
): string {
  if (value === undefined) return '';
  return String(precision === 'float32' ? Number(value.toPrecision(7)) : value);
}
