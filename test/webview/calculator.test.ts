/** The calculator in a real browser: what it shows, how one steps, edits and comes back. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { explain } from '../../src/cells/index.ts';
import { type CalculatorPage, firstQuestion, openForEachTest } from './calculatorPage.ts';
import {
  cell,
  expectedTrace,
  forgetGate,
  framedIn,
  goToGate,
  numberIn,
  numbersIn,
  press,
  shownIn,
  texts,
  title,
} from './expected.ts';

describe('the gate calculator', function () {
  this.timeout(60_000);
  let calculator: CalculatorPage;
  let page: Page;

  openForEachTest(opened => {
    calculator = opened;
    page = opened.page;
  });

  it("answers the first question: each gate's equation with its shapes, and x_t leaving X", async () => {
    const line = page.locator('.line', { has: page.getByRole('button', { name: forgetGate, exact: true }) });
    assert.equal(
      await line.locator('.line-shapes').textContent(),
      '[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]',
    );
    assert.ok((await line.locator('math').count()) > 0, 'drawn as mathematics');
    assert.equal(await page.locator('.sequence .shape').first().textContent(), '(8, 8)');
    assert.deepEqual(
      await framedIn(page, 'x'),
      Array.from({ length: 8 }, (_, feature) => `0,${feature}`),
    );
    assert.deepEqual((await numbersIn(page, 'x')).slice(0, 8), await numbersIn(page, 'x_t'));
    assert.match(
      (await page.locator('.explain-sequence').textContent()) ?? '',
      /\[10, 8\]·\[8, 8\] gives \[10, 8\], which cannot be added/,
    );
    assert.deepEqual(await page.locator('.storage .shape').allTextContents(), [
      '(8, 40)',
      '(10, 40)',
      '(40,)',
      '8 × [10, 1]',
      '8 × [10, 1]',
    ]);
  });

  it('shows every operation with its operands, and numbers that src/cells computes', async () => {
    const own = expectedTrace();
    await goToGate(page, forgetGate, 0);
    assert.equal(await title(page), 'W_fᵀ [10, 8] · x_t [8, 1] → [10, 1]');
    await press(page, '.', '.', '.');
    assert.equal(await title(page), 'σ(sum [10, 1]) → [10, 1]');
    assert.deepEqual(await numbersIn(page, 'result'), texts(own, 0, 'f_t'));
    const shown = await shownIn(page, '[data-explanation]');
    const operation = own.program.resultOf.get('f_t') ?? -1;
    const { subject, text } = explain(own, { time: 0, operation }, 0, 0, { digits: 2, most: 20 });
    assert.equal(shown, `${subject} = ${text}`);
  });

  it('steps forward and back exactly', async () => {
    const seen: string[] = [];
    for (let count = 0; count < 30; count++) {
      seen.push(await shownIn(page, '.operation'));
      await press(page, '.');
    }
    for (const expected of seen.reverse()) {
      await press(page, ',');
      assert.equal(await shownIn(page, '.operation'), expected);
    }
    assert.ok(
      await page
        .locator('vscode-button[aria-label="To the start"]')
        .evaluate(button => button.hasAttribute('disabled')),
    );
  });

  it('goes by time step, to the end, and where the slider says', async () => {
    const own = expectedTrace();
    await page.getByRole('button', { name: 'To the end' }).click();
    assert.deepEqual(await numbersIn(page, 'result'), texts(own, 7, 'h_t'));
    await press(page, '[');
    assert.deepEqual(await numbersIn(page, 'result'), texts(own, 6, 'h_t'));
    await page.getByLabel('Time step', { exact: true }).fill('3');
    assert.deepEqual(await numbersIn(page, 'result'), texts(own, 3, 'h_t'));
  });

  it('changes everything downstream of an edited number, and undoes it', async () => {
    const before = expectedTrace();
    const after = expectedTrace({ 'W_f:2:1': -3.5 });
    await goToGate(page, forgetGate, 0);
    await cell(page, 'operand0', 1, 2).click();
    await press(page, 'Enter');
    await page.keyboard.type('-3.5');
    await press(page, 'Enter');
    await goToGate(page, forgetGate, 3);
    assert.deepEqual(await numbersIn(page, 'result'), texts(after, 0, 'f_t'));
    await page.getByRole('button', { name: 'To the end' }).click();
    assert.deepEqual(await numbersIn(page, 'result'), texts(after, 7, 'h_t'));
    assert.notDeepEqual(texts(after, 7, 'h_t'), texts(before, 7, 'h_t'));
    await press(page, 'Control+z');
    assert.deepEqual(await numbersIn(page, 'result'), texts(before, 7, 'h_t'));
    await press(page, 'Control+y');
    assert.deepEqual(await numbersIn(page, 'result'), texts(after, 7, 'h_t'));
  });

  it('edits the fused weight and the gate alike', async () => {
    const after = expectedTrace({ 'W_f:2:1': 0.75, 'x:0:4': 2 });
    // Painted: column 11 and row 2 of squares of 14 pixels.
    const kernel = page.locator('[data-grid="weight:kernel"] .matrix-body');
    await kernel.dblclick({ position: { x: 11 * 14 + 7, y: 2 * 14 + 7 } });
    await page.keyboard.type('0.75');
    await press(page, 'Enter');
    await cell(page, 'x', 0, 4).click();
    await page.keyboard.type('2');
    await press(page, 'Enter');
    await goToGate(page, forgetGate, 3);
    assert.deepEqual(await numbersIn(page, 'result'), texts(after, 0, 'f_t'));
  });

  it('edits the initial state', async () => {
    const after = expectedTrace({ 'h_prev:3:0': 0.9 });
    const states = page.locator('[data-grid="state:h_t"] .matrix-body');
    await states.click({ position: { x: 3 * 14 + 7, y: 7 } });
    await page.keyboard.type('0.9');
    await press(page, 'Enter');
    await goToGate(page, forgetGate, 3);
    assert.deepEqual(await numbersIn(page, 'result'), texts(after, 0, 'f_t'));
    assert.notDeepEqual(texts(after, 0, 'f_t'), texts(expectedTrace(), 0, 'f_t'));
  });

  it('says at the cell that a text is no number, and loses nothing', async () => {
    const own = expectedTrace();
    await cell(page, 'x', 0, 0).click();
    await press(page, 'Enter');
    await page.keyboard.type('0.5o');
    await press(page, 'Enter');
    const input = page.locator('.cell-input');
    assert.equal(
      await page.locator('#cell-problem').textContent(),
      '"0.5o" is not a number. Escape keeps the old one.',
    );
    assert.equal(await input.inputValue(), '0.5o');
    assert.equal(await input.getAttribute('aria-invalid'), 'true');
    assert.deepEqual(await numbersIn(page, 'x_t'), texts(own, 0, 'x_t'));
    await press(page, 'Escape');
    assert.equal(await numberIn(page, 'x', 0, 0), texts(own, 0, 'x_t')[0]);
    assert.equal(await page.locator('#cell-problem').count(), 0);
  });

  it('takes other sizes within limits and keeps the numbers that still fit', async () => {
    await cell(page, 'x', 0, 0).click();
    await page.keyboard.type('9');
    await press(page, 'Enter');
    const units = page.locator('#size-units');
    const type = async (text: string): Promise<void> => {
      await units.click();
      await press(page, 'Control+a');
      await page.keyboard.type(text);
      await press(page, 'Enter');
    };
    await type('3');
    assert.equal(
      await page.locator('.line-shapes').first().textContent(),
      '[3, 8]·[8, 1] + [3, 3]·[3, 1] + [3, 1] → [3, 1]',
    );
    assert.equal(await numberIn(page, 'x', 0, 0), '9.00');
    await type('9999');
    assert.equal(await page.locator('.field .problem').textContent(), 'At most 2,048 here.');
    const tops = await page
      .locator('.sizes vscode-text-field')
      .evaluateAll(fields => fields.map(field => Math.round(field.getBoundingClientRect().top)));
    assert.equal(new Set(tops).size, 1, 'the fields stay in their row');
    await type('many');
    assert.equal(await page.locator('.field .problem').textContent(), 'A whole number from 1 is needed.');
    assert.equal(
      await page.locator('.line-shapes').first().textContent(),
      '[3, 8]·[8, 1] + [3, 3]·[3, 1] + [3, 1] → [3, 1]',
    );
  });

  it('can be used by keyboard alone', async () => {
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const { activeElement: active } = document;
        return active?.getAttribute('aria-label') ?? active?.textContent?.trim() ?? '';
      });
    await press(page, 'Tab', 'Tab');
    assert.equal(await focused(), 'Keyboard help');
    await press(page, 'Tab');
    assert.equal(await focused(), 'units');
    for (let count = 0; count < 60 && !(await focused()).startsWith('f_t ='); count++)
      await press(page, 'Tab');
    await press(page, 'Enter');
    assert.equal(await title(page), 'W_fᵀ [10, 8] · x_t [8, 1] → [10, 1]');
    const grid = (): Promise<string | undefined> =>
      page.evaluate(
        () => document.activeElement?.closest('[data-grid]')?.getAttribute('data-grid') ?? undefined,
      );
    for (let count = 0; count < 60 && (await grid()) !== 'operand0'; count++) await press(page, 'Shift+Tab');
    await press(page, 'ArrowDown', 'ArrowRight', 'ArrowRight', 'End', 'Home', 'F2');
    await page.keyboard.type('-1.25');
    await press(page, 'Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.ariaLabel), '−1.25');
    await press(page, '.', '.', '.');
    const after = expectedTrace({ 'W_f:0:1': -1.25 });
    assert.deepEqual(await numbersIn(page, 'result'), texts(after, 0, 'f_t'));
    await press(page, '?');
    assert.ok(await page.getByRole('heading', { name: 'Keys' }).isVisible());
  });

  it('comes back after a reload as it was', async () => {
    await goToGate(page, forgetGate, 2);
    await cell(page, 'operand2', 4, 0).click();
    await page.keyboard.type('5');
    await press(page, 'Enter', ']', ']');
    const shown = await shownIn(page, '.operation');
    await page.reload();
    await page.locator('.operation').waitFor();
    assert.equal(await shownIn(page, '.operation'), shown);
    assert.equal(await page.getByRole('button', { name: 'Clear 1 own number' }).count(), 1);
    assert.match(
      (await page.locator('#weights-title ~ .hint').textContent()) ?? '',
      /1 number is your own, the others examples/,
    );
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await page.getByRole('button', { name: 'Clear 1 own number' }).count(), 0);
  });

  it('comes back after a reload where one had scrolled to', async () => {
    await page.evaluate(() => window.scrollTo(0, 640));
    await page.waitForFunction(() => /"scroll":640/.test(sessionStorage.getItem('state') ?? ''));
    // A hidden page is made anew: no browser brings it back to its place.
    await page.evaluate(() => {
      history.scrollRestoration = 'manual';
    });
    await page.reload();
    await page.locator('.operation').waitFor();
    await page.waitForTimeout(500);
    assert.equal(await page.evaluate(() => window.scrollY), 640);
  });

  it('says in a line of its own why one cannot go somewhere, until one goes elsewhere', async () => {
    await page.locator('#jump').click();
    await page.keyboard.type('nowhere');
    await press(page, 'Enter');
    const problem = page.locator('.stepper .problem');
    const [own, field] = [await problem.boundingBox(), await page.locator('#jump').boundingBox()];
    assert.ok(own && field && own.y >= field.y + field.height && own.width > 3 * field.width);
    await page.locator('h1').click();
    await press(page, '.');
    assert.equal(await problem.count(), 0);
  });

  it('reveals the source, and tells the extension what it saved', async () => {
    await page.getByRole('button', { name: 'first_question.py:7' }).click();
    const { messages } = await calculator.recorded();
    assert.deepEqual(messages.at(-1), { type: 'revealSource', place: firstQuestion.source });
    assert.ok(messages.some(message => message.type === 'stateChanged'));
  });

  it('asks before it takes over a change of the code, once a person has set numbers', async () => {
    await calculator.send({ type: 'load', spec: { ...firstQuestion, units: 4 } });
    assert.match((await page.locator('.line-shapes').first().textContent()) ?? '', /^\[4, 8\]/);
    await cell(page, 'x', 0, 0).click();
    await page.keyboard.type('9');
    await press(page, 'Enter');
    await calculator.send({ type: 'load', spec: { ...firstQuestion, units: 6 } });
    assert.match((await page.locator('.offer').textContent()) ?? '', /units 4 → 6/);
    await page.getByRole('button', { name: 'Update' }).click();
    assert.match((await page.locator('.line-shapes').first().textContent()) ?? '', /^\[6, 8\]/);
    assert.equal(await numberIn(page, 'x', 0, 0), '9.00');
  });

  it('ignores messages that it does not know', async () => {
    const shown = await shownIn(page, 'main');
    await calculator.send({ type: 'load', spec: { ...firstQuestion, units: -1 } });
    await calculator.send({ type: 'erase' });
    await calculator.send('load');
    assert.equal(await shownIn(page, 'main'), shown);
  });
});
