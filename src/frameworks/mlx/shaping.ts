/** Functions of mlx.core that move, join, split, repeat and look up elements. https://ml-explore.github.io/mlx/build/html/python/ops.html */
import {
  broadcastAll,
  broadcastTo,
  flatten as flattenShape,
  normalizeAxes,
  product,
  type Shape,
  type ShapeResult,
  size,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { moveaxis, permute, swapaxes, swapLastTwo } from '../array/axes.ts';
import { changed, settleAt } from '../array/change.ts';
import { dtypeOf } from '../array/dtype.ts';
import { take, takeAlong } from '../array/gathering.ts';
import { concatenate, stack } from '../array/joins.ts';
import { atLeast } from '../array/numeric.ts';
import { widerDtype } from '../array/operand.ts';
import {
  axesOf,
  axisOption,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { padAxes } from '../array/padding.ts';
import {
  broadcastArrays,
  converted,
  type DtypeRule,
  roleAfter,
  ruled,
  unary,
  where,
} from '../array/pointwise.ts';
import { as } from '../array/renaming.ts';
import { repeatInterleave, tile } from '../array/repeating.ts';
import { reshape, squeeze, unflatten, unsqueeze } from '../array/reshaping.ts';
import { refused, result } from '../array/scene.ts';
import { readNewShape, readSizes } from '../array/sizes.ts';
import { splitSections, unbind } from '../array/splitting.ts';
import { asInt, asShape, integer, tuple, type Value } from '../parts.ts';
import { integerOf, refuseFloatIndices, sequenceOf } from './arguments.ts';
import { streamed } from './flavour.ts';

/** `flatten(x, start_axis, end_axis)`: axes beyond the first and the last are those; a number becomes a vector. */
export const flatten = (op: Operation): Value => {
  const [start, end] = [asInt(option(op, 'start_axis')), asInt(option(op, 'end_axis'))];
  return changed(op, operandAt(op), shape => {
    if (shape.length === 0) return { ok: true, value: [size(1)] };
    if (start === undefined || end === undefined) return UNDECIDED;
    const [from, to] = [start, end].map(axis => (axis < 0 ? axis + shape.length : axis));
    return flattenShape(shape, Math.max(0, from ?? 0), Math.min(shape.length - 1, to ?? 0));
  });
};

const broadcastToShape = (op: Operation): Value => {
  const sizes = readNewShape(op);
  if (sizes.refused) return refused(op);
  const target = sizes.shape;
  return changed(
    op,
    operandAt(op, 0, { numbers: true }),
    shape => (target ? broadcastTo(shape, target) : UNDECIDED),
    {
      otherwise: target,
    },
  );
};

const broadcastShapes = (op: Operation): Value => {
  const shapes = op.bound.extra.map(a => asShape(a.value));
  if (op.bound.open || !shapes.every(shape => shape !== undefined))
    return op.host.unknown('a shape', op.site);
  const operands = op.bound.extra.map((a, i) => ({
    role: `shape ${i + 1}`,
    shape: shapes[i],
    tensor: undefined,
    at: a.at,
  }));
  const outcome = settleAt(op, operands, broadcastAll(shapes));
  return outcome ? tuple(outcome.value.map(dim => integer(dim))) : refused(op);
};

/** The axes must be there; the shape stays: `softmax`, `flip`. Without any it stays too. */
export const keepingAxes =
  (rule: DtypeRule = 'keep') =>
  (op: Operation): Value => {
    const axes = axesOf(axisOption(op));
    const input = operandAt(op, 0);
    return changed(
      op,
      input,
      (shape): ShapeResult<Shape> => {
        const named = axes === undefined || axes === 'all' ? undefined : normalizeAxes(axes, shape.length);
        return named && !named.ok ? named : { ok: true, value: shape };
      },
      { dtype: ruled(rule, input?.tensor?.dtype), role: input && roleAfter(input) },
    );
  };

/** The axes of `roll` may repeat. */
const rolled = (op: Operation): Value => {
  const axes = axesOf(axisOption(op));
  return changed(op, operandAt(op), shape => {
    const wrong = axes === 'all' ? undefined : axes?.find(axis => !normalizeAxes([axis], shape.length).ok);
    const named = wrong === undefined ? undefined : normalizeAxes([wrong], shape.length);
    return named && !named.ok ? named : { ok: true, value: shape };
  });
};

/** Positions are integers. */
const looked =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const indices = option(op, 'indices');
    const isFloat = indices.kind === 'tensor' && indices.dtype === 'float' && indices.source.role === 'data';
    return isFloat ? refuseFloatIndices(op, 'indices', op.bound.at('indices')) : run(op);
  };

/** Of given sizes, whatever the array holds. */
const strided = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const sizes = option(op, 'shape').kind === 'none' ? input : readSizes(op, ['shape']);
  return 'refused' in sizes && sizes.refused
    ? refused(op)
    : result(op, sizes.shape, { parents: [input.tensor], dtype: input.tensor?.dtype });
};

