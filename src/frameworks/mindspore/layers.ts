/** Layers of mindspore.nn beside the recurrent ones. https://www.mindspore.cn/docs/en/master/api_python/mindspore.nn.html */
import { flatten, type Shape, UNDECIDED } from '../../shapes/index.ts';
import { refused, refuseOperands, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import { noteCall } from '../modules/layer-class.ts';
import { embeddingLayer } from '../modules/layers/embedding.ts';
import { linearLayer } from '../modules/layers/linear.ts';
import { callChannels, callLastAxes, normalizedShape } from '../modules/layers/normalisation.ts';
import {
  checkProbability,
  identityLayer,
  shapeKeepingLayer,
  softmaxLayer,
} from '../modules/layers/pointwise.ts';
import type { NativeClass, Weight } from '../parts.ts';
import { layerClass, MINDSPORE_NN } from './dialect.ts';
import { WINDOWS } from './windows.ts';

const Dense = linearLayer(MINDSPORE_NN, {
  name: 'Dense',
  signature:
    'in_channels, out_channels, weight_init=None, bias_init=None, has_bias=True, activation=None, dtype=None',
  inputs: 'in_channels',
  outputs: 'out_channels',
  least: 1,
  rows: false,
  says: `For 'MatMul' the input dimensions must be equal`,
});

const Embedding = embeddingLayer(MINDSPORE_NN, {
  signature: `vocab_size, embedding_size, use_one_hot=False, embedding_table='normal', dtype=None, padding_idx=None`,
  count: 'vocab_size',
  width: 'embedding_size',
  least: 1,
  table: 'embedding_table',
});

const LayerNorm = layerClass({
  name: 'LayerNorm',
  signature: `normalized_shape, begin_norm_axis=-1, begin_params_axis=-1, gamma_init='ones', beta_init='zeros', epsilon=1e-7, dtype=None`,
  make: options => {
    const value = options.bound.value('normalized_shape');
    if (value.kind === 'number') options.refuse('normalized_shape', 'a tuple or list of integers', 'type');
    const shape = normalizedShape(options);
    return {
      weights: [weight('gamma', shape), weight('beta', shape)],
      units: shape?.at(-1),
      call: use => callLastAxes(use, shape),
    };
  },
});

/** Kept among the parameters, and not trained: moving averages, and what `affine=False` freezes. */
const average = (name: string, shape: Shape): Weight => weight(name, shape, [], undefined, false);

const batchNorm = (name: string, ranks: readonly number[]): NativeClass =>
  layerClass({
    name,
    signature: 'num_features, eps=1e-5, momentum=0.9, affine=True, *args, **kwargs',
    make: options => {
      const channels = options.size('num_features');
      const averages = ['moving_mean', 'moving_variance'].map(each => average(each, [channels]));
      const learned = options.flag('affine') === false ? average : weight;
      return {
        weights: [...averages, ...['gamma', 'beta'].map(each => learned(each, [channels]))],
        units: channels,
        call: use => callChannels(use, { name, ranks, parameter: 'num_features' }, channels, true),
      };
    },
  });

const Flatten = layerClass({
  name: 'Flatten',
  signature: 'start_dim=1, end_dim=-1',
  make: options => ({
    weights: [],
    call: use => {
      const [start, end] = [options.int('start_dim'), options.int('end_dim')];
      const input = inputOf(use);
      if (!input) return refused(use);
      const isKnown = input.shape && start !== undefined && end !== undefined;
      const outcome = isKnown ? flatten(input.shape, start, end) : UNDECIDED;
      if (!outcome.ok) return refuseOperands(use, [input], outcome.mismatch, input.at);
      noteCall(use, [input.shape], [outcome.value]);
      return result(use, outcome.value, { parents: [input.tensor], dtype: input.tensor?.dtype });
    },
  }),
});

const ACTIVATIONS =
  `ReLU ReLU6 ELU SeLU CELU GELU FastGelu SiLU Mish Sigmoid LogSigmoid Tanh Softsign Softplus SoftShrink HShrink HardTanh HSigmoid HSwish
   LeakyReLU RReLU`.split(/\s+/);

export const LAYERS: readonly NativeClass[] = [
  Dense,
  Embedding,
  LayerNorm,
  batchNorm('BatchNorm1d', [2, 3]),
  batchNorm('BatchNorm2d', [4]),
  Flatten,
  ...WINDOWS,
  identityLayer(MINDSPORE_NN),
  ...ACTIVATIONS.map(name => shapeKeepingLayer(MINDSPORE_NN, name, '*args, **kwargs')),
  ...['Softmax', 'LogSoftmax'].map(name => softmaxLayer(MINDSPORE_NN, name, 'axis=-1')),
  ...['Dropout', 'Dropout1d', 'Dropout2d'].map(name =>
    shapeKeepingLayer(
      MINDSPORE_NN,
      name,
      'keep_prob=0.5, p=None, dtype=None',
      checkProbability('p', { below1: true }),
    ),
  ),
];
