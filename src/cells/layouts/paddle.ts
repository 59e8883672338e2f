/**
 * PaddlePaddle: PyTorch's storage and gate order, but the projection is (hidden_size, proj_size) under the name weight_ho.
 * Source: paddle/nn/layer/rnn.py. Names are those of the cells; layers add `_l0`, `_l1`, ... and `_reverse`.
 */
import type { Layout } from './layout.ts';
import { torch } from './torch.ts';

const { lstm, ...others } = torch.cells;

export const paddle: Layout = {
  ...torch,
  name: 'paddle',
  title: 'PaddlePaddle',
  cells: {
    ...others,
    ...(lstm && {
      lstm,
      'lstm-projected': {
        ...lstm,
        weights: [
          ...lstm.weights,
          { name: 'weight_ho', roles: ['R'], gateAxis: 1, transposed: true, bias: false, gates: [''] },
        ],
      },
    }),
  },
};
