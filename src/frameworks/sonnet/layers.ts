/** Modules beside the recurrent ones. https://sonnet.readthedocs.io/en/latest/api.html */
import {
  convolutionLength,
  type Dim,
  reshape as reshapeShape,
  type Shape,
  type ShapeResult,
  size,
  unknownDim,
} from '../../shapes/index.ts';
import { refused, refuseOperands, refuseRank } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { build, isBuilt } from '../modules/deferred.ts';
import { needIntegers } from '../modules/inputs.ts';
import type { Use } from '../modules/layer-class.ts';
import { callPointwise } from '../modules/layers/pointwise.ts';
import type { Options } from '../modules/options.ts';
import {
  asDim,
  asInt,
  asShape,
  itemsOf,
  type NativeClass,
  type Operand,
  type Value,
  type Weight,
} from '../parts.ts';
import { layerClass } from './dialect.ts';
import { checkBuiltSize, give, inputOf } from './give.ts';

function linearWeights(inputs: Dim, outputs: Dim, bias: boolean | undefined, prefix = ''): readonly Weight[] {
  const matrix = weight(`${prefix}w`, [inputs, outputs]);
  return bias === false ? [matrix] : [matrix, weight(`${prefix}b`, bias ? [outputs] : undefined)];
}

/** (*, in) to (*, out). A value: refused. */
function applyLinear(use: Use, input: Operand, outputs: Dim): Shape | Value | undefined {
  const { shape } = input;
  if (!shape) return undefined;
  if (shape.length < 2) return refuseRank(use, input, [2], ['batch', 'features']);
  return checkBuiltSize(use, input) ?? [...shape.slice(0, -1), outputs];
}

const Linear = layerClass({
  name: 'Linear',
  signature: 'output_size, with_bias=True, w_init=None, b_init=None',
  make: options => {
    const outputs = options.size('output_size', 0);
    return {
      units: outputs,
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const answer = applyLinear(use, input, outputs);
        const features = input.shape?.at(-1);
        if (features && !(answer && 'kind' in answer))
          build(use, features, linearWeights(features, outputs, options.flag('with_bias')));
        return give(use, input, answer);
      },
    };
  },
});

/** Linear layers one after the other. */
const MLP = layerClass({
  name: 'MLP',
  signature:
    'output_sizes, w_init=None, b_init=None, with_bias=True, activation=None, dropout_rate=None, activate_final=False',
  forward: 'inputs, is_training=None',
  make: options => {
    const sizes = itemsOf(options.bound.value('output_sizes'))?.map(asDim);
    const known = sizes?.every(dim => dim !== undefined) ? sizes : undefined;
    const last = known?.at(-1);
    return {
      units: last,
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        if (!known || !last) return give(use, input, undefined);
        const answer = applyLinear(use, input, last);
        const features = input.shape?.at(-1);
        const bias = options.flag('with_bias');
        if (features && !(answer && 'kind' in answer))
          build(
            use,
            features,
            known.flatMap((outputs, i) =>
              linearWeights(known[i - 1] ?? features, outputs, bias, `linear_${i}/`),
            ),
          );
        return give(use, input, answer);
      },
    };
  },
});

/** Without `embed_dim` the width follows from the size of the vocabulary in a way of its own. */
const Embed = layerClass({
  name: 'Embed',
  signature:
    'vocab_size=None, embed_dim=None, existing_vocab=None, densify_gradients=False, initializer=None, trainable=True, dtype=None',
  make: options => {
    const isPlain =
      options.isGiven('vocab_size') && options.isGiven('embed_dim') && !options.isGiven('existing_vocab');
    const [count, width] = isPlain ? [options.size('vocab_size'), options.size('embed_dim', 0)] : [];
    return {
      weights: [weight('embeddings', count && width && [count, width])],
      units: width,
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const wrong = needIntegers(use, input, 'is not in the list of allowed values: int32, int64');
        return give(use, input, wrong ?? (input.shape && width && [...input.shape, width]));
      },
    };
  },
});

/** The first `preserve_dims` axes stay. */
function reshaped(use: Use, kept: number | undefined, target: Shape | undefined): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  if (!shape || kept === undefined || kept < 0 || !target || shape.length < kept)
    return give(use, input, undefined);
  const outcome = reshapeShape(shape.slice(kept), target);
  if (!outcome.ok) return refuseOperands(use, [input], outcome.mismatch, input.at);
  return give(use, input, [...shape.slice(0, kept), ...outcome.value]);
}

const Flatten = layerClass({
  name: 'Flatten',
  signature: 'preserve_dims=1',
  bases: ['Reshape'],
  make: ({ bound }) => ({
    weights: [],
    call: use => reshaped(use, asInt(bound.value('preserve_dims')), [size(-1)]),
  }),
});

