/** Arithmetic on dimensions. Origins of the operands are united; one unknown operand makes the result unknown. */
import {
  constantOf,
  type Dim,
  dimOf,
  isUnknown,
  polynomialOf,
  size,
  uniteOrigins,
  withMoreOrigins,
} from './dim-value.ts';
import { quotient, remainder } from './division.ts';
import { minus, one, type Polynomial, plus, scale, times, zero } from './polynomial.ts';
import { positivePart } from './positive-part.ts';

type Operation = (a: Polynomial, b: Polynomial) => Polynomial | undefined;

function combine(a: Dim, b: Dim, operation: Operation): Dim {
  const p = polynomialOf(a);
  const q = polynomialOf(b);
  return dimOf(p && q && operation(p, q), withMoreOrigins(a.origins, b.origins));
}

export const add = (a: Dim, b: Dim): Dim => combine(a, b, plus);
export const subtract = (a: Dim, b: Dim): Dim => combine(a, b, minus);

/** 0 times something unknown is 0. */
export function multiply(a: Dim, b: Dim): Dim {
  const isZero = (isUnknown(a) && constantOf(b) === 0) || (isUnknown(b) && constantOf(a) === 0);
  return isZero ? dimOf(zero, withMoreOrigins(a.origins, b.origins)) : combine(a, b, times);
}

/** Rounded down, as Python's `//`; unknown for a divisor that can be seen to be 0. */
export const floorDivide = (a: Dim, b: Dim): Dim => combine(a, b, quotient);

/** With the divisor's sign, as Python's `%`; unknown for a divisor that can be seen to be 0. */
export const modulo = (a: Dim, b: Dim): Dim => combine(a, b, remainder);

/** Division rounded up. */
export const ceilDivide = (a: Dim, b: Dim): Dim => negate(floorDivide(negate(a), b));

export const negate = (d: Dim): Dim => combine(d, d, p => scale(p, -1));

/** 1 of none, as the element count of a scalar. */
export const product = (dims: readonly Dim[]): Dim => dims.reduce(multiply, size(1));

export const sum = (dims: readonly Dim[]): Dim => dims.reduce(add, size(0));

/** b + max(a - b, 0). */
export const maximum = (a: Dim, b: Dim): Dim =>
  combine(a, b, (p, q) => {
    const above = positivePart(minus(p, q));
    return above && plus(q, above);
  });

/** a - max(a - b, 0). */
export const minimum = (a: Dim, b: Dim): Dim =>
  combine(a, b, (p, q) => {
    const above = positivePart(minus(p, q));
    return above && minus(p, above);
  });

/** flag * whenTrue + (1 - flag) * whenFalse: a size that depends on a choice nobody has made yet. */
export function select(flag: Dim, whenTrue: Dim, whenFalse: Dim): Dim {
  const choice = polynomialOf(flag);
  const origins = uniteOrigins([whenTrue.origins, whenFalse.origins, flag.origins]);
  const [a, b] = [polynomialOf(whenTrue), polynomialOf(whenFalse)];
  if (!choice || !a || !b) return dimOf(undefined, origins);
  return dimOf(plus(times(choice, a), times(minus(one, choice), b)), origins);
}
