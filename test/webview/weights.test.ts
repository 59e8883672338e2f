/** Weights of real files in the page: the server's own reader behind a faked extension. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import {
  type BoundCell,
  bindCell,
  type Parameters,
  sampleSequence,
  splitWeights,
  type Tensor,
  trace,
} from '../../src/cells/index.ts';
import type { CalculatorSpec } from '../../src/protocol/calculatorSpec.ts';
import { SLICE, specOfFile, type WeightPart, type WeightPlace } from '../../src/protocol/weights.ts';
import { WeightReader } from '../../src/server/weights.ts';
import { type CalculatorPage, firstQuestion, launchChromium, openCalculator } from './calculatorPage.ts';
import { numbersIn, press } from './expected.ts';

const reader = new WeightReader();
const uriOf = (name: string): string => pathToFileURL(path.resolve('test/goldens/weights', name)).toString();

function layerOf(name: string, index: number) {
  const found = reader.layersOf(uriOf(name));
  assert.ok('layers' in found);
  const layer = found.layers[index];
  assert.ok(layer);
  const place: WeightPlace = { uri: uriOf(name), label: path.basename(name), layer: layer.name, index };
  return { place, layer };
}

function tensorOf(place: WeightPlace, part: WeightPart, weight: string): Tensor {
  const slice = reader.valuesOf({ place, part, weight, first: 0, count: SLICE });
  assert.ok('values' in slice, JSON.stringify(slice));
  const bytes = Uint8Array.from(Buffer.from(slice.values, 'base64'));
  return { shape: slice.shape, data: new Float32Array(bytes.buffer) };
}

/** The last state of a cell with a file's numbers on the calculator's example sequence. */
function expected(
  name: string,
  index: number,
  part: WeightPart,
  steps: number,
  activations?: CalculatorSpec['activations'],
): readonly string[] {
  const { place, layer } = layerOf(name, index);
  const spec = specOfFile(place, layer);
  const bound = bindCell({
    kind: spec.cell,
    layout: spec.layoutName,
    ...(activations ?? spec.activations),
    bias: spec.biases,
    resetAfter: spec.resetAfter,
    projection: spec.projection ?? undefined,
  });
  assert.ok(bound.ok);
  const sizes = {
    units: layer.units,
    features: part.layer === 0 ? layer.inputSize : layer.directions * layer.units,
  };
  const weights = new Map(layer.weights.map(weight => [weight, tensorOf(place, part, weight)]));
  const parameters = splitWeights(bound.value, sizes, weights);
  assert.ok(parameters.ok);
  return lastState(bound.value, sizes, parameters.value, steps);
}

function lastState(
  bound: BoundCell,
  sizes: { units: number; features: number },
  parameters: Parameters,
  steps: number,
): readonly string[] {
  const x = sampleSequence(steps, sizes.features, 1, 'float32');
  const run = trace({ bound, sizes, parameters, x, initialState: new Map(), precision: 'float32' });
  assert.ok(run.ok);
  return Array.from(run.value.at(steps - 1).value('h_t')?.data ?? [], value =>
    value.toFixed(2).replace('-', '−').replace('−0.00', '0.00'),
  );
}

