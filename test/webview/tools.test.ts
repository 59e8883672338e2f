/** Whole matrices in a real browser: pasted, filled, copied, compared; and other storages. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type CalculatorPage, openForEachTest } from './calculatorPage.ts';
import { cell, expectedTrace, forgetGate, goToGate, numberIn, numbersIn, press, texts } from './expected.ts';

describe('whole matrices in the gate calculator', function () {
  this.timeout(60_000);
  let calculator: CalculatorPage;
  let page: Page;

  openForEachTest(opened => {
    calculator = opened;
    page = opened.page;
  });

  const paste = async (text: string): Promise<void> => {
    await page.getByRole('button', { name: 'Paste …' }).click();
    await page.locator('#paste-text').fill(text);
    await page.getByRole('button', { name: 'Take these numbers' }).click();
  };

  const kernelCell = async (row: number, column: number): Promise<void> => {
    const body = page.locator('[data-grid="weight:kernel"] .matrix-body');
    await body.click({ position: { x: column * 14 + 7, y: row * 14 + 7 } });
  };

  /** Text into the clipboard's paste event, as the editor's own Ctrl+V gives it. */
  const pasteKey = (text: string): Promise<void> =>
    page.evaluate(pasted => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);

  const note = (): Promise<string | null> => page.locator('.tools p').textContent();

  it('takes a pasted matrix whole, and undoes it at once', async () => {
    const before = await numbersIn(page, 'x');
    await cell(page, 'x', 2, 3).click();
    const rows = Array.from({ length: 8 }, (_, row) =>
      Array.from({ length: 8 }, (__, column) => row + column / 10),
    );
    await paste(`np.array(${JSON.stringify(rows)})`);
    assert.equal(await note(), 'Pasted (8, 8).');
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('data-column')),
      '3',
      'the focus is back',
    );
    assert.deepEqual(
      await numbersIn(page, 'x'),
      rows.flat().map(value => value.toFixed(2)),
    );
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual(await numbersIn(page, 'x'), before);
  });

  it('takes fewer numbers from the chosen cell on, by keyboard', async () => {
    const changes = { 'W_f:2:1': 5, 'W_f:2:2': 6, 'W_f:3:1': 7, 'W_f:3:2': 8 };
    await kernelCell(2, 11);
    await pasteKey('5\t6\n7\t8');
    assert.equal(await note(), 'Pasted (2, 2) from [2, 11] on.');
    await goToGate(page, forgetGate, 3);
    assert.deepEqual(await numbersIn(page, 'result'), texts(expectedTrace(changes), 0, 'f_t'));
  });

  it('names both shapes where a matrix does not fit, and changes nothing', async () => {
    const before = await numbersIn(page, 'x');
    await cell(page, 'x', 6, 0).click();
    await pasteKey('1,2\n3,4\n5,6');
    assert.equal(
      await note(),
      'The pasted text is (3, 2), and the matrix is (8, 8). From [6, 0] on (2, 8) are left. Nothing was changed.',
    );
    assert.equal(await page.locator('.tools p').getAttribute('role'), 'alert');
    await pasteKey('[[1, 2], [3]]');
    assert.equal(await note(), 'Row 1 has 1 numbers, the first one has 2.');
    assert.deepEqual(await numbersIn(page, 'x'), before);
    await kernelCell(0, 0);
    await pasteKey(Array.from({ length: 40 }, () => '1 2 3 4 5 6 7 8').join('\n'));
    assert.match((await note()) ?? '', /It is the transpose: paste it turned around/);
    assert.ok(
      await page.getByRole('button', { name: 'Undo' }).evaluate(button => button.hasAttribute('disabled')),
    );
  });

  it('fills a fused weight as the framework does, and comes back so after a reload', async () => {
    await kernelCell(0, 0);
    const value = async (): Promise<number> =>
      Number(
        ((await page.locator('.tools .readout').textContent()) ?? '').replace(/^.* = /, '').replace('−', '-'),
      );
    await page.locator('#fill summary').click();
    await page.getByRole('button', { name: 'As Keras does: Glorot uniform' }).click();
    assert.match((await note()) ?? '', /^Filled \(8, 40\): As Keras does/);
    await kernelCell(1, 0);
    const limit = Math.sqrt(6 / 48);
    const seen: number[] = [];
    for (let step = 0; step < 12; step++) {
      seen.push(await value());
      await press(page, 'ArrowRight');
    }
    assert.ok(
      seen.every(each => Math.abs(each) <= limit),
      String(seen),
    );
    assert.ok(new Set(seen).size === 12);
    await goToGate(page, forgetGate, 3);
    const gate = await numbersIn(page, 'result');
    await page.reload();
    await page.locator('.operation').waitFor();
    await page.waitForFunction(expected => {
      const cells = [...document.querySelectorAll('[data-grid="result"] [role="gridcell"]')];
      return cells.map(each => each.ariaLabel).join() === expected;
    }, gate.join());
  });

  it('copies a number by key, and a matrix as other programs take it', async () => {
    await cell(page, 'x', 0, 0).click();
    const number = await page.evaluate(() => {
      const data = new DataTransfer();
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }),
      );
      return data.getData('text/plain');
    });
    assert.equal(Number(number).toFixed(2), (await numberIn(page, 'x', 0, 0))?.replace('−', '-'));
    await page.locator('#copy summary').click();
    await page.getByRole('button', { name: 'NumPy' }).click();
    const { messages } = await calculator.recorded();
    const copied = messages.find(message => message.type === 'copy');
    assert.match(copied && 'text' in copied ? copied.text : '', /^np\.array\(\[\n {4}\[-?\d/);
  });

  it('shows what the numbers were before the last edit', async () => {
    await cell(page, 'x', 0, 4).click();
    await page.keyboard.type('2');
    await press(page, 'Enter');
    await page.getByText('Compare with before').click();
    const before = expectedTrace();
    await goToGate(page, forgetGate, 3);
    const [old, now] = [texts(before, 0, 'f_t'), texts(expectedTrace({ 'x:0:4': 2 }), 0, 'f_t')];
    const said = await numbersIn(page, 'result');
    assert.deepEqual(
      said,
      now.map((text, unit) => `${text}, before ${old[unit]}`),
    );
    assert.match((await numberIn(page, 'x', 0, 4)) ?? '', /^2\.00, before /);
  });

  it('stores the same cell as PyTorch does, with the permutation written out, and comes back', async () => {
    await page.getByRole('button', { name: 'To the end' }).click();
    const before = await numbersIn(page, 'result');
    await page.locator('#layout').click();
    await page.getByRole('option', { name: 'PyTorch' }).click();
    assert.deepEqual(await numbersIn(page, 'result'), before);
    assert.deepEqual(await page.locator('.storage .shape').allTextContents(), [
      '(40, 8)',
      '(40, 10)',
      '(40,)',
      '(40,)',
      '8 × [10, 1]',
      '8 × [10, 1]',
    ]);
    assert.match(
      (await page.locator('.told').textContent()) ?? '',
      /weight_ih holds kernelᵀ; its gates i, f, g, o are blocks 0, 1, 2, 3 there/,
    );
    await page.getByRole('button', { name: 'Back to Keras' }).click();
    assert.deepEqual(await numbersIn(page, 'result'), before);
    assert.equal(await page.locator('.told').count(), 0);
  });

  it('steps a number up and down while it is edited', async () => {
    await cell(page, 'x', 0, 0).click();
    await page.keyboard.type('1');
    await press(page, 'ArrowUp', 'ArrowUp', 'Shift+ArrowDown', 'Enter');
    assert.equal(await numberIn(page, 'x', 0, 0), '0.20');
  });
});
