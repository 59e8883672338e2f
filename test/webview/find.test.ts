/** Looking for a number in a real browser: cells are painted, so the editor's own search does not find them. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { openForEachTest } from './calculatorPage.ts';
import { cell, press } from './expected.ts';

describe('looking for a number', function () {
  this.timeout(60_000);
  let page: Page;

  openForEachTest(opened => {
    page = opened.page;
  });

  const told = (): Promise<string | null> => page.locator('.find [role=status]').textContent();

  const set = async (row: number, column: number, number: string): Promise<void> => {
    await cell(page, 'x', row, column).click();
    await page.keyboard.type(number);
    await press(page, 'Enter');
  };

  it('goes from cell to cell that has it, there and back and round, with the focus in the field', async () => {
    await set(1, 2, '123.42');
    await set(6, 0, '123.4');
    await press(page, '/');
    await page.keyboard.type('123.4');
    await press(page, 'Enter');
    const first = await told();
    assert.match(first ?? '', /\[1, 2\]$/);
    assert.match((await page.locator('.tools').textContent()) ?? '', /\[1, 2\] = 123\.42/);
    await press(page, 'Enter');
    assert.match((await told()) ?? '', /\[6, 0\]$/);
    await press(page, 'Shift+Enter');
    assert.equal(await told(), first);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'find-number');
    assert.equal(await page.locator('[data-grid="x"] .mark.found').count(), 1, 'it is marked');
    await press(page, 'Escape');
    assert.equal(await page.locator('.find').count(), 0);
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('role'));
    assert.equal(focused, 'gridcell', 'one is in the cell that was found');
  });

  it('is as exact as what was typed', async () => {
    await set(1, 2, '123.456');
    await press(page, '/');
    await page.keyboard.type('123.40');
    await press(page, 'Enter');
    assert.equal(await told(), 'No matrix here has 123.40.');
    await page.locator('#find-number').fill('many');
    await press(page, 'Enter');
    assert.equal(await told(), 'many is not a number.');
    await page.locator('#find-number').fill('1.23456e2');
    await press(page, 'Enter');
    assert.match((await told()) ?? '', /\[1, 2\]$/);
  });

  it('brings a matrix that is far down the page into sight', async () => {
    const kernel = page.locator('[data-grid="weight:recurrent_kernel"]');
    await kernel.locator('.matrix-body').click({ position: { x: 7, y: 7 } });
    await page.keyboard.type('777');
    await press(page, 'Enter');
    await page.evaluate(() => window.scrollTo(0, 0));
    await press(page, '/');
    await page.keyboard.type('777');
    await press(page, 'Enter');
    assert.match((await told()) ?? '', /recurrent_kernel.*\[0, 0\]$/);
    const { y = -1, height = 0 } = (await kernel.locator('.mark.found').boundingBox()) ?? {};
    const { height: bar = 0 } = (await page.locator('.find').boundingBox()) ?? {};
    const { y: foot = 0 } = (await page.locator('.tools').boundingBox()) ?? {};
    assert.ok(y >= bar && y + height <= foot, `at ${y}, between ${bar} and ${foot}`);
  });
});
