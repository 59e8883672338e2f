/** What is wrong with a spec is named: where, what was expected, what was found. */
import assert from 'node:assert/strict';
import { faultsOf, layerRecords } from './specs.ts';

const keras = layerRecords.find(({ id }) => id === 'keras/LSTM/0');
const stacked = layerRecords.find(({ id }) => id === 'torch/nn.LSTM/13');
assert.ok(keras && stacked);

const [kernel, recurrent, bias] = keras.weights;
assert.ok(kernel && recurrent && bias);

/** What is wrong, and the messages that say so. */
const CASES: readonly (readonly [what: string, spec: unknown, messages: readonly RegExp[]])[] = [
  ['a list of records', [keras], [/^SPEC: expected an object, one record, got a list of 1\.$/]],
  ['no object at all', null, [/^SPEC: expected an object, one record, got null\.$/]],
  [
    'fields of other kinds',
    { framework: 3, layer: '', weights: {}, x: 'x', initial_state: [] },
    [
      /^framework: expected a text, got a number\.$/,
      /^layer: expected a text, got an empty one\.$/,
      /^initial_state: expected an object, got a list\.$/,
      /^weights: expected a list of objects/,
      /^x: expected nested lists of numbers, got a string\.$/,
    ],
  ],
  [
    'neither code nor config',
    { ...keras, code: undefined, config: undefined },
    [/^code: expected the constructor call as text, or config/],
  ],
  [
    'an unknown framework',
    { ...keras, framework: 'kears' },
    [/^framework: expected one of torch, keras.*got "kears"\.$/],
  ],
  [
    'a framework named like an object',
    { ...keras, framework: 'constructor' },
    [/^framework: expected one of/],
  ],
  ['code that is no call', { ...keras, code: '3' }, [/^code: expected one constructor call, got "3"\.$/]],
  [
    'several statements',
    { ...keras, code: 'layers.LSTM(3)\nimport os' },
    [/^code: expected one constructor call/],
  ],
  ['broken code', { ...keras, code: 'layers.LSTM(3' }, [/^code: expected one constructor call/]],
  [
    'a call that makes no layer',
    { ...keras, code: 'print(3)' },
    [/^code: expected the constructor call of a layer of keras, got "print\(3\)"\.$/],
  ],
  [
    'another layer',
    { ...keras, code: 'layers.Dense(3)' },
    [/^code: the arithmetic of Dense is not known here\.$/],
  ],
  ['what the framework refuses', { ...keras, code: 'layers.LSTM(0)' }, [/^code: .*0/]],
  ['an activation of the user', { ...keras, code: 'layers.LSTM(3, activation=mine)' }, [/activation/]],
  [
    'a weight of another shape',
    { ...keras, code: 'layers.LSTM(4)', initial_state: null },
    [
      /^weight "lstm\/lstm_cell\/kernel": expected \(2, 16\), got \(2, 12\)\.$/,
      /^weight "lstm\/lstm_cell\/recurrent_kernel": expected \(4, 16\), got \(3, 12\)\.$/,
      /^weight "lstm\/lstm_cell\/bias": expected \(16,\), got \(12,\)\.$/,
    ],
  ],
  [
    'a missing weight',
    { ...keras, weights: [kernel, recurrent] },
    [
      /^weight "bias": expected it among the weights, got "lstm\/lstm_cell\/kernel", "lstm\/lstm_cell\/recurrent_kernel"\.$/,
    ],
  ],
  [
    'a weight too many',
    { ...keras, weights: [...keras.weights, { ...bias, name: 'lstm/lstm_cell/gamma' }] },
    [
      /^weights: expected those that this layer owns \(kernel, recurrent_kernel, bias\), got also "lstm\/lstm_cell\/gamma"\.$/,
    ],
  ],
  [
    'a weight under another name',
    { ...keras, weights: [kernel, recurrent, { ...bias, name: 'lstm/lstm_cell/b' }] },
    [/^weight "bias": expected it/, /got also "lstm\/lstm_cell\/b"/],
  ],
  [
    'two weights of one name',
    { ...keras, weights: [kernel, kernel, recurrent, bias] },
    [/^weights\[1\]: expected one weight named .* got two\.$/],
  ],
  [
    'a shape that is not that of the values',
    { ...keras, weights: [kernel, recurrent, { ...bias, shape: [3, 4] }] },
    [/^weight "lstm\/lstm_cell\/bias": expected values of its shape \[3,4\], got \[12\]\.$/],
  ],
  [
    'ragged lists',
    { ...keras, x: [[[1, 2], [3]]] },
    [/^x\[0\]\[1\]: expected a list of 2 like those before it, got a list of 1\.$/],
  ],
  [
    'a text among numbers',
    { ...keras, x: [[[1, 'NaN']]] },
    [/^x\[0\]\[0\]\[1\]: expected a finite number, got the text "NaN"\.$/],
  ],
  [
    'an infinite number',
    { ...keras, x: [[[1, Number.POSITIVE_INFINITY]]] },
    [/^x\[0\]\[0\]\[1\]: expected a finite number, got a number that is not finite\.$/],
  ],
  ['null among numbers', { ...keras, x: [[[1, null]]] }, [/expected a finite number, got null\.$/]],
  [
    'x of another rank',
    { ...keras, x: [[1, 2]] },
    [/^x: expected 3 axes \(batch, time, feature\), got 2: \(1, 2\)\.$/],
  ],
  [
    'x of another rank without a layout',
    { ...keras, x: [[1, 2]], x_layout: undefined },
    [/^x: expected 3 axes/],
  ],
  [
    'axes of other names',
    { ...keras, x_layout: 'batch, time, colour' },
    [/^x_layout: expected batch, time and feature in any order/],
  ],
  [
    'axes that are none',
    { ...keras, x_layout: 'rows' },
    [/^x_layout: expected batch, time and feature in any order, got "rows"\.$/],
  ],
  ['an empty x', { ...keras, x: [[]] }, [/^x: expected 3 axes/]],
  ['no step', { ...keras, x: [[[]]] }, [/^x: expected numbers, got none: \(1, 1, 0\)\.$/]],
  [
    'other features than the constructor was given',
    { ...stacked, x: [[[1, 2, 3]]] },
    [/^x: expected 2 features, as the constructor was given, got 3\.$/],
  ],
  [
    'an initial state of another size',
    { ...keras, initial_state: { h: [[1, 2]], c: [[1, 2, 3]] } },
    [/^initial_state h: expected \(1, 3\), got \(1, 2\)\.$/],
  ],
  [
    'half an initial state',
    { ...keras, initial_state: { h: [[1, 2, 3]] } },
    [/^initial_state c: expected a list of numbers, got nothing\.$/],
  ],
  [
    'an unknown state',
    { ...keras, initial_state: { h: [[1, 2, 3]], c: [[1, 2, 3]], s: [[1]] } },
    [/^initial_state: expected h, c, got "s"\.$/],
  ],
  [
    'too much to compute',
    {
      framework: 'torch',
      layer: 'nn.RNN',
      code: 'nn.RNN(1, 100_000_000)',
      weights: [],
      x: [[[1]]],
    },
    [/^x: expected at most 100000000 intermediates, got \d+; take fewer steps or sequences\.$/],
  ],
  [
    'one state for two layers',
    { ...stacked, initial_state: { h: [[1, 2, 3]], c: [[1, 2, 3]] } },
    [
      /^initial_state h: expected a list of 2, one state for each layer and direction, got one state\.$/,
      /^initial_state c/,
    ],
  ],
  [
    'another number of states',
    { ...stacked, initial_state: { h: [[[1, 2, 3]]], c: [[[1, 2, 3]], [[1, 2, 3]]] } },
    [/^initial_state h: expected 2 states, one for each layer and direction, got 1\.$/],
  ],
];

describe('a spec with', () => {
  for (const [what, spec, messages] of CASES)
    it(`${what} is told`, async () => {
      const told = await faultsOf(spec);
      for (const message of messages)
        assert.ok(
          told.some(each => message.test(each)),
          `${message} is not among\n${told.join('\n')}`,
        );
      assert.equal(told.length, messages.length, told.join('\n'));
    });
});
