/** The ways out of the page: what the extension is handed to save, open or copy; and by keyboard alone from opening to export. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { ExportMessage } from '../../src/protocol/calculator.ts';
import { readFromCalculator } from '../../src/protocol/calculator.ts';
import { type CalculatorPage, openCalculator, openForEachTest } from './calculatorPage.ts';
import { cell, numberIn, numbersIn, press } from './expected.ts';

describe('exports of the gate calculator', function () {
  this.timeout(60_000);
  let browser: Browser;
  let calculator: CalculatorPage;
  let page: Page;

  openForEachTest((opened, own) => {
    calculator = opened;
    page = opened.page;
    browser = own;
  });

  const exportAs = async (name: string): Promise<ExportMessage> => {
    const before = (await calculator.recorded()).messages.length;
    await page.locator('#export summary').click();
    await page.locator('#export').getByRole('button', { name, exact: true }).click();
    await page.waitForFunction(
      count => window.recorded.messages.slice(count).some(message => message.type === 'export'),
      before,
    );
    const { messages } = await calculator.recorded();
    const sent = messages.findLast(message => message.type === 'export');
    assert.ok(sent?.type === 'export');
    assert.deepEqual(readFromCalculator(sent), sent, 'the extension reads it');
    return sent;
  };

  it('are texts for the extension to save, of the numbers as they are', async () => {
    await cell(page, 'x', 0, 0).click();
    await page.keyboard.type('0.125');
    await press(page, 'Enter');
    for (const [name, fileName, pattern] of [
      ['Script for NumPy', 'LSTM_numpy.py', /np\.testing\.assert_allclose\(h_prev, expected_h/],
      ['Script for PyTorch', 'LSTM_torch.py', /layer = torch\.nn\.LSTM\(8, 10\)/],
      [
        'Script for Keras',
        'LSTM_keras.py',
        /keras\.layers\.LSTM\(10, return_sequences=True, return_state=True\)/,
      ],
      [
        'Spec for lstm-shapes simulate',
        'LSTM_spec.json',
        /"code": "layers\.LSTM\(10, return_sequences=True\)"/,
      ],
      ['Trace as JSON', 'LSTM_trace.json', /"schemaVersion": 1/],
      ['Gates and states as CSV', 'LSTM_steps.csv', /^t,unit,i_t/],
      ['Equations and numbers as LaTeX', 'LSTM.tex', /\\begin\{align\*\}/],
      ['Matrices as SVG', 'LSTM_t0.svg', /^<svg xmlns/],
      ['Diagram as SVG', 'LSTM_diagram.svg', /^<svg/],
    ] as const) {
      const sent = await exportAs(name);
      assert.equal(sent.fileName, fileName);
      assert.equal(sent.how, 'save');
      assert.match(sent.text, pattern, name);
      if (name === 'Script for NumPy') assert.match(sent.text, /\[0\.125, /);
    }
  });

  it('are pictures with the numbers that are shown', async () => {
    await press(page, '.', '.', '.');
    const shown = await numbersIn(page, 'result');
    const { text } = await exportAs('Matrices as SVG');
    const drawn = await page.evaluate(svg => {
      const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
      return [...parsed.querySelectorAll('text')].map(each => each.textContent);
    }, text);
    for (const number of shown) assert.ok(drawn.includes(number), number ?? '');
    assert.ok(drawn.includes('(W_iᵀ x_t + U_iᵀ h_{t-1} + b_i)') || drawn.includes('i_t'), 'names');
    assert.ok(!drawn.some(each => / by \d+$/.test(each ?? '')), 'the shape stands below the name');
    const diagram = await exportAs('Diagram as SVG');
    assert.doesNotMatch(diagram.text, /<!--/);
    const png = await exportAs('Matrices as PNG');
    assert.equal(png.isBinary, true);
    assert.equal(Buffer.from(png.text, 'base64').subarray(1, 4).toString(), 'PNG');
  });

  it('open the page as text', async () => {
    const sent = await exportAs('Open as Text');
    assert.equal(sent.how, 'open');
    assert.equal(sent.language, 'markdown');
    assert.match(sent.text, /^# LSTM\n\nKeras LSTM: units 10, features 8, 8 time steps\./);
    assert.match(sent.text, /shapes `\[10, 1\] ⊙ .*`; the memory: what was kept plus what was let in\.\n/);
  });

  it('say where a framework has no such cell, and send nothing', async () => {
    await calculator.send({
      type: 'load',
      spec: {
        framework: 'ONNX',
        layer: 'peephole',
        cell: 'lstm-peephole',
        layoutName: 'onnx',
        units: 3,
        inputSize: 2,
        steps: 3,
        activations: { activation: 'Tanh', recurrentActivation: 'Sigmoid' },
        biases: true,
        resetAfter: false,
        projection: null,
      },
    });
    await page.getByRole('heading', { name: 'peephole', exact: true }).waitFor();
    await page.locator('#export summary').click();
    await page.getByRole('button', { name: 'Script for PyTorch' }).click();
    assert.match(
      (await page.getByRole('alert').textContent()) ?? '',
      /PyTorch has no cell "lstm-peephole" here\./,
    );
    assert.ok(!(await calculator.recorded()).messages.some(message => message.type === 'export'));
  });

  it('copy a link, whose state comes back in another panel', async () => {
    await cell(page, 'x', 0, 0).click();
    await page.keyboard.type('0.125');
    await press(page, 'Enter', ']', ']');
    await page.locator('#export summary').click();
    await page.getByRole('button', { name: 'Copy Link' }).click();
    const { messages } = await calculator.recorded();
    const sent = messages.findLast(message => message.type === 'link');
    assert.ok(sent?.type === 'link' && readFromCalculator(sent));
    const shown = await numbersIn(page, 'result');
    const other = await openCalculator(browser, {});
    await other.send({ type: 'restore', state: sent.state });
    assert.equal(await numberIn(other.page, 'x', 0, 0), '0.13');
    assert.deepEqual(await numbersIn(other.page, 'result'), shown);
    await other.send({ type: 'restore', state: { version: 1, spec: { units: 'many' } } });
    assert.equal(await numberIn(other.page, 'x', 0, 0), '0.13');
    await other.close();
  });

  it('are reached by keyboard alone', async () => {
    const focused = (): Promise<string> =>
      page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    for (let count = 0; count < 60 && (await focused()) !== 'Export'; count++) await press(page, 'Tab');
    await press(page, 'Enter', 'ArrowDown', 'ArrowDown', 'ArrowUp');
    assert.equal(await focused(), 'Script for NumPy');
    await press(page, 'Enter');
    const { messages } = await calculator.recorded();
    assert.ok(messages.some(message => message.type === 'export' && message.fileName === 'LSTM_numpy.py'));
    assert.equal(await focused(), 'Export', 'the focus is back on the menu');
    await press(page, 'ArrowDown', 'Escape');
    assert.equal(await page.locator('#export').getAttribute('open'), null);
  });
});
