/**
 * Equinox: PyTorch's matrices and gate order with one bias beside the input's product; a GRU has a second one, bias_n, beside the product that
 * the reset gate scales. Source: equinox/nn/_rnn.py.
 */
import type { Layout, StoredWeight } from './layout.ts';
import { torch } from './torch.ts';

const vector = { gateAxis: 0, transposed: false, bias: true } as const;

const matrices: readonly StoredWeight[] = [
  { name: 'weight_ih', roles: ['W'], gateAxis: 0, transposed: false, bias: false },
  { name: 'weight_hh', roles: ['U'], gateAxis: 0, transposed: false, bias: false },
];

export const equinox: Layout = {
  ...torch,
  name: 'equinox',
  title: 'Equinox',
  cells: {
    lstm: {
      gates: ['i', 'f', 'g', 'o'],
      weights: [...matrices, { ...vector, name: 'bias', roles: ['b'] }],
    },
    'gru-reset-after': {
      gates: ['r', 'z', 'n'],
      weights: [
        ...matrices,
        { ...vector, name: 'bias', roles: ['bx'] },
        { ...vector, name: 'bias_n', roles: ['bh'], gates: ['n'] },
      ],
    },
  },
};
