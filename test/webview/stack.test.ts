/** A layer of several cells, stacked or run in both directions: the calculator says so and shows each of them. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { at } from '../../src/cells/index.ts';
import { type CalculatorSpec, readSpec } from '../../src/protocol/calculatorSpec.ts';
import { type Model, modelOf } from '../../webview/state/model.ts';
import { restored, saved } from '../../webview/state/save.ts';
import { type Action, initialState, reduce, type State } from '../../webview/state/state.ts';
import { firstQuestion, launchChromium, openCalculator } from './calculatorPage.ts';
import { cell, numbersIn, press } from './expected.ts';

/** nn.LSTM(8, 10, num_layers=2, bidirectional=True) over 8 steps. */
const stacked: CalculatorSpec = {
  ...firstQuestion,
  framework: 'PyTorch',
  layer: 'self.lstm',
  layoutName: 'torch',
  stack: { layers: 2, directions: 2, upperInputSize: 20 },
};

const upper = { layer: 1, reverse: false };
const backward = { layer: 0, reverse: true };
const afterwards = (state: State, ...actions: readonly Action[]): State => actions.reduce(reduce, state);
const edit = (symbol: string, text: string): readonly Action[] => [
  {
    type: 'editStarted',
    cell: { grid: 'x', row: 0, column: 0 },
    target: { symbol, row: 0, column: 0 },
    text: '',
  },
  { type: 'editTyped', text },
  { type: 'editCommitted' },
];

function modelIn(state: State): Model {
  const result = modelOf(state);
  assert.ok('model' in result);
  return result.model;
}

describe('the cells of a layer', () => {
  const start = initialState(stacked);

  it('have the sizes that PyTorch gives them: above the first layer, both directions side by side', () => {
    const above = reduce(start, { type: 'partChosen', part: upper });
    assert.deepEqual([start.sizes.features, above.sizes.features], [8, 20]);
    assert.equal(above.sizes.units, 10);
  });

  it('keep their own numbers, but read one sequence in both directions', () => {
    const edited = afterwards(start, ...edit('W_i', '3'), ...edit('x', '7'));
    const other = reduce(edited, { type: 'partChosen', part: backward });
    assert.deepEqual([...other.edits], [['x:0:0', 7]]);
    const above = reduce(edited, { type: 'partChosen', part: upper });
    assert.equal(above.edits.size, 0);
    const back = reduce(above, { type: 'partChosen', part: { layer: 0, reverse: false } });
    assert.deepEqual(back.edits, edited.edits);
    assert.equal(reduce(back, { type: 'undone' }).edits.size, 1);
  });

  it('read backwards from the last row', () => {
    const forward = modelIn(start);
    const model = modelIn(reduce(start, { type: 'partChosen', part: backward }));
    assert.deepEqual(model.x.data, forward.x.data);
    const read = model.trace.at(0).value('x_t');
    assert.ok(read);
    assert.deepEqual(
      Array.from({ length: 8 }, (_, row) => at(read, row, 0)),
      Array.from({ length: 8 }, (_, column) => at(forward.x, 7, column)),
    );
    assert.notDeepEqual(model.parameters.get('W_i')?.data, forward.parameters.get('W_i')?.data);
  });

  it('do not exist beyond the stack', () => {
    for (const part of [
      { layer: 2, reverse: false },
      { layer: -1, reverse: true },
    ])
      assert.equal(reduce(start, { type: 'partChosen', part }), start);
    const single = initialState(firstQuestion);
    assert.equal(reduce(single, { type: 'partChosen', part: backward }), single);
  });

  it('survive being saved and restored, and a code that has fewer', () => {
    const state = afterwards(
      start,
      ...edit('W_i', '3'),
      { type: 'partChosen', part: upper },
      ...edit('W_i', '4'),
    );
    const back = restored(JSON.parse(JSON.stringify(saved(state)))) ?? start;
    assert.deepEqual([back.part, back.sizes, back.edits], [state.part, state.sizes, state.edits]);
    assert.deepEqual(back.parked.get('l0')?.edits, state.parked.get('l0')?.edits);
    const fewer = { ...stacked, stack: { layers: 1, directions: 2, upperInputSize: 20 } } as const;
    const shrunk = afterwards(back, { type: 'loaded', spec: fewer }, { type: 'offerTaken' });
    assert.deepEqual(shrunk.part, { layer: 0, reverse: false });
    assert.deepEqual([...shrunk.edits], [['W_i:0:0', 3]]);
  });

  it('are read from messages that fit only', () => {
    assert.deepEqual(readSpec(stacked), stacked);
    for (const stack of [{}, { ...stacked.stack, directions: 3 }, { ...stacked.stack, layers: 0 }, null])
      assert.equal(readSpec({ ...stacked, stack }), undefined);
  });
});

describe('the gate calculator with a layer of several cells', function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  it('says which cell it shows, and shows another by keyboard', async () => {
    const { page, close, errors } = await openCalculator(browser, { spec: stacked });
    const note = page.locator('.notice.stack');
    assert.match(
      (await note.textContent()) ?? '',
      /made of 4 cells: 2 layers × 2 directions.*layer 0, forward/,
    );
    const weights = page.locator('.storage figcaption b');
    assert.equal(await weights.first().textContent(), 'weight_ih_l0');
    await page.locator('#part-layer').focus();
    await press(page, 'ArrowDown');
    await page.locator('#part-direction').focus();
    await press(page, 'ArrowDown');
    assert.equal(await weights.first().textContent(), 'weight_ih_l1_reverse');
    assert.match(
      (await note.textContent()) ?? '',
      /what layer 0 gives at each step, both directions side by side/,
    );
    assert.equal(await page.locator('.storage .shape').first().textContent(), '(40, 20)');
    assert.equal(await page.locator('.sequence .flow-arrow').textContent(), 'row 7');
    assert.deepEqual(errors, []);
    await close();
  });

  it('edits the row that is read backwards', async () => {
    const { page, close } = await openCalculator(browser, { spec: stacked });
    await page.locator('#part-direction').focus();
    await press(page, 'ArrowDown');
    await cell(page, 'x_t', 2, 0).click();
    await page.keyboard.type('9');
    await press(page, 'Enter');
    assert.equal((await numbersIn(page, 'x')).at(-6), '9.00');
    await close();
  });

  it('speaks of no cells where there is one', async () => {
    const one = { ...stacked, stack: { layers: 1, directions: 1, upperInputSize: 10 } } as const;
    const { page, close } = await openCalculator(browser, { spec: one });
    assert.equal(await page.locator('.notice.stack, .parts').count(), 0);
    assert.equal(await page.locator('.storage figcaption b').first().textContent(), 'weight_ih_l0');
    await close();
  });
});
