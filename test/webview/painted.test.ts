/** What cells look like: they are pictures, with an element over each for the keyboard and for those who do not see them. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, openCalculator } from './calculatorPage.ts';
import { cellsOf, numberIn, numbersIn, press } from './expected.ts';

interface Seen {
  readonly said: string;
  /** How many of its pixels are not of its colour. */
  readonly ink: number;
  /** All of its pixels as one text. */
  readonly pixels: string;
}

/** The cells of a matrix as they are painted. */
async function seenIn(page: Page, grid: string): Promise<readonly Seen[]> {
  await numbersIn(page, grid);
  return page.locator(`[data-grid="${grid}"]`).evaluate(matrix => {
    const canvas = matrix.querySelector('canvas');
    const surface = canvas && new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    if (!canvas || !surface) return [];
    surface.drawImage(canvas, 0, 0);
    const place = canvas.getBoundingClientRect();
    const sharpness = canvas.width / place.width;
    return [...matrix.querySelectorAll<HTMLElement>('[role=gridcell]')].map(cell => {
      const { left, top, width, height } = cell.getBoundingClientRect();
      const [x, y] = [(left - place.left) * sharpness, (top - place.top) * sharpness];
      const { data } = surface.getImageData(x, y, (width - 1) * sharpness, (height - 1) * sharpness);
      const pixels = Array.from({ length: data.length / 4 }, (_, at) =>
        data.slice(4 * at, 4 * at + 4).join(),
      );
      const ink = pixels.filter(pixel => pixel !== pixels[0]).length;
      return { said: cell.ariaLabel ?? '', ink, pixels: pixels.join(' ') };
    });
  });
}

describe('painted cells', function () {
  this.timeout(60_000);
  let browser: Browser;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  it('show the number that they say', async () => {
    const { page, close } = await openCalculator(browser);
    for (const [column, text] of ['1', '7', '-1'].entries()) {
      await cellsOf(page, 'x').nth(column).click();
      await page.keyboard.type(text);
      await press(page, 'Enter');
    }
    const [one, seven, minus] = await seenIn(page, 'x');
    assert.deepEqual([one?.said, seven?.said, minus?.said], ['1.00', '7.00', '−1.00']);
    for (const each of [one, seven, minus]) assert.ok((each?.ink ?? 0) > 30, `${each?.said}: ${each?.ink}`);
    assert.notEqual(one?.pixels, seven?.pixels);
    await close();
  });

  it('show nothing where a number is still to come', async () => {
    const { page, close } = await openCalculator(browser);
    await press(page, 't');
    const [, second] = await seenIn(page, 'result');
    assert.deepEqual([second?.said, second?.ink], ['not computed yet', 0]);
    await close();
  });

  it('are as sharp as the screen, also when the page is zoomed', async () => {
    const { page, close } = await openCalculator(browser);
    const sharpness = (): Promise<number> =>
      page
        .locator('[data-grid=x] canvas')
        .evaluate((canvas: HTMLCanvasElement) => canvas.width / canvas.offsetWidth);
    assert.equal(await sharpness(), 1);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setDeviceMetricsOverride', {
      width: 600,
      height: 450,
      deviceScaleFactor: 2,
      mobile: false,
    });
    await page.waitForFunction(() => window.innerWidth === 600);
    await page.waitForTimeout(200);
    assert.equal(await sharpness(), 2);
    await close();
  });

  it('are painted when they come near, where there are thousands', async () => {
    const { page, close } = await openCalculator(browser, { height: 400 });
    const states = page.locator('[data-grid="state:c_t"]');
    await states.waitFor({ state: 'attached' });
    await page.waitForTimeout(200);
    const pictures = (): Promise<number> => states.locator('canvas').count();
    assert.equal(await pictures(), 0);
    await states.scrollIntoViewIfNeeded();
    await states.locator('canvas').waitFor();
    // They have what was computed, and follow what is changed, while they are seen.
    const picture = (): Promise<string> =>
      states.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const before = await picture();
    await states.locator('[role=gridcell]').first().click();
    await page.keyboard.type('0.9');
    await press(page, 'Enter');
    assert.notEqual(await picture(), before);
    await close();
  });

  it('follow a change of the theme', async () => {
    const { page, close } = await openCalculator(browser);
    const before = await seenIn(page, 'x');
    await page.evaluate(() =>
      document.documentElement.style.setProperty('--vscode-editor-background', '#ffffff'),
    );
    await page.waitForTimeout(200);
    assert.notEqual((await seenIn(page, 'x'))[0]?.pixels, before[0]?.pixels);
    assert.equal(await numberIn(page, 'x', 0, 0), before[0]?.said);
    await close();
  });

  it('are found by the pointer where they are seen, while their elements are behind', async () => {
    const { page, close } = await openCalculator(browser);
    await press(page, '.');
    await numbersIn(page, 'operand0');
    // In one go, as the elements follow soon.
    const isBusy = await page.evaluate(() => {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: '.' }));
      const grid = document.querySelector('[data-grid=operand0] [role=grid]');
      const isBusy = grid?.ariaBusy;
      const { left = 0, top = 0 } = grid?.getBoundingClientRect() ?? {};
      const place = { clientX: left + 10, clientY: top + 22 + 10, detail: 1, bubbles: true };
      grid?.dispatchEvent(new MouseEvent('click', place));
      return isBusy;
    });
    assert.equal(isBusy, 'true');
    assert.match((await page.locator('.tools .readout').textContent()) ?? '', /^\[1, 0\] = /);
    await close();
  });
});
