/** Numbers that the saved state has no room for: the extension keeps them, and the page asks for them when it comes back. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { FromCalculator } from '../../src/protocol/calculator.ts';
import { firstQuestion, openForEachTest } from './calculatorPage.ts';
import { cell, numberIn, press } from './expected.ts';

/** 300 rows of 400 numbers. */
const [steps, inputSize] = [300, 400];

describe('numbers that the extension keeps', function () {
  this.timeout(120_000);
  let page: Page;

  openForEachTest(
    opened => {
      page = opened.page;
    },
    { spec: { ...firstQuestion, units: 4, inputSize, steps } },
  );

  const paste = async (): Promise<void> => {
    await cell(page, 'x', 0, 0).click();
    const text = Array.from({ length: steps }, (_, row) =>
      Array.from({ length: inputSize }, (__, column) => (row + column) % 10).join(','),
    ).join('\n');
    await page.evaluate(pasted => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
    assert.equal(await page.locator('.tools p').textContent(), 'Pasted (300, 400).');
  };

  /** The extension's part: what it was given goes on to the next page. */
  const stash = (): Promise<number> =>
    page.evaluate(() => {
      const given = window.recorded.messages.filter(message => message.type === 'keep');
      const [first] = given;
      if (first?.type === 'keep') {
        const { id, matrix } = first;
        sessionStorage.setItem('kept', JSON.stringify({ id, ...matrix, data: [...matrix.data] }));
      }
      return given.length;
    });
  const reload = async (): Promise<FromCalculator | undefined> => {
    await page.reload();
    await page.waitForFunction(() => window.recorded.messages.some(({ type }) => type === 'keptWanted'));
    return page.evaluate(() => window.recorded.messages.find(({ type }) => type === 'keptWanted'));
  };

  it('come back after a reload, and are handed over once', async () => {
    await paste();
    assert.equal(await page.locator('.notice').filter({ hasText: 'too many' }).count(), 0);
    await press(page, '.', '.');
    assert.equal(await stash(), 1);
    const wanted = await reload();
    const id = await page.evaluate(() => JSON.parse(sessionStorage.getItem('kept') ?? '{}').id);
    assert.equal(wanted && 'id' in wanted ? wanted.id : '', id);
    await page.evaluate(() => {
      const { id, rows, columns, data } = JSON.parse(sessionStorage.getItem('kept') ?? '{}');
      window.postMessage({ type: 'kept', id, matrix: { rows, columns, data: Float32Array.from(data) } }, '*');
    });
    await page.locator('[data-grid=x] [data-row="1"][data-column="1"][aria-label="2.00"]').waitFor();
    assert.equal(await numberIn(page, 'x', 2, 5), '7.00');
    await press(page, '.');
    assert.equal(
      await page.evaluate(() => window.recorded.messages.filter(({ type }) => type === 'keep').length),
      0,
    );
    await reload();
  });

  it('are examples again where the extension has them no more', async () => {
    const before = await numberIn(page, 'x', 1, 1);
    await paste();
    assert.notEqual(await numberIn(page, 'x', 1, 1), before);
    await stash();
    await reload();
    await page.evaluate(() => {
      const { id } = JSON.parse(sessionStorage.getItem('kept') ?? '{}');
      window.postMessage({ type: 'kept', id, matrix: undefined }, '*');
    });
    await page.waitForFunction(
      text => document.querySelector('[data-grid=x] [data-row="1"][data-column="1"]')?.ariaLabel === text,
      before,
    );
    assert.match((await page.locator('.weight-problem').textContent()) ?? '', /are kept no longer/);
  });
});
