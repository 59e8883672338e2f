/** Copies of a tensor with something written at places that an index tensor says: `scatter`, `index_add`, `index_fill`. */
import {
  compare,
  constantOf,
  less,
  noElements,
  normalizeAxis,
  product,
  type Shape,
  size,
} from '../../shapes/index.ts';
import { settleAt } from '../array/change.ts';
import { takeTensor } from '../array/operand.ts';
import { type Operation, operandAt } from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { refused, refuseOperands, refuseRank } from '../array/scene.ts';
import { needIntegers } from '../modules/inputs.ts';
import { type Argument, asInt, type Operand, type Value } from '../parts.ts';

/** The argument behind the tensor itself, by its place or its name. */
function argument(op: Operation, place: number, ...names: readonly string[]): Argument | undefined {
  const { extra, keywords } = op.bound;
  return extra[place] ?? keywords.find(({ name }) => name !== undefined && names.includes(name));
}

interface Places {
  readonly input: Operand;
  /** Of the axes of `input`. */
  readonly axis: number | undefined;
  readonly index: Operand;
  readonly source: Operand | undefined;
}

/** What is written where; undefined where that is not known, 'refused' where it has been stated. */
function placesOf(op: Operation): Places | 'refused' | undefined {
  const input = operandAt(op);
  if (!input) return 'refused';
  const [dim, index, source] = [
    argument(op, 0, 'dim', 'axis'),
    argument(op, 1, 'index'),
    argument(op, 2, 'src', 'source', 'value'),
  ];
  if (op.bound.open || !index) return undefined;
  const at = dim && asInt(dim.value);
  const taken = takeTensor(op, index.value, index.at, 'index');
  const from =
    source?.value.kind === 'tensor'
      ? takeTensor(op, source.value, source.at, 'source', { numbers: true })
      : undefined;
  if (!taken || needIntegers(op, taken, 'Expected dtype int32/int64 for index')) return 'refused';
  const named =
    input.shape && at !== undefined ? normalizeAxis(at, Math.max(1, input.shape.length)) : undefined;
  if (named && !named.ok && !settleAt(op, [input], named)) return 'refused';
  return { input, axis: named?.ok ? named.value : undefined, index: taken, source: from };
}

const written =
  (refuse: (op: Operation, places: Places) => Value | undefined) =>
  (op: Operation): Value => {
    const places = placesOf(op);
    const isRefused = places === 'refused' || (places && refuse(op, places) !== undefined);
    return isRefused ? refused(op) : unary()(op);
  };

const ONE = size(1);

/** An axis of size 1 where there is none. */
const asVector = (shape: Shape): Shape => (shape.length === 0 ? [ONE] : shape);

/** `scatter(dim, index, src)`: as many axes as the tensor, none longer than its own but `dim`, and none longer than the source's. */
export const scattered = written((op, { input, axis, index, source }) => {
  if (!input.shape || !index.shape) return undefined;
  const [into, at] = [asVector(input.shape), asVector(index.shape)];
  // Without any place nothing is looked at.
  const places = constantOf(product(at));
  if (places === undefined || places === 0) return undefined;
  if (into.length !== at.length)
    return refuseRank(
      op,
      index,
      [into.length],
      [],
      'Index tensor must have the same number of dimensions as self tensor',
    );
  const from = source?.shape && asVector(source.shape);
  const says = `Expected index to be no larger than self apart from dimension ${axis}`;
  for (const [i, dim] of at.entries()) {
    const own = into[i];
    if (axis !== undefined && i !== axis && own && less(own, dim) === true)
      return refuseOperands(op, [index, input], tooLong(i, dim, own), index.at, says);
    const given = from?.[i];
    if (source && given && from.length === at.length && less(given, dim) === true)
      return refuseOperands(op, [index, source], tooLong(i, dim, given), source.at, says);
  }
  return undefined;
});

const tooLong = (axis: number, left: Shape[number], right: Shape[number]) =>
  ({
    kind: 'dims',
    left: { operand: 0, axis, dim: left },
    right: { operand: 1, axis, dim: right },
  }) as const;

const refuseNoVector = (op: Operation, index: Operand): Value | undefined =>
  index.shape && index.shape.length > 1
    ? refuseRank(op, index, [0, 1], ['places'], 'Index is supposed to be a vector')
    : undefined;

/** `index_fill(dim, index, value)`: places are a vector, and an axis without elements has none. */
export const filledAt = written((op, { input, axis, index }) => {
  const wrong = refuseNoVector(op, index);
  const count = index.shape && constantOf(product(index.shape));
  const dim = axis === undefined ? undefined : input.shape?.[axis];
  if (wrong || axis === undefined || !dim || constantOf(dim) !== 0 || !count) return wrong;
  return refuseOperands(op, [input], noElements(axis));
});

/** `index_add(dim, index, source)`: one slice of the source for each place. */
export const addedAt = written((op, { input, axis, index, source }) => {
  const wrong = refuseNoVector(op, index);
  if (wrong || axis === undefined || !index.shape || !source?.shape || !input.shape) return wrong;
  const count = asVector(index.shape)[0];
  const slices = source.shape[axis];
  if (source.shape.length !== input.shape.length || !count || !slices) return undefined;
  if (compare(count, slices) !== 'different') return undefined;
  const says = 'Number of indices should be equal to source.size(dim)';
  const mismatch = {
    kind: 'dims',
    left: { operand: 0, axis: 0, dim: count },
    right: { operand: 1, axis, dim: slices },
  } as const;
  return refuseOperands(op, [index, source], mismatch, source.at, says);
});
