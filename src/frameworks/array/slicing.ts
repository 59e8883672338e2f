/** Parts of one axis by functions: `narrow`, `select`. */
import {
  constantOf,
  type Dim,
  type Index,
  index,
  normalizeAxis,
  type Shape,
  type ShapeResult,
  size,
  subtract,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { asDim, asInt, itemsOf, type Value } from '../parts.ts';
import { axisOf, changed } from './change.ts';
import { contentOf } from './contents.ts';
import { type Operation, operandAt, option } from './operation.ts';
import { noteOne } from './picks.ts';

/** `x.narrow(dim, start, length)`. */
export const narrow = (op: Operation): Value => {
  const axis = axisOf(op);
  const length = asDim(option(op, 'length')) ?? unknownDim();
  const start = asDim(option(op, 'start'));
  const [from, count] = [start && constantOf(start), constantOf(length)];
  return changed(op, operandAt(op), shape => {
    const made = withAxis(shape, axis, () => [length]);
    const at = axis !== undefined && axis < 0 ? axis + shape.length : axis;
    const dim = at === undefined ? undefined : shape[at];
    const whole = dim && constantOf(dim);
    if (
      !made.ok ||
      at === undefined ||
      !dim ||
      whole === undefined ||
      from === undefined ||
      count === undefined
    )
      return made;
    const first = from < 0 ? from + whole : from;
    const isThere = first >= 0 && first <= whole && count >= 0;
    if (isThere && first + count <= whole) return made;
    if (count < 0) return { ok: false, mismatch: { kind: 'argument', argument: 'length', value: length } };
    return {
      ok: false,
      mismatch: { kind: 'too-small', axis: at, dim, needed: size(Math.max(first, 0) + count) },
    };
  });
};

/** `x.select(dim, index)`: the axis goes away. */
export const select = (op: Operation): Value => {
  const axis = axisOf(op);
  const position = asInt(option(op, 'index'));
  const input = operandAt(op);
  const made = changed(op, input, shape => {
    if (axis === undefined) return UNDECIDED;
    const named = normalizeAxis(axis, shape.length);
    if (!named.ok) return named;
    const whole: readonly Index[] = Array.from({ length: named.value }, () => ({ kind: 'slice' }));
    return index(shape, [
      ...whole,
      position === undefined ? { kind: 'at' } : { kind: 'at', position: size(position) },
    ]);
  });
  const rank = input?.shape?.length ?? 0;
  if (input?.tensor && made.kind === 'tensor' && axis !== undefined && position !== undefined)
    noteOne(
      op,
      { ...input, tensor: input.tensor },
      { axis: axis < 0 ? axis + rank : axis, position, isWritten: false },
      made,
    );
  return made;
};

/** `tf.slice(x, begin, size)`: as many as asked for along each axis, for -1 all that are left. */
export const sliceAt = (op: Operation): Value => {
  const [begins, sizes] = ['begin', 'size'].map(name => itemsOf(option(op, name)));
  return changed(op, operandAt(op), shape => ({
    ok: true,
    value: sizes?.map((value, axis): Dim => {
      const [wanted, begin, dim] = [asDim(value), begins?.[axis], shape[axis]];
      const from = begin && asDim(begin);
      if (!wanted || constantOf(wanted) !== -1) return wanted ?? unknownDim();
      return dim && from ? subtract(dim, from) : unknownDim();
    }),
  }));
};

/** Names of the bits that say of which axes a bound does not count, or of which only one place is taken. */
export interface Masks {
  readonly begin: string;
  readonly end: string;
  readonly shrink: string;
  /** What is not followed. */
  readonly others: readonly string[];
}

/**
 * `tf.strided_slice(x, begin, end, strides)`: as slices written in brackets, one for each of the first axes.
 * https://www.tensorflow.org/api_docs/python/tf/strided_slice
 */
export const strided =
  (masks: Masks) =>
  (op: Operation): Value => {
    const [begins, ends, steps] = ['begin', 'end', 'strides'].map(name => contentOf(option(op, name)));
    const bits = (name: string): number | undefined => (op.bound.given(name) ? asInt(option(op, name)) : 0);
    const [openBegin, openEnd, single] = [masks.begin, masks.end, masks.shrink].map(bits);
    const isPlain = masks.others.every(name => bits(name) === 0);
    const has = (mask: number | undefined, axis: number): boolean => ((mask ?? 0) & (1 << axis)) !== 0;
    return changed(op, operandAt(op), shape => {
      if (
        !begins ||
        !ends ||
        !isPlain ||
        openBegin === undefined ||
        openEnd === undefined ||
        single === undefined
      )
        return UNDECIDED;
      const value = shape.flatMap((dim, axis): Shape => {
        const [from, to, step = 1] = [begins[axis], ends[axis], steps?.[axis]];
        if (from === undefined || to === undefined) return [dim];
        if (has(single, axis)) return [];
        const whole = constantOf(dim);
        if (whole === undefined || step === 0) return [unknownDim()];
        const [low, high] = step > 0 ? [0, whole] : [-1, whole - 1];
        const within = (place: number): number =>
          Math.max(low, Math.min(high, place < 0 ? place + whole : place));
        const first = has(openBegin, axis) ? (step > 0 ? low : high) : within(from);
        const last = has(openEnd, axis) ? (step > 0 ? high : low) : within(to);
        return [size(Math.max(0, Math.ceil((last - first) / step)))];
      });
      return { ok: true, value };
    });
  };

function withAxis(shape: Shape, axis: number | undefined, by: () => Shape): ShapeResult<Shape | undefined> {
  if (axis === undefined) return UNDECIDED;
  const named = normalizeAxis(axis, shape.length);
  return named.ok
    ? { ok: true, value: [...shape.slice(0, named.value), ...by(), ...shape.slice(named.value + 1)] }
    : named;
}
