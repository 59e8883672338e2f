/** Steps within an operation, and the card of a number: what it is made of, where that comes from, and the way back. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { cardOf, cardPieces, numberText, piecesText } from '../../src/cells/index.ts';
import { firstQuestion, launchChromium, openCalculator, openForEachTest } from './calculatorPage.ts';
import {
  cell,
  expectedTrace,
  forgetGate,
  framedIn,
  goToGate,
  numbersIn,
  press,
  shownIn,
  title,
} from './expected.ts';

const numbers = (page: Page) => page.locator('[data-explanation] .number');
const sum = (page: Page): Promise<string> => shownIn(page, '[data-explanation]');

describe('steps within an operation', function () {
  this.timeout(60_000);
  let page: Page;

  openForEachTest(opened => {
    page = opened.page;
  });

  it('go term by term: the sum grows, its factors are lit, later numbers are not there yet', async () => {
    const own = expectedTrace();
    await press(page, 't', 't');
    assert.match(await sum(page), /^\(W_iᵀ x_t\)\[0\] = \S+ \+ \S+ = \S+ and 6 more terms to come$/);
    assert.deepEqual(await framedIn(page, 'operand0'), ['0,1']);
    const shown = await numbersIn(page, 'result');
    const [a = 0, b = 0] = [0, 1].map(k => {
      const { value } = own.at(0);
      return (value('W_i')?.data[k * 10] ?? 0) * (value('x_t')?.data[k] ?? 0);
    });
    assert.deepEqual(shown.slice(0, 2), [numberText(a + b, 2), 'not computed yet']);
    assert.match(await shownIn(page, '.stepper-place'), /element 1 of 10, term 2 of 8/);
    assert.match(await shownIn(page, '.sentence'), /^Term 2 of 8 of \(W_iᵀ x_t\)\[0\]/);
  });

  it('forward n and back n shows the same, by every grain', async () => {
    for (const [forward, back, n] of [
      ['t', 'Shift+T', 90],
      ['e', 'Shift+E', 25],
      ['.', ',', 25],
      [']', '[', 5],
    ] as const) {
      const before = await shownIn(page, '.operation');
      await press(page, ...Array.from({ length: n }, () => forward));
      assert.notEqual(await shownIn(page, '.operation'), before, forward);
      await press(page, ...Array.from({ length: n }, () => back));
      assert.equal(await shownIn(page, '.operation'), before, back);
    }
  });

  it("obey a debugger's keys: over, into, out", async () => {
    await press(page, 'F11');
    assert.match(await shownIn(page, '.stepper-place'), /operation 1 of 21, element 1 of 10, term 1 of 8/);
    await press(page, 'F10');
    assert.match(await shownIn(page, '.stepper-place'), /^operation 2 of 21$/);
    await press(page, 'Shift+F11');
    assert.match(await shownIn(page, '.stepper-place'), /^operation 21 of 21$/);
    await press(page, 'Shift+F11');
    assert.equal(await shownIn(page, '.slider-label >> nth=0'), 't = 1');
  });

  it('are told by the help, which takes the focus and gives it back', async () => {
    await page.locator('#jump').focus();
    await page.getByRole('button', { name: 'Forward one operation' }).focus();
    await press(page, '?');
    const focused = (): Promise<string | undefined> =>
      page.evaluate(
        () => document.activeElement?.id || (document.activeElement?.getAttribute('aria-label') ?? undefined),
      );
    assert.equal(await focused(), 'help-title');
    const shown = await page.locator('.help dt').allTextContents();
    for (const key of [
      'F10, F11, Shift+F11',
      'B or F5, Shift+B or Shift+Alt+F5',
      'T  and  Shift+T',
      'Backspace',
    ])
      assert.ok(shown.includes(key), key);
    await press(page, 'Escape');
    assert.equal(await page.locator('.help').count(), 0);
    assert.match((await focused()) ?? '', /^Forward one operation/);
  });

  it('take a bracket that needs AltGr for a bracket', async () => {
    await page.evaluate(() => {
      const held = { key: ']', ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', held));
    });
    assert.equal(await shownIn(page, '.slider-label >> nth=0'), 't = 1');
    await press(page, 'Control+Alt+BracketRight');
    assert.equal(await shownIn(page, '.slider-label >> nth=0'), 't = 1');
  });

  it('go by what is chosen', async () => {
    await page.locator('#grain').focus();
    await press(page, 'ArrowUp');
    await page.getByRole('button', { name: 'Forward one element' }).click();
    assert.match(await shownIn(page, '.stepper-place'), /element 1 of 10, term 8 of 8/);
  });

  it('go where one says, or say what can be said', async () => {
    const jump = page.locator('#jump');
    const go = async (text: string): Promise<void> => {
      await jump.click();
      await press(page, 'Control+a');
      await page.keyboard.type(text);
      await press(page, 'Enter');
    };
    await go('c[3] t=5');
    assert.match(await sum(page), /^c_t\[3\] = /);
    assert.equal(await shownIn(page, '.slider-label >> nth=0'), 't = 5');
    await go('2');
    assert.equal(await shownIn(page, '.slider-label >> nth=0'), 't = 2');
    await go('9');
    assert.equal(await shownIn(page, '.stepper .problem'), 'The time steps are 0 to 7.');
    await go('c[10]');
    assert.equal(await shownIn(page, '.stepper .problem'), 'The result here is [10, 1]: rows 0 to 9.');
    await go('x = 3');
    assert.match(await shownIn(page, '.stepper .problem'), /a line \(i, f, c̃, o, c, h\)/);
    assert.match(await sum(page), /^c_t\[3\] = /);
  });
});

describe('the card of a number', function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  it('leads from h through the step before to an input, and back the same way', async () => {
    const { page, close, errors } = await openCalculator(browser);
    const own = expectedTrace();
    await press(page, ']');
    await goToGate(page, forgetGate, 3);
    const seen: string[] = [];
    const into = async (name: RegExp): Promise<void> => {
      seen.push(await shownIn(page, '.operation .sum'));
      await numbers(page).and(page.getByRole('button', { name })).first().click();
    };
    await into(/h_\{t-1\}\[2\], t = 0/);
    assert.match(await sum(page), /^h_t\[2\] = /);
    assert.equal(await shownIn(page, '.slider-label >> nth=0'), 't = 0');
    await into(/o_t\[2\]/);
    const operation = own.program.resultOf.get('o_t') ?? -1;
    const card = cardOf(own, { kind: 'result', time: 0, operation, row: 2, column: 0 });
    assert.ok(card);
    assert.equal(
      await sum(page),
      `o_t[2] = ${piecesText(cardPieces(card, { digits: 2, most: 20 }))}`,
      'the card of the output gate',
    );
    await into(/x_t\[1\]/);
    assert.match(await sum(page), /^x_t\[1\] = −?\d\.\d\d$/);
    assert.match(await shownIn(page, '.given'), /feature 1 at time step 0, in row 0 of X/);
    assert.deepEqual(await page.locator('.trail li').allTextContents().then(clean), [
      'f_t[0], t = 1',
      'h_t[2], t = 0',
      'o_t[2], t = 0',
      'x_t[1], t = 0',
    ]);
    for (const expected of seen.reverse()) {
      await press(page, 'Backspace');
      assert.equal(await shownIn(page, '.operation .sum'), expected);
    }
    assert.equal(await page.locator('.trail').count(), 0);
    assert.deepEqual(errors, []);
    await close();
  });

  it('shows in its matrix the number that is pointed at', async () => {
    const { page, close } = await openCalculator(browser);
    await goToGate(page, forgetGate, 3);
    await numbers(page)
      .and(page.getByRole('button', { name: /x_t\[3\]/ }))
      .hover();
    const spots = await page
      .locator('.spot')
      .evaluateAll(cells =>
        cells.map(each => [
          each.closest('[data-grid]')?.getAttribute('data-grid'),
          each.getAttribute('data-row'),
          each.getAttribute('data-column'),
        ]),
      );
    assert.deepEqual(spots, [
      ['x', '0', '3'],
      ['x_t', '3', '0'],
    ]);
    await page.mouse.move(0, 0);
    assert.equal(await page.locator('.spot').count(), 0);
    await close();
  });

  it('of the number on show is there already', async () => {
    const { page, close } = await openCalculator(browser);
    await goToGate(page, forgetGate, 0);
    await cell(page, 'result', 2, 0).dblclick();
    assert.match(await sum(page), /^\(W_fᵀ x_t\)\[2\]/);
    assert.equal(await page.locator('.trail').count(), 0);
    assert.equal(await page.evaluate(() => String(getSelection())), '', 'nothing is selected');
    await close();
  });

  it('says of a weight where it is stored', async () => {
    const { page, close } = await openCalculator(browser);
    await goToGate(page, forgetGate, 0);
    await cell(page, 'result', 2, 0).click();
    const weight = numbers(page).and(page.getByRole('button', { name: /W_fᵀ\[2, 1\]/ }));
    assert.match((await weight.getAttribute('aria-label')) ?? '', /W_fᵀ\[2, 1\]$/, 'in every time step');
    await numbers(page)
      .and(page.getByRole('button', { name: /W_fᵀ\[2, 1\]/ }))
      .click();
    assert.match(
      await shownIn(page, '.given'),
      /^It is a weight of the input, given before the first step: kernel\[1, 12\]\./,
    );
    await page.getByRole('button', { name: 'Go to its cell' }).click();
    assert.deepEqual(
      await page.evaluate(() => {
        const { activeElement: active } = document;
        const { row, column } = active instanceof HTMLElement ? active.dataset : {};
        return [active?.closest('[data-grid]')?.getAttribute('data-grid'), row, column];
      }),
      ['weight:kernel', '1', '12'],
    );
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    assert.match(await sum(page), /^\(W_fᵀ x_t\)\[2\]/);
    await close();
  });

  it('is reached by keyboard from any computed number, and read by it', async () => {
    const { page, close } = await openCalculator(browser);
    await press(page, ']', ']');
    await goToGate(page, forgetGate, 0);
    await page.locator('[data-grid="state:c_t"] [role=gridcell]').focus();
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter');
    assert.match(await sum(page), /^c_t\[1\] = /);
    assert.equal(await shownIn(page, '.slider-label >> nth=0'), 't = 1');
    const stop = numbers(page).first();
    await stop.focus();
    await press(page, 'ArrowRight', 'ArrowRight');
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('aria-label')?.replace(/^\S+ /, '')),
      'i_t[1], t = 1',
    );
    await press(page, 'Enter');
    assert.equal(await title(page), 'σ(sum [10, 1]) → [10, 1]');
    await close();
  });

  it('folds a long sum, unfolds it, and begins with what weighs most on demand', async () => {
    const { page, close } = await openCalculator(browser, { spec: { ...firstQuestion, inputSize: 60 } });
    await press(page, '.');
    await press(page, ',');
    assert.match(await sum(page), /from 41 more terms\)/);
    await page.getByRole('button', { name: 'Show 60 terms' }).click();
    assert.equal(await numbers(page).count(), 120);
    await page.getByRole('button', { name: 'Fold' }).click();
    await page.getByRole('checkbox', { name: 'Largest terms first' }).click();
    const weights = await numbers(page).allTextContents();
    const products = weights
      .map(text => Number(text.replace(/[()]/g, '').replace('−', '-')))
      .reduce<number[]>((all, value, index, list) => {
        if (index % 2 === 1) all.push(Math.abs(value * (list[index - 1] ?? 0)));
        return all;
      }, []);
    assert.deepEqual(
      products,
      [...products].sort((a, b) => b - a),
    );
    await close();
  });
});

function clean(texts: readonly string[]): readonly string[] {
  return texts.map(text => text.replace(/\s+/g, ' ').trim());
}
