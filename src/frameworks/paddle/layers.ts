/** Layers of paddle.nn beside the recurrent ones. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/Overview_en.html */
import { flatten, product, type Shape, UNDECIDED } from '../../shapes/index.ts';
import { refused, refuseOperands, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import { type LayerSpec, noteCall } from '../modules/layer-class.ts';
import { plainConvolution, transposedConvolution } from '../modules/layers/convolution.ts';
import { embeddingLayer } from '../modules/layers/embedding.ts';
import { linearLayer } from '../modules/layers/linear.ts';
import { callChannels, callLastAxes, normalizedShape } from '../modules/layers/normalisation.ts';
import { identityLayer, shapeKeepingLayer, softmaxLayer } from '../modules/layers/pointwise.ts';
import { adaptivePoolingLayer, poolingLayer } from '../modules/layers/pooling.ts';
import type { Options } from '../modules/options.ts';
import { asBool, type NativeClass, type Weight } from '../parts.ts';
import { MultiHeadAttention } from './attention.ts';
import { layerClass, PADDLE_NN } from './dialect.ts';
import { PADDLE_WINDOWS } from './windows.ts';

const Linear = linearLayer(PADDLE_NN, {
  name: 'Linear',
  signature: 'in_features, out_features, weight_attr=None, bias_attr=None, name=None',
  inputs: 'in_features',
  outputs: 'out_features',
  least: 0,
  rows: true,
  says: 'In operator matmul, the … dimension of Input(X) must be equal to the … dimension of Input(Y)',
});

const Embedding = embeddingLayer(PADDLE_NN, {
  signature:
    'num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, sparse=False, weight_attr=None, name=None, **kwargs',
  count: 'num_embeddings',
  width: 'embedding_dim',
  least: 1,
  table: 'weight',
  says: 'embedding input only support int32 and int64',
});

const ACTIVATIONS =
  `ReLU ReLU6 ELU SELU CELU GELU Silu Swish Mish Sigmoid LogSigmoid Tanh Tanhshrink Softsign Softplus Softshrink Hardshrink Hardtanh
   Hardsigmoid Hardswish LeakyReLU RReLU ThresholdedReLU LocalResponseNorm`.split(/\s+/);
const DROPOUTS = ['Dropout', 'Dropout2D', 'Dropout3D', 'AlphaDropout', 'FeatureAlphaDropout'];

/** weight and bias, of which `False` leaves out either. */
function scaleAndShift(options: Options, shape: Shape | undefined, scale = 'weight'): readonly Weight[] {
  const has = (name: string): boolean => asBool(options.bound.value(name)) !== false;
  return [
    ...(has('weight_attr') ? [weight(scale, shape)] : []),
    ...(has('bias_attr') ? [weight('bias', shape)] : []),
  ];
}

/** The weights are vectors, however many axes are normalised. */
const LayerNorm = layerClass({
  name: 'LayerNorm',
  signature: 'normalized_shape, epsilon=1e-5, weight_attr=None, bias_attr=None, name=None, **kwargs',
  make: options => {
    const shape = normalizedShape(options);
    return {
      weights: scaleAndShift(options, shape && [product(shape)]),
      units: shape?.at(-1),
      call: use => callLastAxes(use, shape),
    };
  },
});

const BATCH_NORM =
  'num_features, momentum=0.9, epsilon=1e-5, weight_attr=None, bias_attr=None, data_format=None, use_global_stats=None, name=None';

/** The running averages are among `named_parameters()`. */
const batchNorm = (name: string, ranks: readonly number[]): NativeClass =>
  layerClass({
    name,
    signature: BATCH_NORM,
    make: options => {
      const channels = options.size('num_features', 0);
      const format = options.text('data_format');
      const isFirst = options.bound.given('data_format') === undefined || format?.startsWith('NC') === true;
      const averages = ['_mean', '_variance'].map(each => weight(each, [channels]));
      return {
        weights: [...scaleAndShift(options, [channels]), ...averages],
        units: channels,
        call: use => callChannels(use, { name, ranks, parameter: 'num_features' }, channels, isFirst),
      };
    },
  });

const instanceNorm = (name: string, ranks: readonly number[]): NativeClass =>
  layerClass({
    name,
    signature:
      'num_features, epsilon=1e-5, momentum=0.9, weight_attr=None, bias_attr=None, data_format=None, name=None',
    make: options => {
      const channels = options.size('num_features', 0);
      return {
        weights: scaleAndShift(options, [channels], 'scale'),
        units: channels,
        call: use => callChannels(use, { name, ranks, parameter: 'num_features' }, channels, false),
      };
    },
  });

const flattening: LayerSpec = {
  name: 'Flatten',
  signature: 'start_axis=1, stop_axis=-1',
  make: options => ({
    weights: [],
    call: use => {
      const [start, stop] = [options.int('start_axis'), options.int('stop_axis')];
      const input = inputOf(use);
      if (!input) return refused(use);
      const isKnown = input.shape && start !== undefined && stop !== undefined;
      const outcome = isKnown ? flatten(input.shape, start, stop) : UNDECIDED;
      if (!outcome.ok) return refuseOperands(use, [input], outcome.mismatch, input.at);
      noteCall(use, [input.shape], [outcome.value]);
      return result(use, outcome.value, { parents: [input.tensor], dtype: input.tensor?.dtype });
    },
  }),
};

const CONVOLUTION = `in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, padding_mode='zeros', weight_attr=None, bias_attr=None, data_format=None, **kwargs`;
const TRANSPOSED =
  'in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, dilation=1, weight_attr=None, bias_attr=None, data_format=None';

const WINDOWS: Readonly<Record<string, string>> = {
  MaxPool:
    'kernel_size, stride=None, padding=0, return_mask=False, ceil_mode=False, data_format=None, name=None',
  AvgPool:
    'kernel_size, stride=None, padding=0, ceil_mode=False, exclusive=True, divisor_override=None, data_format=None, name=None',
};

const style = PADDLE_WINDOWS;

const spatial = [1, 2, 3].flatMap(rank => [
  plainConvolution(PADDLE_NN, {
    name: `Conv${rank}D`,
    signature: CONVOLUTION,
    rank,
    style,
    grouped: ['in_channels'],
  }),
  transposedConvolution(PADDLE_NN, {
    name: `Conv${rank}DTranspose`,
    signature: TRANSPOSED,
    rank,
    style,
    grouped: [],
  }),
  ...Object.entries(WINDOWS).map(([name, signature]) =>
    poolingLayer(PADDLE_NN, { name: `${name}${rank}D`, signature, rank, style }),
  ),
  ...['AdaptiveAvgPool', 'AdaptiveMaxPool'].map(name =>
    adaptivePoolingLayer(PADDLE_NN, {
      name: `${name}${rank}D`,
      signature: 'output_size, return_mask=False, data_format=None, name=None',
      rank,
      style,
    }),
  ),
]);

export const LAYERS: readonly NativeClass[] = [
  Linear,
  Embedding,
  LayerNorm,
  batchNorm('BatchNorm1D', [2, 3]),
  batchNorm('BatchNorm2D', [4]),
  batchNorm('BatchNorm3D', [5]),
  instanceNorm('InstanceNorm1D', [2, 3]),
  instanceNorm('InstanceNorm2D', [4]),
  layerClass(flattening),
  MultiHeadAttention,
  ...ACTIVATIONS.map(name => shapeKeepingLayer(PADDLE_NN, name, '*args, **kwargs')),
  ...['Softmax', 'LogSoftmax'].map(name => softmaxLayer(PADDLE_NN, name, 'axis=-1, name=None')),
  ...DROPOUTS.map(name => shapeKeepingLayer(PADDLE_NN, name, '*args, **kwargs')),
  identityLayer(PADDLE_NN),
  ...spatial,
];
