/** max(p, 0): with it every minimum and maximum of two sizes has one canonical form. */
import { overFlags } from './flags.ts';
import {
  contentOf,
  isExact,
  mapCoefficients,
  minus,
  ofAtom,
  type Polynomial,
  scale,
  symbolicTerms,
  zero,
} from './polynomial.ts';
import { rangeOf } from './range.ts';

export const positivePart = (p: Polynomial): Polynomial | undefined =>
  overFlags([p], ([q = zero]) => (isExact(q) ? ofOneCase(q) : undefined));

function ofOneCase(p: Polynomial): Polynomial {
  const { lower, upper } = rangeOf(p);
  if (lower >= 0) return p;
  if (upper <= 0) return zero;
  // max(-p, 0) = max(p, 0) - p: write only the one whose first coefficient is positive.
  const [first] = symbolicTerms(p);
  if (first && first.coefficient < 0) return minus(ofOneCase(scale(p, -1)), scale(p, -1));
  const common = contentOf(p.terms);
  return scale(atomOf(mapCoefficients(p, c => c / common)), common);
}

function atomOf(of: Polynomial): Polynomial {
  const upper = Math.max(rangeOf(of).upper, 0);
  return ofAtom({ kind: 'positive-part', key: `max(${of.key})`, of, lower: 0, upper });
}
