/** Operators on the languages' own values; tensors go to their framework. */

import { tensorBehaviour } from '../frameworks/index.ts';
import {
  add,
  constantOf,
  type Dim,
  floorDivide,
  modulo,
  multiply,
  negate,
  size,
  subtract,
  unknownDim,
} from '../shapes/index.ts';
import type { BinaryExpr, BinaryOp, UnaryExpr } from '../syntax/tree.ts';
import {
  asDim,
  asInt,
  asString,
  type Behaviour,
  bool,
  type Call,
  type DictValue,
  dict,
  float,
  integer,
  itemsOf,
  joinValues,
  list,
  listOf,
  NONE,
  placed,
  SOME_FLOAT,
  SOME_STRING,
  string,
  type TensorValue,
  type Value,
} from '../values/index.ts';
import { forEachOption } from './alternatives.ts';
import { callMethod, callValue } from './calls.ts';
import { evaluate } from './expressions.ts';
import { at, type Frame } from './frame.ts';
import { percent } from './library/python/formatting.ts';
import { combinedSets } from './library/sets.ts';
import type { Machine } from './machine.ts';
import { floatOf, textOfInt } from './numbers.ts';
import { refuseOperator } from './python-errors/index.ts';
import { truthOf } from './truth.ts';

export function evaluateBinary(m: Machine, frame: Frame, e: BinaryExpr): Value {
  const left = evaluate(m, frame, e.left);
  const right = evaluate(m, frame, e.right);
  const call = operatorCall(m, frame, e, [left, right], [e.left, e.right]);
  return binary(m, frame, call, e.op, [left, right]);
}

export function operatorCall(
  m: Machine,
  frame: Frame,
  e: { start: number; end: number },
  values: readonly Value[],
  spans: readonly { start: number; end: number }[],
): Call {
  const args = values.map((value, i) => ({ name: undefined, value, at: at(frame, spans[i] ?? e) }));
  return { host: m.host, site: at(frame, e), args, open: false };
}

/** `call.args` are the operands with their ranges. */
export function binary(
  m: Machine,
  frame: Frame,
  call: Call,
  op: BinaryOp,
  operands: readonly [Value, Value],
): Value {
  return forEachOption(m, operands, chosen => {
    if (chosen === operands) return binaryOf(m, frame, call, op);
    const args = call.args.map((argument, i) => ({ ...argument, value: chosen[i] ?? argument.value }));
    return binaryOf(m, frame, { ...call, args }, op);
  });
}

const OPERATOR_METHODS: Readonly<Record<string, string>> = {
  '+': '__add__',
  '-': '__sub__',
  '*': '__mul__',
  '/': '__truediv__',
  '@': '__matmul__',
  '//': '__floordiv__',
  '%': '__mod__',
  '|': '__or__',
};

function binaryOf(m: Machine, frame: Frame, call: Call, op: BinaryOp): Value {
  const left = call.args[0]?.value;
  const right = call.args[1]?.value;
  if (!left || !right) return m.host.unknown('an operand', call.site);
  const own = behaviourAmong(left, right)?.operate?.(call);
  if (own) return own;
  const tensor = tensorAmong(left, right);
  if (tensor) {
    const wrong = refuseOperator(m, call, op);
    if (wrong) return wrong;
    const behaviour = tensorBehaviour(tensor.framework);
    return behaviour ? behaviour.binary(call, op) : m.host.unknown('the result of an operator', call.site);
  }
  if (left.kind === 'object') {
    const result = callMethod(m, left, OPERATOR_METHODS[op] ?? '', [right], call.site);
    if (result) return result;
  }
  const method =
    left.kind === 'native' && left.behaviour.attribute?.(m.host, OPERATOR_METHODS[op] ?? '', call.site);
  if (method) return callValue(m, method, { args: call.args.slice(1), open: false }, call.site);
  return (
    arithmetic(frame, op, left, right) ?? refuseOperator(m, call, op) ?? unknownResult(m, call, left, right)
  );
}

/** Arithmetic with a parameter that nobody passes stays such a parameter: it may be a size, and as a size it is this one. */
function unknownResult(m: Machine, call: Call, left: Value, right: Value): Value {
  const lost = left.kind === 'unknown' ? left : right.kind === 'unknown' ? right : undefined;
  return m.host.because(
    lost?.reason ?? { missing: `the value of \`${m.host.textOf(call.site)}\``, at: call.site },
  );
}

/** Of an operand that says itself what operators give, which NumPy's arrays leave to it. */
export function behaviourAmong(left: Value, right: Value): Behaviour | undefined {
  const found = [left, right].find(value => value.kind === 'native' && value.behaviour.operate);
  return found?.kind === 'native' ? found.behaviour : undefined;
}

