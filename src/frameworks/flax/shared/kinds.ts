/** The recurrent cells of flax.linen and flax.nnx as data. Equations: flax/linen/recurrent.py, flax/nnx/nn/recurrent.py. */
import { activationName, plainCell } from '../../layer.ts';
import type { Options } from '../../modules/options.ts';
import type { CellDescription } from '../../parts.ts';

export interface CellKind {
  /** 'LSTMCell' */
  readonly name: string;
  readonly cell: CellDescription['kind'];
  /** Of the carry: (c, h) for the LSTM, h alone for the others. */
  readonly states: readonly string[];
  /** Symbols of one step beside x_t, h_prev and h_t. */
  readonly inner: readonly string[];
}

const LSTM = { cell: 'lstm', states: ['c', 'h'], inner: ['i_t', 'f_t', 'g_t', 'o_t', 'c_t'] } as const;

export const LSTM_CELL: CellKind = { ...LSTM, name: 'LSTMCell' };
export const OPTIMIZED_LSTM_CELL: CellKind = { ...LSTM, name: 'OptimizedLSTMCell' };
export const GRU_CELL: CellKind = {
  name: 'GRUCell',
  cell: 'gru',
  states: ['h'],
  inner: ['r_t', 'z_t', 'n_t'],
};
export const SIMPLE_CELL: CellKind = {
  name: 'SimpleCell',
  cell: 'simple-rnn',
  states: ['h'],
  inner: [],
};
/** The minimal gated unit: one gate that forgets and lets in. */
export const MGU_CELL: CellKind = {
  name: 'MGUCell',
  cell: 'other',
  states: ['h'],
  inner: ['f_t', 'n_t'],
};
export const CONV_LSTM_CELL: CellKind = { ...LSTM, name: 'ConvLSTMCell', cell: 'conv-lstm' };

/** With the functions that a cell was given, and which of its kinds it is: MGUCell and SimpleCell have a variant each. */
export function describeCell(
  { name, cell }: CellKind,
  options: Options,
  layout: CellDescription['layout'],
): CellDescription {
  const { bound } = options;
  const named = (parameter: string, otherwise: string): string =>
    bound.names.includes(parameter) ? activationName(bound.value(parameter), otherwise) : otherwise;
  const isResidual = name === 'SimpleCell' && options.flag('residual') === true;
  return plainCell(cell, layout, {
    activation: named('activation_fn', 'tanh'),
    recurrentActivation: named('gate_fn', 'sigmoid'),
    resetAfter: cell === 'gru',
    ...(isResidual && { variant: 'simple-rnn-residual' }),
    ...(name === 'MGUCell' && {
      variant: options.flag('reset_gate') === false ? 'mgu-without-reset' : 'mgu',
    }),
  });
}
