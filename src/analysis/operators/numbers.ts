/** Operators on numbers, sizes and flags. */
import {
  add,
  constantOf,
  type Dim,
  floorDivide,
  modulo,
  multiply,
  size,
  subtract,
  unknownDim,
} from '../../shapes/index.ts';
import type { BinaryOp } from '../../syntax/tree.ts';
import { asDim, float, integer, placed, SOME_COMPLEX, SOME_FLOAT, type Value } from '../../values/index.ts';
import type { Frame } from '../frame.ts';
import { floatOf } from '../numbers.ts';

/** undefined where an operand is no number, or what comes of it is not known. */
export function ofNumbers(frame: Frame, op: BinaryOp, left: Value, right: Value): Value | undefined {
  if (!isNumeric(left) || !isNumeric(right)) return undefined;
  const a = asDim(left) ?? flagDim(left);
  const b = asDim(right) ?? flagDim(right);
  const whole = placed(op, left, right) ?? (a && b && ofDims(frame, op, a, b));
  if (whole) return left.kind === 'unknown' || right.kind === 'unknown' ? hedged(left, right, whole) : whole;
  return cutOff(frame, op, left, right) ?? ofFloats(frame, op, left, right);
}

const CUTTING: ReadonlySet<string> = new Set(['|', '&', '^', '<<', '>>', '>>>']);

/** JavaScript's operators on bits take floats and give whole numbers: `(n / 2) | 0`. */
function cutOff({ language }: Frame, op: BinaryOp, left: Value, right: Value): Value | undefined {
  if (language.wholeDivision !== 'exact' || !CUTTING.has(op)) return undefined;
  const [a, b] = [floatOf(left), floatOf(right)].map(each => each && Math.trunc(each));
  return bitwise(op, a, b) ?? integer(unknownDim());
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
export function numberValue(value: number): Value {
  return integer(Number.isSafeInteger(value) ? size(value) : unknownDim());
}

function ofFloats(frame: Frame, op: BinaryOp, left: Value, right: Value): Value | undefined {
  const value = floatValue(frame, op, left, right);
  const number = value && value.kind === 'number' && !value.dim ? value.float : undefined;
  // JavaScript has one kind of numbers: `0.5 * 20` is a size.
  const isWhole = number !== undefined && Number.isSafeInteger(number);
  return isWhole && frame.language.wholeDivision === 'exact' ? numberValue(number) : value;
}

const isComplex = (value: Value): boolean => value.kind === 'number' && value.isComplex === true;

function floatValue({ language }: Frame, op: BinaryOp, left: Value, right: Value): Value | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  const a = floatOf(left);
  const b = floatOf(right);
  if ('<<>>&|^'.includes(op)) return undefined;
  if (isComplex(left) || isComplex(right)) return '+-*/**'.includes(op) ? SOME_COMPLEX : undefined;
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
