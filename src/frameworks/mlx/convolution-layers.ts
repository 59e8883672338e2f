/** Convolutions and pooling over (batch, lengths, channels). https://ml-explore.github.io/mlx/build/html/python/nn/layers.html, mlx/nn/layers/convolution.py, pooling.py */
import {
  add,
  compare,
  constantOf,
  convolutionLength,
  type Dim,
  floorDivide,
  modulo,
  multiply,
  type Shape,
  size,
  unknownDim,
} from '../../shapes/index.ts';
import { ruled } from '../array/pointwise.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import { spatialAxes } from '../array/spatial-axes.ts';
import { weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import { type Made, noteCall, type Use } from '../modules/layer-class.ts';
import { type NewLength, readWindows, type Window, withLengths } from '../modules/layers/window.ts';
import type { Options } from '../modules/options.ts';
import { itemsOf, type NativeClass, type Value } from '../parts.ts';
import { applyConvolution, type Convolution, lengthsOf } from './convolution.ts';
import { layerClass } from './dialect.ts';

const RANKS = [1, 2, 3] as const;
const START = 'in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1';

const signatureOf = (rank: number): string =>
  rank === 3 ? `${START}, bias=True` : `${START}, groups=1, bias=True`;

export const CONVOLUTIONS: readonly NativeClass[] = [
  ...RANKS.map(rank =>
    layerClass({
      name: `Conv${rank}d`,
      signature: signatureOf(rank),
      make: options => make(options, rank, false),
    }),
  ),
  ...RANKS.map(rank =>
    layerClass({
      name: `ConvTranspose${rank}d`,
      signature: `${START}, output_padding=0, bias=True`,
      make: options => make(options, rank, true),
    }),
  ),
];

/** weight (out, kernel..., in / groups), bias (out). */
function make(options: Options, rank: number, isTransposed: boolean): Made {
  const [inputs, outputs] = [options.size('in_channels'), options.size('out_channels', 0)];
  const groups = options.bound.names.includes('groups') ? options.size('groups') : size(1);
  if (!options.isRefused && compare(modulo(inputs, groups), size(0)) === 'different')
    options.refuse(
      'groups',
      'a divisor of in_channels',
      'value',
      'must be divisible by the number of groups',
    );
  if (rank === 1 && itemsOf(options.bound.value('kernel_size')))
    options.refuse(
      'kernel_size',
      'an integer',
      'type',
      "unsupported operand type(s) for /: 'int' and 'tuple'",
    );
  const kernels = options.sizes('kernel_size', rank);
  const shape: Shape | undefined = kernels && [outputs, ...kernels, floorDivide(inputs, groups)];
  const has = options.flag('bias');
  const convolution: Convolution = {
    rank,
    inputs,
    outputs,
    groups,
    length: lengthsOf(options, rank, kernels, isTransposed),
  };
  return {
    weights: [
      weight('weight', shape),
      ...(has === false ? [] : [weight('bias', has ? [outputs] : undefined)]),
    ],
    units: outputs,
    inputSize: inputs,
    call: use => callConvolution(use, options, convolution),
  };
}

function callConvolution(use: Use, options: Options, convolution: Convolution): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const answer = applyConvolution(use, input, options, convolution);
  if ('kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return result(use, answer, { parents: [input.tensor], dtype: 'float' });
}

export const POOLS: readonly NativeClass[] = RANKS.flatMap(rank =>
  ['MaxPool', 'AvgPool'].map(name =>
    layerClass({
      name: `${name}${rank}d`,
      signature: 'kernel_size, stride=None, padding=0',
      make: options => {
        checkPooling(options, rank);
        const windows = readWindows(options, rank);
        const rule = name === 'MaxPool' ? 'keep' : 'to-float';
        return { weights: [], call: use => callPool(use, rank, windows, rule) };
      },
    }),
  ),
);

/** Integers, or tuples of as many as there are axes; windows and steps above 0, padding not below. */
function checkPooling(options: Options, rank: number): void {
  for (const name of ['kernel_size', 'stride', 'padding']) {
    const value = options.bound.value(name);
    const items = itemsOf(value) ?? [value];
    const isKind = value.kind === 'string' || (value.kind === 'number' && value.float !== undefined);
    const isCount = items.length !== rank && itemsOf(value) !== undefined;
    const least = name === 'padding' ? 0 : 1;
    const numbers = items.flatMap(item => (item.kind === 'number' && item.dim ? [constantOf(item.dim)] : []));
    if (isKind || isCount)
      options.refuse(
        name,
        `an integer or a tuple of ${rank}`,
        'type',
        `'${name}' must be an integer or a tuple`,
      );
    else if (numbers.some(n => n !== undefined && n < least))
      options.refuse(
        name,
        least === 0 ? 'a number of at least 0' : 'a positive integer',
        'value',
        least === 0 ? "'padding' must be non-negative" : `'${name}' must be positive`,
      );
  }
}

/** A window that just does not fit leaves an empty axis. */
const pooledLength =
  (windows: readonly Window[]): NewLength =>
  (dim, i) => {
    const { kernel, stride, padding } = windows[i] ?? {};
    if (!kernel || !stride || !padding || typeof padding === 'string')
      return { ok: true, value: unknownDim() };
    const outcome = convolutionLength(dim, { kernel, stride, padding });
    return outcome.ok ? outcome : { ok: true, value: emptied(dim, kernel, stride, padding) };
  };

function emptied(
  dim: Dim,
  kernel: Dim,
  stride: Dim,
  { before, after }: { readonly before: Dim; readonly after: Dim },
): Dim {
  const [length, window, step] = [add(dim, add(before, after)), kernel, stride].map(constantOf);
  if (length === undefined || window === undefined || step === undefined) return unknownDim();
  return Math.floor((length - window) / step) + 1 === 0 ? size(0) : unknownDim();
}

function callPool(use: Use, rank: number, windows: readonly Window[], rule: 'keep' | 'to-float'): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape, tensor } = input;
  const dtype = ruled(rule, tensor?.dtype);
  if (!shape) return result(use, undefined, { parents: [tensor], dtype });
  if (shape.length !== rank + 2) {
    const axes = ['batch', ...spatialAxes(rank), 'channels'];
    return refuseRank(use, input, [rank + 2], axes, 'To extract sliding windows');
  }
  const answer = withLengths(use, input, shape.slice(0, -1), rank, pooledLength(windows), undefined);
  if ('kind' in answer) return answer;
  const output = [...answer, ...shape.slice(-1)];
  noteCall(use, [shape], [output]);
  return result(use, output, { parents: [tensor], dtype });
}

