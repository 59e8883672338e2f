/** Which cells the calculator offers of a layer: PyTorch's stacks and directions, Keras' Bidirectional. */
import assert from 'node:assert/strict';
import type { FileFacts } from '../../../src/analysis/result.ts';
import type { Stack } from '../../../src/protocol/calculatorSpec.ts';
import { calculableLayers, calculatorSpecAt } from '../../../src/report/index.ts';
import { analyseTexts } from '../../support/analyse.ts';

async function analyseText(text: string): Promise<FileFacts> {
  const facts = (await analyseTexts({ 'model.py': text })).files.get('/project/model.py');
  assert.ok(facts);
  return facts;
}

async function stackAt(text: string, part: string): Promise<Stack | undefined> {
  const spec = calculatorSpecAt(await analyseText(text), text.indexOf(part) + 1);
  assert.ok(!('reason' in spec), part);
  return spec.stack;
}

const torch = (call: string): string => `from torch import nn\nlayer = nn.${call}\n`;

describe("the cells of the calculator's layer", () => {
  // Sizes of weight_ih_l1 by torch 2.13: (4*hidden_size, num_directions * (proj_size or hidden_size)).
  for (const [call, layers, directions, upperInputSize] of [
    ['LSTM(8, 10)', 1, 1, 10],
    ['LSTM(8, 10, num_layers=3)', 3, 1, 10],
    ['GRU(8, 10, num_layers=2, bidirectional=True)', 2, 2, 20],
    ['LSTM(8, 10, num_layers=2, bidirectional=True, proj_size=3)', 2, 2, 6],
  ] as const)
    it(`are those of nn.${call}`, async () => {
      assert.deepEqual(await stackAt(torch(call), call), { layers, directions, upperInputSize });
    });

  // Size of l1_i2h_weight by MXNet 1.9.1: (3*hidden_size, num_directions * hidden_size).
  it("are those of MXNet's rnn.GRU", async () => {
    const mxnet = 'from mxnet.gluon import rnn\nlayer = rnn.GRU(10, 2, bidirectional=True, input_size=8)\n';
    assert.deepEqual(await stackAt(mxnet, 'GRU'), { layers: 2, directions: 2, upperInputSize: 20 });
  });

  it('are one in a cell and in a plain Keras layer', async () => {
    assert.equal(await stackAt(torch('LSTMCell(8, 10)'), 'LSTMCell'), undefined);
    const keras = 'import keras\nlayer = keras.layers.LSTM(10)\n';
    assert.equal(await stackAt(keras, 'LSTM'), undefined);
  });

  it("are two in Keras' Bidirectional, on the wrapper and on the layer in it", async () => {
    const text = [
      'from keras import Input, Sequential',
      'from keras.layers import LSTM, Bidirectional',
      'model = Sequential([Input((8, 8)), Bidirectional(LSTM(10))])',
    ].join('\n');
    for (const part of ['Bidirectional(', 'LSTM(10'])
      assert.deepEqual(await stackAt(text, part), { layers: 1, directions: 2, upperInputSize: 20 }, part);
  });

  it('are left open where the code does', async () => {
    const text = 'from torch import nn\ndef make(n):\n    return nn.LSTM(8, 10, n)\n';
    assert.deepEqual(await stackAt(text, 'LSTM(8'), { layers: null, directions: 1, upperInputSize: 10 });
  });
});

describe('the layers to choose from', () => {
  it('are told by class and variable, each constructor once', async () => {
    const text = [
      'import keras',
      'encoder = keras.layers.LSTM(3)',
      'stack = [keras.layers.GRU(2) for _ in range(3)]',
      'other = keras.layers.Dense(4)',
    ].join('\n');
    const layers = calculableLayers(await analyseText(text));
    assert.deepEqual(
      layers.map(({ offset }) => text.slice(offset).split('(')[0]),
      ['keras.layers.LSTM', 'keras.layers.GRU'],
    );
    assert.equal(layers[0]?.label, 'LSTM encoder');
  });
});
