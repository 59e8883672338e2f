/** One matrix: numbers on colours, only the visible window in the document, every cell reachable and editable by keyboard. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { numberAt, numberText } from '../../src/cells/index.ts';
import type { Context } from '../page/context.ts';
import { styled } from '../page/directives.ts';
import { cellEditor } from './cellEditor.ts';
import { type Grid, unitOf } from './grid.ts';
import { cellAt, editText, keyOnGrid } from './gridKeys.ts';
import { type CellMetrics, cellMetrics, isDrawnWhole, range, windowKey, windowOf } from './gridWindow.ts';
import { heatMap } from './heatMap.ts';
import { marksView } from './marks.ts';
import { headView, sideView, veilsView } from './matrixHeads.ts';
import type { GridCell } from './slice.ts';

export function matrixView(grid: Grid, context: Context): unknown {
  const { state, palette } = context;
  const { row, column, rows, columns } = windowOf(state, grid);
  const here = <T extends GridCell>(cell: T | undefined): T | undefined =>
    cell?.grid === grid.id ? cell : undefined;
  const { row: cursorRow, column: cursorColumn } = here(state.cursor) ?? {};
  const marks = grid.brackets?.items
    .map(item => `${item.current ? '+' : '-'}${item.lit ? '!' : ''}`)
    .join('');
  const looks = [
    marks,
    grid.spot?.row,
    grid.spot?.column,
    grid.frames,
    windowKey(grid),
    row,
    column,
    rows,
    columns,
    palette,
    state.digits,
    context.before,
  ];
  context.grids.set(grid.id, grid);
  return guard([...grid.numbers, ...grid.marks, ...looks, cursorRow, cursorColumn, here(state.editing)], () =>
    drawn(grid, context),
  );
}

/** Numbers of before have a line of their own. */
function metricsOf(grid: Grid, { state, before }: Context): CellMetrics {
  return cellMetrics(grid, state.digits, before !== undefined);
}

