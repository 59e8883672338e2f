/** Images taken apart and put together: patches, pixels moved between channels and space, sampled grids. https://docs.pytorch.org/docs/stable/nn.functional.html */

import {
  compare,
  type Dim,
  floorDivide,
  less,
  modulo,
  multiply,
  product,
  refuse,
  type Shape,
  type ShapeResult,
  size,
  symmetricPadding,
  tooFewAxes,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { ofOneDtype } from '../array/one-dtype.ts';
import { define, type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { refused, result } from '../array/scene.ts';
import { sizesOfArguments } from '../array/sizes.ts';
import { convolved } from '../modules/layers/window.ts';
import { Options } from '../modules/options.ts';
import { asDim, type Value } from '../parts.ts';

/** What says where patches lie: `kernel_size, dilation, padding, stride`. */
function patchesOf(
  options: Options,
): { readonly kernel: readonly Dim[]; readonly count: (shape: Shape) => Shape } | undefined {
  const [kernel, dilation, padding, stride] = ['kernel_size', 'dilation', 'padding', 'stride'].map(name =>
    options.sizes(name, 2),
  );
  if (!kernel || !dilation || !padding || !stride) return undefined;
  const windows = kernel.map((each, i) => ({
    kernel: each,
    dilation: dilation[i],
    padding: symmetricPadding(padding[i] ?? size(0)),
    stride: stride[i],
  }));
  const length = convolved(windows);
  const count = (shape: Shape): Shape =>
    shape.map((dim, i) => {
      const outcome = length(dim, i, i);
      return outcome.ok ? outcome.value : unknownDim();
    });
  return { kernel, count };
}

/** (N, C, H, W) to (N, C * kernel, patches). What does not fit is not told. */
export const unfolded = (options: Options) => {
  const patches = patchesOf(options);
  return (shape: Shape): ShapeResult<Shape | undefined> => {
    const channels = shape.at(-3);
    if (!patches || !channels || shape.length > 4) return UNDECIDED;
    const count = product(patches.count(shape.slice(-2)));
    return { ok: true, value: [...shape.slice(0, -3), product([channels, ...patches.kernel]), count] };
  };
};

/** (N, C * kernel, patches) to (N, C, H, W). What does not fit is not told. */
export const folded = (options: Options) => {
  const patches = patchesOf(options);
  const output = options.sizes('output_size', 2);
  return (shape: Shape): ShapeResult<Shape | undefined> => {
    const rows = shape.at(-2);
    if (!patches || !rows || !output || shape.length > 3) return UNDECIDED;
    return {
      ok: true,
      value: [...shape.slice(0, -2), floorDivide(rows, product(patches.kernel)), ...output],
    };
  };
};

/** (*, C*r*r, H, W) to (*, C, H*r, W*r). https://docs.pytorch.org/docs/stable/generated/torch.nn.PixelShuffle.html */
export function shuffled(shape: Shape, factor: Dim | undefined): ShapeResult<Shape | undefined> {
  if (shape.length < 3) return refuse(tooFewAxes(3, shape.length));
  if (factor && less(factor, size(1)) === true)
    return { ok: false, mismatch: { kind: 'argument', argument: 'upscale_factor', value: factor } };
  const [channels, height, width] = shape.slice(-3);
  if (!factor || !channels || !height || !width) return UNDECIDED;
  const by = multiply(factor, factor);
  const axis = shape.length - 3;
  if (compare(modulo(channels, by), size(0)) === 'different')
    return { ok: false, mismatch: { kind: 'divisible', axis, dim: channels, by } };
  const space = [multiply(height, factor), multiply(width, factor)];
  return { ok: true, value: [...shape.slice(0, -3), floorDivide(channels, by), ...space] };
}

/** (*, C, H, W) to (*, C*r*r, H/r, W/r). */
export function unshuffled(shape: Shape, factor: Dim | undefined): ShapeResult<Shape | undefined> {
  const [channels, ...space] = shape.slice(-3);
  if (!factor || !channels || space.length !== 2) return UNDECIDED;
  for (const [i, dim] of space.entries()) {
    if (compare(modulo(dim, factor), size(0)) === 'different')
      return { ok: false, mismatch: { kind: 'divisible', axis: shape.length - 2 + i, dim, by: factor } };
  }
  const outer = product([channels, factor, factor]);
  return { ok: true, value: [...shape.slice(0, -3), outer, ...space.map(dim => floorDivide(dim, factor))] };
}

const byFactor =
  (name: string, change: (shape: Shape, factor: Dim | undefined) => ShapeResult<Shape | undefined>) =>
  (op: Operation): Value => {
    const factor = asDim(option(op, name));
    return changed(op, operandAt(op), shape => change(shape, factor));
  };

/** `grid_sample(x, grid)`: (N, C, H, W) looked up at (N, H', W', 2) gives (N, C, H', W'). What it refuses is not told. */
const sampledGrid = (op: Operation): Value => {
  const [input, grid] = [operandAt(op), operandAt(op, 1)];
  if (!input || !grid) return refused(op);
  const [batch, channels] = input.shape ?? [];
  const places = grid.shape?.slice(1, -1);
  const isKnown = batch && channels && places && input.shape?.length === grid.shape?.length;
  return result(op, isKnown ? [batch, channels, ...places] : undefined, {
    parents: [input.tensor, grid.tensor],
    dtype: 'float',
  });
};

/** `affine_grid(theta, size)`: (N, C, H, W) gives (N, H, W, 2). */
const affineGrid = (op: Operation): Value => {
  const value = option(op, 'size');
  const sizes = sizesOfArguments(op, [{ name: undefined, value, at: op.bound.at('size') }]);
  const shape = sizes.refused ? undefined : sizes.shape;
  const [batch, , ...space] = shape ?? [];
  const isKnown = batch && (space.length === 2 || space.length === 3);
  return result(op, isKnown ? [batch, ...space, size(space.length)] : undefined, { dtype: 'float' });
};

/** `embedding_bag(indices, table, offsets)`: one row for each bag. */
const bags = (op: Operation): Value => {
  const [input, table] = [operandAt(op), operandAt(op, 1)];
  if (!input || !table) return refused(op);
  const features = table.shape?.[1];
  const offsets = option(op, 'offsets');
  const isPlain = option(op, 'include_last_offset').kind === 'bool' && !op.bound.given('include_last_offset');
  const bagged = offsets.kind === 'tensor' && isPlain ? offsets.shape?.[0] : undefined;
  const count = input.shape?.length === 2 ? input.shape[0] : bagged;
  return result(op, features && [count ?? unknownDim(), features], {
    parents: [input.tensor, table.tensor],
    dtype: 'float',
  });
};

const FOLDED = 'dilation=1, padding=0, stride=1';

/** Of torch.nn.functional; torch itself has some of them too. */
export const PIXEL_FUNCTIONS: FunctionTable = {
  pixel_shuffle: define('input, upscale_factor: int', byFactor('upscale_factor', shuffled)),
  pixel_unshuffle: define('input, downscale_factor: int', byFactor('downscale_factor', unshuffled)),
  channel_shuffle: define('input, groups', unary()),
  native_channel_shuffle: define('input, groups', unary()),
};

export const PATCH_FUNCTIONS: FunctionTable = {
  ...PIXEL_FUNCTIONS,
  unfold: define(`input, kernel_size, ${FOLDED}`, op =>
    changed(op, operandAt(op), unfolded(new Options(op, op.bound))),
  ),
  fold: define(`input, output_size, kernel_size, ${FOLDED}`, op =>
    changed(op, operandAt(op), folded(new Options(op, op.bound))),
  ),
  grid_sample: define(
    "input, grid, mode='bilinear', padding_mode='zeros', align_corners=None",
    ofOneDtype('input grid', 'expected scalar type', sampledGrid),
  ),
  affine_grid: define('theta, size, align_corners=None', affineGrid),
  embedding_bag: define(
    "input, weight, offsets=None, max_norm=None, norm_type=2, scale_grad_by_freq=False, mode='mean', sparse=False, per_sample_weights=None, include_last_offset=False, padding_idx=None",
    ofOneDtype(
      'weight per_sample_weights',
      "Expected tensor for argument #1 'weight' to have the same type",
      bags,
    ),
  ),
};
