/** Layers of flax.linen that are not recurrent. Sources: flax/linen/linear.py, normalization.py, stochastic.py. */
import { type Dim, normalizeAxes, type Shape } from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import type { Use } from '../../modules/layer-class.ts';
import type { Bound, Operand, Value, Weight } from '../../parts.ts';
import { convolvedShape, kernelShape, readConvolution } from '../shared/convolution.ts';
import { denseShape, LINEN_WORDS, ofLastAxis, severalAxes, severalSizes } from '../shared/dense.ts';
import { attend, embeddedShape, isUneven, normalisedShape, through, UNEVEN_SAYS } from '../shared/through.ts';
import { layerClass, sizeGiven } from './dialect.ts';
import {
  DETERMINISTIC,
  refuseFlag,
  refuseKeyless,
  refuseStatistics,
  refuseWeightless,
  USE_RUNNING_AVERAGE,
} from './needs.ts';
import { givenShape, keepWeights } from './variables.ts';

const COMMON = 'dtype=None, param_dtype=None';
const KERNEL = 'precision=None, kernel_init=None, bias_init=None, promote_dtype=None';
const PRODUCT = 'dot_general=None, dot_general_cls=None';

type Answer = Shape | undefined | 'refused';

/** Keeps the weights, if the input is not refused. */
function kept(use: Use, answer: Answer, weights: readonly Weight[]): Answer {
  if (answer !== 'refused') keepWeights(use, weights);
  return answer;
}

const biasOf = (bias: boolean | undefined, shape: Shape | undefined): readonly Weight[] =>
  bias === false ? [] : [weight('bias', bias ? shape : undefined)];

const KERNEL_NEEDED = (use: Use): Value | undefined => refuseWeightless(use, 'kernel');

const Dense = layerClass({
  name: 'Dense',
  lacks: KERNEL_NEEDED,
  sizes: ['features'],
  signature: `features, use_bias=True, ${COMMON}, ${KERNEL}, ${PRODUCT}, preferred_element_type=None`,
  make: options => {
    const outputs = sizeGiven(options, 'features');
    const bias = options.flag('use_bias');
    return {
      units: outputs,
      run: use =>
        through(
          use,
          input => {
            const dense = ofLastAxis(givenShape(use, 'kernel')?.[0], outputs, LINEN_WORDS);
            const actual = input.shape?.at(-1);
            return kept(use, denseShape(use, input, dense), [
              weight('kernel', actual && [actual, outputs]),
              ...biasOf(bias, [outputs]),
            ]);
          },
          'value',
          'stacked',
        ),
    };
  },
});

const DenseGeneral = layerClass({
  lacks: KERNEL_NEEDED,
  name: 'DenseGeneral',
  signature: `features, axis=-1, batch_dims=(), use_bias=True, ${COMMON}, ${KERNEL}, ${PRODUCT}, preferred_element_type=None`,
  make: options => {
    const { bound } = options;
    const [outputs, axes] = [severalSizes(bound.value('features')), severalAxes(bound.value('axis'))];
    const isPlain = bound.given('batch_dims') === undefined;
    const bias = options.flag('use_bias');
    return {
      run: use =>
        through(use, input => {
          if (!outputs || !axes || !isPlain) return kept(use, undefined, [weight('kernel', undefined)]);
          const inputs = givenShape(use, 'kernel')?.slice(0, axes.length) ?? axes.map(() => undefined);
          const answer = denseShape(use, input, { inputs, outputs, axes, words: LINEN_WORDS });
          const multiplied = input.shape && sizesAt(input.shape, axes);
          return kept(use, answer, [
            weight('kernel', multiplied && [...multiplied, ...outputs]),
            ...biasOf(bias, outputs),
          ]);
        }),
    };
  },
});

function sizesAt(shape: Shape, axes: readonly number[]): Shape | undefined {
  const named = normalizeAxes(axes, shape.length);
  return named.ok ? named.value.flatMap(axis => shape[axis] ?? []) : undefined;
}

const Embed = layerClass({
  lacks: use => refuseWeightless(use, 'embedding'),
  name: 'Embed',
  sizes: ['num_embeddings', 'features'],
  signature: `num_embeddings, features, ${COMMON}, embedding_init=None, promote_dtype=None`,
  make: options => {
    const [count, features] = [sizeGiven(options, 'num_embeddings'), sizeGiven(options, 'features')];
    return {
      units: features,
      attributes: { attend: attend(count, features) },
      run: use =>
        through(use, input =>
          kept(use, embeddedShape(use, input, features), [weight('embedding', [count, features])]),
        ),
    };
  },
});

