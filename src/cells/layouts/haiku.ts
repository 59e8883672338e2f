/**
 * Haiku: the LSTM's kernel holds the rows of the input above those of the state, gates i, g, f, o, and its formula adds 1 to the forget gate;
 * the GRU's update gate weighs the new value. Source: haiku/_src/recurrent.py. Names are those below the core's own.
 */
import { W_TWICE } from './bases.ts';
import type { Layout, StoredWeight } from './layout.ts';

const kernel = { gateAxis: 1, transposed: true, bias: false } as const;
const vector = { gateAxis: 0, transposed: false, bias: true } as const;

const gru: readonly StoredWeight[] = [
  { ...kernel, name: 'w_i', roles: ['W'] },
  { ...kernel, name: 'w_h', roles: ['U'] },
  { ...vector, name: 'b', roles: ['b'] },
];

export const haiku: Layout = {
  name: 'haiku',
  title: 'Haiku',
  unitsName: 'hidden_size',
  featuresName: 'input_size',
  bases: W_TWICE,
  cells: {
    lstm: {
      gates: ['i', 'g', 'f', 'o'],
      forgetBias: 1,
      weights: [
        { ...kernel, name: 'linear/w', roles: ['W', 'U'], roleAxis: 0 },
        { ...vector, name: 'linear/b', roles: ['b'] },
      ],
    },
    'gru-new-by-update': { gates: ['z', 'r', 'n'], letters: { n: 'a' }, weights: gru },
    'simple-rnn': {
      gates: [''],
      letters: { '': 'h' },
      weights: [
        { ...kernel, name: 'linear/w', roles: ['W'] },
        { ...vector, name: 'linear/b', roles: ['bx'], bias: false },
        { ...kernel, name: 'linear_1/w', roles: ['U'] },
        // Left out with `double_bias=False`.
        { ...vector, name: 'linear_1/b', roles: ['bh'] },
      ],
    },
  },
  convolutional: {
    gates: ['i', 'g', 'f', 'o'],
    forgetBias: 1,
    weights: [
      { ...kernel, name: 'input_to_hidden/w', roles: ['W'] },
      { ...vector, name: 'input_to_hidden/b', roles: ['bx'], bias: false },
      { ...kernel, name: 'hidden_to_hidden/w', roles: ['U'] },
      { ...vector, name: 'hidden_to_hidden/b', roles: ['bh'], bias: false },
    ],
  },
};
