/** A large cell: computed in a worker while the page answers, ended when the cell changes, with the same numbers. */
import assert from 'node:assert/strict';
import { type CalculatorPage, firstQuestion, openForEachTest } from './calculatorPage.ts';
import { expectedTrace, numbersIn, texts } from './expected.ts';

const sizes = { units: 512, features: 512 };
const steps = 40;

/** The last hidden state, as the page writes it, with numbers as given. */
const expectedLast = (
  size: { readonly units: number; readonly features: number; readonly steps: number },
  changes: Readonly<Record<string, number>> = {},
): readonly string[] => texts(expectedTrace(changes, size), size.steps - 1, 'h_t').slice(0, 8);

async function lastShown({ page }: CalculatorPage): Promise<readonly string[]> {
  await page.getByRole('button', { name: 'To the end' }).click();
  await page.waitForFunction(
    () => (document.querySelector('.progress')?.textContent ?? '') === '',
    undefined,
    { timeout: 60_000 },
  );
  return (await numbersIn(page, 'result')).slice(0, 8);
}

/** Runs in the page before its own script: notes in which order what can be seen is there. */
function noteWhenDrawn(): void {
  const order: string[] = [];
  const note = (what: string): void => {
    if (order.includes(what)) return;
    order.push(what);
    document.documentElement.dataset.order = order.join(' ');
  };
  const { Worker: Own } = window;
  window.Worker = class extends Own {
    constructor(address: string | URL) {
      super(address);
      note('worker');
    }
  };
  new MutationObserver(() => {
    if (document.getElementById('operation-title')) note('step');
    if (document.getElementById('states-title')) note('states');
    if (order[0] === 'step') requestAnimationFrame(() => note('frame'));
  }).observe(document, { childList: true, subtree: true });
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

  it('shows its first step before the rest of the page and the worker', async () => {
    const { page } = calculator;
    await page.addInitScript({ content: `(${String(noteWhenDrawn)})();` });
    await page.reload();
    await page.locator('#states-title').waitFor();
    const order = await page.evaluate(() => document.documentElement.dataset.order);
    assert.deepEqual(order?.split(' '), ['step', 'frame', 'worker', 'states']);
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
    assert.deepEqual(await shownLast(), lastOf({ 'x:0:0': 3, 'W_i:0:0': 2 }));
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
    if (page.workers().length === 0) await page.waitForEvent('worker');
    assert.deepEqual(await lastShown(calculator), expectedLast(sizes));
    assert.equal(page.workers().length, 0, 'the worker has ended');
  });
});
