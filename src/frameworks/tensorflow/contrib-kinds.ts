/**
 * Cells of tf.contrib.rnn with weights of their own, as data.
 * https://github.com/tensorflow/tensorflow/tree/v1.15.5/tensorflow/contrib/rnn/python/ops ({rnn_cell,lstm_ops,gru_ops}.py)
 */
import { add, compare, type Dim, floorDivide, size } from '../../shapes/index.ts';
import { refuseArgument } from '../array/scene.ts';
import { weight } from '../layer.ts';
import type { Options } from '../modules/options.ts';
import { GRU, LSTM } from '../modules/recurrent/kinds.ts';
import { itemsOf, type Weight } from '../parts.ts';
import {
  type CellKind,
  type CellSizes,
  diagonals,
  gruWeights,
  IJFO,
  isSet,
  joined,
  projectionOf,
  TAIL,
  times,
} from './rnn-kinds.ts';

/** A layer normalisation of each of these parts. */
const normalised = (parts: readonly string[], units: Dim): readonly Weight[] =>
  parts.flatMap(part => [weight(`${part}/gamma`, [units]), weight(`${part}/beta`, [units])]);

/** Its normalisations have the biases. */
const layerNormWeights = (options: Options, sizes: CellSizes): readonly Weight[] =>
  isSet(options, 'layer_norm')
    ? [
        ...joined(sizes).filter(({ name }) => name === 'kernel'),
        ...normalised(['input', 'transform', 'forget', 'output', 'state'], sizes.units),
      ]
    : joined(sizes);

/** W_0 (I + O, 3H): the input gate is what the forget gate leaves. */
function coupledWeights(options: Options, { units, inputs, output }: CellSizes): readonly Weight[] {
  const gates = ['j', 'f', 'o'];
  const projection = projectionOf(options);
  return [
    weight('W_0', [add(inputs, output), times(3, units)], gates, 1),
    weight('B', [times(3, units)], gates, 0),
    ...(isSet(options, 'use_peepholes') ? ['F', 'O'].map(gate => weight(`W_${gate}_diag`, [units])) : []),
    ...(isSet(options, 'layer_norm') ? normalised(['transform', 'forget', 'output', 'state'], units) : []),
    ...(projection ? [weight('W_P_0', [units, projection])] : []),
  ];
}

/** Eight products of the input and eight of the state, which a search has found how to join. */
function nasWeights(options: Options, { units, inputs, output }: CellSizes): readonly Weight[] {
  const projection = projectionOf(options);
  return [
    weight('recurrent_kernel', [output, times(8, units)]),
    weight('kernel', [inputs, times(8, units)]),
    ...(isSet(options, 'use_bias') ? [weight('bias', [times(8, units)])] : []),
    ...(projection ? [weight('projection_weights', [units, projection])] : []),
  ];
}

/** Units and features in groups that do not see each other: one kernel ((I + O) / G, 4H / G) each. */
function groupedWeights(
  options: Options,
  { units, inputs, output }: CellSizes,
): readonly Weight[] | undefined {
  const groups = options.int('number_of_groups');
  if (groups === undefined || groups < 1 || groups > MOST_GROUPS) return undefined;
  const projection = projectionOf(options);
  const part = (dim: Dim): Dim => floorDivide(dim, size(groups));
  const kernel = [add(part(inputs), part(output)), times(4, part(units))];
  return [
    ...Array.from({ length: groups }, (_, n) => weight(`group${n}/kernel`, kernel, IJFO, 1)),
    ...IJFO.map(gate => weight(`bias_${gate}`, [units])),
    ...(projection ? [weight('projection/kernel', [units, projection])] : []),
  ];
}

const MOST_GROUPS = 64;

/** Each unit sees only its own state: kernel_u is one row. */
const rows = (prefix: string, count: number, { units, inputs }: CellSizes, gates: readonly string[]) => [
  weight(`${prefix}kernel_w`, [inputs, times(count, units)], gates, 1),
  weight(`${prefix}kernel_u`, [size(1), times(count, units)], gates, 1),
  weight(`${prefix}bias`, [times(count, units)], gates, 0),
];

/** (time, x): the cell reads the features of x, at the times of the other. */
const timed: CellKind['features'] = inputs => {
  const items = itemsOf(inputs);
  return items?.length === 2 ? items[1] : undefined;
};

