/** What changes the state while the page is being drawn: a field that is taken away commits, a checkbox tells of what a drawing has set. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type CalculatorPage, firstQuestion, openForEachTest } from './calculatorPage.ts';
import { numberIn, numbersIn, press } from './expected.ts';

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
    assert.equal(await numberIn(page, 'x', 1, 2), '5.00');
    assert.equal((await numbersIn(page, 'x')).length, 64);
  });

  it('drops it where another layer comes', async () => {
    await type('5');
    await calculator.send({ type: 'load', spec: { ...firstQuestion, layer: 'decoder', units: 3 } });
    await page.locator('h1', { hasText: 'decoder' }).waitFor();
    assert.equal(await page.locator('.cell-input').count(), 0);
    await press(page, '.');
    assert.equal((await numbersIn(page, 'result')).length, 3);
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

  /** Presses a key and gives how many changes each matrix saw, by its id. */
  const changesOf = async (key: string): Promise<Readonly<Record<string, number>>> => {
    await page.evaluate(() => {
      const counts: Record<string, number> = {};
      const count = (records: readonly MutationRecord[]): void => {
        for (const { target } of records) {
          const element = target instanceof Element ? target : target.parentElement;
          const grid = element?.closest<HTMLElement>('.matrix')?.dataset.grid;
          if (grid) counts[grid] = (counts[grid] ?? 0) + 1;
        }
      };
      const observer = new MutationObserver(count);
      observer.observe(document.body, {
        attributes: true,
        characterData: true,
        childList: true,
        subtree: true,
      });
      Object.assign(window, {
        counted: () => {
          count(observer.takeRecords());
          observer.disconnect();
          return counts;
        },
      });
    });
    await press(page, key);
    return page.evaluate(() => (window as unknown as { counted: () => Record<string, number> }).counted());
  };

  it('touches of the matrices what a step changes, and nothing else', async () => {
    await press(page, ']');
    const changes = await changesOf(']');
    assert.equal(changes.operand0, undefined, 'W is the same at every time step');
    assert.equal(changes['weight:kernel'], undefined);
    assert.ok((changes.operand1 ?? 0) > 0, 'x_t is another');
    // Of X the frame goes on to the next row.
    assert.equal(changes.x, 1);
  });
});
