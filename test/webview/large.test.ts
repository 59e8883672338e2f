/** A large cell: computed in a worker while the page answers, ended when the cell changes, with the same numbers. */
import assert from 'node:assert/strict';
import { bindCell, sampleParameters, sampleSequence, trace } from '../../src/cells/index.ts';
import { type CalculatorPage, firstQuestion, openForEachTest } from './calculatorPage.ts';
import { cellsOf } from './expected.ts';

const sizes = { units: 512, features: 512 };
const steps = 40;

describe('a large cell', function () {
  this.timeout(90_000);
  let calculator: CalculatorPage;

  openForEachTest(
    opened => {
      calculator = opened;
    },
    {
      spec: { ...firstQuestion, units: sizes.units, inputSize: sizes.features, steps },
    },
  );

  const lastOf = (x?: number): readonly string[] => {
    const bound = bindCell({
      kind: 'lstm',
      layout: 'keras',
      activation: 'tanh',
      recurrentActivation: 'sigmoid',
      bias: true,
      resetAfter: false,
    });
    assert.ok(bound.ok);
    const sequence = sampleSequence(steps, sizes.features, 1, 'float32');
    const data = Float32Array.from(
      { length: steps * sizes.features },
      (_, place) => sequence.data[place] ?? 0,
    );
    if (x !== undefined) data[0] = x;
    const run = trace({
      bound: bound.value,
      sizes,
      parameters: sampleParameters(bound.value, sizes, 1, 'float32'),
      x: { ...sequence, data },
      initialState: new Map(),
      precision: 'float32',
    });
    assert.ok(run.ok);
    return Array.from(run.value.at(steps - 1).value('h_t')?.data ?? [], value =>
      value.toFixed(2).replace('-', '−').replace('−0.00', '0.00'),
    ).slice(0, 8);
  };

  const shownLast = async (): Promise<readonly string[]> => {
    const { page } = calculator;
    await page.getByRole('button', { name: 'To the end' }).click();
    await page.waitForFunction(
      () => (document.querySelector('.progress')?.textContent ?? '') === '',
      undefined,
      { timeout: 60_000 },
    );
    return (await cellsOf(page, 'result').allTextContents()).slice(0, 8);
  };

  it('is computed in a worker, step after step, and gives what the page itself would', async () => {
    assert.deepEqual(await shownLast(), lastOf());
    assert.deepEqual(calculator.page.workers().length, 0, 'the worker has ended');
  });

  it('is computed anew after an edit, whatever the worker was at', async () => {
    const { page } = calculator;
    await page.locator('[data-grid="x"] [data-row="0"][data-column="0"]').click();
    await page.keyboard.type('3');
    const worker = page.waitForEvent('worker');
    await page.keyboard.press('Enter');
    await worker;
    assert.deepEqual(await shownLast(), lastOf(3));
  });
});
