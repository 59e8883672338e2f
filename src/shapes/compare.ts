/** Three-way comparison of dimensions: what is provable about all values of the symbols, and nothing else. */
import { constantOf, type Dim, polynomialOf, size } from './dim-value.ts';
import { withoutQuotients, withoutRemainders } from './expand-divisions.ts';
import { constantTerm, contentOf, isExact, minus, type Polynomial, symbolicTerms } from './polynomial.ts';
import { isByCases, rangeOf, splitCases } from './range.ts';

export type Comparison = 'equal' | 'different' | 'unknown';

/**
 * 'equal' only where the two are the same number for all values of the symbols (at least 1; flags 0 or 1), 'different'
 * only where they are for none. An unknown dimension is equal to itself and 'unknown' to all others.
 */
export function compare(a: Dim, b: Dim): Comparison {
  if (a.value === b.value) return 'equal';
  const [x, y] = [constantOf(a), constantOf(b)];
  if (x !== undefined && y !== undefined) return x === y ? 'equal' : 'different';
  const difference = differenceOf(a, b);
  if (!difference) return 'unknown';
  return isByCases(difference) ? known(difference) : againstZero(difference);
}

/** Cases cost much, and loops and joins ask for the same sizes again and again. */
const KNOWN = new Map<string, Comparison>();
const MOST_KNOWN = 5_000;

function known(p: Polynomial): Comparison {
  const before = KNOWN.get(p.key);
  if (before) return before;
  const made = againstZero(p);
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  KNOWN.set(p.key, made);
  return made;
}

function againstZero(p: Polynomial): Comparison {
  if (isAlwaysZero(p, maxSplits)) return 'equal';
  return isNeverZero(p, maxSplits) ? 'different' : 'unknown';
}

/** Whether there are two sizes, and provably the same. */
export const sameDim = (a: Dim | undefined, b: Dim | undefined): boolean =>
  a !== undefined && b !== undefined && compare(a, b) === 'equal';

/** Whether a < b, where that is the same for all values of the symbols. */
export function less(a: Dim, b: Dim): boolean | undefined {
  const [x, y] = [constantOf(a), constantOf(b)];
  if (x !== undefined && y !== undefined) return x < y;
  const difference = differenceOf(a, b);
  if (!difference) return a.value === b.value ? false : undefined;
  const { lower, upper } = rangeOf(difference);
  if (upper < 0) return true;
  return lower >= 0 ? false : undefined;
}

/** Whether d is at least 1, where that is the same for all values of the symbols. */
export const isPositive = (d: Dim): boolean | undefined => less(size(0), d);

/** Each split doubles the work. */
const maxSplits = 4;

function differenceOf(a: Dim, b: Dim): Polynomial | undefined {
  const [p, q] = [polynomialOf(a), polynomialOf(b)];
  const difference = p && q && minus(p, q);
  return difference && isExact(difference) ? difference : undefined;
}

function isAlwaysZero(p: Polynomial, splits: number): boolean {
  if (p.terms.length === 0) return true;
  if (symbolicTerms(p).length === 0) return false;
  if (withoutQuotients(withoutRemainders(p)).multiple.terms.length === 0) return true;
  const split = splits > 0 ? splitCases(p) : undefined;
  return split?.cases.every(c => isAlwaysZero(c, splits - 1)) ?? false;
}

function isNeverZero(p: Polynomial, splits: number): boolean {
  const symbolic = symbolicTerms(p);
  if (symbolic.length === 0) return p.terms.length > 0;
  if (constantTerm(p) % contentOf(symbolic) !== 0) return true;
  const { lower, upper } = rangeOf(p, splits);
  if (lower > 0 || upper < 0) return true;
  const split = splits > 0 ? splitCases(p) : undefined;
  return split?.cases.every(c => isNeverZero(c, splits - 1)) ?? false;
}
