/** Breakpoints, runs to them, and watch expressions. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { numberText } from '../../src/cells/index.ts';
import { firstQuestion, openCalculator, openForEachTest } from './calculatorPage.ts';
import { cell, expectedTrace, press, shownIn } from './expected.ts';

const time = (page: Page): Promise<string> => shownIn(page, '.slider-label >> nth=0');

async function typeInto(page: Page, field: string, text: string): Promise<void> {
  await page.locator(field).click();
  await press(page, 'Control+a');
  await page.keyboard.type(text);
  await press(page, 'Enter');
}

/** Out of a field, whose keys are its own. */
const leave = (page: Page): Promise<void> => page.locator('h1').click();

describe('runs', function () {
  this.timeout(20_000);
  let browser: Browser;
  let page: Page;

  openForEachTest((opened, own) => {
    page = opened.page;
    browser = own;
  });

  const outcome = async (key: string): Promise<string> => {
    await press(page, key);
    await page
      .locator('.outcome:not(.unseen)')
      .filter({ hasText: /\.\s*$/ })
      .waitFor();
    return shownIn(page, '.outcome');
  };

  it('stop where a condition holds, forward and back, and say so', async () => {
    const own = expectedTrace();
    const largest = Array.from({ length: 8 }, (_, t) =>
      Math.max(...Array.from(own.at(t).value('c_t')?.data ?? [])),
    );
    const limit = [...largest].sort((a, b) => a - b)[5] ?? 0;
    const text = `max(c) > ${limit}`;
    await typeInto(page, '#condition', text);
    const steps = largest.flatMap((value, t) => (value > limit ? [t] : []));
    assert.equal(steps.length, 2);
    const marks = await page.locator('.ticks path').getAttribute('d');
    assert.equal(marks, steps.map(step => `M${((step / 7) * 100).toFixed(2)} 0V1`).join(''));
    for (const step of steps) {
      assert.equal(await outcome('F5'), `Stopped: ${text} holds at t = ${step}.`);
      assert.equal(await time(page), `t = ${step}`);
      assert.match(await shownIn(page, '[data-explanation]'), /^c_t\[\d\] = /);
    }
    await leave(page);
    assert.equal(await outcome('b'), 'No breakpoint after here.');
    assert.equal(await time(page), `t = ${steps[1]}`);
    assert.equal(await outcome('Shift+Alt+F5'), `Stopped: ${text} holds at t = ${steps[0]}.`);
    assert.equal(await outcome('Shift+B'), 'No breakpoint before here.');
    await page.getByRole('button', { name: `Remove ${text}` }).click();
    assert.equal(await outcome('b'), 'No breakpoint after here.');
  });

  it('stop at a gate that a person has saturated, at its unit', async () => {
    await press(page, '.');
    await press(page, '.');
    await cell(page, 'operand2', 4, 0).click();
    await page.keyboard.type('9');
    await press(page, 'Enter');
    await page.getByRole('button', { name: 'Run to the next breakpoint' }).click();
    await page.locator('.outcome', { hasText: 'Stopped' }).waitFor();
    assert.match(
      await shownIn(page, '.outcome'),
      /^Stopped: i_t\[4\] = (0\.999|1\.000): the gate is saturated\.$/,
    );
    assert.match(await shownIn(page, '[data-explanation]'), /^i_t\[4\] = /);
    await page.getByRole('checkbox', { name: 'saturation' }).click();
    await leave(page);
    assert.equal(await outcome('b'), 'No breakpoint after here.');
  });

  it('refuse a bad condition in words, and keep the text', async () => {
    await typeInto(page, '#condition', 'f * c > 1');
    assert.match(await shownIn(page, '.breakpoints .problem'), /^\[10, 1\] \* \[10, 1\] does not fit/);
    await typeInto(page, '#condition', 'import("fs")');
    assert.match(await shownIn(page, '.breakpoints .problem'), /^There is no function "import"/);
    assert.equal(await page.locator('.expressions li').count(), 0);
  });

  it('watch an expression in every time step', async () => {
    const own = expectedTrace();
    await typeInto(page, '#watch', 'norm(c)');
    const norm = (t: number): string =>
      numberText(Math.hypot(...Array.from(own.at(t).value('c_t')?.data ?? [])), 2);
    assert.equal(await shownIn(page, '.watch-value'), norm(0));
    await leave(page);
    await press(page, ']', ']', ']');
    assert.equal(await shownIn(page, '.watch-value'), norm(3));
    const line = page.getByRole('img', { name: /^norm\(c\) over time: / });
    assert.equal((await line.locator('path').getAttribute('d'))?.match(/[ML]/g)?.length, 8);
    await typeInto(page, '#watch', 'f .* c_prev');
    const now = own.at(3);
    const kept = (now.value('f_t')?.data[0] ?? 0) * (now.value('c_prev')?.data[0] ?? 0);
    assert.equal(await shownIn(page, '.watch >> nth=1 >> .watch-value'), numberText(kept, 2));
  });

  it('come back after a reload', async () => {
    await typeInto(page, '#watch', 'norm(c)');
    await typeInto(page, '#condition', 't == 6');
    await page.getByRole('checkbox', { name: 'NaN' }).click();
    await page.reload();
    await page.locator('.watch').waitFor();
    assert.equal(await page.getByRole('checkbox', { name: 'NaN' }).isChecked(), false);
    assert.equal(await outcome('b'), 'Stopped: t == 6 holds at t = 6.');
  });

  it('go on while a large layer is computed, and can be cancelled', async () => {
    const spec = { ...firstQuestion, units: 512, inputSize: 512, steps: 400 };
    const large = await openCalculator(browser, { spec });
    await typeInto(large.page, '#condition', 't == 399');
    await press(large.page, 'Control+Home');
    await large.page.getByRole('button', { name: 'Run to the next breakpoint' }).click();
    await large.page.getByRole('button', { name: 'Stop', exact: true }).click();
    assert.equal(await large.page.locator('.outcome:not(.unseen)').count(), 0);
    assert.deepEqual(large.errors, []);
    await large.close();
  });
});
