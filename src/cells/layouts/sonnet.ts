/**
 * Sonnet 2: kernels for row vectors with gates i, f, g, o and one bias; the GRU's update gate weighs the new value, gates z, r, a.
 * Source: sonnet/src/recurrent.py. Names are those below the core's own.
 */
import { haiku } from './haiku.ts';
import type { Layout, LayoutCell, StoredWeight } from './layout.ts';

const kernel = { gateAxis: 1, transposed: true, bias: false } as const;
const vector = { gateAxis: 0, transposed: false, bias: false } as const;

const weights: readonly StoredWeight[] = [
  { ...kernel, name: 'w_i', roles: ['W'] },
  { ...kernel, name: 'w_h', roles: ['U'] },
  { ...vector, name: 'b', roles: ['b'] },
];

const lstm: LayoutCell = { gates: ['i', 'f', 'g', 'o'], weights };

export const sonnet: Layout = {
  ...haiku,
  name: 'sonnet',
  title: 'Sonnet',
  bases: { ...haiku.bases, R: ['W', 'p'] },
  cells: {
    lstm,
    'lstm-projected': {
      ...lstm,
      weights: [...weights, { ...kernel, name: 'projection', roles: ['R'], gates: [''] }],
    },
    'gru-new-by-update': { gates: ['z', 'r', 'n'], letters: { n: 'a' }, weights },
    'simple-rnn': {
      gates: [''],
      letters: { '': 'h' },
      weights: [
        { ...kernel, name: 'input_to_hidden/w', roles: ['W'] },
        { ...kernel, name: 'hidden_to_hidden/w', roles: ['U'] },
        { ...vector, name: 'b', roles: ['b'] },
      ],
    },
  },
};
