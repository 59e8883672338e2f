/** The two cells as data, and what an object of one is made for. Source: equinox/nn/_rnn.py. */
import type { Dim } from '../../shapes/index.ts';

export interface CellKind {
  readonly name: 'LSTMCell' | 'GRUCell';
  readonly cell: 'lstm' | 'gru';
  /** In storage order along axis 0. */
  readonly gates: readonly string[];
  readonly inner: readonly string[];
  readonly states: readonly string[];
}

export const LSTM: CellKind = {
  name: 'LSTMCell',
  cell: 'lstm',
  gates: ['i', 'f', 'g', 'o'],
  inner: ['i_t', 'f_t', 'g_t', 'o_t', 'c_t'],
  states: ['h', 'c'],
};

export const GRU: CellKind = {
  name: 'GRUCell',
  cell: 'gru',
  gates: ['r', 'z', 'n'],
  inner: ['r_t', 'z_t', 'n_t'],
  states: ['h'],
};

export interface CellSettings {
  readonly kind: CellKind;
  readonly inputSize: Dim;
  readonly hiddenSize: Dim;
  readonly rows: Dim;
  readonly bias: boolean | undefined;
}
