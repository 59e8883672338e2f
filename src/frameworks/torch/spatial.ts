/** torch.nn.functional on spatial axes: convolutions, pooling, resizing. https://docs.pytorch.org/docs/stable/nn.functional.html */
import { type Dim, multiply, type Shape, unknownDim, upsampledLength } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { define, defineAll, type FunctionTable, type Operation, operandAt } from '../array/operation.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import { applyConvolution } from '../modules/layers/convolution.ts';
import {
  adaptiveShape,
  applyPooling,
  checkPoolingRank,
  givePooled,
  readPooling,
} from '../modules/layers/pooling.ts';
import { convolved, spread } from '../modules/layers/window.ts';
import { Options } from '../modules/options.ts';
import { asDim, itemsOf, type Value } from '../parts.ts';
import { TORCH_TRANSPOSED, TORCH_WINDOWS } from './windows.ts';

const RANKS = [1, 2, 3];

function table(
  name: (rank: number) => string,
  text: string,
  run: (rank: number) => (op: Operation) => Value,
): FunctionTable {
  return Object.fromEntries(RANKS.map(rank => [name(rank), define(text, run(rank))]));
}

/** The weight (C_out, C_in / groups, kernel...) says what a layer's constructor would. */
const convolve =
  (rank: number) =>
  (op: Operation): Value => {
    const [input, weight] = [operandAt(op), operandAt(op, 1)];
    if (!input || !weight) return refused(op);
    const { shape } = weight;
    if (!shape || shape.length !== rank + 2)
      return result(op, undefined, { parents: [input.tensor], dtype: 'float' });
    const options = new Options(op, op.bound);
    const [stride, dilation] = ['stride', 'dilation'].map(name => options.sizes(name, rank));
    const padding = TORCH_WINDOWS.paddings(options, rank);
    const windows = shape
      .slice(2)
      .map((kernel, i) => ({ kernel, stride: stride?.[i], padding: padding?.[i], dilation: dilation?.[i] }));
    const [outputs = unknownDim(), inner = unknownDim()] = shape;
    const groups = asDim(op.bound.value('groups'));
    const length = convolved(windows, TORCH_WINDOWS.convolutionLength);
    const answer = applyConvolution(op, input, {
      rank,
      inputs: groups && multiply(inner, groups),
      outputs,
      length,
      style: TORCH_WINDOWS,
    });
    if (options.isRefused) return refused(op);
    return 'kind' in answer
      ? answer
      : result(op, answer, { parents: [input.tensor, weight.tensor], dtype: 'float' });
  };

/** The weight of what undoes a convolution is (C_in, C_out / groups, kernel...). */
const convolveBack =
  (rank: number) =>
  (op: Operation): Value => {
    const [input, weight] = [operandAt(op), operandAt(op, 1)];
    if (!input || !weight) return refused(op);
    const { shape } = weight;
    if (!shape || shape.length !== rank + 2)
      return result(op, undefined, { parents: [input.tensor], dtype: 'float' });
    const options = new Options(op, op.bound);
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
    return 'kind' in answer
      ? answer
      : result(op, answer, { parents: [input.tensor, weight.tensor], dtype: 'float' });
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
    const wrong = checkPoolingRank(op, input, rank, TORCH_WINDOWS);
    const shape = input.shape && adaptiveShape(input.shape, rank, op.bound.value('output_size'));
    return wrong ?? givePooled(op, input, shape, { givesIndices });
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
  return changed(op, input, shape => ({ ok: true, value: resize(shape, wanted, factor) }));
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

const CONVOLUTION = 'input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1';
const TRANSPOSED = 'input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1';
const MAX = 'input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False';
const AVERAGE =
  'input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None';
const RESIZE = `input, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None, antialias=False`;

/** Of torch.nn.functional and of torch itself. */
export const CONVOLUTIONS: FunctionTable = {
  ...table(rank => `conv${rank}d`, CONVOLUTION, convolve),
  ...table(rank => `conv_transpose${rank}d`, TRANSPOSED, convolveBack),
  ...table(
    rank => `max_pool${rank}d`,
    MAX,
    rank => pool(rank),
  ),
  adaptive_avg_pool1d: define('input, output_size', adaptive(1)),
  avg_pool1d: define(AVERAGE, pool(1)),
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
    'input, norm_type, kernel_size, stride=None, ceil_mode=False',
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
