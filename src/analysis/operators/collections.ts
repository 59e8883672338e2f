/** Operators on texts and dictionaries. */
import { add, type Dim, multiply, size } from '../../shapes/index.ts';
import type { BinaryOp } from '../../syntax/tree.ts';
import {
  asInt,
  asString,
  type DictValue,
  dict,
  joinValues,
  lengthOfText,
  SOME_STRING,
  type StringValue,
  string,
  textOfLength,
  type Value,
} from '../../values/index.ts';
import type { Frame } from '../frame.ts';
import { percent } from '../library/python/formatting.ts';
import { textOfInt } from '../numbers.ts';

/** `'%d' % n` */
export const formatted = ({ value: text }: StringValue, right: Value): Value =>
  string(text === undefined ? undefined : percent(text, right));

export function ofStrings({ language }: Frame, op: BinaryOp, left: Value, right: Value): Value | undefined {
  if (op !== '+' && op !== '*') return undefined;
  const repeated = op === '*' && language.name === 'python' ? repeatedText(left, right) : undefined;
  if (repeated !== undefined) return string(repeated);
  const a = asString(left) ?? textOfInt(left);
  const b = asString(right) ?? textOfInt(right);
  if (op === '+' && a !== undefined && b !== undefined) return string(a + b);
  const length = language.name === 'python' ? lengthMade(op, left, right) : undefined;
  return length ? textOfLength(length) : SOME_STRING;
}

/** Of texts of which only the lengths are known. */
function lengthMade(op: '+' | '*', left: Value, right: Value): Dim | undefined {
  const [a, b] = [left, right].map(side => (side.kind === 'string' ? lengthOfText(side) : undefined));
  if (op === '+') return a && b && add(a, b);
  const [text, times] = a ? [a, asInt(right)] : [b, asInt(left)];
  return text && times !== undefined ? multiply(text, size(Math.max(0, times))) : undefined;
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