/** One kernel for both masks, one each for what is new and for the output; each unit has its own rhythm. */
function phasedWeights(options: Options, { units, inputs }: CellSizes): readonly Weight[] {
  const seen = add(inputs, units);
  const gated = isSet(options, 'use_peepholes') ? add(seen, units) : seen;
  return [
    weight('mask_gates/kernel', [gated, times(2, units)], ['i', 'f'], 1),
    weight('mask_gates/bias', [times(2, units)], ['i', 'f'], 0),
    weight('new_input/kernel', [seen, units]),
    weight('new_input/bias', [units]),
    weight('output_gate/kernel', [gated, units]),
    weight('output_gate/bias', [units]),
    ...['period', 'phase', 'ratio_on'].map(name => weight(name, [units])),
  ];
}

/** Its depth gates add the input to the output: both are as wide, or the input is projected first. */
const needsEqualWidths: CellKind['refuses'] = (scene, options, { units, inputs }) => {
  if (options.isGiven('num_in_proj') || compare(units, inputs) !== 'different') return undefined;
  return refuseArgument(scene, {
    parameter: 'num_in_proj',
    aspect: 'missing',
    allowed: 'num_units, since the input has another number of features',
    at: scene.site,
    says: 'Must have input size == output size for Intersection RNN',
  });
};

function intersectionWeights(options: Options, { units, inputs }: CellSizes): readonly Weight[] {
  const isProjected = options.isGiven('num_in_proj') && compare(units, inputs) !== 'equal';
  return [
    ...(isProjected
      ? [weight('in_projection/kernel', [inputs, units]), weight('in_projection/bias', [units])]
      : []),
    weight('kernel', [times(2, units), times(4, units)]),
    weight('bias', [times(4, units)]),
  ];
}

const INITIALIZERS = 'kernel_initializer=None, bias_initializer=None, name=None, dtype=None, **kwargs';

export const LSTM_BLOCK_CELL: CellKind = {
  name: 'LSTMBlockCell',
  signature: `num_units, forget_bias=1.0, cell_clip=None, use_peephole=False, dtype=None, reuse=None, name='lstm_cell'`,
  states: 2,
  cell: 'lstm',
  inner: LSTM.inner,
  weights: (options, sizes) => [
    ...joined(sizes),
    ...(isSet(options, 'use_peephole') ? diagonals(['i', 'f', 'o'], sizes.units) : []),
  ],
};

