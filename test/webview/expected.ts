/** What the browser tests share: the first question's layer computed by src/cells, and short ways to the page's parts. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import {
  bindCell,
  type Matrix,
  numberText,
  sampleParameters,
  sampleSequence,
  type Trace,
  trace,
} from '../../src/cells/index.ts';
import { keras } from '../support/cells.ts';

/** The first question's layer, or one of other sizes, with the calculator's example numbers, computed here; `changes`: 'x:0:1'. */
export function expectedTrace(
  changes: Readonly<Record<string, number>> = {},
  { units, features, steps } = { units: 10, features: 8, steps: 8 },
): Trace {
  const sizes = { units, features };
  const bound = bindCell(keras);
  assert.ok(bound.ok);
  const changed = (symbol: string, matrix: Matrix): Matrix => {
    const data = Float32Array.from(matrix.data);
    for (const [key, value] of Object.entries(changes)) {
      const [name, row, column] = key.split(':');
      if (name === symbol) data[Number(row) * matrix.columns + Number(column)] = value;
    }
    return { ...matrix, data };
  };
  const sampled = sampleParameters(bound.value, sizes, 1, 'float32');
  const parameters = new Map([...sampled].map(([symbol, matrix]) => [symbol, changed(symbol, matrix)]));
  const x = changed('x', sampleSequence(steps, features, 1, 'float32'));
  const run = trace({
    bound: bound.value,
    sizes,
    parameters,
    x,
    initialState: new Map([
      ['h_prev', changed('h_prev', { rows: units, columns: 1, data: new Float32Array(units) })],
    ]),
    precision: 'float32',
  });
  assert.ok(run.ok);
  return run.value;
}

export function texts(own: Trace, time: number, symbol: string): readonly string[] {
  return Array.from(own.at(time).value(symbol)?.data ?? [], value => numberText(value, 2));
}

export const cellsOf = (page: Page, grid: string): Locator =>
  page.locator(`[data-grid="${grid}"] [role=gridcell]`);
export const cell = (page: Page, grid: string, row: number, column: number): Locator =>
  page.locator(`[data-grid="${grid}"] [data-row="${row}"][data-column="${column}"]`);

/** Cells are painted, and say their numbers to those who do not see them, a moment after a step. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[role=grid][aria-busy=true]') === null);
}

/** What the cells of a matrix say. */
export async function numbersIn(page: Page, grid: string): Promise<readonly string[]> {
  await settled(page);
  return cellsOf(page, grid).evaluateAll(cells => cells.map(each => each.ariaLabel ?? ''));
}

export async function numberIn(
  page: Page,
  grid: string,
  row: number,
  column: number,
): Promise<string | null> {
  await settled(page);
  return cell(page, grid, row, column).getAttribute('aria-label');
}

/** The cells that are framed, as 'row,column'. */
export async function framedIn(page: Page, grid: string): Promise<readonly string[]> {
  await settled(page);
  return page.locator(`[data-grid="${grid}"]`).evaluate(matrix => {
    const marks = [...matrix.querySelectorAll('.mark')].map(mark => mark.getBoundingClientRect());
    const cells = [...matrix.querySelectorAll<HTMLElement>('[role=gridcell]')];
    const isFramed = (cell: HTMLElement): boolean => {
      const { left, top, width, height } = cell.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      return marks.some(mark => mark.left < x && x < mark.right && mark.top < y && y < mark.bottom);
    };
    return cells.filter(isFramed).map(({ dataset: { row, column } }) => `${row},${column}`);
  });
}

export const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
export const shownIn = async (page: Page, selector: string): Promise<string> =>
  ((await page.locator(selector).textContent()) ?? '').replace(/\s+/g, ' ').trim();
export const title = (page: Page): Promise<string | null> => page.locator('#operation-title').textContent();

/** Steps to the operation that computes a line, by the line itself and the keyboard. */
export async function goToGate(page: Page, name: string, further: number): Promise<void> {
  await page.getByRole('button', { name }).click();
  await press(page, ...Array.from({ length: further }, () => '.'));
}

export const forgetGate = 'f_t = σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)';
