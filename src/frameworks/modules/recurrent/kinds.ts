/** The recurrent layers that frameworks built like PyTorch share, as data; equations and gate order from their documentation pages. */
import type { CellDescription } from '../../parts.ts';

export interface RecurrentKind {
  /** 'LSTM', 'GRU', 'RNN'; Paddle calls the last one SimpleRNN. */
  readonly name: 'LSTM' | 'GRU' | 'RNN';
  readonly cell: CellDescription['kind'];
  /** In storage order along axis 0 of the weights. */
  readonly gates: readonly string[];
  /** Symbols of one step beside x_t, h_prev and h_t that have hidden_size features. */
  readonly inner: readonly string[];
  readonly states: 1 | 2;
}

/** https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html */
export const LSTM: RecurrentKind = {
  name: 'LSTM',
  cell: 'lstm',
  gates: ['i', 'f', 'g', 'o'],
  inner: ['i_t', 'f_t', 'g_t', 'o_t', 'c_t'],
  states: 2,
};

/** https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html */
export const GRU: RecurrentKind = {
  name: 'GRU',
  cell: 'gru',
  gates: ['r', 'z', 'n'],
  inner: ['r_t', 'z_t', 'n_t'],
  states: 1,
};

/** https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html */
export const RNN: RecurrentKind = { name: 'RNN', cell: 'simple-rnn', gates: [], inner: [], states: 1 };

export const KINDS = [LSTM, GRU, RNN] as const;

/** How many blocks of hidden_size rows the weights hold. */
export function gateCount(kind: RecurrentKind): number {
  return Math.max(1, kind.gates.length);
}

/** 'h', 'c' */
export const stateNames = (kind: RecurrentKind): readonly string[] =>
  kind.states === 2 ? ['h', 'c'] : ['h'];