export function tensorAmong(left: Value, right: Value): TensorValue | undefined {
  return left.kind === 'tensor' ? left : right.kind === 'tensor' ? right : undefined;
}

function arithmetic(frame: Frame, op: BinaryOp, left: Value, right: Value): Value | undefined {
  if (left.kind === 'string' || right.kind === 'string') return ofStrings(frame, op, left, right);
  if (left.kind === 'dict' && right.kind === 'dict')
    return op === '|' && frame.language.name === 'python' ? mergedDicts(left, right) : undefined;
  if (left.kind === 'list' || right.kind === 'list') return ofLists(op, left, right);
  if (!isNumeric(left) || !isNumeric(right)) return undefined;
  const a = asDim(left) ?? flagDim(left);
  const b = asDim(right) ?? flagDim(right);
  const whole = placed(op, left, right) ?? (a && b && ofDims(frame, op, a, b));
  if (whole) return left.kind === 'unknown' || right.kind === 'unknown' ? hedged(left, right, whole) : whole;
  return ofFloats(frame, op, left, right);
}

/** A parameter that nobody passes may be a tensor as well as a size: what is computed from it stays open. */
function hedged(left: Value, right: Value, whole: Value): Value | undefined {
  const lost = left.kind === 'unknown' ? left : right.kind === 'unknown' ? right : undefined;
  return lost && { kind: 'unknown', reason: lost.reason, size: asDim(whole) };
}

export function isNumeric(value: Value): boolean {
  return (
    value.kind === 'number' ||
    value.kind === 'bool' ||
    (value.kind === 'unknown' && asDim(value) !== undefined)
  );
}

function flagDim(value: Value): Dim | undefined {
  if (value.kind !== 'bool') return undefined;
  return value.value === undefined ? value.flag : size(Number(value.value));
}

function ofDims(frame: Frame, op: BinaryOp, a: Dim, b: Dim): Value | undefined {
  switch (op) {
    case '+':
      return integer(add(a, b));
    case '-':
      return integer(subtract(a, b));
    case '*':
      return integer(multiply(a, b));
    case '//':
      return isZero(b) ? undefined : integer(floorDivide(a, b));
    case '%':
      return isZero(b) ? undefined : remainder(frame, a, b);
    case '**':
      return power(a, b);
    case '/':
      return frame.language.wholeDivision === 'exact' && isMultiple(a, b)
        ? integer(floorDivide(a, b))
        : undefined;
    default:
      return bitwise(op, constantOf(a), constantOf(b));
  }
}

function remainder({ language }: Frame, a: Dim, b: Dim): Value {
  const [x, y] = [constantOf(a), constantOf(b)];
  return x === undefined || y === undefined ? integer(modulo(a, b)) : numberValue(language.remainder(x, y));
}

const isZero = (dim: Dim): boolean => constantOf(dim) === 0;

function isMultiple(a: Dim, b: Dim): boolean {
  return !isZero(b) && constantOf(modulo(a, b)) === 0;
}

function power(a: Dim, b: Dim): Value | undefined {
  const base = constantOf(a);
  const exponent = constantOf(b);
  if (exponent === undefined || exponent < 0) return undefined;
  if (base !== undefined) return numberValue(base ** exponent);
  return exponent > 4
    ? undefined
    : integer(Array.from({ length: exponent }, () => a).reduce(multiply, size(1)));
}

function bitwise(op: BinaryOp, a: number | undefined, b: number | undefined): Value | undefined {
  if (a === undefined || b === undefined) return undefined;
  switch (op) {
    case '<<':
      return numberValue(a * 2 ** b);
    case '>>':
      return numberValue(Math.floor(a / 2 ** b));
    case '&':
      return numberValue(a & b);
    case '|':
      return numberValue(a | b);
    case '^':
      return numberValue(a ^ b);
    default:
      return undefined;
  }
}

/** A whole number; one that a JavaScript number does not hold exactly is not known. */
function numberValue(value: number): Value {
  return integer(Number.isSafeInteger(value) ? size(value) : unknownDim());
}

function ofFloats(frame: Frame, op: BinaryOp, left: Value, right: Value): Value | undefined {
  const value = floatValue(frame, op, left, right);
  const number = value && value.kind === 'number' && !value.dim ? value.float : undefined;
  // JavaScript has one kind of numbers: `0.5 * 20` is a size.
  const isWhole = number !== undefined && Number.isSafeInteger(number);
  return isWhole && frame.language.wholeDivision === 'exact' ? numberValue(number) : value;
}

