/** Convolutions and pooling of one example: (channels, length...). https://docs.kidger.site/equinox/api/nn/conv/, equinox/nn/_conv.py */
import { type Dim, floorDivide, type Shape, size } from '../../shapes/index.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import { spatialAxes } from '../array/spatial-axes.ts';
import { weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import { type Made, noteCall, type Use } from '../modules/layer-class.ts';
import { applyConvolution, type Convolution } from '../modules/layers/convolution.ts';
import {
  convolved,
  type NewLength,
  readWindows,
  spread,
  UNKNOWN_LENGTH,
  type Window,
  withLengths,
} from '../modules/layers/window.ts';
import type { Options } from '../modules/options.ts';
import type { NativeClass, Operand, Value, Weight } from '../parts.ts';
import { layerClass } from './dialect.ts';

const CONVOLUTION =
  "in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, use_bias=True, padding_mode='ZEROS', dtype=None, *, key";
const TRANSPOSED =
  "in_channels, out_channels, kernel_size, stride=1, output_padding=0, padding=0, dilation=1, groups=1, use_bias=True, padding_mode='ZEROS', dtype=None, *, key";
const POOL = 'kernel_size, stride=1, padding=0, use_ceil=False';

/** What JAX says of a convolution; of groups it has other words. */
const STYLE = {
  batchedOnly: false,
  says: {
    dtype: 'lax.conv_general_dilated requires arguments to have the same dtypes',
  },
} as const;

const RANKS = [1, 2, 3] as const;

export const CONVOLUTIONS: readonly NativeClass[] = [
  ...RANKS.map(rank =>
    layerClass({
      name: `Conv${rank}d`,
      signature: CONVOLUTION,
      forward: 'x, *, key=None',
      bases: ['Conv'],
      make: options => make(options, rank, plainLength),
    }),
  ),
  ...RANKS.map(rank =>
    layerClass({
      name: `ConvTranspose${rank}d`,
      signature: TRANSPOSED,
      forward: 'x, *, key=None',
      bases: ['ConvTranspose'],
      make: options =>
        make(options, rank, (given, windows) => spread(windows, given.sizes('output_padding', rank))),
    }),
  ),
];

/** A window that does not fit leaves an empty axis: XLA refuses none. */
const emptied =
  (length: NewLength): NewLength =>
  (dim, i, axis) => {
    const outcome = length(dim, i, axis);
    return outcome.ok || outcome.mismatch.kind !== 'too-small' ? outcome : { ok: true, value: size(0) };
  };

/** 'SAME' and 'VALID' as well as numbers. */
function plainLength(options: Options, windows: readonly Window[]): NewLength {
  const padding = options.text('padding')?.toUpperCase();
  if (padding === 'VALID') return convolved(windows.map(w => ({ ...w, padding: 'valid' })));
  return padding === undefined ? convolved(windows) : UNKNOWN_LENGTH;
}

/** weight (out, in / groups, kernel...), bias (out, 1...). Transposed convolutions store theirs alike. */
function make(
  options: Options,
  rank: number,
  lengthOf: (options: Options, windows: readonly Window[]) => NewLength,
): Made {
  const [inputs, outputs, groups] = [
    options.size('in_channels'),
    options.size('out_channels'),
    options.size('groups'),
  ];
  const windows = readWindows(options, rank);
  const convolution = { rank, inputs, outputs, length: emptied(lengthOf(options, windows)), style: STYLE };
  return {
    weights: weights(options, [outputs, floorDivide(inputs, groups)], windows),
    units: outputs,
    inputSize: inputs,
    call: use => callConvolution(use, convolution),
  };
}

function weights(
  options: Options,
  leading: readonly [Dim, Dim],
  windows: readonly Window[],
): readonly Weight[] {
  const kernels = windows.map(w => w.kernel);
  const shape = kernels.every(kernel => kernel !== undefined) ? [...leading, ...kernels] : undefined;
  const has = options.flag('use_bias');
  const bias: Shape = [leading[0], ...windows.map(() => size(1))];
  return [weight('weight', shape), ...(has === false ? [] : [weight('bias', has ? bias : undefined)])];
}

/** The input when it has no batch axis; undefined: it has, which has been stated. */
function single(use: Use, rank: number): Operand | undefined {
  const input = inputOf(use);
  if (!input?.shape || input.shape.length === rank + 1) return input;
  const layer = use.operation.replace(/[123]d$/, '');
  const says = layer.includes('Pool') ? undefined : `Input to \`${layer}\` needs to have rank ${rank + 1}`;
  refuseRank(use, input, [rank + 1], ['channels', ...spatialAxes(rank)], says);
  return undefined;
}

function callConvolution(use: Use, convolution: Convolution): Value {
  const input = single(use, convolution.rank);
  if (!input) return refused(use);
  if (!input.shape) return result(use, undefined, { parents: [input.tensor], dtype: 'float' });
  const answer = applyConvolution(use, input, convolution);
  return 'kind' in answer ? answer : give(use, input, answer);
}

function give(use: Use, input: Operand, shape: Shape | undefined): Value {
  noteCall(use, [input.shape], [shape]);
  return result(use, shape, { parents: [input.tensor], dtype: 'float' });
}

export const POOLS: readonly NativeClass[] = RANKS.flatMap(rank =>
  ['AvgPool', 'MaxPool'].map(name =>
    layerClass({
      name: `${name}${rank}d`,
      signature: POOL,
      forward: 'x, *, key=None',
      bases: ['Pool'],
      make: options => {
        const windows = readWindows(options, rank);
        const length = options.flag('use_ceil') === false ? emptied(convolved(windows)) : UNKNOWN_LENGTH;
        return { weights: [], call: use => callPool(use, rank, length) };
      },
    }),
  ),
);

function callPool(use: Use, rank: number, length: NewLength): Value {
  const input = single(use, rank);
  if (!input) return refused(use);
  if (!input.shape) return give(use, input, undefined);
  const answer = withLengths(use, input, input.shape, rank, length, undefined);
  return 'kind' in answer ? answer : give(use, input, answer);
}

/** `AdaptiveAvgPool2d(target_shape)` */
export const ADAPTIVE_POOLS: readonly NativeClass[] = RANKS.flatMap(rank =>
  ['AdaptiveAvgPool', 'AdaptiveMaxPool'].map(name =>
    layerClass({
      name: `${name}${rank}d`,
      signature: 'target_shape',
      forward: 'x, *, key=None',
      bases: ['AdaptivePool'],
      make: options => {
        const target = options.sizes('target_shape', rank);
        return {
          weights: [],
          call: use => {
            const input = single(use, rank);
            if (!input) return refused(use);
            const [channels] = input.shape ?? [];
            return give(use, input, channels && target && [channels, ...target]);
          },
        };
      },
    }),
  ),
);
