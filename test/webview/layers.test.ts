/** The calculator with layers other than the first question's: hostile names, open sizes, other frameworks, large ones. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { firstQuestion, launchChromium, openCalculator } from './calculatorPage.ts';
import { cell, press } from './expected.ts';

describe('the gate calculator with other layers', function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  it('shows text from the workspace as text', async () => {
    const layer = '<img src=x onerror="window.recorded.violations.push(1)">';
    const { page, close, recorded } = await openCalculator(browser, { spec: { ...firstQuestion, layer } });
    assert.equal(await page.locator('h1').textContent(), layer);
    assert.equal(await page.locator('main img').count(), 0);
    assert.deepEqual((await recorded()).violations, []);
    await close();
  });

  it('says which sizes the code leaves open, and which cell it cannot calculate', async () => {
    const open = { ...firstQuestion, units: null, steps: null };
    const first = await openCalculator(browser, { spec: open });
    assert.match(
      (await first.page.locator('.notice').textContent()) ?? '',
      /does not say units \(4 here\), time steps \(5 here\)/,
    );
    await first.close();
    const own = { ...firstQuestion, activations: { activation: 'my_own', recurrentActivation: 'sigmoid' } };
    const second = await openCalculator(browser, { spec: own });
    assert.match(
      (await second.page.locator('.panel').textContent()) ?? '',
      /activation "my_own" is not known/,
    );
    await second.close();
  });

  it("uses PyTorch's names and storage", async () => {
    const spec = { ...firstQuestion, framework: 'PyTorch', layoutName: 'torch' };
    const { page, close } = await openCalculator(browser, { spec });
    const line = page.getByRole('button', { name: 'f_t = σ(W_if x_t + b_if + W_hf h_{t-1} + b_hf)' });
    assert.equal(await line.count(), 1);
    assert.deepEqual((await page.locator('.storage figcaption b').allTextContents()).slice(0, 4), [
      'weight_ih',
      'weight_hh',
      'bias_ih',
      'bias_hh',
    ]);
    assert.equal(await page.locator('#size-units').getAttribute('aria-label'), 'hidden_size');
    await close();
  });

  it('draws only a window of a layer of 1,024 units, and scrolls to any cell', async () => {
    const spec = { ...firstQuestion, units: 1024, inputSize: 1024, steps: 100 };
    const { page, close, errors } = await openCalculator(browser, { spec });
    assert.ok((await page.locator('[role=gridcell]').count()) < 9000);
    await cell(page, 'operand0', 0, 0).click();
    await press(page, 'Control+End');
    await cell(page, 'operand0', 1023, 1023).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-row')), '1023');
    assert.deepEqual(errors, []);
    await close();
  });
});
