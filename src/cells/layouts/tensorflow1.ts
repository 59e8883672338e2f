/**
 * TensorFlow 1: kernels hold the rows of the input above those of the state; LSTM gates i, j, f, o with 1 added to f in the formula, GRU gates r and
 * u apart from the candidate. Source: tensorflow/python/keras/layers/legacy_rnn/rnn_cell_impl.py. Names are those below the cell's own.
 */
import type { Layout, StoredWeight } from './layout.ts';

const kernel = { roles: ['W', 'U'], roleAxis: 0, gateAxis: 1, transposed: true, bias: false } as const;
const vector = { roles: ['b'], gateAxis: 0, transposed: false, bias: true } as const;

const plain: readonly StoredWeight[] = [
  { ...kernel, name: 'kernel' },
  { ...vector, name: 'bias' },
];

/** `w_f_diag`, `w_i_diag`, `w_o_diag`. */
const peepholes = ['f', 'i', 'o'].map(
  (gate): StoredWeight => ({
    name: `w_${gate}_diag`,
    roles: ['p'],
    gateAxis: 0,
    transposed: false,
    bias: false,
    gates: [gate],
  }),
);

const projection: StoredWeight = {
  name: 'projection/kernel',
  roles: ['R'],
  gateAxis: 1,
  transposed: true,
  bias: false,
  gates: [''],
};

const lstm = {
  gates: ['i', 'g', 'f', 'o'],
  letters: { g: 'j' },
  outputs: { g: { base: 'j', subscript: 't' } },
  forgetBias: 1,
};

const gru = {
  gates: ['r', 'z', 'n'],
  letters: { z: 'u', n: 'c' },
  outputs: { z: { base: 'u', subscript: 't' }, n: { base: 'c', subscript: 't' } },
};

/** By the names of the weights. */
const gruWeights = (
  names: Readonly<Record<'gates' | 'gateBias' | 'candidate' | 'candidateBias', string>>,
) => [
  { ...kernel, name: names.gates, gates: ['r', 'z'] },
  { ...vector, name: names.gateBias, gates: ['r', 'z'] },
  { ...kernel, name: names.candidate, gates: ['n'] },
  { ...vector, name: names.candidateBias, gates: ['n'] },
];

export const tensorflow1: Layout = {
  name: 'tensorflow1',
  title: 'TensorFlow 1',
  unitsName: 'num_units',
  featuresName: 'features',
  bases: {
    W: ['W', 'x'],
    U: ['W', 'h'],
    b: ['b', ''],
    bx: ['b', 'x'],
    bh: ['b', 'h'],
    p: ['w', ''],
    R: ['R', ''],
  },
  cells: {
    lstm: { ...lstm, weights: plain },
    'lstm-projected': { ...lstm, weights: [...plain, projection] },
    'lstm-peephole': { ...lstm, weights: [...plain, ...peepholes] },
    'lstm-peephole-projected': { ...lstm, weights: [...plain, ...peepholes, projection] },
    gru: {
      ...gru,
      weights: gruWeights({
        gates: 'gates/kernel',
        gateBias: 'gates/bias',
        candidate: 'candidate/kernel',
        candidateBias: 'candidate/bias',
      }),
    },
    'simple-rnn': {
      gates: [''],
      letters: { '': 'h' },
      weights: [
        { ...kernel, name: 'kernel' },
        { ...vector, name: 'bias' },
      ],
    },
  },
};

/** tf.contrib.rnn.GRUBlockCell: the same cell under names of its own. Source: tensorflow/contrib/rnn/python/ops/gru_ops.py */
export const tensorflow1GruBlock: Layout = {
  ...tensorflow1,
  name: 'tensorflow1-gru-block',
  title: 'TensorFlow 1 GRUBlockCell',
  cells: {
    gru: {
      ...gru,
      weights: gruWeights({ gates: 'w_ru', gateBias: 'b_ru', candidate: 'w_c', candidateBias: 'b_c' }),
    },
  },
};
