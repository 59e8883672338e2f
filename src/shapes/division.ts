/**
 * Floor division and modulo of polynomials, simplified as far as is provable.
 *
 * Both follow Python: the quotient is rounded down and the remainder has the sign of the divisor
 * (https://docs.python.org/3/reference/expressions.html#binary-arithmetic-operations).
 */
import { boundsOf } from './bounds.ts';
import { divideExactly, divideTerm } from './divide-exactly.ts';
import { overFlags } from './flags.ts';
import {
  asConstant,
  constant,
  constantTerm,
  contentOf,
  type DivisionAtom,
  gcd,
  isExact,
  mapCoefficients,
  minus,
  ofAtom,
  type Polynomial,
  plus,
  scale,
  sumOfTerms,
  symbolicTerms,
  type Term,
  zero,
} from './polynomial.ts';

/** floor(dividend / divisor); undefined for a divisor that is (or with some flag becomes) 0. */
export const quotient = (dividend: Polynomial, divisor: Polynomial): Polynomial | undefined =>
  overFlags([dividend, divisor], ([p = zero, d = zero]) => divide('quotient', p, d));

/** dividend - divisor * floor(dividend / divisor); undefined for a divisor that is (or with some flag becomes) 0. */
export const remainder = (dividend: Polynomial, divisor: Polynomial): Polynomial | undefined =>
  overFlags([dividend, divisor], ([p = zero, d = zero]) => divide('remainder', p, d));

type Kind = DivisionAtom['kind'];

function divide(kind: Kind, p: Polynomial, d: Polynomial): Polynomial | undefined {
  if (!isExact(p) || !isExact(d)) return undefined;
  const k = asConstant(d);
  if (k === 0) return undefined;
  if (d.terms.every(t => t.coefficient < 0)) {
    const positive = divide(kind, scale(p, -1), scale(d, -1));
    return positive && kind === 'remainder' ? scale(positive, -1) : positive;
  }
  if (k === undefined) return kind === 'quotient' ? symbolicQuotient(p, d) : symbolicRemainder(p, d);
  return kind === 'quotient' ? quotientBy(p, k) : remainderBy(p, k);
}

const floorBy = (k: number) => (c: number) => Math.floor(c / k);
const moduloBy = (k: number) => (c: number) => c - k * Math.floor(c / k);

function quotientBy(p: Polynomial, k: number): Polynomial {
  const joined = joinNested(p, k, -1);
  if (joined) return joined;
  const whole = mapCoefficients(p, floorBy(k));
  const rest = mapCoefficients(p, moduloBy(k));
  const common = gcd(k, contentOf(symbolicTerms(rest)));
  if (common === k || common === 0) return whole;
  return plus(whole, properQuotient(mapCoefficients(rest, floorBy(common)), k / common));
}

/** The floor of rest / k where the coefficients of rest are in 0..k-1 and have nothing in common with k. */
function properQuotient(rest: Polynomial, k: number): Polynomial {
  const { lower, upper } = boundsOf(rest);
  if (Math.floor(lower / k) === Math.floor(upper / k)) return constant(Math.floor(lower / k));
  return joinNested(rest, k, k - 1) ?? quotientAtom(rest, k);
}

/**
 * One division instead of two: floor((floor(p / a) + m) / k) = floor((p + a*m) / (a*k)). An inner division whose
 * coefficient is `opposite`, which stands for -1, has coefficient 1 in floor(p / k) = -floor((k - 1 - p) / k).
 */
function joinNested(p: Polynomial, k: number, opposite: number): Polynomial | undefined {
  const nested = p.terms.find(t => isPlainQuotient(t, 1));
  const inner = nested?.factors[0]?.atom;
  if (nested && inner?.kind === 'quotient') {
    const a = asConstant(inner.divisor) ?? 1;
    if (!Number.isSafeInteger(a * k)) return undefined;
    return quotientBy(plus(inner.dividend, scale(minus(p, sumOfTerms([nested])), a)), a * k);
  }
  const isOpposite = p.terms.some(t => isPlainQuotient(t, opposite));
  return isOpposite ? scale(quotientBy(minus(constant(k - 1), p), k), -1) : undefined;
}

function isPlainQuotient(t: Term, coefficient: number): boolean {
  const [only] = t.factors;
  if (t.coefficient !== coefficient || t.factors.length !== 1 || only?.power !== 1) return false;
  return only.atom.kind === 'quotient' && asConstant(only.atom.divisor) !== undefined;
}

/** floor(p / k) = -floor((k - 1 - p) / k) gives two ways to write it: take the one with the smaller coefficients. */
function quotientAtom(rest: Polynomial, k: number): Polynomial {
  const reflected = minus(constant(k - 1), rest);
  const mirror = mapCoefficients(reflected, moduloBy(k));
  if (!isSmaller(mirror, rest)) return ofAtom(divisionAtom('quotient', rest, constant(k)));
  const whole = mapCoefficients(reflected, floorBy(k));
  return scale(plus(whole, properQuotient(mirror, k)), -1);
}

