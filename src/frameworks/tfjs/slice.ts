/** `tf.slice(x, begin, size)`: -1 takes the rest; more than there is is refused. */
import {
  add,
  compare,
  constantOf,
  type Dim,
  less,
  refuse,
  type Shape,
  type ShapeResult,
  size,
  subtract,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { asDim, itemsOf, type Value } from '../parts.ts';

export const slice = (op: Operation): Value => {
  const [begin, sizes] = [dimsOf(option(op, 'begin')), dimsOf(option(op, 'size'))];
  const isKnown = begin !== undefined && (sizes !== undefined || option(op, 'size').kind === 'none');
  const otherwise =
    isKnown && sizes ? sizes.map(dim => (constantOf(dim) === -1 ? unknownDim() : dim)) : undefined;
  // One size for each axis is the rule; fewer leave the others whole.
  const isWhole = otherwise !== undefined && otherwise.length > 1;
  return changed(op, operandAt(op), shape => (isKnown ? sliced(shape, begin, sizes ?? []) : UNDECIDED), {
    otherwise: isWhole ? otherwise : undefined,
  });
};

function dimsOf(value: Value): readonly Dim[] | undefined {
  const one = asDim(value);
  if (one) return [one];
  const dims = itemsOf(value)?.map(asDim);
  return dims?.every(dim => dim !== undefined) ? dims : undefined;
}

function sliced(shape: Shape, begin: readonly Dim[], sizes: readonly Dim[]): ShapeResult<Shape | undefined> {
  const result: Dim[] = [];
  const given = Math.max(begin.length, sizes.length);
  if (shape.length === 0)
    return refuse({ kind: 'rank', operand: 0, expected: { least: 1, most: 6 }, actual: 0 });
  if (given > shape.length) return refuse({ kind: 'entries', expected: shape.length, actual: given });
  for (const [axis, dim] of shape.entries()) {
    const start = begin[axis] ?? size(0);
    const wanted = sizes[axis];
    // From behind the end to the end: it runs, and gives a tensor of a negative size.
    if (less(dim, start) === true && (!sizes[axis] || constantOf(sizes[axis] ?? dim) === -1))
      return UNDECIDED;
    const isRest = !wanted || constantOf(wanted) === -1;
    const length = isRest ? subtract(dim, start) : wanted;
    const end = add(start, length);
    if (!isRest && less(dim, end) && compare(dim, end) === 'different')
      return refuse({ kind: 'too-small', axis, dim, needed: end });
    result.push(length);
  }
  return { ok: true, value: result };
}
