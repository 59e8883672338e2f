/** The recurrent layers of torch.nn as data; equations, gate order and weight names from their documentation pages. */
import type { CellDescription } from '../../parts.ts';

export interface RecurrentKind {
  readonly name: 'LSTM' | 'GRU' | 'RNN';
  readonly cell: CellDescription['kind'];
  /** In storage order along axis 0 of the weights. */
  readonly gates: readonly string[];
  readonly signature: string;
  /** Symbols of one step beside x_t, h_prev and h_t that have hidden_size features. */
  readonly inner: readonly string[];
  readonly states: 1 | 2;
}

/** https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html */
export const LSTM: RecurrentKind = {
  name: 'LSTM',
  cell: 'lstm',
  gates: ['i', 'f', 'g', 'o'],
  signature:
    'input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, device=None, dtype=None',
  inner: ['i_t', 'f_t', 'g_t', 'o_t', 'c_t'],
  states: 2,
};

/** https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html */
export const GRU: RecurrentKind = {
  name: 'GRU',
  cell: 'gru',
  gates: ['r', 'z', 'n'],
  signature:
    'input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, device=None, dtype=None',
  inner: ['r_t', 'z_t', 'n_t'],
  states: 1,
};

/** https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html */
export const RNN: RecurrentKind = {
  name: 'RNN',
  cell: 'simple-rnn',
  gates: [],
  signature: `input_size, hidden_size, num_layers=1, nonlinearity='tanh', bias=True, batch_first=False, dropout=0.0, bidirectional=False, device=None, dtype=None`,
  inner: [],
  states: 1,
};

export const KINDS = [LSTM, GRU, RNN] as const;

/** How many blocks of hidden_size rows the weights hold. */
export function gateCount(kind: RecurrentKind): number {
  return Math.max(1, kind.gates.length);
}