const Reshape = layerClass({
  name: 'Reshape',
  signature: 'output_shape, preserve_dims=1',
  make: ({ bound }) => ({
    weights: [],
    call: use => reshaped(use, asInt(bound.value('preserve_dims')), asShape(bound.value('output_shape'))),
  }),
});

/** Scale and offset along the last axis. Moving averages are no parameters. */
const normalisation = (name: string, signature: string, forward: string): NativeClass =>
  layerClass({
    name,
    signature,
    forward,
    make: options => ({
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const axis = options.bound.names.includes('axis') ? options.int('axis') : -1;
        const isLast = axis === -1 && options.text('data_format') === 'channels_last';
        const channels = input.shape?.at(-1);
        const has = (flag: string): boolean | undefined => options.flag(flag);
        const parts = [
          ...(has('create_scale') ? ['scale'] : []),
          ...(has('create_offset') ? ['offset'] : []),
        ];
        if (isLast && channels && !isBuilt(use))
          build(
            use,
            channels,
            parts.map(part => weight(part, [channels])),
          );
        return give(use, input, input.shape);
      },
    }),
  });

const CREATES = 'create_scale, create_offset';
const INITS = `eps=1e-5, scale_init=None, offset_init=None, data_format='channels_last'`;

const LayerNorm = normalisation('LayerNorm', `axis, ${CREATES}, ${INITS}`, 'inputs, scale=None, offset=None');

const BatchNorm = normalisation(
  'BatchNorm',
  `${CREATES}, decay_rate=0.999, ${INITS}`,
  'inputs, is_training, test_local_stats=False, scale=None, offset=None',
);

const Dropout = layerClass({
  name: 'Dropout',
  signature: 'rate, noise_shape=None, seed=None',
  forward: 'x, is_training',
  make: () => ({ weights: [], call: callPointwise }),
});

const FORMATS: Readonly<Record<number, string>> = { 1: 'NWC', 2: 'NHWC', 3: 'NDHWC' };
const SPATIAL = ['depth', 'height', 'width'];

interface Convolution {
  readonly rank: number;
  readonly outputs: Dim;
  readonly length: (dim: Dim, i: number, axis: number) => ShapeResult<Dim>;
}

const convolution = (rank: number): NativeClass =>
  layerClass({
    name: `Conv${rank}D`,
    signature: `output_channels, kernel_shape, stride=1, rate=1, padding='SAME', with_bias=True, w_init=None, b_init=None, data_format='${FORMATS[rank]}'`,
    make: options => {
      const outputs = options.size('output_channels', 0);
      const kernel = options.sizes('kernel_shape', rank);
      const settings: Convolution = { rank, outputs, length: lengthOf(options, rank, kernel) };
      const isLast = options.text('data_format') === FORMATS[rank];
      return {
        units: outputs,
        call: use => callConvolution(use, options, settings, { kernel, isLast }),
      };
    },
  });

function lengthOf(
  options: Options,
  rank: number,
  kernels: readonly Dim[] | undefined,
): Convolution['length'] {
  const [strides, rates] = [options.sizes('stride', rank), options.sizes('rate', rank)];
  const padding = options.text('padding')?.toLowerCase();
  return (dim, i, axis) => {
    const [kernel, stride, dilation] = [kernels?.[i], strides?.[i], rates?.[i]];
    if (!kernel || !stride || !dilation || (padding !== 'same' && padding !== 'valid'))
      return { ok: true, value: unknownDim() };
    return convolutionLength(dim, { kernel, stride, dilation, padding }, axis);
  };
}

function callConvolution(
  use: Use,
  options: Options,
  { rank, outputs, length }: Convolution,
  { kernel, isLast }: { readonly kernel: readonly Dim[] | undefined; readonly isLast: boolean },
): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  if (!shape || !isLast) return give(use, input, undefined);
  if (shape.length !== rank + 2)
    return refuseRank(
      use,
      input,
      [rank + 2],
      ['batch', ...SPATIAL.slice(-rank), 'channels'],
      `must have rank ${rank + 2}`,
    );
  const channels = shape.at(-1);
  const bias = options.flag('with_bias');
  if (channels)
    build(use, channels, [
      weight('w', kernel && [...kernel, channels, outputs]),
      ...(bias === false ? [] : [weight('b', bias ? [outputs] : undefined)]),
    ]);
  const lengths: Dim[] = [];
  for (const [i, dim] of shape.slice(1, -1).entries()) {
    const outcome = length(dim, i, i + 1);
    if (!outcome.ok) return refuseOperands(use, [input], outcome.mismatch, input.at);
    lengths.push(outcome.value);
  }
  return give(use, input, [...shape.slice(0, 1), ...lengths, outputs]);
}

export const LAYERS: readonly NativeClass[] = [
  Linear,
  Embed,
  Flatten,
  Reshape,
  LayerNorm,
  BatchNorm,
  Dropout,
  ...[1, 2, 3].map(convolution),
];

export const NETS: readonly NativeClass[] = [MLP];