/** `slice(a, start_indices, axes, slice_size)`: of the size that is asked for. */
const sliced = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  return result(op, asShape(option(op, 'slice_size')), {
    parents: [input.tensor],
    dtype: input.tensor?.dtype,
  });
};

/** `view(x, dtype)` reads the bytes anew, which changes the length of the last axis. */
export const viewed = (op: Operation): Value =>
  changed(
    op,
    operandAt(op, 0, { numbers: true }),
    shape => ({ ok: true, value: shape.length === 0 ? shape : [...shape.slice(0, -1), unknownDim()] }),
    { dtype: dtypeOf(option(op, 'dtype')) },
  );

/** `outer(a, b)`: of all elements of both. */
export const outer = (op: Operation): Value => {
  const [left, right] = [operandAt(op, 0), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const shape = left.shape && right.shape && [product(left.shape), product(right.shape)];
  const dtype = widerDtype(left.tensor?.dtype, right.tensor?.dtype);
  return result(op, shape, { parents: [left.tensor, right.tensor], dtype });
};

/** `split(x, parts, axis)`: a tuple of positions as well as a number of parts. */
export const split = splitSections('equal');

export const SHAPING: FunctionTable = {
  ...streamed('reshape', 'a, shape', sequenceOf('shape', reshape)),
  ...streamed('flatten', 'a, start_axis=0, end_axis=-1', flatten),
  ...streamed('unflatten', 'a, axis, shape', as({ sizes: 'shape' }, unflatten)),
  ...streamed('transpose permute_dims', 'a, axes=None', permute),
  ...streamed('matrix_transpose', 'a', swapLastTwo),
  ...streamed('swapaxes', 'a, axis1, axis2', swapaxes),
  ...streamed('moveaxis', 'a, source, destination', integerOf(['source', 'destination'], moveaxis)),
  ...streamed('expand_dims', 'a, axis', unsqueeze),
  ...streamed('squeeze', 'a, axis=None', squeeze),
  ...streamed('broadcast_to', 'a, shape', broadcastToShape),
  ...streamed('broadcast_arrays', '*arrays', broadcastArrays),
  ...streamed('broadcast_shapes', '*shapes', broadcastShapes),
  ...streamed('concatenate concat', 'arrays, axis=0', concatenate),
  ...streamed('stack', 'arrays, axis=0', stack),
  ...streamed('split', 'a, indices_or_sections, axis=0', split),
  ...streamed('unstack', 'x, *, axis=0', unbind),
  ...streamed('repeat', 'array, repeats, axis=None', integerOf(['repeats'], repeatInterleave)),
  ...streamed('tile', 'a, reps', tile('any')),
  ...streamed('pad', "a, pad_width, mode='constant', constant_values=0", padAxes),
  ...streamed('roll', 'a, shift, axis=None', rolled),
  ...streamed('flip', 'a, axis=None', keepingAxes()),
  ...streamed('atleast_1d', '*arys', atLeast(1)),
  ...streamed('atleast_2d', '*arys', atLeast(2)),
  ...streamed('atleast_3d', '*arys', atLeast(3)),
  ...streamed('take', 'a, indices, axis=None', looked(take)),
  ...streamed('take_along_axis', 'a, indices, axis=-1', takeAlong),
  ...streamed('put_along_axis', 'a, indices, values, axis=None', unary()),
  ...streamed('slice', 'a, start_indices, axes, slice_size', sliced),
  ...streamed('slice_update', 'a, update, start_indices, axes', unary()),
  ...streamed('as_strided', 'a, shape=None, strides=None, offset=0', strided),
  ...streamed('contiguous', 'a, allow_col_major=False', unary()),
  ...streamed('view', 'a, dtype', viewed),
  ...streamed('astype', 'a, dtype', converted),
  ...streamed('where', 'condition, x, y', where),
};
