/** Keeps the drawn window of every matrix where it is scrolled to, and the cursor in sight. */

import type { Action, State } from '../state/state.ts';
import { measured } from './gridWindow.ts';
import type { GridCell, GridWindow } from './slice.ts';

/**
 * Gives what is to be called when the page was drawn. It measures at once: an observer of sizes would have the browser go through the whole page a second time
 * in every frame in which a matrix changes its size.
 */
export function watchMatrices(
  root: HTMLElement,
  state: () => State | undefined,
  dispatch: (action: Action) => void,
): () => void {
  let isMeasuring = false;
  const measure = (elements: Iterable<Element>): void => {
    const windows = new Map<string, GridWindow>();
    for (const element of elements) {
      const key = element instanceof HTMLElement ? element.dataset.window : undefined;
      if (key === undefined || !(element instanceof HTMLElement) || isSkipped(element)) continue;
      const shown = measured(element);
      if (!serves(state()?.windows.get(key), shown)) windows.set(key, shown);
    }
    // What is drawn then is not measured again: it has the same sizes.
    if (isMeasuring || windows.size === 0) return;
    isMeasuring = true;
    dispatch({ type: 'windowsMoved', windows });
    isMeasuring = false;
  };
  const matrices = root.getElementsByClassName('matrix');
  const measureAll = (): void => measure(matrices);
  const scrolled = ({ target }: Event): void => measure(target instanceof Element ? [target] : []);
  root.addEventListener('scroll', scrolled, true);
  root.addEventListener('contentvisibilityautostatechange', measureAll, true);
  window.addEventListener('resize', measureAll);
  return measureAll;
}

/** Too far out of sight to be laid out: to measure it would have the browser do so. It is measured when it comes near. */
function isSkipped(element: Element): boolean {
  return !element.checkVisibility({ contentVisibilityAuto: true });
}

/** Rows or columns that may be drawn beyond those in sight. */
const mostSpare = 4;

/**
 * Whether what is drawn is enough and not much more. A matrix that is a column narrower with every other operation keeps its window, or each step would draw
 * the page twice.
 */
function serves(drawn: GridWindow | undefined, wanted: GridWindow): boolean {
  return (
    drawn !== undefined &&
    spans(drawn.row, drawn.rows, wanted.row, wanted.rows) &&
    spans(drawn.column, drawn.columns, wanted.column, wanted.columns)
  );
}

function spans(start: number, count: number, first: number, wanted: number): boolean {
  return start <= first && start + count >= first + wanted && count <= wanted + mostSpare;
}

/** Scrolls a cell into its matrix's view, so that the next render draws it. */
export function scrollToCell(root: HTMLElement, { grid, row, column }: GridCell): void {
  const matrix = root.querySelector(`.matrix[data-grid="${CSS.escape(grid)}"]`);
  const body = matrix?.querySelector('.matrix-body');
  if (!(matrix instanceof HTMLElement) || !(body instanceof HTMLElement)) return;
  const width = Number(matrix.dataset.cellWidth);
  const height = Number(matrix.dataset.cellHeight);
  const top = row * height;
  const left = column * width;
  const visibleHeight = matrix.clientHeight - body.offsetTop;
  const visibleWidth = matrix.clientWidth - body.offsetLeft;
  if (top < matrix.scrollTop) matrix.scrollTop = top;
  else if (top + height > matrix.scrollTop + visibleHeight) matrix.scrollTop = top + height - visibleHeight;
  if (left < matrix.scrollLeft) matrix.scrollLeft = left;
  else if (left + width > matrix.scrollLeft + visibleWidth) matrix.scrollLeft = left + width - visibleWidth;
}

/** Pixels at the page's upper and lower edge over which bars lie. */
const [above, below] = [110, 90];

/** Brings a cell that is elsewhere on the page into the middle of it, or its matrix where the cell is not drawn yet. */
export function showCell(root: HTMLElement, place: GridCell): void {
  const matrix = root.querySelector(`.matrix[data-grid="${CSS.escape(place.grid)}"]`);
  const shown = cellElement(root, place) ?? matrix;
  if (!shown) return;
  const { top, bottom } = shown.getBoundingClientRect();
  if (top >= above && bottom <= window.innerHeight - below) return;
  window.scrollBy({ top: (top + bottom - window.innerHeight) / 2, behavior: 'instant' });
}

/** The element of a cell, if it is drawn. */
export function cellElement(root: HTMLElement, { grid, row, column }: GridCell): HTMLElement | undefined {
  const cell = root.querySelector(
    `.matrix[data-grid="${CSS.escape(grid)}"] [data-row="${row}"][data-column="${column}"]`,
  );
  return cell instanceof HTMLElement ? cell : undefined;
}
