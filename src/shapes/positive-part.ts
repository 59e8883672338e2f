/** max(p, 0): with it every minimum and maximum of two sizes has one canonical form. */
import { overFlags } from './flags.ts';
import {
  type Atom,
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

/**
 * Nobody reads a maximum of more than a few sizes, and each one more takes several times as long to write: what is deeper is undefined (unknown), as is
 * what is not exact.
 */
const DEEPEST = 4;

export const positivePart = (p: Polynomial): Polynomial | undefined =>
  overFlags([p], ([q = zero]) => (isExact(q) && depthOf(q) < DEEPEST ? ofOneCase(q) : undefined));

/** How many positive parts stand within each other. */
const depthOf = (p: Polynomial): number =>
  Math.max(0, ...p.terms.flatMap(({ factors }) => factors.map(({ atom }) => depthOfAtom(atom))));

function depthOfAtom(atom: Atom): number {
  if (atom.kind === 'symbol') return 0;
  return atom.kind === 'positive-part'
    ? 1 + depthOf(atom.of)
    : Math.max(depthOf(atom.dividend), depthOf(atom.divisor));
}

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