function isSmaller(a: Polynomial, b: Polynomial): boolean {
  const others = symbolicTerms(b);
  for (const [i, t] of symbolicTerms(a).entries()) {
    const difference = t.coefficient - (others[i]?.coefficient ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return constantTerm(a) < constantTerm(b);
}

function remainderBy(p: Polynomial, k: number): Polynomial {
  const rest = mapCoefficients(p, moduloBy(k));
  const common = gcd(k, contentOf(rest.terms));
  if (common === k) return zero;
  const [reduced, by] = [scaleDown(rest, common), k / common];
  const { lower, upper } = boundsOf(reduced);
  const isInside = Math.floor(lower / by) === Math.floor(upper / by);
  const proper = isInside
    ? minus(reduced, constant(by * Math.floor(lower / by)))
    : ofAtom(divisionAtom('remainder', reduced, constant(by)));
  return scale(proper, common);
}

const scaleDown = (p: Polynomial, by: number) => mapCoefficients(p, c => c / by);

function symbolicQuotient(p: Polynomial, d: Polynomial): Polynomial | undefined {
  const exactly = divideExactly(p, d);
  if (exactly) return exactly;
  const [whole, rest] = splitWhole(p, d);
  if (isBetweenZeroAnd(rest, d)) return whole;
  const common = contentOf([...rest.terms, ...d.terms]);
  const shared = sharedFactors([...rest.terms, ...d.terms]);
  if (common > 1 || shared.factors.length > 0) {
    const by = { ...shared, coefficient: common };
    const reduced = divide('quotient', divideAll(rest, by), divideAll(d, by));
    return reduced && plus(whole, reduced);
  }
  return plus(whole, ofAtom(divisionAtom('quotient', rest, d)));
}

function symbolicRemainder(p: Polynomial, d: Polynomial): Polynomial {
  if (divideExactly(p, d)) return zero;
  const [, rest] = splitWhole(p, d);
  return isBetweenZeroAnd(rest, d) ? rest : ofAtom(divisionAtom('remainder', rest, d));
}

/** The part of p that is a multiple of a divisor of one term, already divided, and what remains. */
function splitWhole(p: Polynomial, d: Polynomial): readonly [Polynomial, Polynomial] {
  const [by] = d.terms;
  if (!by || d.terms.length !== 1) return [zero, p];
  const whole: Term[] = [];
  const rest: Term[] = [];
  for (const t of p.terms) {
    const part = divideTerm(t, by);
    if (part) whole.push(part);
    else rest.push(t);
  }
  return [sumOfTerms(whole), sumOfTerms(rest)];
}

const isBetweenZeroAnd = (p: Polynomial, d: Polynomial) =>
  boundsOf(p).lower >= 0 && boundsOf(minus(p, d)).upper < 0;

/** The factors that all terms have, with coefficient 1. */
export function sharedFactors(terms: readonly Term[]): Term {
  const [first, ...others] = terms;
  const shared = (first?.factors ?? []).flatMap(({ atom, power }) => {
    const powers = others.map(t => t.factors.find(f => f.atom.key === atom.key)?.power ?? 0);
    const least = Math.min(power, ...powers);
    return least > 0 ? [{ atom, power: least }] : [];
  });
  return { key: '', coefficient: 1, factors: shared };
}

export const divideAll = (p: Polynomial, by: Term): Polynomial =>
  sumOfTerms(p.terms.map(t => divideTerm(t, by) ?? t));

function divisionAtom(kind: Kind, dividend: Polynomial, divisor: Polynomial): DivisionAtom {
  const sign = kind === 'quotient' ? '//' : '%';
  const { lower, upper } = kind === 'quotient' ? quotientBounds(dividend, divisor) : remainderBounds(divisor);
  return { kind, key: `((${dividend.key})${sign}(${divisor.key}))`, dividend, divisor, lower, upper };
}

function quotientBounds(dividend: Polynomial, divisor: Polynomial): { lower: number; upper: number } {
  const p = boundsOf(dividend);
  const k = asConstant(divisor);
  if (k !== undefined) return { lower: Math.floor(p.lower / k), upper: Math.floor(p.upper / k) };
  const isPositive = p.lower >= 0 && boundsOf(divisor).lower >= 1;
  return isPositive ? { lower: 0, upper: p.upper } : { lower: -Infinity, upper: Infinity };
}

function remainderBounds(divisor: Polynomial): { lower: number; upper: number } {
  const d = boundsOf(divisor);
  return d.lower >= 1 ? { lower: 0, upper: d.upper - 1 } : { lower: -Infinity, upper: Infinity };
}