const Dropout = layerClass({
  name: 'Dropout',
  signature: `rate, broadcast_dims=(), deterministic=None, rng_collection='dropout'`,
  forward: 'inputs, deterministic=None, rng=None',
  lacks: use => refuseFlag(use, DETERMINISTIC) ?? refuseKeyless(use),
  make: () => ({ run: use => through(use, input => kept(use, input.shape, []), 'keep', 'kept') }),
});

const conv = (name: string, own: string) =>
  layerClass({
    name,
    lacks: KERNEL_NEEDED,
    sizes: ['features'],
    signature: `features, kernel_size, ${own}, use_bias=True, mask=None, ${COMMON}, ${KERNEL}, preferred_element_type=None, conv_general_dilated=None, conv_general_dilated_cls=None`,
    make: options => {
      const outputs = sizeGiven(options, 'features');
      const bias = options.flag('use_bias');
      const convolution = readConvolution(options.bound);
      return {
        units: outputs,
        run: use =>
          through(use, input => {
            const given = givenShape(use, 'kernel');
            // With several groups the kernel holds a part of the features each.
            const inputs = options.int('feature_group_count') === 1 ? given?.at(-2) : undefined;
            const answer = convolvedShape(use, input, convolution, { inputs, outputs, words: LINEN_WORDS });
            return kept(use, answer, [
              weight('kernel', kernelShape(convolution, input.shape?.at(-1), outputs)),
              ...biasOf(bias, [outputs]),
            ]);
          }),
      };
    },
  });

const CONVOLUTIONS = [
  conv('Conv', `strides=1, padding='SAME', input_dilation=1, kernel_dilation=1, feature_group_count=1`),
  conv('ConvTranspose', `strides=None, padding='SAME', kernel_dilation=None, transpose_kernel=False`),
];

const SCALE = 'use_scale=True, bias_init=None, scale_init=None, axis_name=None, axis_index_groups=None';
const LATER = `${COMMON}, use_fast_variance=True, force_float32_reductions=True`;

/** Norms over the features of the last axis. */
const norm = (name: string, own: string, forward: string) =>
  layerClass({
    name,
    signature: `${own}, ${SCALE}, ${LATER}`,
    forward,
    ...(name === 'BatchNorm'
      ? {
          lacks: (use: Use) => refuseFlag(use, USE_RUNNING_AVERAGE) ?? refuseStatistics(use),
        }
      : {}),
    make: options => {
      const [bias, scale] = [options.flag('use_bias'), options.flag('use_scale')];
      return {
        run: use =>
          through(
            use,
            input => {
              if (isUneven(options.bound, input.shape?.at(-1))) {
                refuseArgument(use, {
                  parameter: 'num_groups',
                  aspect: 'value',
                  allowed: "a divisor of the input's features",
                  at: options.bound.given('num_groups')?.at ?? use.site,
                  says: UNEVEN_SAYS,
                });
                return 'refused';
              }
              const answer = normalisedShape(
                use,
                input,
                options.bound,
                givenShape(use, 'scale')?.[0],
                LINEN_WORDS,
              );
              return kept(use, answer, normWeights(name, options.bound, input, { bias, scale }));
            },
            'keep',
          ),
      };
    },
  });

function normWeights(
  name: string,
  bound: Bound,
  { shape }: Operand,
  { bias, scale }: { readonly bias: boolean | undefined; readonly scale: boolean | undefined },
): readonly Weight[] {
  const isLast = ['axis', 'feature_axes'].every(
    axis => !bound.names.includes(axis) || bound.given(axis) === undefined,
  );
  const features: Dim | undefined = isLast ? shape?.at(-1) : undefined;
  const vector = features && [features];
  return [
    ...(scale === false ? [] : [weight('scale', vector)]),
    ...(bound.names.includes('use_bias') ? biasOf(bias, vector) : []),
    ...(name === 'BatchNorm' ? ['mean', 'var'] : []).map(stat => weight(stat, vector, [], undefined, false)),
  ];
}

const NORMS = [
  norm(
    'BatchNorm',
    'use_running_average=None, axis=-1, momentum=0.99, epsilon=1e-05, use_bias=True',
    'x, use_running_average=None, *, mask=None',
  ),
  norm('LayerNorm', 'epsilon=1e-06, use_bias=True, reduction_axes=-1, feature_axes=-1', 'x, *, mask=None'),
  norm('RMSNorm', 'epsilon=1e-06, reduction_axes=-1, feature_axes=-1', 'x, *, mask=None'),
  norm(
    'GroupNorm',
    'num_groups=32, group_size=None, epsilon=1e-06, use_bias=True, reduction_axes=None',
    'x, *, mask=None',
  ),
  norm('InstanceNorm', 'epsilon=1e-06, use_bias=True, feature_axes=-1', 'x, *, mask=None'),
];

export const LAYERS = [Dense, DenseGeneral, Embed, Dropout, ...CONVOLUTIONS, ...NORMS];
