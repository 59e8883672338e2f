/** Comparisons: true, false or not known. Tensors are compared by their framework. */
import { tensorBehaviour } from '../frameworks/index.ts';
import { compare, less } from '../shapes/index.ts';
import type { CompareExpr, CompareOp } from '../syntax/tree.ts';
import {
  asDim,
  asString,
  bool,
  type Call,
  itemsOf,
  keyOf,
  type Member,
  memberOf,
  NONE,
  SOME_BOOL,
  sameValue,
  type Value,
} from '../values/index.ts';
import { chanceOf } from './chance.ts';
import { sameClass } from './class-identity.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import { leaveSome } from './library/iterators.ts';
import { dictBehind } from './library/python/dict-behind.ts';
import type { Machine } from './machine.ts';
import { floatOf, isBelow } from './numbers.ts';
import { behaviourAmong, isNumeric, operatorCall, tensorAmong } from './operators/index.ts';
import { refuseOperator } from './python-errors/index.ts';
import { isLacking } from './truth.ts';
import { noteWhole } from './uses.ts';

export function evaluateCompare(m: Machine, frame: Frame, e: CompareExpr): Value {
  const values = e.operands.map(operand => evaluate(m, frame, operand));
  let result: Value = bool(true);
  for (const [i, op] of e.ops.entries()) {
    const left = values[i];
    const right = values[i + 1];
    if (!left || !right) return SOME_BOOL;
    const spans = e.operands.slice(i, i + 2);
    const one = comparison(m, operatorCall(m, frame, e, [left, right], spans), op, left, right);
    if (one.kind !== 'bool' || e.ops.length === 1) return one;
    if (one.value === false) return one;
    if (one.value === undefined) result = SOME_BOOL;
  }
  return result;
}

function comparison(m: Machine, call: Call, op: CompareOp, first: Value, second: Value): Value {
  const left = isLacking(m, first) ? NONE : first;
  const right = isLacking(m, second) ? NONE : second;
  if (op === 'is' || op === 'is-not') return identity(left, right, op === 'is');
  if (op === 'in' || op === 'not-in') {
    const found = membership(left, right, op === 'in');
    leaveSome(m.host, right);
    return found;
  }
  const chance = op === '==' || op === '!=' || op === 'is-instance' ? undefined : chanceOf(left, right);
  if (chance) return chance;
  const own = op !== 'is-instance' && behaviourAmong(left, right)?.compare?.(call);
  if (own) return own;
  const tensor = tensorAmong(left, right);
  if (tensor && op !== 'is-instance') {
    const behaviour = tensorBehaviour(tensor.framework);
    // A parameter left at None stands for what a real caller passes.
    const none = [left, right].find(value => value.kind === 'none');
    if (none) return none.assumed ? SOME_BOOL : bool(op === '!=');
    noteWhole(m, left, right);
    return behaviour?.compare?.(call, op) ?? m.host.unknown('the result of a comparison', call.site);
  }
  // What is not known may be an array, whose comparison is an array.
  const lost = left.kind === 'unknown' ? left : right.kind === 'unknown' ? right : undefined;
  if (lost && op !== 'is-instance') return m.host.because(lost.reason);
  if (op === '==' || op === '!=') {
    const same = equality(left, right);
    return bool(same === undefined ? undefined : same === (op === '=='));
  }
  return refuseOperator(m, call, op) ?? bool(order(op, left, right));
}

function identity(left: Value, right: Value, positive: boolean): Value {
  if (left.kind === 'none' || right.kind === 'none') {
    if (left.kind === 'unknown' || right.kind === 'unknown') return SOME_BOOL;
    if (left.kind === 'union' || right.kind === 'union') return someNone(left, right, positive);
    return bool((left.kind === right.kind) === positive);
  }
  const same = left === right ? true : sameObject(left, right);
  return bool(same === undefined ? undefined : same === positive);
}