function matrixClass({ compact }: Grid, { before }: Context): string {
  if (compact) return 'matrix compact';
  return before ? 'matrix compared' : 'matrix';
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

/** What all cells of a drawing have in common: there are many, and each frame draws them. */
interface Scene {
  readonly grid: Grid;
  readonly context: Context;
  readonly metrics: CellMetrics;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** The cell in the tab order. */
  readonly stop: GridCell;
}

function sceneOf(grid: Grid, context: Context): Scene {
  const shown = windowOf(context.state, grid);
  const rows = range(shown.row, shown.rows, grid.rows);
  const columns = range(shown.column, shown.columns, grid.columns);
  const stop = tabStop(grid, context, rows, columns);
  return { grid, context, metrics: metricsOf(grid, context), rows, columns, stop };
}

function drawn(grid: Grid, context: Context): TemplateResult {
  const scene = sceneOf(grid, context);
  const { metrics, rows, columns } = scene;
  const size = { width: `${grid.columns * metrics.width}px`, height: `${grid.rows * metrics.height}px` };
  return html`<div
    class=${matrixClass(grid, context)}
    data-grid=${grid.id}
    data-window=${isDrawnWhole(grid) ? nothing : windowKey(grid)}
    data-cell-width=${metrics.width}
    data-cell-height=${metrics.height}
  >
    ${headView(grid, metrics, columns)} ${sideView(grid, metrics, rows)}
    <div
      class="matrix-body"
      role="grid"
      aria-label=${grid.label}
      aria-rowcount=${grid.rows}
      aria-colcount=${grid.columns}
      ${styled(size)}
      @click=${(event: Event) => choose(event, grid, context)}
      @dblclick=${(event: Event) => enter(cellAt(event, grid), grid, context)}
      @keydown=${(event: KeyboardEvent) => keyOnGrid(event, grid, context)}
    >
      ${grid.compact ? compactView(scene) : rowsView(scene)}
    </div>
    ${veilsView(grid, metrics)}
  </div>`;
}

/** Small cells are painted; the one that the keyboard is on is an element, so that it can be read out, focused and edited. */
function compactView(scene: Scene): TemplateResult {
  const { grid, context, metrics, rows, columns, stop } = scene;
  return html`<canvas
      aria-hidden="true"
      ${heatMap({ grid, rows, columns, metrics, palette: context.palette })}
    ></canvas>
    ${marksView(grid, metrics, rows, columns)} ${rowsView({ ...scene, rows: [stop.row], columns: [stop.column] })}`;
}

function rowsView(scene: Scene): unknown {
  return repeat(
    scene.rows,
    row => row,
    row => rowView(scene, row),
  );
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
  return html`<div class="matrix-row" role="row" aria-rowindex=${row + 1} ${styled(place)}>
    ${repeat(
      columns,
      column => column,
      column => cellView(scene, row, column),
    )}
  </div>`;
}

function cellView({ grid, context, metrics, stop }: Scene, row: number, column: number): TemplateResult {
  const { state, palette } = context;
  const value = grid.value(row, column);
  const { background, ink } = palette.paint(value, grid.scale);
  const text = value === undefined ? '' : numberText(value, state.digits);
  const { editing } = state;
  const open = editing && isAt(editing, grid, row, column) ? editing : undefined;
  const old = value === undefined ? undefined : numberBefore(grid, context, row, column);
  const was = old === undefined || old === value ? undefined : numberText(old, state.digits);
  const editable = grid.target(row, column) !== undefined;
  return html`<div
    role="gridcell"
    class=${cellClass(grid, row, column, value, editable)}
    tabindex=${stop.row === row && stop.column === column ? 0 : -1}
    data-row=${row}
    data-column=${column}
    aria-colindex=${column + 1}
    aria-readonly=${editable ? 'false' : 'true'}
    aria-label=${cellLabel(grid, text, was) ?? nothing}
    ${styled({ width: `${metrics.width}px`, 'background-color': background, color: ink })}
    >${open ? cellEditor(open, context) : grid.compact ? nothing : text}${was === undefined || grid.compact ? nothing : html`<span class="before" aria-hidden="true">${was}</span>`}</div
  >`;
}

/** What is seen is read out; what is painted has to be said. */
function cellLabel({ compact }: Grid, text: string, was: string | undefined): string | undefined {
  if (was !== undefined) return `${text}, before ${was}`;
  return compact ? text || 'not computed yet' : undefined;
}

function cellClass(
  grid: Grid,
  row: number,
  column: number,
  value: number | undefined,
  editable: boolean,
): string {
  let classes = 'cell';
  if (grid.lit(row, column)) classes += ' lit';
  if (grid.spot?.row === row && grid.spot.column === column) classes += ' spot';
  if (editable) classes += ' editable';
  if (value !== undefined && !Number.isFinite(value)) classes += ' not-finite';
  return classes;
}

function isAt(cell: GridCell, { id }: Grid, row: number, column: number): boolean {
  return cell.grid === id && cell.row === row && cell.column === column;
}

function sameCell(a: GridCell, b: GridCell): boolean {
  return a.grid === b.grid && a.row === b.row && a.column === b.column;
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

/** The first click on a cell chooses it, a click on the chosen one edits it. */
function choose(event: Event, grid: Grid, context: Context): void {
  const cell = cellAt(event, grid);
  const { cursor, editing } = context.latest();
  if (!cell || editing) return;
  const chosen = cursor !== undefined && sameCell(cursor, cell);
  if (chosen && grid.target(cell.row, cell.column)) {
    edit(cell, grid, context);
    return;
  }
  context.dispatch({ type: 'cursorMoved', cell });
  const unit = unitOf(grid, cell);
  if (unit !== undefined) context.dispatch({ type: 'unitChosen', unit });
}

/** Edits a number that was given; explains one that was computed. */
function enter(cell: GridCell | undefined, grid: Grid, context: Context): void {
  if (!cell) return;
  if (grid.target(cell.row, cell.column)) edit(cell, grid, context);
  else context.explain(grid.source?.(cell.row, cell.column));
}

function edit(cell: GridCell, grid: Grid, { latest, dispatch }: Context): void {
  const target = grid.target(cell.row, cell.column);
  const state = latest();
  if (!target || state.editing) return;
  dispatch({ type: 'editStarted', cell, target, text: editText(grid.value(cell.row, cell.column), state) });
}
