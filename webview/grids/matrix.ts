/** One matrix: numbers painted on colours, only the visible window in the document, every cell reachable and editable by keyboard. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Context } from '../page/context.ts';
import { styled } from '../page/directives.ts';
import { paintedCell, rowsView, type Scene, sceneOf } from './cells.ts';
import { type Grid, unitOf } from './grid.ts';
import { cellAt, editText, keyOnGrid } from './gridKeys.ts';
import { isDrawnWhole, windowKey, windowOf } from './gridWindow.ts';
import { heatMap } from './heatMap.ts';
import { later } from './later.ts';
import { marksView } from './marks.ts';
import { headView, sideView, veilsView } from './matrixHeads.ts';
import type { Painted } from './paintCells.ts';
import type { GridCell } from './slice.ts';

export function matrixView(grid: Grid, context: Context): unknown {
  const { state, palette } = context;
  const { row, column, rows, columns } = windowOf(state, grid);
  const here = <T extends GridCell>(cell: T | undefined): T | undefined =>
    cell?.grid === grid.id ? cell : undefined;
  const { row: cursorRow, column: cursorColumn } = here(state.cursor) ?? {};
  const found = here(state.finding?.found);
  const marks = grid.brackets?.items
    .map(item => `${item.current ? '+' : '-'}${item.lit ? '!' : ''}`)
    .join('');
  const looks = [
    marks,
    grid.spot?.row,
    grid.spot?.column,
    framesKey(grid),
    windowKey(grid),
    row,
    column,
    rows,
    columns,
    palette,
    state.digits,
    context.before,
    found,
  ];
  context.grids.set(grid.id, grid);
  return guard([...grid.numbers, ...grid.marks, ...looks, cursorRow, cursorColumn, here(state.editing)], () =>
    drawn(grid, context, found),
  );
}

function framesKey({ frames = [] }: Grid): string {
  return frames.map(({ row, column, rows, columns }) => `${row},${column},${rows},${columns}`).join(' ');
}

function matrixClass({ compact }: Grid, { before }: Context): string {
  if (compact) return 'matrix compact';
  return before ? 'matrix compared' : 'matrix';
}

function drawn(grid: Grid, context: Context, found: GridCell | undefined): TemplateResult {
  const scene = sceneOf(grid, context);
  const { metrics, rows, columns } = scene;
  const size = {
    width: `${grid.columns * metrics.width}px`,
    height: `${grid.rows * metrics.height}px`,
  };
  const cell = { '--cell-width': `${metrics.width}px`, '--cell-height': `${metrics.height}px` };
  // What is drawn may be older than what it stands for: only what can be seen has it drawn again.
  const now = (): Grid => context.gridNow(grid.id) ?? grid;
  return html`<div
    class=${matrixClass(grid, context)}
    data-grid=${grid.id}
    data-window=${isDrawnWhole(grid) ? nothing : windowKey(grid)}
    data-cell-width=${metrics.width}
    data-cell-height=${metrics.height}
    ${styled(cell)}
  >
    ${headView(grid, metrics, columns)} ${sideView(grid, metrics, rows)}
    <div
      class="matrix-body"
      role="grid"
      aria-label=${grid.label}
      aria-rowcount=${grid.rows}
      aria-colcount=${grid.columns}
      ${styled(size)}
      @click=${(event: Event) => choose(event, now(), context)}
      @dblclick=${(event: Event) => enter(cellAt(event, now()), now(), context)}
      @keydown=${(event: KeyboardEvent) => keyOnGrid(event, now(), context)}
    >
      ${paintedView(scene)} ${elementsView(scene)} ${marksView(grid, metrics, rows, columns, found)}
    </div>
    ${veilsView(grid, metrics)}
  </div>`;
}

function paintedView(scene: Scene): TemplateResult {
  const { grid, context, metrics, rows, columns } = scene;
  const { palette, state, before } = context;
  const of = [...grid.numbers, grid.rows, grid.columns, state.digits, before];
  const cell = (row: number, column: number): Painted => paintedCell(scene, row, column);
  const map = { rows, columns, metrics, palette, of, cell, waits: grid.compact };
  return html`<div class="picture" aria-hidden="true" ${heatMap(map)}></div>`;
}

/** Of small cells the one that the keyboard is on is an element: there are thousands. */
function elementsView(scene: Scene): unknown {
  const { grid, context, rows, columns, stop } = scene;
  if (!grid.compact) {
    const { cursor, editing, digits } = context.state;
    const { numbers, spot, columns: width } = grid;
    const looks = [...numbers, spot?.row, spot?.column, cursor, editing, digits, context.before, width];
    const places = [rows[0], rows.length, columns[0], columns.length, stop.row, stop.column];
    return later(context.isHurried, [...looks, ...places], () => rowsView(scene));
  }
  return rowsView({ ...scene, rows: [stop.row], columns: [stop.column] });
}

function sameCell(a: GridCell, b: GridCell): boolean {
  return a.grid === b.grid && a.row === b.row && a.column === b.column;
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
