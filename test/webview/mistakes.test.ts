/** Mistake mode in a real browser: the first question answered within two clicks, and each mistake with its operation, words and repair. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { themes } from '../support/themes.ts';
import { type CalculatorPage, firstQuestion, openCalculator, openForEachTest } from './calculatorPage.ts';
import { numbersIn, press, shownIn, title } from './expected.ts';
import { violations } from './violations.ts';

describe('the mistakes of the gate calculator', function () {
  this.timeout(60_000);
  let browser: Browser;
  let calculator: CalculatorPage;
  let page: Page;

  openForEachTest((opened, own) => {
    calculator = opened;
    page = opened.page;
    browser = own;
  });

  const open = (): Promise<void> => page.getByRole('tab', { name: 'Mistakes' }).click();
  const choose = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

  it('answer the first question with one click', async () => {
    await open();
    assert.equal(await shownIn(page, '.mistake h2'), 'The whole X where x_t is needed');
    const first = page.locator('.version').first();
    assert.equal(
      await first.locator('.code').textContent(),
      'f_t = sigmoid(W_f.T @ X + U_f.T @ h + b_f)   # h (10, 1)',
    );
    const breaks = first.locator('.attempt.breaks');
    assert.equal(await breaks.count(), 1);
    assert.deepEqual(await breaks.locator('.operand .shape').allTextContents(), [
      '(10, 8)',
      '(10, 1)',
      '(10, 8)',
    ]);
    assert.match((await first.textContent()) ?? '', /NumPy raises nothing/);
    assert.equal((await numbersIn(page, 'mistake-right')).length, 80);
    // X runs too, as it is square: of which way the numbers are, is said.
    assert.equal(
      await shownIn(page, '.numbers-of-mistake h3'),
      'What X.T does to the numbers: f_t, a column for each step',
    );
    assert.notDeepEqual(await numbersIn(page, 'mistake-right'), await numbersIn(page, 'mistake-wrong'));
  });

  it('are a link away from the sentence on X', async () => {
    await page.getByRole('button', { name: 'What happens then?' }).click();
    assert.equal(await shownIn(page, '.mistake h2'), 'The whole X where x_t is needed');
    assert.equal(await page.getByRole('tab', { name: 'Mistakes' }).getAttribute('aria-selected'), 'true');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'mode-mistakes');
  });

  it("compare the gates' order with the framework that one chooses, and keep it", async () => {
    await open();
    await choose("Gates in another framework's order");
    const numbers = (): Promise<readonly string[]> => numbersIn(page, 'mistake-wrong');
    const before = await numbers();
    assert.match(await shownIn(page, '.idea'), /ONNX in the order i, o, f, c/);
    await page.locator('#compared-layout').focus();
    await press(page, 'ArrowDown');
    assert.match(await shownIn(page, '.idea'), /TensorFlow 1 in the order i, c, f, o/);
    assert.notDeepEqual(await numbers(), before);
    await page.reload();
    await page.locator('.idea').waitFor();
    assert.match(await shownIn(page, '.idea'), /TensorFlow 1 in the order i, c, f, o/);
  });

  it('show the right version stepping', async () => {
    await open();
    await choose('W·x and x·W mixed up');
    await page.getByRole('button', { name: 'Show the right version stepping' }).click();
    assert.equal(await title(page), 'U_fᵀ [10, 10] · h_{t-1} [10, 1] → [10, 1]');
    assert.equal(await page.locator('.slider-label').first().textContent(), 't = 1');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'mode-numbers');
  });

  it("quote the framework's own words with the layer's sizes", async () => {
    await page.locator('#size-steps').click();
    await press(page, 'Control+a');
    await page.keyboard.type('6');
    await press(page, 'Enter');
    await open();
    assert.match(
      await shownIn(page, '.quote >> nth=0'),
      /NumPy says: matmul: Input operand 1 has a mismatch in its core dimension 0.*\(size 6 is different from 8\)/,
    );
    await choose('return_sequences into Dense');
    assert.match(await shownIn(page, '.quote'), /Keras says: .*expected ndim=3, found ndim=2/);
  });

  it('can each be chosen by keyboard', async () => {
    await page.getByRole('tab', { name: 'Numbers' }).focus();
    await press(page, 'ArrowRight', 'ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), 'Mistakes');
    const names = await page.locator('.mistake-list button').allTextContents();
    assert.equal(names.length, 8);
    for (const name of names) {
      await page.getByRole('button', { name: name.trim(), exact: true }).focus();
      await press(page, 'Enter');
      assert.equal(await shownIn(page, '.mistake h2'), name.trim());
      assert.ok((await page.locator('.version').count()) > 0);
      assert.equal(await page.locator('.repair .code').count(), 1);
    }
  });

  it('are written as a cell by hand is', async () => {
    const { source: _, ...alone } = firstQuestion;
    const own = { layer: 'Cell by hand', framework: 'NumPy', layoutName: 'by-hand', vectorAxes: 1 };
    await calculator.send({ type: 'load', spec: { ...alone, ...own }, mistake: 'elementwise-as-product' });
    await page.locator('[data-mistake="elementwise-as-product"]').waitFor();
    assert.equal(await shownIn(page, '.mistake h2'), '* where @ is meant');
    const sum = 'operands could not be broadcast together with shapes';
    assert.equal(await shownIn(page, '.quote'), `NumPy says: ${sum} (10,8) (10,10)`);
    await choose('The whole X where x_t is needed');
    assert.deepEqual(await page.locator('.quote').allTextContents(), [
      `NumPy says: ${sum} (10,8) (10,)`,
      `NumPy says: ${sum} (10,8) (8,8)`,
    ]);
  });

  it('open from a problem of the code, and ignore what they do not know', async () => {
    await calculator.send({ type: 'load', spec: firstQuestion, mistake: 'bias-twice' });
    await page.locator('.mistake').waitFor();
    assert.equal(await shownIn(page, '.mistake h2'), 'The bias twice');
    await calculator.send({ type: 'load', spec: firstQuestion, mistake: 'no-such-mistake' });
    assert.equal(await shownIn(page, '.mistake h2'), 'The bias twice');
  });

  it('come back after a reload', async () => {
    await open();
    await choose('A transpose is missing');
    await page.reload();
    await page.locator('.mistake').waitFor();
    assert.equal(await shownIn(page, '.mistake h2'), 'A transpose is missing');
  });

  for (const theme of themes)
    it(`have no violation in ${theme.name}`, async () => {
      const other = await openCalculator(browser, { theme });
      await other.page.getByRole('tab', { name: 'Mistakes' }).click();
      for (const button of await other.page.locator('.mistake-list button').all()) {
        await button.click();
        assert.equal((await violations(other.page)).join('\n'), '');
      }
      await other.close();
    });

  it('fit into 320 pixels', async () => {
    const spec = {
      ...firstQuestion,
      layoutName: 'torch',
      stack: { layers: 2, directions: 2, upperInputSize: 20 },
    } as const;
    const narrow = await openCalculator(browser, { spec, width: 320, height: 700 });
    await narrow.page.getByRole('tab', { name: 'Mistakes' }).click();
    for (const button of await narrow.page.locator('.mistake-list button').all()) {
      await button.click();
      const width = await narrow.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${await button.textContent()}: ${width} pixels`);
    }
    assert.equal((await violations(narrow.page)).join('\n'), '');
    await narrow.close();
  });
});
