/** A large cell: computed in a worker while the page answers, ended when the cell changes, with the same numbers. */
import assert from 'node:assert/strict';
import { bindCell, sampleParameters, sampleSequence, trace } from '../../src/cells/index.ts';
import { type CalculatorPage, firstQuestion, openForEachTest } from './calculatorPage.ts';
import { cellsOf } from './expected.ts';

const sizes = { units: 512, features: 512 };
const steps = 40;

/** The last hidden state, as the page writes it, with the first number of x and of the input gate's kernel as given. */
function expectedLast(
  { steps, ...sizes }: { readonly units: number; readonly features: number; readonly steps: number },
  { x, kernel }: { readonly x?: number; readonly kernel?: number } = {},
): readonly string[] {
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
  const data = Float32Array.from({ length: steps * sizes.features }, (_, place) => sequence.data[place] ?? 0);
  if (x !== undefined) data[0] = x;
  const parameters = new Map(sampleParameters(bound.value, sizes, 1, 'float32'));
  const weight = parameters.get('W_i');
  assert.ok(weight);
  if (kernel !== undefined)
    parameters.set('W_i', {
      ...weight,
      data: Float32Array.from(weight.data, (own, i) => (i ? own : kernel)),
    });
  const run = trace({
    bound: bound.value,
    sizes,
    parameters,
    x: { ...sequence, data },
    initialState: new Map(),
    precision: 'float32',
  });
  assert.ok(run.ok);
  return Array.from(run.value.at(steps - 1).value('h_t')?.data ?? [], value =>
    value.toFixed(2).replace('-', '−').replace('−0.00', '0.00'),
  ).slice(0, 8);
}

async function lastShown({ page }: CalculatorPage): Promise<readonly string[]> {
  await page.getByRole('button', { name: 'To the end' }).click();
  await page.waitForFunction(
    () => (document.querySelector('.progress')?.textContent ?? '') === '',
    undefined,
    { timeout: 60_000 },
  );
  return (await cellsOf(page, 'result').allTextContents()).slice(0, 8);
}

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

  const lastOf = (own?: Parameters<typeof expectedLast>[1]): readonly string[] =>
    expectedLast({ ...sizes, steps }, own);
  const shownLast = (): Promise<readonly string[]> => lastShown(calculator);

  it('is computed in a worker, step after step, and gives what the page itself would', async () => {
    assert.deepEqual(await shownLast(), lastOf());
    assert.deepEqual(calculator.page.workers().length, 0, 'the worker has ended');
  });

  it('is computed anew after an edit, whatever the worker was at', async () => {
    const { page } = calculator;
    for (const [grid, text] of [
      ['x', '3'],
      ['weight:kernel', '2'],
    ]) {
      await page.locator(`[data-grid="${grid}"] [data-row="0"][data-column="0"]`).click();
      await page.keyboard.type(text ?? '');
      const worker = page.waitForEvent('worker');
      await page.keyboard.press('Enter');
      await worker;
    }
    assert.deepEqual(await shownLast(), lastOf({ x: 3, kernel: 2 }));
  });
});

describe('a large cell over a long sequence', function () {
  this.timeout(90_000);
  const sizes = { units: 450, features: 450, steps: 300 };
  let calculator: CalculatorPage;

  openForEachTest(
    opened => {
      calculator = opened;
    },
    { spec: { ...firstQuestion, units: sizes.units, inputSize: sizes.features, steps: sizes.steps } },
  );

  it('is computed in a worker too, as far as one goes', async () => {
    const { page } = calculator;
    assert.equal(page.workers().length, 1);
    assert.deepEqual(await lastShown(calculator), expectedLast(sizes));
    assert.equal(page.workers().length, 0, 'the worker has ended');
  });
});