function floatValue({ language }: Frame, op: BinaryOp, left: Value, right: Value): Value | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  const a = floatOf(left);
  const b = floatOf(right);
  if ('<<>>&|^'.includes(op)) return undefined;
  if (a === undefined || b === undefined) return SOME_FLOAT;
  switch (op) {
    case '+':
      return float(a + b);
    case '-':
      return float(a - b);
    case '*':
      return float(a * b);
    case '/':
      return b === 0 ? undefined : float(a / b);
    case '//':
      return b === 0 ? undefined : float(Math.floor(a / b));
    case '%':
      return b === 0 ? undefined : float(language.remainder(a, b));
    case '**':
      return float(a ** b);
    default:
      return undefined;
  }
}

function ofStrings({ language }: Frame, op: BinaryOp, left: Value, right: Value): Value | undefined {
  if (op === '%' && left.kind === 'string')
    return string(left.value === undefined ? undefined : percent(left.value, right));
  if (op !== '+' && op !== '*') return undefined;
  const repeated = op === '*' && language.name === 'python' ? repeatedText(left, right) : undefined;
  if (repeated !== undefined) return string(repeated);
  const a = asString(left) ?? textOfInt(left);
  const b = asString(right) ?? textOfInt(right);
  return op === '+' && a !== undefined && b !== undefined ? string(a + b) : SOME_STRING;
}

/** `a | b`: what b says counts; what is not known of it may say anything of the entries of a. */
function mergedDicts(left: DictValue, right: DictValue): Value {
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

/** Longest text that `'x' * n` makes. */
export const LONGEST_TEXT = 100_000;

function repeatedText(left: Value, right: Value): string | undefined {
  const text = asString(left) ?? asString(right);
  const count = asInt(left) ?? asInt(right);
  if (text === undefined || count === undefined || text.length * count > LONGEST_TEXT) return undefined;
  return text.repeat(Math.max(0, count));
}

/** Longest list that `[x] * n` makes item by item. */
const LONGEST_REPEAT = 1024;

function ofLists(op: BinaryOp, left: Value, right: Value): Value | undefined {
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

// --- one operand ----------------------------------------------------------------------------------------------------------

export function evaluateUnary(m: Machine, frame: Frame, e: UnaryExpr): Value {
  const operand = evaluate(m, frame, e.operand);
  if (e.op === 'not') {
    const known = truthOf(m, frame, operand);
    return bool(known === undefined ? undefined : !known);
  }
  return forEachOption(m, [operand], ([value]) => unary(m, frame, e, value ?? operand));
}

/** JavaScript's names of types. What is none may be `undefined` or `null`, which are told apart. */
const TYPES: Readonly<Partial<Record<Value['kind'], string>>> = {
  number: 'number',
  string: 'string',
  bool: 'boolean',
  list: 'object',
  dict: 'object',
  object: 'object',
  tensor: 'object',
  function: 'function',
  'native-function': 'function',
  class: 'function',
  bound: 'function',
};

/** JavaScript's `+text` is the number that it says. */
function ofText(m: Machine, frame: Frame, e: UnaryExpr, text: string | undefined): Value {
  const number = text === undefined ? Number.NaN : Number(text);
  if (Number.isNaN(number))
    return m.host.unknown(`the value of \`${m.host.textOf(at(frame, e))}\``, at(frame, e));
  return Number.isSafeInteger(number) ? numberValue(number) : float(number);
}

function unary(m: Machine, frame: Frame, e: UnaryExpr, operand: Value): Value {
  if (operand.kind === 'tensor') {
    const call = operatorCall(m, frame, e, [operand], [e.operand]);
    return tensorBehaviour(operand.framework)?.unary?.(call, e.op) ?? operand;
  }
  if (operand.kind === 'native' && operand.behaviour.operate)
    return operand.behaviour.operate(operatorCall(m, frame, e, [operand], [e.operand]));
  if (e.op === 'typeof') return string(TYPES[operand.kind]);
  if (e.op === 'void') return NONE;
  if (e.op === '+' && operand.kind === 'string') return ofText(m, frame, e, operand.value);
  const dim = asDim(operand);
  if (dim && operand.kind === 'number')
    return e.op === '-' ? integer(negate(dim)) : e.op === '+' ? operand : integer(subtract(size(-1), dim));
  if (operand.kind === 'number')
    return operand.float === undefined ? operand : float(e.op === '-' ? -operand.float : operand.float);
  return m.host.unknown(`the value of \`${m.host.textOf(at(frame, e))}\``, at(frame, e));
}
