/** What changes the state while the page is being drawn: a field that is taken away commits, a checkbox tells of what a drawing has set. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type CalculatorPage, firstQuestion, openForEachTest } from './calculatorPage.ts';
import { cellsOf, press } from './expected.ts';

describe('a drawing that changes the state', function () {
  this.timeout(60_000);
  let calculator: CalculatorPage;
  let page: Page;

  openForEachTest(opened => {
    calculator = opened;
    page = opened.page;
  });

  /** Begins to type a number into X[1, 2], and leaves the field open. */
  const type = async (text: string): Promise<void> => {
    await page.locator('[data-grid="x"] [data-row="1"][data-column="2"]').click();
    await page.keyboard.type(text);
    await page.locator('.cell-input').waitFor();
  };

  it('keeps the number that is typed where its field goes', async () => {
    await type('5');
    // Without a click, which would take the focus away before.
    await page.locator('#mode-mistakes').evaluate((tab: HTMLElement) => tab.click());
    await page.locator('.mistake').waitFor();
    await page.locator('#mode-numbers').click();
    assert.equal(await page.locator('[data-grid="x"] [data-row="1"][data-column="2"]').textContent(), '5.00');
    assert.equal((await cellsOf(page, 'x').allTextContents()).length, 64);
  });

  it('drops it where another layer comes', async () => {
    await type('5');
    await calculator.send({ type: 'load', spec: { ...firstQuestion, layer: 'decoder', units: 3 } });
    await page.locator('h1', { hasText: 'decoder' }).waitFor();
    assert.equal(await page.locator('.cell-input').count(), 0);
    await press(page, '.');
    assert.equal((await cellsOf(page, 'result').allTextContents()).length, 3);
  });

  it('ticks what the other layer has, and nothing else', async () => {
    const nan = page.getByRole('checkbox', { name: 'NaN' });
    const frames = (): Promise<unknown> =>
      page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    await nan.click();
    await page.getByRole('checkbox', { name: 'NaN', checked: false }).waitFor();
    await calculator.send({ type: 'load', spec: { ...firstQuestion, layer: 'decoder' } });
    await page.locator('h1', { hasText: 'decoder' }).waitFor();
    await page.getByRole('checkbox', { name: 'NaN', checked: true }).waitFor();
    await frames();
    assert.equal(await nan.getAttribute('aria-checked'), 'true');
  });
});
