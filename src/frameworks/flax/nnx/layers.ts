/** Layers of flax.nnx that are not recurrent. Sources: flax/nnx/nn/linear.py, normalization.py, stochastic.py. */
import type { Dim, Shape } from '../../../shapes/index.ts';
import { weight } from '../../layer.ts';
import type { Options } from '../../modules/options.ts';
import type { Weight } from '../../parts.ts';
import { convolvedShape, kernelShape, readConvolution } from '../shared/convolution.ts';
import {
  type Dense,
  denseShape,
  ofLastAxis,
  PRODUCT_SAYS,
  type SizeWords,
  severalAxes,
  severalSizes,
} from '../shared/dense.ts';
import { attend, embeddedShape, isUneven, normalisedShape, through, UNEVEN_SAYS } from '../shared/through.ts';
import { layerClass, rest } from './dialect.ts';

const COMMON = rest('dtype', 'param_dtype', 'promote_dtype');
const KERNEL = rest('precision', 'kernel_init', 'bias_init', 'dot_general', 'dot_general_cls');
const METADATA = rest('preferred_element_type', 'kernel_metadata', 'bias_metadata');

const biasOf = (options: Options, shape: Shape): readonly Weight[] => {
  const has = options.flag('use_bias');
  return has === false ? [] : [weight('bias', has ? shape : undefined)];
};

const PRODUCT_WORDS: SizeWords = { parameter: 'in_features', says: PRODUCT_SAYS };

export const Linear = layerClass({
  name: 'Linear',
  signature: `in_features, out_features, *, use_bias=True, ${COMMON}, ${KERNEL}, ${METADATA}, rngs`,
  forward: 'inputs, out_sharding=None',
  make: options => {
    const [inputs, outputs] = [options.size('in_features'), options.size('out_features')];
    const dense = ofLastAxis(inputs, outputs, PRODUCT_WORDS);
    return {
      weights: [weight('kernel', [inputs, outputs]), ...biasOf(options, [outputs])],
      units: outputs,
      inputSize: inputs,
      call: use => through(use, input => denseShape(use, input, dense), 'value', 'stacked'),
    };
  },
});

const LinearGeneral = layerClass({
  name: 'LinearGeneral',
  signature: `in_features, out_features, *, axis=-1, batch_axis=None, use_bias=True, ${COMMON}, ${KERNEL}, ${METADATA}, rngs`,
  forward: 'inputs, out_sharding=None',
  make: options => {
    const { bound } = options;
    const [inputs, outputs] = ['in_features', 'out_features'].map(name => severalSizes(bound.value(name)));
    const axes = severalAxes(bound.value('axis'));
    const isPlain = bound.value('batch_axis').kind === 'none';
    const dense: Dense | undefined =
      inputs && outputs && axes && isPlain ? { inputs, outputs, axes, words: PRODUCT_WORDS } : undefined;
    const kernel = dense && inputs && outputs ? [...inputs, ...outputs] : undefined;
    return {
      weights: [
        weight('kernel', kernel),
        ...(outputs && isPlain ? biasOf(options, outputs) : [weight('bias', undefined)]),
      ],
      call: use => through(use, input => dense && denseShape(use, input, dense)),
    };
  },
});

const Embed = layerClass({
  name: 'Embed',
  signature: `num_embeddings, features, *, ${COMMON}, embedding_init=None, embedding_metadata=None, rngs`,
  forward: 'inputs, out_sharding=None',
  make: options => {
    const [count, features] = [options.size('num_embeddings'), options.size('features')];
    return {
      weights: [weight('embedding', [count, features])],
      units: features,
      attributes: { attend: attend(count, features) },
      call: use => through(use, input => embeddedShape(use, input, features)),
    };
  },
});

const Dropout = layerClass({
  name: 'Dropout',
  signature: 'rate, *, broadcast_dims=(), deterministic=False, rng_collection=None, rngs=None',
  forward: 'inputs, *, deterministic=None, rngs=None',
  make: () => ({ weights: [], call: use => through(use, input => input.shape, 'keep', 'kept') }),
});

