/**
 * MLX: PyTorch's matrices and gate order under the names Wx and Wh (an RNN's Wxh and Whh) with one bias; a GRU has a second one, bhn, beside the
 * product that the reset gate scales. Source: mlx/nn/layers/recurrent.py.
 */
import type { Layout, StoredWeight } from './layout.ts';
import { torch } from './torch.ts';

const matrix = { gateAxis: 0, transposed: false, bias: false } as const;
const vector = { gateAxis: 0, transposed: false, bias: true } as const;

const matrices: readonly StoredWeight[] = [
  { ...matrix, name: 'Wx', roles: ['W'] },
  { ...matrix, name: 'Wh', roles: ['U'] },
];
const bias: StoredWeight = { ...vector, name: 'bias', roles: ['b'] };

export const mlx: Layout = {
  ...torch,
  name: 'mlx',
  title: 'MLX',
  bases: { ...torch.bases, W: ['W', 'x'], bx: ['b', ''] },
  cells: {
    lstm: { gates: ['i', 'f', 'g', 'o'], weights: [...matrices, bias] },
    'gru-reset-after': {
      gates: ['r', 'z', 'n'],
      weights: [
        ...matrices,
        { ...vector, name: 'b', roles: ['bx'] },
        { ...vector, name: 'bhn', roles: ['bh'], gates: ['n'] },
      ],
    },
    'simple-rnn': {
      gates: [''],
      letters: { '': 'h' },
      weights: [{ ...matrix, name: 'Wxh', roles: ['W'] }, { ...matrix, name: 'Whh', roles: ['U'] }, bias],
    },
  },
};
