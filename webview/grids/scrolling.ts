/** Keeps the drawn window of every matrix where it is scrolled to, and the cursor in sight. */

import type { Action, State } from '../state/state.ts';
import { measured } from './gridWindow.ts';
import type { GridCell, GridWindow } from './slice.ts';

export function watchMatrices(
  root: HTMLElement,
  state: () => State | undefined,
  dispatch: (action: Action) => void,
): () => void {
  const report = (element: HTMLElement): void => {
    const key = element.dataset.window;
    const now = state();
    // One that has left the page is reported once more, without a size.
    if (!key || !now || !element.isConnected) return;
    const shown = measured(element);
    if (!sameWindow(now.windows.get(key), shown)) dispatch({ type: 'windowMoved', key, window: shown });
  };
  const observer = new ResizeObserver(entries => {
    for (const { target } of entries) if (target instanceof HTMLElement) report(target);
  });
  const watched = new WeakSet<Element>();
  root.addEventListener('scroll', event => event.target instanceof HTMLElement && report(event.target), true);
  return () => {
    for (const element of root.querySelectorAll('.matrix')) {
      if (watched.has(element)) continue;
      watched.add(element);
      observer.observe(element);
    }
  };
}

function sameWindow(a: GridWindow | undefined, b: GridWindow): boolean {
  return a?.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns;
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

/** The element of a cell, if it is drawn. */
export function cellElement(root: HTMLElement, { grid, row, column }: GridCell): HTMLElement | undefined {
  const cell = root.querySelector(
    `.matrix[data-grid="${CSS.escape(grid)}"] [data-row="${row}"][data-column="${column}"]`,
  );
  return cell instanceof HTMLElement ? cell : undefined;
}
