/**
 * MXNet: PyTorch's storage and gate order under names of its own. Source: mxnet/gluon/rnn/rnn_layer.py, rnn_cell.py. Names are those of the cells;
 * layers put `l0_`, `l1_`, ... before them, and `r0_`, ... for the backward direction.
 */
import type { Layout, LayoutCell } from './layout.ts';
import { torch } from './torch.ts';

const NAMES: Readonly<Record<string, string>> = {
  weight_ih: 'i2h_weight',
  weight_hh: 'h2h_weight',
  bias_ih: 'i2h_bias',
  bias_hh: 'h2h_bias',
  weight_hr: 'h2r_weight',
};

const renamed = (cell: LayoutCell | undefined): LayoutCell | undefined =>
  cell && { ...cell, weights: cell.weights.map(w => ({ ...w, name: NAMES[w.name] ?? w.name })) };

export const mxnet: Layout = {
  ...torch,
  name: 'mxnet',
  title: 'MXNet',
  fills: undefined,
  cells: {
    lstm: renamed(torch.cells.lstm),
    'lstm-projected': renamed(torch.cells['lstm-projected']),
    'gru-reset-after': renamed(torch.cells['gru-reset-after']),
    'simple-rnn': renamed(torch.cells['simple-rnn']),
  },
};
