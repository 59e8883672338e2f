/**
 * brain.js: a matrix for each gate, for column vectors, and biases as columns. Its LSTM has no cell state, its GRU resets before the product, its
 * plain cell is a ReLU. Source: brain.js, src/recurrent/lstm.ts, gru.ts, rnn.ts. Names are those below `model.hiddenLayers[0]`.
 */
import { W_AND_U } from './bases.ts';
import type { Layout, StoredWeight } from './layout.ts';

const matrix = { gateAxis: 0, transposed: false, bias: false } as const;

/** The three weights of a gate. */
const gate = (
  letter: string,
  [input, state, bias]: readonly [string, string, string],
): readonly StoredWeight[] => [
  { ...matrix, name: input, roles: ['W'], gates: [letter] },
  { ...matrix, name: state, roles: ['U'], gates: [letter] },
  { ...matrix, name: bias, roles: ['b'], gates: [letter], biasColumn: true },
];

const named = (
  prefix: string,
  [input, state]: readonly [string, string],
): readonly [string, string, string] => [`${prefix}${input}`, `${prefix}${state}`, `${prefix}Bias`];

const LSTM = ['Matrix', 'Hidden'] as const;
const GRU = ['InputMatrix', 'HiddenMatrix'] as const;

export const brainjs: Layout = {
  name: 'brainjs',
  title: 'brain.js',
  unitsName: 'hiddenLayers[0]',
  featuresName: 'inputSize',
  bases: W_AND_U,
  cells: {
    'lstm-one-state': {
      gates: ['i', 'f', 'o', 'g'],
      weights: [
        ...gate('i', named('input', LSTM)),
        ...gate('f', named('forget', LSTM)),
        ...gate('o', named('output', LSTM)),
        ...gate('g', named('cellActivation', LSTM)),
      ],
    },
    gru: {
      gates: ['z', 'r', 'n'],
      weights: [
        ...gate('z', named('updateGate', GRU)),
        ...gate('r', named('resetGate', GRU)),
        ...gate('n', named('cellWrite', GRU)),
      ],
    },
    'simple-rnn': {
      gates: [''],
      weights: gate('', ['weight', 'transition', 'bias']),
      letters: { '': 'h' },
    },
  },
};
