/**
 * PyTorch: weight_ih (4*hidden_size, input_size), weight_hh (4*hidden_size, hidden_size), bias_ih and bias_hh (4*hidden_size), gates
 * i, f, g, o; GRU r, z, n. Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html (and GRU, RNN).
 * Names are those of the cells; a layer of nn.LSTM adds `_l0`, `_l1`, ... and `_reverse`.
 */
import { W_TWICE } from './bases.ts';
import type { Layout, StoredWeight } from './layout.ts';

const weights: readonly StoredWeight[] = [
  { name: 'weight_ih', roles: ['W'], gateAxis: 0, transposed: false, bias: false },
  { name: 'weight_hh', roles: ['U'], gateAxis: 0, transposed: false, bias: false },
  { name: 'bias_ih', roles: ['bx'], gateAxis: 0, transposed: false, bias: true },
  { name: 'bias_hh', roles: ['bh'], gateAxis: 0, transposed: false, bias: true },
];

const projection: StoredWeight = {
  name: 'weight_hr',
  roles: ['R'],
  gateAxis: 0,
  transposed: false,
  bias: false,
  gates: [''],
};

const lstmGates = { gates: ['i', 'f', 'g', 'o'] };

export const torch: Layout = {
  name: 'torch',
  title: 'PyTorch',
  unitsName: 'hidden_size',
  featuresName: 'input_size',
  bases: { ...W_TWICE, R: ['W', 'hr'] },
  fills: { matrix: 'uniform_by_units', state: 'uniform_by_units', bias: 'uniform_by_units' },
  cells: {
    lstm: { ...lstmGates, weights },
    'lstm-projected': { ...lstmGates, weights: [...weights, projection] },
    'gru-reset-after': { gates: ['r', 'z', 'n'], weights },
    'simple-rnn': { gates: [''], letters: { '': 'h' }, weights },
  },
};
