/** How much of a large matrix is in the document: what can be seen, at once, and not much more. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { type CalculatorPage, firstQuestion, launchChromium, openCalculator } from './calculatorPage.ts';
import { cellsOf, numbersIn, press } from './expected.ts';

const units = 64;

/** Steps by one key and counts the painted rows of a matrix before the browser has drawn anything. */
function rowsAtOnce(page: Page, key: string, grid: string): Promise<number> {
  return page.evaluate(
    ([pressed, id]) => {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: pressed }));
      const matrix = document.querySelector<HTMLElement>(`[data-grid="${id}"]`);
      const height = matrix?.querySelector('canvas')?.offsetHeight ?? 0;
      return height / Number(matrix?.dataset.cellHeight);
    },
    [key, grid] as const,
  );
}

describe('the window of a large matrix', function () {
  this.timeout(60_000);
  let browser: Browser;
  let calculator: CalculatorPage;

  before(async () => {
    browser = await launchChromium();
    const spec = { ...firstQuestion, units, inputSize: units };
    calculator = await openCalculator(browser, { spec });
  });
  after(() => browser.close());

  it('holds the rows of a vector that can be seen, and reaches the last one by scrolling', async () => {
    const { page } = calculator;
    const rows = cellsOf(page, 'result');
    await page.waitForFunction(() => {
      const drawn = document.querySelectorAll('[data-grid=result] [role=row]').length;
      return drawn > 0 && drawn < 24;
    });
    assert.equal(
      await page.locator('[data-grid=result] [role=grid]').getAttribute('aria-rowcount'),
      `${units}`,
    );
    await page.locator('.matrix[data-grid=result]').evaluate(element => element.scrollTo(0, 1e6));
    await page.locator(`[data-grid=result] [data-row="${units - 1}"]`).waitFor();
    await page.locator('.matrix[data-grid=result]').evaluate(element => element.scrollTo(0, 0));
    await rows.first().waitFor();
  });

  it('is right in the first drawing already of a matrix that was not there before', async () => {
    const { page } = calculator;
    await press(page, '.');
    const atOnce = await rowsAtOnce(page, '.', 'operand2');
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.ok(atOnce > 0 && atOnce < 24, `${atOnce} rows`);
    assert.equal((await numbersIn(page, 'operand2')).length, atOnce);
    await press(page, ',', ',');
  });

  it('is painted once, however one steps: weights and states stay as they are', async () => {
    const { page } = calculator;
    await page.evaluate(() => {
      const { transferFromImageBitmap } = ImageBitmapRenderingContext.prototype;
      document.body.dataset.painted = '0';
      ImageBitmapRenderingContext.prototype.transferFromImageBitmap = function (picture) {
        const isSmall = this.canvas instanceof HTMLCanvasElement && this.canvas.closest('.compact') !== null;
        if (isSmall) document.body.dataset.painted = '1';
        transferFromImageBitmap.call(this, picture);
      };
    });
    await press(page, '.', ']', '[', ',');
    assert.equal(await page.locator('body').getAttribute('data-painted'), '0');
    // What is lit in them follows all the same.
    await press(page, ']');
    const mark = page.locator('[data-grid="state:c_t"] .mark.row');
    assert.equal(await mark.evaluate((element: HTMLElement) => element.offsetTop), 2 * 14 - 1);
    await press(page, '[');
    assert.equal(await mark.evaluate((element: HTMLElement) => element.offsetTop), 14 - 1);
  });

  it('rests while it is far out of sight, and the page keeps its length', async () => {
    const { page } = calculator;
    const states = page.locator('[data-grid="state:c_t"]');
    const length = (): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight);
    const isLaidOut = (): Promise<boolean> =>
      states.evaluate(matrix => matrix.checkVisibility({ contentVisibilityAuto: true }));
    const whole = await length();
    await page.waitForFunction(
      () =>
        !document.querySelector('[data-grid="state:c_t"]')?.checkVisibility({ contentVisibilityAuto: true }),
    );
    assert.equal(await length(), whole);
    await press(page, ']', '[');
    assert.equal(await isLaidOut(), false);
    await states.scrollIntoViewIfNeeded();
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.equal(await isLaidOut(), true);
    assert.equal(await length(), whole);
    await page.evaluate(() => window.scrollTo(0, 0));
  });

  it('is there at once for an operand that left the page and comes back', async () => {
    const { page } = calculator;
    // W x, U h, their sum, and σ of it, which has no second operand.
    await press(page, '.', '.');
    await page.locator('.matrix[data-grid=operand2]').waitFor();
    const settled = (await numbersIn(page, 'operand1')).length;
    await press(page, '.');
    await page.locator('.matrix[data-grid=operand1]').waitFor({ state: 'detached' });
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.equal(await rowsAtOnce(page, ',', 'operand1'), settled);
  });
});

describe('the matrices of the first question', function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  const hidden = (page: Page): Promise<readonly number[]> =>
    page
      .locator('[data-grid=operand0], [data-grid=x]')
      .evaluateAll(grids => grids.map(grid => grid.scrollWidth - grid.clientWidth));

  for (const width of [525, 1060])
    it(`are seen whole in a panel of ${width} pixels`, async () => {
      const { page, close } = await openCalculator(browser, { width });
      assert.deepEqual(await hidden(page), [0, 0]);
      await close();
    });

  it('have cells as wide as their longest number', async () => {
    const { page, close } = await openCalculator(browser);
    await page.locator('[data-grid=x] [role=gridcell]').first().click();
    await page.keyboard.type('-123456.789');
    await press(page, 'Enter');
    await page.locator('[data-grid=x] [role=gridcell]').nth(3).click();
    await page.keyboard.type('-1e30');
    await press(page, 'Enter');
    const fits = await cellsOf(page, 'x').evaluateAll(cells => {
      const context = new OffscreenCanvas(1, 1).getContext('2d');
      if (context) context.font = '11px monospace';
      return cells.map(each => (context?.measureText(each.ariaLabel ?? '').width ?? 0) < each.clientWidth);
    });
    assert.deepEqual([...new Set(fits)], [true]);
    await close();
  });
});
