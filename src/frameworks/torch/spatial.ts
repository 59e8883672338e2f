/** torch.nn.functional on spatial axes: convolutions, pooling, resizing. https://docs.pytorch.org/docs/stable/nn.functional.html */

import {
  compare,
  type Dim,
  modulo,
  multiply,
  type Shape,
  size,
  unknownDim,
  upsampledLength,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { ofOneDtype } from '../array/one-dtype.ts';
import { define, defineAll, type FunctionTable, type Operation, operandAt } from '../array/operation.ts';
import { checkSize, refused, refuseOperands, refuseRank, result } from '../array/scene.ts';
import { applyConvolution } from '../modules/layers/convolution.ts';
import {
  applyAdaptive,
  applyPooling,
  givePooled,
  readAdaptive,
  readPooling,
} from '../modules/layers/pooling.ts';
import { convolved, refuseWindow, spread, wrongWindowOf } from '../modules/layers/window.ts';
import { Options } from '../modules/options.ts';
import { asDim, itemsOf, type Value } from '../parts.ts';
import { modeOf, refuseNothingLeft, refuseResize } from './resizing.ts';
import { TORCH_TRANSPOSED, TORCH_WINDOWS } from './windows.ts';

const RANKS = [1, 2, 3];

function table(
  name: (rank: number) => string,
  text: string,
  run: (rank: number) => (op: Operation) => Value,
): FunctionTable {
  return Object.fromEntries(RANKS.map(rank => [name(rank), define(text, run(rank))]));
}

const KERNEL = ['out_channels', 'in_channels', 'length', 'height', 'width'];

/** One number for each channel that comes out. */
function wrongBias(op: Operation, outputs: Dim): Value | undefined {
  if (op.bound.given('bias')?.value.kind !== 'tensor') return undefined;
  const bias = operandAt(op, 2);
  if (!bias) return refused(op);
  if (bias.shape && bias.shape.length !== 1) return refuseRank(op, bias, [1], ['out_channels'], BIAS);
  return checkSize(op, bias, { axis: 0, expected: outputs, parameter: undefined, says: BIAS });
}

const BIAS = 'expected bias to be 1-dimensional with';

/** The weight (C_out, C_in / groups, kernel...) says what a layer's constructor would. */
const convolve =
  (rank: number) =>
  (op: Operation): Value => {
    const [input, weight] = [operandAt(op), operandAt(op, 1)];
    if (!input || !weight) return refused(op);
    const { shape } = weight;
    if (shape && shape.length !== rank + 2) return refuseRank(op, weight, [rank + 2], KERNEL);
    if (!shape) return result(op, undefined, { parents: [input.tensor], dtype: 'float' });
    const options = new Options(op, op.bound);
    const wrong = refuseWindow(op, wrongWindowOf(options, rank, TORCH_WINDOWS));
    if (wrong) return wrong;
    const [stride, dilation] = ['stride', 'dilation'].map(name => options.sizes(name, rank));
    const padding = TORCH_WINDOWS.paddings(options, rank);
    const windows = shape
      .slice(2)
      .map((kernel, i) => ({ kernel, stride: stride?.[i], padding: padding?.[i], dilation: dilation?.[i] }));
    const [outputs = unknownDim(), inner = unknownDim()] = shape;
    const groups = asDim(op.bound.value('groups'));
    const length = convolved(windows, TORCH_WINDOWS.convolutionLength);
    if (groups && compare(modulo(outputs, groups), size(0)) === 'different')
      return refuseOperands(
        op,
        [weight],
        { kind: 'divisible', axis: 0, dim: outputs, by: groups },
        weight.at,
        'expected weight to be divisible by',
      );
    const answer = applyConvolution(op, input, {
      rank,
      inputs: groups && multiply(inner, groups),
      outputs,
      length,
      style: TORCH_WINDOWS,
    });
    if (options.isRefused) return refused(op);
    if ('kind' in answer) return answer;
    const wrongly = wrongBias(op, outputs);
    return wrongly ?? result(op, answer, { parents: [input.tensor, weight.tensor], dtype: 'float' });
  };

/** The weight of what undoes a convolution is (C_in, C_out / groups, kernel...). */
const convolveBack =
  (rank: number) =>
  (op: Operation): Value => {
    const [input, weight] = [operandAt(op), operandAt(op, 1)];
    if (!input || !weight) return refused(op);
    const { shape } = weight;
    if (shape && shape.length !== rank + 2) return refuseRank(op, weight, [rank + 2], KERNEL);
    if (!shape) return result(op, undefined, { parents: [input.tensor], dtype: 'float' });
    const options = new Options(op, op.bound);
    const wrong = refuseWindow(op, wrongWindowOf(options, rank, TORCH_TRANSPOSED));
    if (wrong) return wrong;
    const [stride, dilation, extra] = ['stride', 'dilation', 'output_padding'].map(name =>
      options.sizes(name, rank),
    );
    const padding = TORCH_TRANSPOSED.paddings(options, rank);
    const windows = shape
      .slice(2)
      .map((kernel, i) => ({ kernel, stride: stride?.[i], padding: padding?.[i], dilation: dilation?.[i] }));
    const [inputs, inner = unknownDim()] = shape;
    const groups = asDim(op.bound.value('groups'));
    const { channels: _plain, transposedChannels, ...others } = TORCH_TRANSPOSED.says;
    const answer = applyConvolution(op, input, {
      rank,
      inputs,
      outputs: groups ? multiply(inner, groups) : unknownDim(),
      length: spread(windows, extra),
      style: { ...TORCH_TRANSPOSED, says: { ...others, channels: transposedChannels } },
    });
    if (options.isRefused) return refused(op);
    if ('kind' in answer) return answer;
    const wrongly = wrongBias(op, groups ? multiply(inner, groups) : unknownDim());
    return wrongly ?? result(op, answer, { parents: [input.tensor, weight.tensor], dtype: 'float' });
  };

const pool =
  (rank: number, givesIndices = false) =>
  (op: Operation): Value => {
    const input = operandAt(op);
    if (!input) return refused(op);
    const read = readPooling(new Options(op, op.bound), rank, TORCH_WINDOWS);
    const pooling = givesIndices ? { ...read, givesIndices } : read;
    const answer = applyPooling(op, input, pooling);
    return answer && 'kind' in answer ? answer : givePooled(op, input, answer, pooling);
  };

const adaptive =
  (rank: number, givesIndices = false) =>
  (op: Operation): Value => {
    const input = operandAt(op);
    if (!input) return refused(op);
    const read = readAdaptive(new Options(op, op.bound), rank, TORCH_WINDOWS);
    const pooling = givesIndices ? { ...read, givesIndices } : read;
    const answer = applyAdaptive(op, input, pooling);
    return answer && 'kind' in answer ? answer : givePooled(op, input, answer, pooling);
  };

/** `F.interpolate(x, size)` or by a factor: the axes after batch and channels. */
export const resized = (op: Operation): Value => {
  const [wanted, factor] = [op.bound.value('size'), op.bound.value('scale_factor')];
  const input = operandAt(op);
  const rank = input?.shape?.length;
  if (input && rank !== undefined && (rank < 3 || rank > 5)) {
    const says = `Only 3D, 4D and 5D input Tensors supported (got ${rank}D)`;
    return refuseRank(op, input, [3, 4, 5], ['batch', 'channels', 'length', 'height', 'width'], says);
  }
  const asked = { bound: op.bound, mode: modeOf(op.bound), placeOf: op.bound.at };
  const shape = input?.shape && resize(input.shape, wanted, factor);
  const wrong = input && (refuseResize(op, input, asked) ?? refuseNothingLeft(op, shape, asked));
  return wrong ?? changed(op, input, () => ({ ok: true, value: shape }));
};

/** Undefined where neither size nor factor is known. */
export function resize(shape: Shape, wanted: Value, factor: Value): Shape {
  const [sizes, factors] = [itemsOf(wanted), itemsOf(factor)];
  return shape.map((dim, axis) => {
    if (axis < 2) return dim;
    const target = sizes ? sizes[axis - 2] : wanted;
    if (target && target.kind !== 'none') return asDim(target) ?? unknownDim();
    return scaled(dim, factors ? factors[axis - 2] : factor);
  });
}

function scaled(dim: Dim, factor: Value | undefined): Dim {
  if (factor?.kind !== 'number') return unknownDim();
  if (factor.dim) return multiply(dim, factor.dim);
  const outcome = factor.float === undefined ? undefined : upsampledLength(dim, factor.float);
  return outcome?.ok ? outcome.value : unknownDim();
}

const FACTORS = 'input weight bias';
const SAYS = 'Input type (…) and … type (…) should be the same';

const CONVOLUTION =
  'input, weight: Tensor, bias=None, stride: ints=1, padding: padding=0, dilation: ints=1, groups: int=1';
const TRANSPOSED =
  'input, weight: Tensor, bias=None, stride: ints=1, padding: ints=0, output_padding: ints=0, groups: int=1, dilation: ints=1';
const MAX =
  'input, kernel_size: ints, stride: ints=None, padding: ints=0, dilation: ints=1, ceil_mode: bool=False, return_indices=False';
const AVERAGE =
  'input, kernel_size: ints, stride: ints=None, padding: ints=0, ceil_mode: bool=False, count_include_pad: bool=True, divisor_override: int=None';
const RESIZE = `input, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None, antialias=False`;

/** Of torch.nn.functional and of torch itself. */
export const CONVOLUTIONS: FunctionTable = {
  ...table(
    rank => `conv${rank}d`,
    CONVOLUTION,
    rank => ofOneDtype(FACTORS, SAYS, convolve(rank)),
  ),
  ...table(
    rank => `conv_transpose${rank}d`,
    TRANSPOSED,
    rank => ofOneDtype(FACTORS, SAYS, convolveBack(rank)),
  ),
  ...table(
    rank => `max_pool${rank}d`,
    MAX,
    rank => pool(rank),
  ),
  adaptive_avg_pool1d: define('input, output_size', adaptive(1)),
  avg_pool1d: define(AVERAGE.replace(/, divisor_override.*/, ''), pool(1)),
};

export const SPATIAL_FUNCTIONS: FunctionTable = {
  ...CONVOLUTIONS,
  ...table(
    rank => `max_pool${rank}d_with_indices`,
    MAX,
    rank => pool(rank, true),
  ),
  ...table(
    rank => `avg_pool${rank}d`,
    AVERAGE,
    rank => pool(rank),
  ),
  ...table(
    rank => `lp_pool${rank}d`,
    'input, norm_type: number, kernel_size: ints, stride: ints=None, ceil_mode: bool=False',
    rank => pool(rank),
  ),
  ...table(
    rank => `adaptive_avg_pool${rank}d`,
    'input, output_size',
    rank => adaptive(rank),
  ),
  ...table(
    rank => `adaptive_max_pool${rank}d`,
    'input, output_size, return_indices=False',
    rank => adaptive(rank),
  ),
  ...table(
    rank => `adaptive_max_pool${rank}d_with_indices`,
    'input, output_size, return_indices=False',
    rank => adaptive(rank, true),
  ),
  interpolate: define(RESIZE, resized),
  ...defineAll(['upsample', 'upsample_nearest', 'upsample_bilinear'], RESIZE, resized),
};
