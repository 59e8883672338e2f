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
      gates: ['r', 'z', 'n'],
      letters: { z: 'u', n: 'c' },
      outputs: { z: { base: 'u', subscript: 't' }, n: { base: 'c', subscript: 't' } },
      weights: [
        { ...kernel, name: 'gates/kernel', gates: ['r', 'z'] },
        { ...vector, name: 'gates/bias', gates: ['r', 'z'] },
        { ...kernel, name: 'candidate/kernel', gates: ['n'] },
        { ...vector, name: 'candidate/bias', gates: ['n'] },
      ],
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