export const CONTRIB_KINDS: readonly CellKind[] = [
  {
    name: 'LayerNormBasicLSTMCell',
    signature:
      'num_units, forget_bias=1.0, input_size=None, activation=None, layer_norm=True, norm_gain=1.0, norm_shift=0.0, dropout_keep_prob=1.0, dropout_prob_seed=None, reuse=None',
    states: 2,
    cell: 'other',
    inner: LSTM.inner,
    weights: layerNormWeights,
  },
  LSTM_BLOCK_CELL,
  {
    name: 'GRUBlockCell',
    signature: `num_units=None, cell_size=None, reuse=None, name='gru_cell'`,
    states: 1,
    cell: 'gru',
    layout: 'tensorflow1-gru-block',
    inner: GRU.inner,
    weights: (_options, { units, inputs }) => [
      weight('w_ru', [add(inputs, units), times(2, units)], ['r', 'u'], 1),
      weight('b_ru', [times(2, units)], ['r', 'u'], 0),
      weight('w_c', [add(inputs, units), units]),
      weight('b_c', [units]),
    ],
  },
  {
    name: 'GRUBlockCellV2',
    signature: `num_units=None, cell_size=None, reuse=None, name='gru_cell'`,
    states: 1,
    cell: 'gru',
    inner: GRU.inner,
    weights: gruWeights,
  },
  {
    name: 'CoupledInputForgetGateLSTMCell',
    signature:
      'num_units, use_peepholes=False, initializer=None, num_proj=None, proj_clip=None, num_unit_shards=1, num_proj_shards=1, forget_bias=1.0, state_is_tuple=True, activation=None, reuse=None, layer_norm=False, norm_gain=1.0, norm_shift=0.0',
    states: 2,
    cell: 'other',
    inner: ['f_t', 'g_t', 'o_t', 'c_t'],
    weights: coupledWeights,
  },
  {
    name: 'NASCell',
    signature: 'num_units, num_proj=None, use_bias=False, reuse=None, **kwargs',
    states: 2,
    cell: 'other',
    inner: ['c_t'],
    weights: nasWeights,
  },
  {
    name: 'UGRNNCell',
    signature: 'num_units, initializer=None, forget_bias=1.0, activation=None, reuse=None',
    states: 1,
    cell: 'other',
    inner: ['g_t', 'c_t'],
    weights: (_options, { units, inputs }) => [
      weight('kernel', [add(inputs, units), times(2, units)], ['g', 'c'], 1),
      weight('bias', [times(2, units)], ['g', 'c'], 0),
    ],
  },
  {
    name: 'IntersectionRNNCell',
    signature:
      'num_units, num_in_proj=None, initializer=None, forget_bias=1.0, y_activation=None, reuse=None',
    states: 1,
    cell: 'other',
    inner: ['g_h', 'g_y'],
    refuses: needsEqualWidths,
    weights: intersectionWeights,
  },
  {
    name: 'PhasedLSTMCell',
    signature:
      'num_units, use_peepholes=False, leak=0.001, ratio_on=0.1, trainable_ratio_on=True, period_init_min=1.0, period_init_max=1000.0, reuse=None',
    states: 2,
    cell: 'other',
    inner: LSTM.inner,
    features: timed,
    weights: phasedWeights,
  },
  {
    name: 'GLSTMCell',
    signature:
      'num_units, initializer=None, num_proj=None, number_of_groups=1, forget_bias=1.0, activation=None, reuse=None',
    states: 2,
    cell: 'other',
    inner: LSTM.inner,
    weights: groupedWeights,
  },
  {
    name: 'IndRNNCell',
    signature: `num_units, ${TAIL}`,
    states: 1,
    cell: 'other',
    inner: [],
    weights: (_options, sizes) => rows('', 1, sizes, []),
  },
  {
    name: 'IndyLSTMCell',
    signature: `num_units, forget_bias=1.0, activation=None, reuse=None, ${INITIALIZERS}`,
    states: 2,
    cell: 'other',
    inner: LSTM.inner,
    weights: (_options, sizes) => rows('', 4, sizes, IJFO),
  },
  {
    name: 'IndyGRUCell',
    signature: `num_units, activation=None, reuse=None, ${INITIALIZERS}`,
    states: 1,
    cell: 'other',
    inner: GRU.inner,
    weights: (_options, sizes) => [
      ...rows('gates/', 2, sizes, ['r', 'u']),
      weight('candidate/kernel', [sizes.inputs, sizes.units]),
      weight('candidate/kernel_u', [size(1), sizes.units]),
      weight('candidate/bias', [sizes.units]),
    ],
  },
  {
    name: 'SRUCell',
    signature: `num_units, ${TAIL}`,
    states: 1,
    cell: 'other',
    inner: ['f_t', 'r_t', 'c_t'],
    weights: (_options, { units, inputs }) => [
      weight('kernel', [inputs, times(4, units)]),
      weight('bias', [times(2, units)], ['f', 'r'], 0),
    ],
  },
];

/** Of tf.contrib.cudnn_rnn: on other machines, with the weights that cuDNN has trained. */
export const CUDNN_COMPATIBLE_KINDS: readonly CellKind[] = [
  {
    name: 'CudnnCompatibleLSTMCell',
    signature: 'num_units, reuse=None',
    states: 2,
    // Its forget gate has no bias of 1, which the equations of the LSTM cell have.
    cell: 'other',
    inner: LSTM.inner,
    weights: (_options, sizes) => joined(sizes),
  },
  {
    name: 'CudnnCompatibleGRUCell',
    signature: 'num_units, reuse=None, kernel_initializer=None',
    states: 1,
    cell: 'other',
    inner: GRU.inner,
    weights: (_options, { units, inputs }) => [
      weight('gates/kernel', [add(inputs, units), times(2, units)], ['r', 'u'], 1),
      weight('gates/bias', [times(2, units)], ['r', 'u'], 0),
      weight('candidate/input_projection/kernel', [inputs, units]),
      weight('candidate/hidden_projection/kernel', [units, units]),
      weight('candidate/input_projection/bias', [units]),
      weight('candidate/hidden_projection/bias', [units]),
    ],
  },
];
