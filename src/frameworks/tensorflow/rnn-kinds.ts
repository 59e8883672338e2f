/**
 * The cells of tf.nn.rnn_cell as data: weights, gates in storage order, states.
 * https://www.tensorflow.org/api_docs/python/tf/compat/v1/nn/rnn_cell; weights: tensorflow/python/ops/rnn_cell_impl.py of 1.15.5.
 */
import { add, type Dim, multiply, size } from '../../shapes/index.ts';
import type { Scene } from '../array/scene.ts';
import { weight } from '../layer.ts';
import type { Options } from '../modules/options.ts';
import { GRU, LSTM } from '../modules/recurrent/kinds.ts';
import type { CellDescription, Value, Weight } from '../parts.ts';
import type { Cell } from './rnn-cell.ts';

export interface CellKind {
  readonly name: string;
  readonly signature: string;
  readonly states: 1 | 2;
  /** 'other': it has gates of its own and no equations here. */
  readonly cell: CellDescription['kind'];
  /** Where its weights have names of their own; absent: 'tensorflow1'. */
  readonly layout?: CellDescription['layout'];
  /** Symbols of one step beside x_t, the states before it, and h_t. */
  readonly inner: readonly string[];
  /** What no input of such sizes is taken for; undefined: it is. */
  readonly refuses?: (scene: Scene, options: Options, sizes: CellSizes) => Value | undefined;
  /** See `Cell.features`. */
  readonly features?: Cell['features'];
  /** undefined: they are not known. */
  readonly weights: (options: Options, sizes: CellSizes) => readonly Weight[] | undefined;
}

/** Sizes of one step's last axis. */
export interface CellSizes {
  /** H: num_units. */
  readonly units: Dim;
  /** I: features of the input. */
  readonly inputs: Dim;
  /** O: num_proj, or num_units without it. */
  readonly output: Dim;
}

export const IJFO = ['i', 'j', 'f', 'o'];
export const TAIL = 'activation=None, reuse=None, name=None, dtype=None, **kwargs';

export const times = (count: number, dim: Dim): Dim => multiply(size(count), dim);

/** Whether a flag of that name exists and is set. */
export const isSet = (options: Options, name: string): boolean =>
  options.bound.names.includes(name) && options.flag(name) === true;

export function projectionOf(options: Options): Dim | undefined {
  return options.bound.names.includes('num_proj') && options.isGiven('num_proj')
    ? options.size('num_proj')
    : undefined;
}

export const diagonals = (gates: readonly string[], units: Dim): readonly Weight[] =>
  gates.map(gate => weight(`w_${gate}_diag`, [units]));

/** kernel (I + O, 4H) and bias (4H): gates i, j, f, o. */
export const joined = ({ units, inputs, output }: CellSizes): readonly Weight[] => [
  weight('kernel', [add(inputs, output), times(4, units)], IJFO, 1),
  weight('bias', [times(4, units)], IJFO, 0),
];

function lstmWeights(options: Options, sizes: CellSizes): readonly Weight[] {
  const projection = projectionOf(options);
  return [
    ...joined(sizes),
    ...(isSet(options, 'use_peepholes') ? diagonals(['f', 'i', 'o'], sizes.units) : []),
    ...(projection ? [weight('projection/kernel', [sizes.units, projection])] : []),
  ];
}

/** gates/kernel (I + H, 2H): r and u; candidate/kernel (I + H, H). */
export function gruWeights(_options: Options, { units, inputs }: CellSizes): readonly Weight[] {
  const rows = add(inputs, units);
  return [
    weight('gates/kernel', [rows, times(2, units)], ['r', 'u'], 1),
    weight('gates/bias', [times(2, units)], ['r', 'u'], 0),
    weight('candidate/kernel', [rows, units]),
    weight('candidate/bias', [units]),
  ];
}

export const KINDS: readonly CellKind[] = [
  {
    name: 'LSTMCell',
    signature: `num_units, use_peepholes=False, cell_clip=None, initializer=None, num_proj=None, proj_clip=None, num_unit_shards=None, num_proj_shards=None, forget_bias=1.0, state_is_tuple=True, ${TAIL}`,
    states: 2,
    cell: 'lstm',
    inner: LSTM.inner,
    weights: lstmWeights,
  },
  {
    name: 'BasicLSTMCell',
    signature: `num_units, forget_bias=1.0, state_is_tuple=True, ${TAIL}`,
    states: 2,
    cell: 'lstm',
    inner: LSTM.inner,
    weights: (_options, sizes) => joined(sizes),
  },
  {
    name: 'GRUCell',
    signature: `num_units, ${TAIL}`,
    states: 1,
    cell: 'gru',
    inner: GRU.inner,
    weights: gruWeights,
  },
  {
    name: 'BasicRNNCell',
    signature: `num_units, ${TAIL}`,
    states: 1,
    cell: 'simple-rnn',
    inner: [],
    weights: (_options, { units, inputs }) => [
      weight('kernel', [add(inputs, units), units]),
      weight('bias', [units]),
    ],
  },
];