const CONVOLUTION_WORDS: SizeWords = {
  parameter: 'in_features',
  says: 'conv_general_dilated lhs feature dimension size divided by feature_group_count must equal',
};

const NORM_WORDS: SizeWords = {
  parameter: 'num_features',
};

const conv = (name: string, own: string) =>
  layerClass({
    name,
    signature: `in_features, out_features, kernel_size, ${own}, use_bias=True, mask=None, ${COMMON}, ${KERNEL}, ${METADATA}, conv_general_dilated=None, rngs`,
    forward: 'inputs, out_sharding=None',
    make: options => {
      const [inputs, outputs] = [options.size('in_features'), options.size('out_features')];
      const convolution = readConvolution(options.bound);
      return {
        weights: [weight('kernel', kernelShape(convolution, inputs, outputs)), ...biasOf(options, [outputs])],
        units: outputs,
        inputSize: inputs,
        call: use =>
          through(use, input =>
            convolvedShape(use, input, convolution, { inputs, outputs, words: CONVOLUTION_WORDS }),
          ),
      };
    },
  });

const CONVOLUTIONS = [
  conv('Conv', `strides=1, *, padding='SAME', input_dilation=1, kernel_dilation=1, feature_group_count=1`),
  conv('ConvTranspose', `strides=None, *, padding='SAME', kernel_dilation=None, transpose_kernel=False`),
];

const SCALES = rest(
  'epsilon',
  'axis_name',
  'axis_index_groups',
  'use_fast_variance',
  'scale_init',
  'scale_metadata',
);
const WITH_BIAS = `use_bias=True, ${rest('bias_init', 'bias_metadata')}`;

/** Norms over the last axis, of num_features sizes; `first` are parameters that may be given by position. */
const norm = (name: string, first: string, own: string, forward: string) =>
  layerClass({
    name,
    signature: `${first}, *, ${own}, use_scale=True, ${SCALES}, ${COMMON}, rngs`,
    forward,
    make: options => {
      const features = options.size('num_features');
      const hasBias = options.bound.names.includes('use_bias');
      const scale = options.flag('use_scale') === false ? [] : [weight('scale', [features])];
      checkGroups(options, features);
      const stats = name === 'BatchNorm' ? ['mean', 'var'] : [];
      return {
        weights: [
          ...scale,
          ...(hasBias ? biasOf(options, [features]) : []),
          ...stats.map(stat => weight(stat, [features], [], undefined, false)),
        ],
        inputSize: features,
        call: use =>
          through(
            use,
            input => normalisedShape(use, input, options.bound, features, NORM_WORDS),
            'keep',
            name === 'LayerNorm' || name === 'RMSNorm' ? 'stacked' : 'refused',
          ),
      };
    },
  });

/** Groups share the features evenly. */
function checkGroups(options: Options, features: Dim): void {
  if (isUneven(options.bound, features))
    options.refuse('num_groups', 'a divisor of num_features', 'value', UNEVEN_SAYS);
}

const AXES = 'reduction_axes=-1, feature_axes=-1';

const NORMS = [
  norm(
    'BatchNorm',
    'num_features',
    `use_running_average=False, axis=-1, momentum=0.99, ${WITH_BIAS}`,
    'x, use_running_average=None, *, mask=None',
  ),
  norm('LayerNorm', 'num_features', `${AXES}, ${WITH_BIAS}`, 'x, *, mask=None'),
  norm('RMSNorm', 'num_features', AXES, 'x, mask=None'),
  norm(
    'GroupNorm',
    'num_features, num_groups=32, group_size=None',
    `reduction_axes=None, ${WITH_BIAS}`,
    'x, *, mask=None',
  ),
  norm('InstanceNorm', 'num_features', `feature_axes=-1, ${WITH_BIAS}`, 'x, *, mask=None'),
];

export const LAYERS = [Linear, LinearGeneral, Embed, Dropout, ...CONVOLUTIONS, ...NORMS];
