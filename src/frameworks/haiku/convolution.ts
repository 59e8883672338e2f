/** Convolutions over the axes between batch and channels. https://dm-haiku.readthedocs.io/en/latest/api.html#convolutional-modules, haiku/_src/conv.py */

import {
  convolutionLength,
  type Dim,
  floorDivide,
  multiply,
  type Shape,
  type ShapeResult,
  size,
  unknownDim,
} from '../../shapes/index.ts';
import { refused, refuseOperands, refuseRank } from '../array/scene.ts';
import { spatialAxes } from '../array/spatial-axes.ts';
import { weight } from '../layer.ts';
import type { Options } from '../modules/options.ts';
import type { NativeClass, Operand, Value, Weight } from '../parts.ts';
import { layerClass, type Made, parameters, type Use } from './layer-class.ts';
import { give, inputOf } from './linear.ts';

interface Settings {
  readonly rank: number;
  readonly outputs: Dim;
  /** undefined: not known. */
  readonly kernel: readonly Dim[] | undefined;
  readonly groups: Dim;
  readonly bias: boolean | undefined;
  /** Channels come before the other axes ('NCW'). */
  readonly isFirst: boolean;
  /** The new length of the i-th axis that the window moves along, which is `axis` of the input. */
  readonly length: (dim: Dim, i: number, axis: number) => ShapeResult<Dim>;
  /** Whether the kernel holds (out, in) instead of (in, out). */
  readonly isTransposed: boolean;
}

const ONE = size(1);

const FORMATS = { 1: 'NWC', 2: 'NHWC', 3: 'NDHWC' } as const;
const RANKS = [1, 2, 3] as const;

const plainSignature = (format: string, rank = ''): string =>
  `${rank}output_channels, kernel_shape, stride=1, rate=1, padding='SAME', with_bias=True, w_init=None, b_init=None, data_format='${format}', mask=None, feature_group_count=1`;

const transposedSignature = (format: string): string =>
  `output_channels, kernel_shape, stride=1, output_shape=None, padding='SAME', with_bias=True, w_init=None, b_init=None, data_format='${format}', mask=None`;

export const CONVOLUTIONS: readonly NativeClass[] = RANKS.flatMap(rank => [
  layerClass({
    name: `Conv${rank}D`,
    signature: plainSignature(FORMATS[rank]),
    forward: 'inputs, *, precision=None',
    bases: ['ConvND'],
    make: options => made(plain(options, rank)),
  }),
  layerClass({
    name: `Conv${rank}DTranspose`,
    signature: transposedSignature(FORMATS[rank]),
    forward: 'inputs, *, precision=None',
    bases: ['ConvNDTranspose'],
    make: options => made(transposed(options, rank)),
  }),
]);

export const ConvND = layerClass({
  name: 'ConvND',
  signature: plainSignature('channels_last', 'num_spatial_dims, '),
  forward: 'inputs, *, precision=None',
  make: options => {
    const rank = options.int('num_spatial_dims');
    if (rank !== undefined) return made(plain(options, rank));
    return { call: use => use.host.unknown('what a ConvND gives', use.site) };
  },
});

function common(options: Options, rank: number): Omit<Settings, 'length' | 'isTransposed' | 'groups'> {
  const format = options.text('data_format') ?? '';
  return {
    rank,
    outputs: options.size('output_channels'),
    kernel: options.sizes('kernel_shape', rank),
    bias: options.flag('with_bias'),
    isFirst: format.startsWith('NC') || format === 'channels_first',
  };
}

function plain(options: Options, rank: number): Settings {
  const [strides, rates] = [options.sizes('stride', rank), options.sizes('rate', rank)];
  const settings = common(options, rank);
  const padding = options.text('padding')?.toLowerCase();
  return {
    ...settings,
    groups: options.size('feature_group_count'),
    isTransposed: false,
    length: (dim, i, axis) => {
      const [kernel, stride, dilation] = [settings.kernel?.[i], strides?.[i], rates?.[i]];
      if (!kernel || !stride || !dilation || (padding !== 'same' && padding !== 'valid'))
        return { ok: true, value: unknownDim() };
      const outcome = convolutionLength(dim, { kernel, stride, dilation, padding }, axis);
      // A window that does not fit leaves an empty axis: XLA refuses none.
      return outcome.ok || outcome.mismatch.kind !== 'too-small' ? outcome : { ok: true, value: size(0) };
    },
  };
}

/** Lengths of `lax.conv_transpose`: 'SAME' multiplies by the stride; of 'VALID' only kernels of at least the stride are told. */
function transposed(options: Options, rank: number): Settings {
  const strides = options.sizes('stride', rank);
  const padding = options.text('padding');
  const isPlain = !options.isGiven('output_shape');
  return {
    ...common(options, rank),
    groups: ONE,
    isTransposed: true,
    length: (dim, i) => {
      const stride = strides?.[i];
      const isSame = padding === 'SAME' && isPlain;
      return { ok: true, value: stride && isSame ? multiply(dim, stride) : unknownDim() };
    },
  };
}

const made = (settings: Settings): Made => ({
  units: settings.outputs,
  call: use => callConvolution(use, settings),
});

function weights(
  { kernel, outputs, groups, bias, isFirst, rank, isTransposed }: Settings,
  inputs: Dim,
): readonly Weight[] {
  const channels = isTransposed ? [outputs, inputs] : [floorDivide(inputs, groups), outputs];
  const biasShape: Shape = isFirst ? [outputs, ...Array.from({ length: rank }, () => ONE)] : [outputs];
  const matrix = weight('w', kernel && [...kernel, ...channels]);
  return bias === false ? [matrix] : [matrix, weight('b', bias ? biasShape : undefined)];
}

function callConvolution(use: Use, settings: Settings): Value {
  const { rank, isFirst } = settings;
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  if (!shape) return give(use, input, undefined);
  if (shape.length !== rank + 1 && shape.length !== rank + 2)
    return refuseRank(
      use,
      input,
      [rank + 1, rank + 2],
      axesOf(rank),
      `Input to ConvND needs to have rank in`,
    );
  const first = shape.length - rank - 1;
  const channelAxis = isFirst ? first : shape.length - 1;
  const inputs = shape[channelAxis];
  if (!inputs || !parameters(use, input, weights(settings, inputs), inputs)) return refused(use);
  const answer = convolved(use, input, shape, settings, isFirst ? first + 1 : first);
  if (!answer) return refused(use);
  return give(
    use,
    input,
    answer.map((dim, i) => (i === channelAxis ? settings.outputs : dim)),
  );
}

const axesOf = (rank: number): readonly string[] => ['batch', ...spatialAxes(rank), 'channels'];

/** The shape with new lengths from axis `first` on; undefined where the window does not fit, which has been stated. */
function convolved(
  use: Use,
  input: Operand,
  shape: Shape,
  { rank, length }: Settings,
  first: number,
): Shape | undefined {
  const lengths: Dim[] = [];
  for (const [i, dim] of shape.slice(first, first + rank).entries()) {
    const outcome = length(dim, i, first + i);
    if (!outcome.ok) {
      refuseOperands(use, [input], outcome.mismatch, input.at);
      return undefined;
    }
    lengths.push(outcome.value);
  }
  return shape.map((dim, axis) => lengths[axis - first] ?? dim);
}
