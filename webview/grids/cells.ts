/** The cells of a matrix, painted and as elements over the picture: these are read out, focused and edited. A row of them is drawn again only when something in it has changed. */
import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { numberAt, numberText } from '../../src/cells/index.ts';
import type { Context } from '../page/context.ts';
import { styled } from '../page/directives.ts';
import { cellEditor } from './cellEditor.ts';
import type { CellLooks } from './cellElement.ts';
import type { Grid } from './grid.ts';
import { type CellMetrics, cellMetrics, range, windowOf } from './gridWindow.ts';
import type { Painted } from './paintCells.ts';
import { rowCells } from './rowCells.ts';
import type { GridCell } from './slice.ts';

/** What all cells of a drawing have in common: there are many, and each frame draws them. */
export interface Scene {
  readonly grid: Grid;
  readonly context: Context;
  readonly metrics: CellMetrics;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** The cell in the tab order. */
  readonly stop: GridCell;
}

export function sceneOf(grid: Grid, context: Context): Scene {
  const shown = windowOf(context.state, grid);
  const rows = range(shown.row, shown.rows, grid.rows);
  const columns = range(shown.column, shown.columns, grid.columns);
  const stop = tabStop(grid, context, rows, columns);
  return { grid, context, metrics: metricsOf(grid, context), rows, columns, stop };
}

/** Numbers of before have a line of their own. */
function metricsOf(grid: Grid, { state, before }: Context): CellMetrics {
  return cellMetrics(grid, state.digits, before !== undefined);
}

/** What the number of a cell was before the last edit. */
export function numberBefore(
  grid: Grid,
  { before }: Context,
  row: number,
  column: number,
): number | undefined {
  const source = before && grid.source?.(row, column);
  return source && numberAt(before.trace, source);
}

export function rowsView(scene: Scene): unknown {
  return repeat(
    scene.rows,
    row => row,
    row => guard(rowLooks(scene, row), () => rowView(scene, row)),
  );
}

/** Everything that a row is drawn of. */
function rowLooks({ grid, context, metrics, rows, columns, stop }: Scene, row: number): unknown[] {
  const { state, before } = context;
  const editing = state.editing?.grid === grid.id && state.editing.row === row ? state.editing : undefined;
  return [
    ...grid.numbers,
    state.digits,
    before,
    metrics.width,
    metrics.height,
    rows[0] === row,
    columns[0],
    columns.length,
    grid.spot?.row === row ? grid.spot.column : undefined,
    stop.row === row ? stop.column : undefined,
    editing,
  ];
}

/** Rows follow each other from the place of the first. */
function rowView(scene: Scene, row: number): TemplateResult {
  const { rows, columns } = scene;
  const { width, height } = scene.metrics;
  const [first = row] = rows;
  const place = {
    'margin-top': row === first ? `${row * height}px` : '0px',
    'margin-left': `${(columns[0] ?? 0) * width}px`,
    height: `${height}px`,
  };
  const looks = (column: number): CellLooks => cellLooks(scene, row, column);
  return html`<div class="matrix-row" role="row" aria-rowindex=${row + 1} ${styled(place)} ${rowCells(columns, looks)}></div>`;
}

function cellLooks({ grid, context, stop }: Scene, row: number, column: number): CellLooks {
  const { state } = context;
  const { editing } = state;
  const open = editing && isAt(editing, grid, row, column) ? editing : undefined;
  const value = grid.value(row, column);
  const isEditable = grid.target(row, column) !== undefined;
  return {
    row,
    column,
    classes: cellClass(grid, row, column, value, isEditable),
    more: open && cellEditor(open, context),
    isInTabOrder: stop.row === row && stop.column === column,
    isEditable,
    label: open ? undefined : cellLabel(value, textBefore(grid, context, row, column, value), state.digits),
  };
}

/** A cell as it is painted. */
export function paintedCell({ grid, context }: Scene, row: number, column: number): Painted {
  const { palette, state } = context;
  const value = grid.value(row, column);
  const paint = palette.paint(value, grid.scale);
  const isBroken = value !== undefined && !Number.isFinite(value);
  if (grid.compact) return { paint, text: '', was: undefined, isBroken };
  const text = value === undefined ? '' : numberText(value, state.digits);
  const was = textBefore(grid, context, row, column, value);
  return { paint, text, was, isBroken };
}

/** What a number was before the last edit, where that was another. */
function textBefore(
  grid: Grid,
  context: Context,
  row: number,
  column: number,
  value: number | undefined,
): string | undefined {
  const old = value === undefined ? undefined : numberBefore(grid, context, row, column);
  return old === undefined || old === value ? undefined : numberText(old, context.state.digits);
}

/** What is painted has to be said. */
function cellLabel(value: number | undefined, was: string | undefined, digits: number): string {
  if (value === undefined) return 'not computed yet';
  const text = numberText(value, digits);
  return was === undefined ? text : `${text}, before ${was}`;
}

function cellClass(
  grid: Grid,
  row: number,
  column: number,
  value: number | undefined,
  editable: boolean,
): string {
  let classes = 'cell';
  if (grid.spot?.row === row && grid.spot.column === column) classes += ' spot';
  if (editable) classes += ' editable';
  if (value !== undefined && !Number.isFinite(value)) classes += ' not-finite';
  return classes;
}

function isAt(cell: GridCell, { id }: Grid, row: number, column: number): boolean {
  return cell.grid === id && cell.row === row && cell.column === column;
}

/** One cell of a grid takes part in the tab order: the cursor, or the first that is visible. */
function tabStop(
  grid: Grid,
  { state: { cursor } }: Context,
  rows: readonly number[],
  columns: readonly number[],
): GridCell {
  const isInside = cursor?.grid === grid.id && rows.includes(cursor.row) && columns.includes(cursor.column);
  return isInside ? cursor : { grid: grid.id, row: rows[0] ?? 0, column: columns[0] ?? 0 };
}
