/** The three cores as data, with their weights. Source: haiku/_src/recurrent.py. */
import { add, type Dim, multiply, size } from '../../shapes/index.ts';
import { weight } from '../layer.ts';
import type { CellDescription, Weight } from '../parts.ts';
import { affine } from './linear.ts';

export interface CoreKind {
  readonly name: 'LSTM' | 'GRU' | 'VanillaRNN';
  readonly cell: CellDescription['kind'];
  readonly activation: string;
  readonly isPair: boolean;
  /** Ranks of the inputs; undefined: any but 0. */
  readonly ranks: readonly number[] | undefined;
  readonly inner: readonly string[];
  /** `state` is the size of the hidden state that was given: kernels are made for it. */
  readonly weights: (sizes: CoreSizes) => readonly Weight[];
}

export interface CoreSizes {
  readonly features: Dim;
  readonly hidden: Dim;
  readonly state: Dim;
  readonly doubleBias: boolean | undefined;
}

const LSTM_GATES = ['i', 'g', 'f', 'o'];
const GRU_GATES = ['z', 'r', 'a'];

/** One matrix for inputs and state, one above the other: (features + state, 4H). */
const lstmWeights = ({ features, hidden, state }: CoreSizes): readonly Weight[] => {
  const columns = multiply(size(4), hidden);
  return [
    weight('linear/w', [add(features, state), columns], LSTM_GATES, 1),
    weight('linear/b', [columns], LSTM_GATES, 0),
  ];
};

const gruWeights = ({ features, hidden }: CoreSizes): readonly Weight[] => {
  const columns = multiply(size(3), hidden);
  return [
    weight('w_i', [features, columns], GRU_GATES, 1),
    weight('w_h', [hidden, columns], GRU_GATES, 1),
    weight('b', [columns], GRU_GATES, 0),
  ];
};

const vanillaWeights = ({ features, hidden, state, doubleBias }: CoreSizes): readonly Weight[] => [
  ...affine(features, hidden, true, 'linear/'),
  ...affine(state, hidden, doubleBias, 'linear_1/'),
];

export const KINDS: readonly CoreKind[] = [
  {
    name: 'LSTM',
    cell: 'lstm',
    activation: 'tanh',
    isPair: true,
    ranks: [1, 2],
    inner: ['i_t', 'g_t', 'f_t', 'o_t', 'c_t'],
    weights: lstmWeights,
  },
  {
    name: 'GRU',
    cell: 'gru',
    activation: 'tanh',
    isPair: false,
    ranks: [1, 2],
    inner: ['z_t', 'r_t', 'n_t'],
    weights: gruWeights,
  },
  {
    name: 'VanillaRNN',
    cell: 'simple-rnn',
    activation: 'relu',
    isPair: false,
    ranks: undefined,
    inner: [],
    weights: vanillaWeights,
  },
];

export interface Core {
  readonly kind: CoreKind;
  readonly hidden: Dim;
  readonly doubleBias: boolean | undefined;
}