describe('weights of files in the gate calculator', function () {
  this.timeout(60_000);
  let browser: Browser;
  let calculator: CalculatorPage;
  let page: Page;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => {
    reader.close();
    return browser.close();
  });

  const start = async (spec: CalculatorSpec): Promise<void> => {
    calculator = await openCalculator(browser, { spec });
    page = calculator.page;
  };

  afterEach(async () => {
    const { violations } = await calculator.recorded();
    await calculator.close();
    assert.deepEqual(violations, [], 'content security policy');
    assert.deepEqual(calculator.errors, [], 'errors in the page');
  });

  /** Answers what the page wants, in pieces, as the extension does. */
  const serve = async (): Promise<WeightPart | undefined> => {
    const { messages } = await calculator.recorded();
    const wanted = messages.findLast(message => message.type === 'weightsWanted');
    if (wanted?.type !== 'weightsWanted') return undefined;
    const { place, part } = wanted;
    const found = reader.layersOf(place.uri);
    assert.ok('layers' in found);
    const layer = found.layers[place.index];
    assert.ok(layer);
    await calculator.send({ type: 'weightsBegin', place, part, layer });
    for (const weight of layer.weights) {
      const { shape, data } = tensorOf(place, part, weight);
      const half = Math.ceil(data.length / 2);
      for (const first of [0, half]) {
        const numbers = Array.from(data).slice(first, first + half);
        await page.evaluate(
          message => window.postMessage({ ...message, data: Float32Array.from(message.data) }, '*'),
          { type: 'weightPiece', place, part, weight, shape, first, data: numbers },
        );
      }
    }
    return part;
  };

  const shownLast = async (): Promise<readonly string[]> => {
    const end = page.getByRole('button', { name: 'To the end' });
    if (await end.isEnabled()) await end.click();
    return numbersIn(page, 'result');
  };

  const small: CalculatorSpec = { ...firstQuestion, units: 4, inputSize: 3, steps: 5 };

  it('fill the calculator where they fit, whatever the framework of the code', async () => {
    await start(small);
    const { place, layer } = layerOf('keras/own.weights.h5', 0);
    await calculator.send({ type: 'weights', place, layer });
    assert.match(
      (await page.locator('#weights-title ~ .hint').textContent()) ?? '',
      /Reading first \(lstm_1\) in own\.weights\.h5/,
    );
    await serve();
    assert.match(
      (await page.locator('#weights-title ~ .hint').textContent()) ?? '',
      /The numbers are those of first/,
    );
    assert.deepEqual(await shownLast(), expected('keras/own.weights.h5', 0, { layer: 0, reverse: false }, 5));
    // They are no examples in another framework's storage either, nor where one of them is another now.
    await page
      .locator('.layout-choice vscode-dropdown')
      .evaluate((choice: HTMLElement & { value: string }) => {
        choice.value = 'torch';
        choice.dispatchEvent(new Event('change', { bubbles: true }));
      });
    assert.match(
      (await page.locator('#weights-title ~ .hint').textContent()) ?? '',
      /The numbers are your own\./,
    );
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.match(
      (await page.locator('#weights-title ~ .hint').textContent()) ?? '',
      /The numbers are examples/,
    );
  });

  it('are resolved into the order of gates of another framework', async () => {
    await start({ ...small, stack: { layers: 1, directions: 2, upperInputSize: 8 } });
    const { place, layer } = layerOf('torch/script.onnx', 0);
    await calculator.send({ type: 'weights', place, layer });
    await serve();
    assert.deepEqual(await shownLast(), expected('torch/script.onnx', 0, { layer: 0, reverse: false }, 5));
    assert.equal(await page.locator('.tag').textContent(), 'Keras');
  });

  for (const name of [
    'torch/state.safetensors',
    'torch/checkpoint.pt',
    'tfjs/model.json',
    'keras/model.keras',
    'keras/model.h5',
    'keras/model.weights.h5',
  ])
    it(`of ${name} are what its layer is shown with`, async () => {
      const { place, layer } = layerOf(name, 0);
      await start({ ...specOfFile(place, layer), steps: 5 });
      await calculator.send({ type: 'weights', place, layer });
      assert.deepEqual(await serve(), { layer: 0, reverse: false });
      assert.deepEqual(await shownLast(), expected(name, 0, { layer: 0, reverse: false }, 5));
    });

  it('of another layer are asked about with both sizes, and taken only then', async () => {
    await start(firstQuestion);
    const before = await shownLast();
    const { place, layer } = layerOf('torch/state.pt', 1);
    await calculator.send({ type: 'weights', place, layer });
    const offer = page.locator('.weight-offer');
    assert.match(
      (await offer.textContent()) ?? '',
      /state\.pt\s*\(gru\) is of another layer than the one that is shown: cell GRU, here LSTM; units 2, here 10/,
    );
    await offer.getByRole('button', { name: 'Keep as it is' }).click();
    assert.deepEqual(await shownLast(), before);
    // The button that opens a file is far below the question.
    await page.locator('#weights-title').scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await calculator.send({ type: 'weights', place, layer });
    await offer.waitFor();
    assert.ok(await isInSight(offer));
    assert.equal(
      await page.evaluate(() => document.activeElement?.textContent?.trim()),
      "Take the file's layer",
    );
    await page.getByRole('button', { name: "Take the file's layer" }).click();
    await serve();
    assert.deepEqual(await shownLast(), expected('torch/state.pt', 1, { layer: 0, reverse: false }, 8));
    assert.equal(await page.locator('#size-units').getAttribute('current-value'), '2');
  });

  it('of each cell of a stack are read when it is shown', async () => {
    const { place, layer } = layerOf('torch/state.pt', 0);
    const spec = { ...specOfFile(place, layer), steps: 5 };
    await start(spec);
    await calculator.send({ type: 'weights', place, layer });
    assert.deepEqual(await serve(), { layer: 0, reverse: false });
    assert.deepEqual(await shownLast(), expected('torch/state.pt', 0, { layer: 0, reverse: false }, 5));
    await page.locator('#part-layer').click();
    await page.getByRole('option', { name: 'layer 1 of 2' }).click();
    assert.deepEqual(await serve(), { layer: 1, reverse: false });
    await page.locator('.told, .stack').first().waitFor();
    assert.match(
      (await page.locator('#weights-title ~ .hint').textContent()) ?? '',
      /The numbers are those of lstm in state\.pt/,
    );
  });

  it('are read again after a reload, and a file that is gone is told of', async () => {
    await start(small);
    const { place, layer } = layerOf('keras/own.weights.h5', 0);
    await calculator.send({ type: 'weights', place, layer });
    await serve();
    const shown = await shownLast();
    await page.reload();
    await page.locator('.operation').waitFor();
    await page.waitForFunction(() =>
      window.recorded.messages.some(message => message.type === 'weightsWanted'),
    );
    await serve();
    assert.deepEqual(await numbersIn(page, 'result'), shown);
    await page.reload();
    await page.waitForFunction(() =>
      window.recorded.messages.some(message => message.type === 'weightsWanted'),
    );
    await calculator.send({ type: 'weightsFailed', place, reason: 'own.weights.h5 does not exist.' });
    assert.match(
      (await page.locator('.weight-problem').textContent()) ?? '',
      /does not exist\. The numbers below are examples\./,
    );
  });

  it('that were not asked for, or do not add up, change nothing', async () => {
    await start(small);
    const before = await shownLast();
    const { place, layer } = layerOf('keras/own.weights.h5', 0);
    const part = { layer: 0, reverse: false };
    await calculator.send({ type: 'weightsBegin', place, part, layer });
    await page.evaluate(message => window.postMessage({ ...message, data: new Float32Array(48) }, '*'), {
      type: 'weightPiece',
      place,
      part,
      weight: 'kernel',
      shape: [3, 16],
      first: 0,
    });
    await calculator.send({ type: 'weights', place, layer: { ...layer, units: -1 } });
    await press(page, 'Escape');
    assert.deepEqual(await shownLast(), before);
  });
});

function isInSight(element: Locator): Promise<boolean> {
  return element.evaluate(each => {
    const { top, bottom } = each.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });
}
