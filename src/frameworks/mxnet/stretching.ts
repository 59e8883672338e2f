/**
 * Axes that are stretched, widened or looked into: `broadcast_axis`, `pad`, `gather_nd`, and samples of `multinomial`.
 * https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/ndarray/ndarray.html
 */
import {
  broadcastTo,
  constantOf,
  type Dim,
  type PadWidth,
  pad as padShape,
  size,
  UNDECIDED,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { literalShape } from '../array/operand.ts';
import { axesOf, type Operation, operandAt, option } from '../array/operation.ts';
import { asDim, asShape, itemsOf, type Value } from '../parts.ts';

const dimsOf = (value: Value): readonly (Dim | undefined)[] => itemsOf(value)?.map(asDim) ?? [asDim(value)];

/** `broadcast_axis(x, axis, size)`: axes of size 1 alone are stretched. */
export const broadcastAxis = (op: Operation): Value => {
  const [axes, sizes] = [axesOf(option(op, 'axis')), dimsOf(option(op, 'size'))];
  return changed(op, operandAt(op), shape => {
    if (
      !axes ||
      axes === 'all' ||
      axes.length !== sizes.length ||
      axes.some(axis => axis >= shape.length || axis < -shape.length)
    )
      return UNDECIDED;
    const places = axes.map(axis => (axis < 0 ? axis + shape.length : axis));
    const target = shape.map((dim, axis) => (places.includes(axis) ? sizes[places.indexOf(axis)] : dim));
    return target.every(dim => dim !== undefined) ? broadcastTo(shape, target) : UNDECIDED;
  });
};

/** `pad(x, mode, pad_width)`: two numbers for each axis, of images and volumes alone. */
export const padded = (op: Operation): Value => {
  const widths = itemsOf(option(op, 'pad_width'))?.map(asDim);
  return changed(op, operandAt(op), shape => {
    if (!widths || widths.length !== 2 * shape.length || (shape.length !== 4 && shape.length !== 5))
      return UNDECIDED;
    const pairs = shape.flatMap((_, axis): PadWidth[] => {
      const [before, after] = [widths[2 * axis], widths[2 * axis + 1]];
      return before && after ? [{ before, after }] : [];
    });
    return pairs.length === shape.length ? padShape(shape, pairs) : UNDECIDED;
  });
};

/** `gather_nd(x, indices)`: the first axis of the indices is that of the axes they are in. */
export const gatherNd = (op: Operation): Value => {
  const [axes, ...places] = literalShape(option(op, 'indices')) ?? [];
  const depth = axes && constantOf(axes);
  return changed(op, operandAt(op), shape =>
    depth === undefined || depth > shape.length
      ? UNDECIDED
      : { ok: true, value: [...places, ...shape.slice(depth)] },
  );
};

/** `random.multinomial(chances, shape)`: of a row one sample, or as many as are asked for. */
export const multinomial = (op: Operation): Value => {
  const asked = option(op, 'shape');
  const wanted = asked.kind === 'none' ? [] : (asShape(asked) ?? [asDim(asked)]);
  const isPlain = op.bound.value('get_prob').kind === 'bool' && !op.bound.given('get_prob');
  return changed(
    op,
    operandAt(op),
    shape => {
      const made = [...shape.slice(0, -1), ...wanted];
      if (!isPlain || !made.every(dim => dim !== undefined)) return UNDECIDED;
      return { ok: true, value: made.length === 0 ? [size(1)] : made };
    },
    { dtype: 'int' },
  );
};
