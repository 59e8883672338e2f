/**
 * Between which numbers a polynomial can lie, given that symbols are at least 1 and flags are 0 or 1.
 *
 * The answer is always sound and often tight: atoms are first shifted to start at 0 (so that n*m - n = n*(m - 1) is
 * seen to be at least 0), then each term is bounded on its own.
 */
import {
  type Atom,
  atomsOf,
  constant,
  isExact,
  ofAtom,
  type Polynomial,
  plus,
  replaceAtoms,
  type Term,
} from './polynomial.ts';

export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

const everything: Bounds = { lower: -Infinity, upper: Infinity };

/** The shift multiplies terms; where there would be more than this, it is left out. */
const maxShiftedTerms = 256;

export function boundsOf(p: Polynomial): Bounds {
  if (!isExact(p)) return everything;
  const direct = sumOfBounds(p, atom => atom);
  if (p.terms.every(isLinear)) return direct;
  const shifted = shift(p);
  if (!shifted) return direct;
  const after = sumOfBounds(shifted, atom => ({ lower: 0, upper: atom.upper - atom.lower }));
  return { lower: Math.max(direct.lower, after.lower), upper: Math.min(direct.upper, after.upper) };
}

/** For these the shift changes nothing. */
const isLinear = ({ factors: [first, ...others] }: Term) => others.length === 0 && (first?.power ?? 1) === 1;

/** p with each atom written as its lower bound plus what is above it; the same atoms then stand for the excess. */
function shift(p: Polynomial): Polynomial | undefined {
  if (atomsOf(p).some(atom => !Number.isFinite(atom.lower))) return undefined;
  if (p.terms.reduce((count, t) => count + shiftedCount(t), 0) > maxShiftedTerms) return undefined;
  const shifted = replaceAtoms(p, atom => plus(ofAtom(atom), constant(atom.lower)));
  return isExact(shifted) ? shifted : undefined;
}

const shiftedCount = (t: Term) =>
  t.factors.reduce((count, f) => (f.atom.lower === 0 ? count : count * (f.power + 1)), 1);

function sumOfBounds(p: Polynomial, rangeOf: (atom: Atom) => Bounds): Bounds {
  let [lower, upper] = [0, 0];
  for (const term of p.terms) {
    const range = termBounds(term, rangeOf);
    lower = exactOr(-Infinity, lower + range.lower);
    upper = exactOr(Infinity, upper + range.upper);
  }
  return { lower, upper };
}

/** A number too large to be exact bounds nothing. */
const exactOr = (unbounded: number, n: number) => (Number.isSafeInteger(n) ? n : unbounded);

function termBounds(term: Term, rangeOf: (atom: Atom) => Bounds): Bounds {
  let range: Bounds = { lower: term.coefficient, upper: term.coefficient };
  for (const { atom, power } of term.factors) range = product(range, powerOf(rangeOf(atom), power));
  return range;
}

function powerOf(range: Bounds, power: number): Bounds {
  if (range.lower >= 0) return { lower: range.lower ** power, upper: range.upper ** power };
  let result = range;
  for (let i = 1; i < power; i++) result = product(result, range);
  return result;
}

const multiplied = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);

function product(a: Bounds, b: Bounds): Bounds {
  const ends = [
    multiplied(a.lower, b.lower),
    multiplied(a.lower, b.upper),
    multiplied(a.upper, b.lower),
    multiplied(a.upper, b.upper),
  ];
  return { lower: Math.min(...ends), upper: Math.max(...ends) };
}
