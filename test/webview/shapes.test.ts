/** Shape mode in a real browser: the steps without numbers, each with its rule. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { themes } from '../support/themes.ts';
import { firstQuestion, launchChromium, openCalculator } from './calculatorPage.ts';
import { press, shownIn } from './expected.ts';
import { violations } from './violations.ts';

describe('the shapes of the gate calculator', function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  it('say the rule of every operation, and step by the same keys', async () => {
    const { page, close, errors, recorded } = await openCalculator(browser);
    await page.getByRole('tab', { name: 'Shapes' }).click();
    assert.match(
      await shownIn(page, '.rule'),
      /^\[units, features\] · \[features, 1\] → \[units, 1\] The inner sizes must be equal/,
    );
    assert.match(
      await shownIn(page, '.shape-facts'),
      /\(batch, features\) · \(features, units\) → \(batch, units\)/,
    );
    assert.match(await shownIn(page, '.shape-facts'), /W_iᵀ \[10, 8\] · x_t \[8, 1\] → \[10, 1\]/);
    assert.equal(
      await page.locator('.line-shapes').first().textContent(),
      '[units, features]·[features, 1] + [units, units]·[units, 1] + [units, 1] → [units, 1]',
    );
    await press(page, '.', '.', '.');
    assert.match(await shownIn(page, '.rule'), /^σ\(\[units, 1\]\) → \[units, 1\] Of every number by itself/);
    assert.equal(await page.locator('[role=gridcell]').count(), 0, 'no numbers');
    await page.locator('#node-keep').click();
    assert.match(await shownIn(page, '.rule'), /⊙ .* both shapes must be equal/);
    assert.equal(await page.locator('.shape-table .current').count(), 1);
    await page.locator('.shape-table button').first().click();
    assert.match(await shownIn(page, '.rule'), /^\[units, features\]/);
    assert.deepEqual(errors, []);
    assert.deepEqual((await recorded()).violations, []);
    await close();
  });

  it('are in the words of the framework', async () => {
    const { page, close } = await openCalculator(browser, {
      spec: { ...firstQuestion, layoutName: 'torch' },
    });
    await page.getByRole('tab', { name: 'Shapes' }).click();
    assert.match(await shownIn(page, '.rule'), /^\[hidden_size, input_size\] · \[input_size, 1\]/);
    await close();
  });

  for (const theme of themes)
    it(`have no violation in ${theme.name}, nor scroll sideways`, async () => {
      const { page, close } = await openCalculator(browser, { theme, width: 320, height: 700 });
      await page.getByRole('tab', { name: 'Shapes' }).click();
      assert.equal((await violations(page)).join('\n'), '');
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
      await close();
    });

  it('have rows that are read without scrolling sideways at 320 pixels, and are a table still', async () => {
    const { page, close } = await openCalculator(browser, { width: 320, height: 700 });
    await page.getByRole('tab', { name: 'Shapes' }).click();
    const region = page.locator('.shape-table-body');
    const [seen, whole] = await region.evaluate(each => [each.clientWidth, each.scrollWidth]);
    assert.equal(whole, seen);
    const heights = await page
      .locator('.shape-table tbody tr')
      .evaluateAll(rows => rows.map(row => row.getBoundingClientRect().height));
    assert.ok(Math.max(...heights) < 150, String(heights));
    assert.equal(await region.getByRole('row').count(), 1 + 21);
    await close();
  });
});
