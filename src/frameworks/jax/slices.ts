/**
 * Slices of `jax.lax`, of a fixed size each: what is asked for must fit into the operand, wherever it begins, since what begins too late is moved back.
 * Source: jax/_src/lax/slicing.py (`_slice_shape_rule`, `_dynamic_slice_shape_rule`, `_dynamic_update_slice_shape_rule`).
 */
import {
  accept,
  add,
  ceilDivide,
  constantOf,
  type Dim,
  less,
  type Mismatch,
  otherRank,
  refuse,
  type Shape,
  type ShapeResult,
  size,
  subtract,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { axisOf, changed, settleAt } from '../array/change.ts';
import { define, type FunctionTable, type Operation, operandAt } from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { asDim, asInt, asShape, itemsOf, type Value } from '../parts.ts';

/** The operand's shape with what is asked for in its place; undefined entries leave an axis as it is. */
function fitted(shape: Shape, wanted: readonly (Dim | undefined)[], ends = wanted): ShapeResult<Shape> {
  if (wanted.length !== shape.length)
    return refuse({ kind: 'entries', expected: shape.length, actual: wanted.length });
  const large = tooLarge(shape, ends);
  return large ? refuse(large) : accept(shape.map((dim, axis) => wanted[axis] ?? dim));
}

function tooLarge(shape: Shape, ends: readonly (Dim | undefined)[]): Mismatch | undefined {
  for (const [axis, dim] of shape.entries()) {
    const needed = ends[axis];
    if (needed && less(dim, needed) === true) return { kind: 'too-small', axis, dim, needed };
  }
  return undefined;
}

/** How many of so many places are taken, the first among them. */
const everyNth = (length: Dim, stride: Dim): Dim =>
  constantOf(stride) === 1
    ? length
    : (constantOf(stride) ?? 0) > 0
      ? ceilDivide(length, stride)
      : unknownDim();

const dynamicSlice = (op: Operation): Value => {
  const sizes = asShape(op.bound.value('slice_sizes'));
  const starts = itemsOf(op.bound.value('start_indices'))?.length;
  const fit = (shape: Shape): ShapeResult<Shape | undefined> => {
    if (starts !== undefined && starts !== shape.length)
      return refuse({ kind: 'entries', expected: shape.length, actual: starts });
    return sizes ? fitted(shape, sizes) : UNDECIDED;
  };
  return changed(op, operandAt(op), fit, { otherwise: sizes });
};

const sliced = (op: Operation): Value => {
  const [from, to] = [asShape(op.bound.value('start_indices')), asShape(op.bound.value('limit_indices'))];
  const given = op.bound.value('strides');
  const strides = asShape(given);
  const lengths = from && to?.map((dim, axis) => subtract(dim, from[axis] ?? size(0)));
  if (!lengths || (given.kind !== 'none' && !strides))
    return result(op, undefined, { parents: [operandAt(op)?.tensor] });
  const wanted = lengths.map((length, axis) => everyNth(length, strides?.[axis] ?? size(1)));
  const fit = (shape: Shape): ShapeResult<Shape> =>
    strides && strides.length !== shape.length
      ? refuse({ kind: 'entries', expected: shape.length, actual: strides.length })
      : fitted(shape, wanted, to);
  return changed(op, operandAt(op), fit, { otherwise: wanted });
};

/** A slice along the axis named by `axis`, of `wanted` places that end at `end`. */
const along =
  (places: (op: Operation, dim: Dim) => { readonly wanted: Dim; readonly end: Dim | undefined }) =>
  (op: Operation): Value =>
    changed(op, operandAt(op), shape => {
      const axis = axisOf(op);
      if (axis === undefined) return UNDECIDED;
      const at = axis < 0 ? axis + shape.length : axis;
      const dim = shape[at];
      if (!dim) return refuse({ kind: 'axis', axis, rank: shape.length, repeated: false });
      const { wanted, end } = places(op, dim);
      const only = (entry: Dim | undefined) => shape.map((_, i) => (i === at ? entry : undefined));
      return fitted(shape, only(wanted), only(end));
    });

const dynamicSliceInDim = along(({ bound }) => {
  const wanted = asDim(bound.value('slice_size'));
  return { wanted: wanted ?? unknownDim(), end: wanted };
});

/** Places below 0 are counted from the end of the axis. */
const sliceInDim = along(({ bound }, dim) => {
  const place = (name: string, otherwise: Dim): Dim | undefined => {
    const value = bound.value(name);
    const number = asInt(value);
    if (value.kind === 'none') return otherwise;
    return number !== undefined && number < 0 ? add(dim, size(number)) : asDim(value);
  };
  const [from, stop] = [place('start_index', size(0)), place('limit_index', dim)];
  const stride = asDim(bound.value('stride'));
  const isKnown = from && stop && stride;
  return { wanted: isKnown ? everyNth(subtract(stop, from), stride) : unknownDim(), end: stop };
});

/** What is written has as many axes as the operand, and is at most as long along each. */
const dynamicUpdate = (op: Operation): Value => {
  const [operand, update] = [operandAt(op), operandAt(op, 1)];
  if (!operand || !update) return refused(op);
  const [shape, written] = [operand.shape, update.shape];
  const outcome = shape && written ? updated(shape, written) : accept(shape);
  return settleAt(op, [operand, update], outcome)
    ? result(op, shape, { parents: [operand.tensor], dtype: operand.tensor?.dtype })
    : refused(op);
};

function updated(shape: Shape, written: Shape): ShapeResult<Shape> {
  if (written.length !== shape.length) return refuse(otherRank(shape.length, written.length));
  const large = tooLarge(shape, written);
  return large ? refuse(large) : accept(shape);
}

export const SLICES: FunctionTable = {
  slice: define('operand, start_indices, limit_indices, strides=None', sliced),
  slice_in_dim: define('operand, start_index, limit_index, stride=1, axis=0', sliceInDim),
  dynamic_slice: define('operand, start_indices, slice_sizes, **kwargs', dynamicSlice),
  dynamic_slice_in_dim: define('operand, start_index, slice_size, axis=0, **kwargs', dynamicSliceInDim),
  dynamic_update_slice: define('operand, update, start_indices, **kwargs', dynamicUpdate),
  dynamic_update_slice_in_dim: define('operand, update, start_index, axis, **kwargs', dynamicUpdate),
};
