/** `+` and `*` of lists, `|` and others of sets. */
import { add, multiply, size } from '../../shapes/index.ts';
import type { BinaryOp } from '../../syntax/tree.ts';
import {
  anyOf,
  asDim,
  asInt,
  elementOf,
  itemsOf,
  itemsOrSome,
  joinValues,
  type ListValue,
  lengthOf,
  list,
  listOf,
  type Value,
} from '../../values/index.ts';
import { combinedSets } from '../library/sets.ts';

/** Longest list that `[x] * n` makes item by item. */
const LONGEST_REPEAT = 1024;

export function ofLists(op: BinaryOp, left: Value, right: Value): Value | undefined {
  if (left.kind === 'list' && right.kind === 'list' && left.flavour === 'set' && right.flavour === 'set') {
    const items = combinedSets(op, left.items.value, right.items.value);
    return items && listOf(items, 'set');
  }
  if (op === '+' && left.kind === 'list' && right.kind === 'list') return concatenated(left, right);
  return op === '*' ? repeated(left, right) : undefined;
}

function concatenated(left: ListValue, right: ListValue): Value | undefined {
  const [a, b] = [itemsOf(left), itemsOf(right)];
  if (a && b) return listOf(itemsOrSome([...a, ...b]), left.flavour);
  const element = elementOfBoth(elementOf(left.items.value), elementOf(right.items.value));
  const [n, k] = [lengthOf(left.items.value), lengthOf(right.items.value)];
  return element && listOf({ element, length: n && k && add(n, k) }, left.flavour);
}

/** What any item of two lists is; where nothing is known of those of one of them, they are taken to be like the other's. */
function elementOfBoth(a: Value | undefined, b: Value | undefined): Value | undefined {
  if (!a || !b) return a ?? b;
  if (a.kind === 'unknown') return b;
  return b.kind === 'unknown' ? a : joinValues(a, b);
}

function repeated(left: Value, right: Value): Value | undefined {
  const [sequence, times] = left.kind === 'list' ? [left, right] : [right, left];
  if (sequence.kind !== 'list') return undefined;
  const items = itemsOf(sequence);
  if (!items) return undefined;
  const count = asInt(times);
  if (count !== undefined && count * items.length <= LONGEST_REPEAT) {
    return list(Array.from({ length: Math.max(0, count) }, () => items).flat(), sequence.flavour);
  }
  const element = anyOf(items);
  const length = asDim(times);
  return (
    element && listOf({ element, length: length && multiply(size(items.length), length) }, sequence.flavour)
  );
}
