/** The charts in a real browser: the chosen unit over time, a crosshair that goes and can be moved, numbers for those who do not see it. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { overTime, smallText } from '../../src/cells/index.ts';
import { themes } from '../support/themes.ts';
import { firstQuestion, openCalculator, openForEachTest } from './calculatorPage.ts';
import { expectedTrace, press } from './expected.ts';
import { violations } from './violations.ts';

describe('the charts of the gate calculator', function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;

  openForEachTest((opened, own) => {
    page = opened.page;
    browser = own;
  });
  beforeEach(async () => {
    await page.locator('#chart-kept').waitFor();
  });

  const slider = (id: string) => page.locator(`#chart-${id} > svg`);
  const time = (): Promise<string | null> => page.locator('.slider-label').first().textContent();

  it('draw the gates, the states and what is left of the first step', async () => {
    const own = expectedTrace();
    own.at(7);
    const { kept, gates } = overTime(own, 0);
    assert.equal(await page.locator('#chart-gates .series').count(), 2 * gates.length, 'lines and legend');
    assert.match(
      (await page.locator('#chart-kept figcaption').textContent()) ?? '',
      /What is left in c_t of t = 0: the product of f_t/,
    );
    await page.getByLabel('Time step', { exact: true }).fill('7');
    assert.match(smallText(kept?.values[7] ?? 0, 2), /^\d\.\de−\d$/);
    assert.equal(
      await slider('kept').getAttribute('aria-valuetext'),
      `t = 7: ∏ f_t ${smallText(kept?.values[7] ?? 0, 2)}`,
    );
  });

  it('are gone along by click and by keyboard', async () => {
    await slider('gates').scrollIntoViewIfNeeded();
    const box = await slider('gates').boundingBox();
    assert.ok(box);
    await page.mouse.click(box.x + box.width * 0.98, box.y + 30);
    assert.equal(await time(), 't = 7');
    await slider('gates').focus();
    await press(page, 'ArrowLeft', 'ArrowLeft');
    assert.equal(await time(), 't = 5');
    assert.equal(await slider('states').getAttribute('aria-valuenow'), '5');
    await press(page, 'Home');
    assert.equal(await time(), 't = 0');
  });

  it('show another unit', async () => {
    const before = await slider('gates').getAttribute('aria-valuetext');
    await page.locator('#chart-unit').click();
    await press(page, 'Control+a');
    await page.keyboard.type('7');
    await press(page, 'Enter');
    assert.equal(await page.locator('#charts-title').textContent(), 'Unit 7 over time');
    assert.notEqual(await slider('gates').getAttribute('aria-valuetext'), before);
    assert.match((await page.locator('#node-f').getAttribute('aria-label')) ?? '', /unit 7:/);
  });

  it('have their numbers in a table', async () => {
    const own = expectedTrace();
    own.at(7);
    const { gates, others, kept } = overTime(own, 0);
    await page.getByRole('button', { name: 'Show the numbers as a table' }).click();
    const row = page.locator('.chart-table tbody tr').nth(3);
    assert.deepEqual(
      await row.locator('td').allTextContents(),
      [...gates, ...others, ...(kept ? [kept] : [])].map(({ values }) => smallText(values[3] ?? 0, 2)),
    );
    await row.getByRole('button').click();
    assert.equal(await time(), 't = 3');
  });

  it('light a line with its equation', async () => {
    await page.locator('#chart-gates .legend li').nth(1).hover();
    assert.ok(((await page.locator('#node-f').getAttribute('class')) ?? '').includes('lit'));
    assert.equal(await page.locator('#chart-gates > svg .series.lit').count(), 1);
  });

  it('are not there for a single step', async () => {
    const other = await openCalculator(browser, { spec: { ...firstQuestion, steps: 1 } });
    assert.equal(await other.page.locator('.charts').count(), 0);
    await other.close();
  });

  for (const theme of themes)
    it(`have lines that are seen in ${theme.name}`, async () => {
      const other = await openCalculator(browser, { theme });
      const strokes = await other.page
        .locator('#chart-gates > svg .series')
        .evaluateAll(lines => lines.map(line => getComputedStyle(line).stroke));
      assert.equal(strokes.length, 3);
      const paper = theme.variables['editor-background'] ?? '';
      for (const stroke of strokes) assert.ok(contrast(stroke, paper) >= 3, `${stroke} on ${paper}`);
      await other.close();
    });

  for (const theme of themes)
    it(`have no violation in ${theme.name}, nor scroll sideways`, async () => {
      const other = await openCalculator(browser, { theme, width: 320, height: 700 });
      await other.page.getByRole('button', { name: 'Show the numbers as a table' }).click();
      assert.equal((await violations(other.page)).join('\n'), '');
      assert.ok((await other.page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
      await other.close();
    });
});

/** WCAG's contrast of a colour, which may let some of the paper through, to the paper. */
function contrast(color: string, paper: string): number {
  const below = channels(paper);
  const [red = 0, green = 0, blue = 0, alpha = 1] = channels(color);
  const seen = [red, green, blue].map((value, index) => alpha * value + (1 - alpha) * (below[index] ?? 0));
  const [light = 0, dark = 0] = [luminance(seen), luminance(below)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function channels(color: string): readonly number[] {
  const hex = /^#(..)(..)(..)$/.exec(color);
  return hex
    ? hex.slice(1).map(pair => Number.parseInt(pair, 16))
    : (color.match(/[\d.]+/g) ?? []).map(Number);
}

function luminance(channelValues: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channelValues.map(channel => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
