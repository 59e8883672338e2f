/**
 * Keras 3, and Keras 2 with tf.keras: kernel (features, 4*units), recurrent_kernel (units, 4*units), bias (4*units), gates i, f, c, o;
 * GRU z, r, h with bias (2, 3*units) when `reset_after`. Sources: keras/src/layers/rnn/lstm.py, gru.py, simple_rnn.py, and
 * keras/src/activations/activations.py (hard_sigmoid: x/6 + 0.5; in Keras 2, keras/backend.py, 0.2x + 0.5).
 */
import { W_AND_U } from './bases.ts';
import type { Layout, LayoutCell, StoredWeight } from './layout.ts';

const kernel: StoredWeight = { name: 'kernel', roles: ['W'], gateAxis: 1, transposed: true, bias: false };
const recurrentKernel: StoredWeight = {
  name: 'recurrent_kernel',
  roles: ['U'],
  gateAxis: 1,
  transposed: true,
  bias: false,
};
const bias: StoredWeight = { name: 'bias', roles: ['b'], gateAxis: 0, transposed: false, bias: true };
const twoBiases: StoredWeight = { ...bias, roles: ['bx', 'bh'], roleAxis: 0, gateAxis: 1, biasRow: true };

/** The Keras family's LSTM. */
export const kerasLstm: LayoutCell = {
  gates: ['i', 'f', 'g', 'o'],
  letters: { g: 'c' },
  outputs: { g: { base: 'c', tilde: true, subscript: 't' } },
  weights: [kernel, recurrentKernel, bias],
};

/** The Keras family's GRU with the reset gate before the product. */
export const kerasGru: LayoutCell = {
  gates: ['z', 'r', 'n'],
  letters: { n: 'h' },
  outputs: { n: { base: 'h', tilde: true, subscript: 't' } },
  weights: [kernel, recurrentKernel, bias],
};

export const kerasSimpleRnn: LayoutCell = {
  gates: [''],
  weights: [kernel, recurrentKernel, bias],
};

export const keras: Layout = {
  name: 'keras',
  title: 'Keras',
  unitsName: 'units',
  featuresName: 'features',
  bases: W_AND_U,
  fills: { matrix: 'glorot_uniform', state: 'orthogonal', bias: 'unit_forget_bias' },
  activations: { silu: 'swish', hard_swish: 'hard_silu' },
  cells: {
    lstm: kerasLstm,
    gru: kerasGru,
    'gru-reset-after': { ...kerasGru, weights: [kernel, recurrentKernel, twoBiases] },
    'simple-rnn': kerasSimpleRnn,
  },
  convolutional: kerasLstm,
};

export const keras2: Layout = {
  ...keras,
  name: 'keras2',
  title: 'Keras 2',
  activations: { ...keras.activations, hard_sigmoid: 'hard_sigmoid_fifth' },
};
