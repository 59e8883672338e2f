/** One matrix: numbers on colours, only the visible window in the document, every cell reachable and editable by keyboard. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Context } from '../page/context.ts';
import { styled } from '../page/directives.ts';
import { rowsView, type Scene, sceneOf } from './cells.ts';
import { type Grid, unitOf } from './grid.ts';
import { cellAt, editText, keyOnGrid } from './gridKeys.ts';
import { isDrawnWhole, windowKey, windowOf } from './gridWindow.ts';
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
    framesKey(grid),
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

function framesKey({ frames = [] }: Grid): string {
  return frames.map(({ row, column, rows, columns }) => `${row},${column},${rows},${columns}`).join(' ');
}

function matrixClass({ compact }: Grid, { before }: Context): string {
  if (compact) return 'matrix compact';
  return before ? 'matrix compared' : 'matrix';
}

function drawn(grid: Grid, context: Context): TemplateResult {
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
    ${rowsView({ ...scene, rows: [stop.row], columns: [stop.column] })} ${marksView(grid, metrics, rows, columns)}`;
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
