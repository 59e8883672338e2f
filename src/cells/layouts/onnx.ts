/**
 * ONNX: W (directions, 4*hidden, input), R (directions, 4*hidden, hidden), B (directions, 8*hidden) with all input biases before all
 * recurrent ones, P the peepholes in the order i, o, f; gates i, o, f, c, and z, r, h for GRU. One direction here.
 * Source: https://onnx.ai/onnx/operators/onnx__LSTM.html (and GRU, RNN).
 */
import type { Layout, LayoutCell, StoredWeight } from './layout.ts';

const matrix = { gateAxis: 0, transposed: false, directions: true } as const;

const weights: readonly StoredWeight[] = [
  { ...matrix, name: 'W', roles: ['W'], bias: false },
  { ...matrix, name: 'R', roles: ['U'], bias: false },
  { ...matrix, name: 'B', roles: ['bx', 'bh'], roleAxis: 0, bias: true },
];

const peepholes: StoredWeight = { ...matrix, name: 'P', roles: ['p'], gates: ['i', 'o', 'f'], bias: false };

const lstm: LayoutCell = {
  gates: ['i', 'o', 'f', 'g'],
  letters: { g: 'c' },
  outputs: { g: { base: 'c', tilde: true, subscript: 't' } },
  weights,
};

const peephole: LayoutCell = { ...lstm, weights: [...weights, peepholes] };

const gru: LayoutCell = {
  gates: ['z', 'r', 'n'],
  letters: { n: 'h' },
  outputs: { n: { base: 'h', tilde: true, subscript: 't' } },
  weights,
};

export const onnx: Layout = {
  name: 'onnx',
  title: 'ONNX',
  unitsName: 'hidden_size',
  featuresName: 'input_size',
  bases: {
    W: ['W', ''],
    U: ['R', ''],
    b: ['b', ''],
    bx: ['Wb', ''],
    bh: ['Rb', ''],
    p: ['P', ''],
    R: ['R', ''],
  },
  activations: {
    Sigmoid: 'sigmoid',
    Tanh: 'tanh',
    Relu: 'relu',
    HardSigmoid: 'hard_sigmoid_fifth',
    Softsign: 'softsign',
    Softplus: 'softplus',
    Elu: 'elu',
  },
  cells: {
    lstm,
    'lstm-coupled': lstm,
    'lstm-peephole': peephole,
    'lstm-peephole-coupled': peephole,
    gru,
    'gru-reset-after': gru,
    'simple-rnn': { gates: [''], letters: { '': 'i' }, weights },
  },
};
