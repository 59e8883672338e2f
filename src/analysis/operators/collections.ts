/** Operators on texts, lists, tuples, sets and dictionaries. */
import type { BinaryOp } from '../../syntax/tree.ts';
import {
  asDim,
  asInt,
  asString,
  type DictValue,
  dict,
  itemsOf,
  joinValues,
  list,
  listOf,
  SOME_STRING,
  string,
  type Value,
} from '../../values/index.ts';
import type { Frame } from '../frame.ts';
import { percent } from '../library/python/formatting.ts';
import { combinedSets } from '../library/sets.ts';
import { textOfInt } from '../numbers.ts';

export function ofStrings({ language }: Frame, op: BinaryOp, left: Value, right: Value): Value | undefined {
  if (op === '%' && left.kind === 'string')
    return string(left.value === undefined ? undefined : percent(left.value, right));
  if (op !== '+' && op !== '*') return undefined;
  const repeated = op === '*' && language.name === 'python' ? repeatedText(left, right) : undefined;
  if (repeated !== undefined) return string(repeated);
  const a = asString(left) ?? textOfInt(left);
  const b = asString(right) ?? textOfInt(right);
  return op === '+' && a !== undefined && b !== undefined ? string(a + b) : SOME_STRING;
}

/** Longest text that `'x' * n` makes. */
export const LONGEST_TEXT = 100_000;

function repeatedText(left: Value, right: Value): string | undefined {
  const text = asString(left) ?? asString(right);
  const count = asInt(left) ?? asInt(right);
  if (text === undefined || count === undefined || text.length * count > LONGEST_TEXT) return undefined;
  return text.repeat(Math.max(0, count));
}

/** `a | b`: what b says counts; what is not known of it may say anything of the entries of a. */
export function mergedDicts(left: DictValue, right: DictValue): Value {
  const [a, b] = [left.entries.value, right.entries.value];
  const known = new Map(a.known);
  if (b.rest) for (const [key, value] of known) known.set(key, joinValues(value, b.rest));
  for (const [key, value] of b.known)
    known.set(
      key,
      b.possible?.has(key) && known.has(key) ? joinValues(value, known.get(key) ?? value) : value,
    );
  const rest = a.rest && b.rest ? joinValues(a.rest, b.rest) : (a.rest ?? b.rest);
  return dict(known, rest);
}

/** Longest list that `[x] * n` makes item by item. */
const LONGEST_REPEAT = 1024;

export function ofLists(op: BinaryOp, left: Value, right: Value): Value | undefined {
  if (left.kind === 'list' && right.kind === 'list' && left.flavour === 'set' && right.flavour === 'set') {
    const items = combinedSets(op, left.items.value, right.items.value);
    return items && listOf(items, 'set');
  }
  if (op === '+' && left.kind === 'list' && right.kind === 'list') {
    const a = itemsOf(left);
    const b = itemsOf(right);
    if (a && b) return list([...a, ...b], left.flavour);
    const element = a?.[0] ?? b?.[0];
    return element ? listOf({ element, length: undefined }, left.flavour) : undefined;
  }
  if (op !== '*') return undefined;
  const [sequence, times] = left.kind === 'list' ? [left, right] : [right, left];
  const items = itemsOf(sequence);
  if (sequence.kind !== 'list' || !items) return undefined;
  const count = asInt(times);
  if (count !== undefined && count * items.length <= LONGEST_REPEAT) {
    return list(Array.from({ length: Math.max(0, count) }, () => items).flat(), sequence.flavour);
  }
  const [only] = items;
  return only && items.length === 1
    ? listOf({ element: only, length: asDim(times) }, sequence.flavour)
    : undefined;
}
