/** axe-core finds nothing to object to, in VS Code's four default themes, at rest, while editing and on a narrow panel. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { cells } from '../../src/cells/all-cells.ts';
import { layouts } from '../../src/cells/index.ts';
import { withCell } from '../../webview/sections/variant/change.ts';
import { themes } from '../support/themes.ts';
import { firstQuestion, launchChromium, openCalculator } from './calculatorPage.ts';
import { violations } from './violations.ts';

describe('accessibility of the gate calculator', function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  for (const theme of themes)
    it(`has no violation in ${theme.name}`, async () => {
      const { page, close } = await openCalculator(browser, { theme });
      assert.equal((await violations(page)).join('\n'), '');
      await page.getByRole('button', { name: 'Forward one operation' }).click();
      await page.locator('[data-grid="x"] [role=gridcell]').first().click();
      await page.keyboard.press('Enter');
      await page.keyboard.type('x');
      await page.keyboard.press('Enter');
      await page.locator('#cell-problem').waitFor();
      assert.equal((await violations(page)).join('\n'), '');
      await close();
    });

  for (const theme of themes)
    it(`has no violation with everything open in ${theme.name}`, async () => {
      const { page, close } = await openCalculator(browser, { theme, width: 640, height: 500 });
      await page.locator('.variant summary').click();
      await page.locator('.notation summary').click();
      for (const [field, text] of [
        ['#watch', 'norm(c)'],
        ['#watch', 'norm('],
        ['#condition', 't == 3'],
        ['#condition', 'q > 1'],
        ['#jump', 'nowhere at all'],
      ] as const) {
        await page.locator(field).click();
        await page.keyboard.type(text);
        await page.keyboard.press('Enter');
      }
      await page.locator('h1').click();
      await page.keyboard.press('b');
      await page.locator('.outcome', { hasText: 'Stopped' }).waitFor();
      await page.locator('.number').nth(1).click();
      await page.locator('.trail').waitFor();
      await page.keyboard.press('?');
      assert.equal((await violations(page)).join('\n'), '');
      const [width, inner] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        window.innerWidth,
      ]);
      assert.ok((width ?? 0) <= (inner ?? 0), `${width} of ${inner} pixels`);
      await close();
    });

  it('has no violation where a layer has several cells', async () => {
    const stack = { layers: 2, directions: 2, upperInputSize: 20 } as const;
    const spec = { ...firstQuestion, layoutName: 'torch', stack };
    const { page, close } = await openCalculator(browser, { spec, width: 320, height: 700 });
    assert.equal((await violations(page)).join('\n'), '');
    await close();
  });

  it('has no violation, and does not scroll sideways, at 320 pixels', async () => {
    const { page, close } = await openCalculator(browser, { width: 320, height: 700 });
    assert.equal((await violations(page)).join('\n'), '');
    const [width, inner] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      window.innerWidth,
    ]);
    assert.ok((width ?? 0) <= (inner ?? 0), `${width} of ${inner} pixels`);
    await close();
  });

  it('does not scroll sideways at 320 pixels, whatever the cell and its storage', async function () {
    this.timeout(180_000);
    const calculator = await openCalculator(browser, { width: 320, height: 700 });
    const { page } = calculator;
    for (const layout of layouts)
      for (const { name, title } of Object.values(cells)) {
        if (!layout.cells[name]) continue;
        const spec = withCell(
          { ...firstQuestion, layoutName: layout.name, layer: `${title}, ${name}` },
          name,
          4,
        );
        await calculator.send({ type: 'load', spec });
        await page.locator('h1', { hasText: `${title}, ${name}` }).waitFor();
        for (const key of ['t', '.']) {
          await page.keyboard.press(key);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(width <= 320, `${title} of ${layout.title}: ${width} pixels`);
        }
      }
    await calculator.close();
  });

  it('names every matrix', async () => {
    const { page, close } = await openCalculator(browser);
    const names = await page
      .getByRole('grid')
      .evaluateAll(grids => grids.map(grid => grid.getAttribute('aria-label')));
    assert.ok(names.length > 5 && names.every(name => name), String(names));
    assert.equal(new Set(names).size, names.length);
    await close();
  });

  it('moves nothing where motion is not wanted', async () => {
    const { page, close } = await openCalculator(browser);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const durations = await page.evaluate(() =>
      [...document.querySelectorAll('main *')].map(element => getComputedStyle(element).transitionDuration),
    );
    assert.deepEqual([...new Set(durations)], ['0s']);
    await close();
  });
});