/** nn.Upsample(scale_factor): lengths times the factor, one or one for each axis. Of a factor that is no integer they are not told. */
export const Upsample = layerClass({
  name: 'Upsample',
  signature: "scale_factor, mode='nearest', align_corners=False, antialias=False",
  make: options => {
    const mode = options.text('mode');
    if (mode !== undefined && !['nearest', 'linear', 'cubic'].includes(mode))
      options.refuse(
        'mode',
        "'nearest', 'linear' or 'cubic'",
        'value',
        '[Upsample] Got unsupported upsampling algorithm',
      );
    return { weights: [], call: use => upsample(use, options) };
  },
});

function upsample(use: Use, options: Options): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape, tensor } = input;
  const parts = { parents: [tensor], dtype: tensor?.dtype };
  if (!shape) return result(use, undefined, parts);
  const says = '[Upsample] The input should have at least 1 spatial dimension';
  if (shape.length < 3) return refuseRank(use, input, [3, 4, 5], ['batch', 'lengths', 'channels'], says);
  const given = itemsOf(options.bound.value('scale_factor'));
  const rank = shape.length - 2;
  if (given && given.length !== rank)
    return refuseRank(
      use,
      input,
      [given.length + 2],
      ['batch', ...spatialAxes(given.length), 'channels'],
      '[Upsample] One scale per spatial dimension is required',
    );
  const factors = options.sizes('scale_factor', rank);
  const output = shape.map((dim, i) => (i === 0 || i > rank ? dim : scaled(dim, factors?.[i - 1])));
  noteCall(use, [shape], [output]);
  return result(use, output, parts);
}

const scaled = (dim: Dim, factor: Dim | undefined): Dim => (factor ? multiply(dim, factor) : unknownDim());
