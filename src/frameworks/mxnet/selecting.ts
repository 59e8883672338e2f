/** Parts of arrays, and reductions with MXNet's `exclude`. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/ndarray/ndarray.html */
import {
  changeSize,
  type Index,
  index,
  normalizeAxis,
  reduce,
  type Shape,
  size,
  splitEqually,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { axisOf, changed, settleAt } from '../array/change.ts';
import { axesOf, axisOption, keepsAxes, type Operation, operandAt, option } from '../array/operation.ts';
import { reduction } from '../array/reductions.ts';
import { refused, result } from '../array/scene.ts';
import { asBool, asDim, asInt, asString, itemsOf, list, type Operand, type Value } from '../parts.ts';

/** `sum(x, axis=0, exclude=True)` reduces all other axes. */
export const reduced = (op: Operation): Value => {
  if (!op.bound.names.includes('exclude') || asBool(option(op, 'exclude')) === false) return reduction()(op);
  const [axes, keeps] = [axesOf(axisOption(op)), keepsAxes(op)];
  return changed(op, operandAt(op), shape => {
    if (asBool(option(op, 'exclude')) !== true || !axes || axes === 'all' || keeps === undefined)
      return UNDECIDED;
    const kept = axes.map(axis => (axis < 0 ? axis + shape.length : axis));
    return reduce(
      shape,
      shape.flatMap((_, axis) => (kept.includes(axis) ? [] : [axis])),
      keeps,
    );
  });
};

/** `split(x, num_outputs, axis, squeeze_axis)`: one part is no list. */
export const splitParts = (op: Operation): Value => {
  const count = asInt(option(op, 'num_outputs'));
  const input = operandAt(op);
  if (!input) return refused(op);
  const axis = axisOf(op);
  if (count === undefined || count < 1 || axis === undefined)
    return op.host.unknown('the parts of a split', op.site);
  const shapes = input.shape && settleAt(op, [input], splitEqually(input.shape, count, axis));
  if (input.shape && !shapes) return refused(op);
  const each = (i: number): Value => part(op, input, shapes?.value[i], axis);
  return count === 1 ? each(0) : list(Array.from({ length: count }, (_, i) => each(i)));
};

function part(op: Operation, { tensor }: Operand, shape: Shape | undefined, axis: number): Value {
  const squeezes = asBool(option(op, 'squeeze_axis')) ?? asInt(option(op, 'squeeze_axis')) === 1;
  const without = shape?.filter((_, i) => i !== (axis < 0 ? axis + shape.length : axis));
  return result(op, squeezes ? without : shape, { parents: [tensor], dtype: tensor?.dtype });
}

const bound = (value: Value) => (value.kind === 'none' ? undefined : (asDim(value) ?? unknownDim()));

/** `slice_axis(x, axis, begin, end)`. */
export const slicedAlong = (op: Operation): Value => {
  const axis = axisOf(op);
  const [start, stop] = [bound(option(op, 'begin')), bound(option(op, 'end'))];
  return changed(op, operandAt(op), shape => {
    if (axis === undefined) return UNDECIDED;
    const named = normalizeAxis(axis, shape.length);
    if (!named.ok) return named;
    const whole: readonly Index[] = Array.from({ length: named.value }, () => ({ kind: 'slice' }));
    return index(shape, [...whole, { kind: 'slice', start, stop }]);
  });
};

/** `slice(x, begin, end)`. */
export const slicedParts = (op: Operation): Value => {
  const [begins, ends] = [itemsOf(option(op, 'begin')), itemsOf(option(op, 'end'))];
  const isPlain = option(op, 'step').kind === 'none';
  return changed(op, operandAt(op), shape => {
    if (!begins || !ends || !isPlain || begins.length !== ends.length || begins.length > shape.length)
      return UNDECIDED;
    const slices = begins.map((begin, i): Index => {
      const end = ends[i];
      return { kind: 'slice', start: bound(begin), stop: end && bound(end) };
    });
    return index(shape, slices);
  });
};

/** `pick(x, index, axis)`: one element along the axis for each index. */
export const picked = (op: Operation): Value => {
  const [input, positions] = [operandAt(op), operandAt(op, 1, { numbers: true })];
  const [axis, keeps] = [axisOf(op), keepsAxes(op)];
  if (!input || !positions) return refused(op);
  const rest =
    input.shape && axis !== undefined && keeps !== undefined ? reduce(input.shape, [axis], keeps) : undefined;
  const outcome = rest && settleAt(op, [input], rest);
  if (rest && !outcome) return refused(op);
  return result(op, outcome?.value, {
    parents: [input.tensor, positions.tensor],
    dtype: input.tensor?.dtype,
  });
};

/** `topk(x, axis, k, ret_typ)`: k places along the axis, as indices unless asked otherwise. */
export const topk = (op: Operation): Value => {
  const kind = asString(option(op, 'ret_typ'));
  const count = asDim(option(op, 'k')) ?? size(1);
  const axis = axisOf(op);
  const one = (): Value =>
    changed(op, operandAt(op), shape => {
      if (axis === undefined || kind === 'mask')
        return kind === 'mask' ? { ok: true, value: shape } : UNDECIDED;
      return changeSize(shape, axis, () => count);
    });
  return kind === 'both'
    ? list([one(), one()])
    : kind === undefined
      ? op.host.unknown('what `topk` gives', op.site)
      : one();
};
