/**
 * Divisions written out, for proofs: floor(a / k) = (a - a modulo k) / k, and a modulo d = a - d * floor(a / d).
 *
 * The canonical form keeps divisions as opaque atoms; these identities connect what would look unrelated, such as
 * n - floor(n / 2), which is never negative, or 2 * floor(n / 2) + n modulo 2, which is n.
 */
import { quotient, remainder } from './division.ts';
import {
  type Atom,
  asConstant,
  atomsOf,
  type DivisionAtom,
  gcd,
  isExact,
  minus,
  type Polynomial,
  replaceAtoms,
  type Term,
  times,
} from './polynomial.ts';

export interface Multiple {
  /** factor * p, without quotients by numbers as far as they could be removed. */
  readonly multiple: Polynomial;
  readonly factor: number;
}

/** A removed quotient can uncover another one inside it. */
const maxRounds = 4;

export function withoutQuotients(p: Polynomial): Multiple {
  let result: Multiple = { multiple: p, factor: 1 };
  for (let round = 0; round < maxRounds; round++) {
    const next = removeQuotients(result);
    if (!next) break;
    result = next;
  }
  return result;
}

function removeQuotients({ multiple, factor }: Multiple): Multiple | undefined {
  const divisors = atomsOf(multiple).flatMap(atom => divisorOf(atom) ?? []);
  if (divisors.length === 0 || !multiple.terms.every(hasAtMostOneQuotient)) return undefined;
  const common = divisors.reduce((lcm, k) => (lcm / gcd(lcm, k)) * k, 1);
  const terms = multiple.terms.map(t => ({ ...t, coefficient: (t.coefficient * common) / divisorIn(t) }));
  const next = replaceAtoms({ key: '', terms }, dividedPart);
  return isExact(next) ? { multiple: next, factor: factor * common } : undefined;
}

/** The number by which a quotient divides; undefined for all other atoms. */
const divisorOf = (atom: Atom) => (atom.kind === 'quotient' ? asConstant(atom.divisor) : undefined);

function hasAtMostOneQuotient(t: Term): boolean {
  const powers = t.factors.map(f => (divisorOf(f.atom) === undefined ? 0 : f.power));
  return powers.reduce((sum, power) => sum + power, 0) <= 1;
}

const divisorIn = (t: Term) => t.factors.reduce((k, f) => divisorOf(f.atom) ?? k, 1);

/** k * floor(a / k) = a - a modulo k. */
function dividedPart(atom: Atom): Polynomial | undefined {
  if (atom.kind !== 'quotient' || divisorOf(atom) === undefined) return undefined;
  const rest = remainder(atom.dividend, atom.divisor);
  return rest && minus(atom.dividend, rest);
}

/** With a modulo d, for a d that is no number, written as a - d * floor(a / d). */
export const withoutRemainders = (p: Polynomial): Polynomial =>
  replaceAtoms(p, atom => (atom.kind === 'remainder' ? writtenOut(atom) : undefined));

function writtenOut({ dividend, divisor }: DivisionAtom): Polynomial | undefined {
  if (asConstant(divisor) !== undefined) return undefined;
  const whole = quotient(dividend, divisor);
  return whole && minus(dividend, times(divisor, whole));
}