/** There is one True and one False; other values that are equal may be two objects. */
function sameObject(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'bool' && right.kind === 'bool') return equality(left, right);
  return sameClass(left, right) ?? (equality(left, right) === false ? false : undefined);
}

function someNone(left: Value, right: Value, positive: boolean): Value {
  const union = left.kind === 'union' ? left : right.kind === 'union' ? right : undefined;
  return union?.options.some(o => o.kind === 'none') ? SOME_BOOL : bool(!positive);
}

function membership(left: Value, right: Value, positive: boolean): Value {
  const entries = dictBehind(right)?.entries.value;
  if (entries) {
    const key = keyOf(left);
    if (key === undefined) return SOME_BOOL;
    if (entries.known.has(key)) return bool(positive);
    return entries.rest ? SOME_BOOL : bool(!positive);
  }
  const items = itemsOf(right);
  if (items) {
    const found = items.map(item => equality(left, item));
    return found.includes(true)
      ? bool(positive)
      : found.every(f => f === false)
        ? bool(!positive)
        : SOME_BOOL;
  }
  const text = asString(right);
  const part = asString(left);
  return text !== undefined && part !== undefined ? bool(text.includes(part) === positive) : SOME_BOOL;
}

/** undefined: not known. */
export function equality(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown' || left.kind === 'union' || right.kind === 'union')
    return undefined;
  const classes = sameClass(left, right);
  if (classes !== undefined) return classes;
  const a = asDim(left);
  const b = asDim(right);
  if (a && b) {
    const verdict = compare(a, b);
    return verdict === 'unknown' ? undefined : verdict === 'equal';
  }
  const x = floatOf(left);
  const y = floatOf(right);
  if (x !== undefined && y !== undefined) return x === y;
  if (isNumeric(left) && isNumeric(right))
    return isBelow(left, right) || isBelow(right, left) ? false : undefined;
  if (left.kind === 'string' && right.kind === 'string')
    return left.value === undefined || right.value === undefined ? undefined : left.value === right.value;
  if (left.kind === 'bool' && right.kind === 'bool')
    return left.value === undefined || right.value === undefined ? undefined : left.value === right.value;
  const [one, other] = [memberOf(left), memberOf(right)];
  if (one && other) return sameMember(one, other);
  if (left.kind === 'list' && right.kind === 'list') return sequenceEquality(itemsOf(left), itemsOf(right));
  if (left.kind !== right.kind)
    return isPlain(left) && isPlain(right) && !(isNumeric(left) && isNumeric(right)) ? false : undefined;
  return sameValue(left, right) ? true : undefined;
}

/** Members of one enumeration that are given one value are the same member. */
function sameMember(left: Member, right: Member): boolean | undefined {
  if (left.key === right.key) return true;
  return equality(left.value, right.value) === false ? false : undefined;
}

function isPlain(value: Value): boolean {
  return value.kind === 'none' || value.kind === 'string' || value.kind === 'number' || value.kind === 'bool';
}

function sequenceEquality(
  a: readonly Value[] | undefined,
  b: readonly Value[] | undefined,
): boolean | undefined {
  if (!a || !b) return undefined;
  if (a.length !== b.length) return false;
  const each: (boolean | undefined)[] = [];
  for (const [i, item] of a.entries()) {
    const other = b[i];
    const isRepeated = i > 0 && item === a[i - 1] && other === b[i - 1];
    each.push(isRepeated ? each[i - 1] : other ? equality(item, other) : false);
  }
  return each.includes(false) ? false : each.every(Boolean) ? true : undefined;
}

function order(op: CompareOp, left: Value, right: Value): boolean | undefined {
  const a = asDim(left);
  const b = asDim(right);
  const isLess = a && b ? less(a, b) : isBelow(left, right);
  const isMore = a && b ? less(b, a) : isBelow(right, left);
  switch (op) {
    case '<':
      return isLess;
    case '>':
      return isMore;
    case '<=':
      return isMore === undefined ? undefined : !isMore;
    case '>=':
      return isLess === undefined ? undefined : !isLess;
    default:
      return undefined;
  }
}
