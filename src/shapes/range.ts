/**
 * The sharpest bounds we can prove: divisions by numbers written out, and each flag and each max(p, 0) taken by cases.
 */
import { type Bounds, boundsOf } from './bounds.ts';
import { withoutQuotients } from './expand-divisions.ts';
import { flagsOf, setFlag } from './flags.ts';
import { asConstant, atomsOf, isFlag, type Polynomial, replaceAtoms, zero } from './polynomial.ts';

export interface Split {
  /** p is one of the two, or always the less or the greater one. */
  readonly join: 'either' | 'less' | 'greater';
  readonly cases: readonly [Polynomial, Polynomial];
}

/** Each split doubles the work. */
const maxSplits = 4;

export function rangeOf(p: Polynomial, splits: number = maxSplits): Bounds {
  if (asConstant(p) !== undefined) return boundsOf(p);
  const range = withDivisionsWrittenOut(p);
  const split = splits > 0 ? splitCases(p) : undefined;
  if (!split || range.lower === range.upper) return range;
  const [a, b] = split.cases;
  return intersect(range, joinBounds(split.join, rangeOf(a, splits - 1), rangeOf(b, splits - 1)));
}

function withDivisionsWrittenOut(p: Polynomial): Bounds {
  const direct = boundsOf(p);
  const { multiple, factor } = withoutQuotients(p);
  if (factor === 1) return direct;
  const { lower, upper } = boundsOf(multiple);
  return intersect(direct, { lower: Math.ceil(lower / factor), upper: Math.floor(upper / factor) });
}

const intersect = (a: Bounds, b: Bounds): Bounds => ({
  lower: Math.max(a.lower, b.lower),
  upper: Math.min(a.upper, b.upper),
});

function joinBounds(join: Split['join'], a: Bounds, b: Bounds): Bounds {
  const [lowest, highest] = [Math.min(a.lower, b.lower), Math.max(a.upper, b.upper)];
  switch (join) {
    case 'either':
      return { lower: lowest, upper: highest };
    case 'less':
      return { lower: lowest, upper: Math.min(a.upper, b.upper) };
    case 'greater':
      return { lower: Math.max(a.lower, b.lower), upper: highest };
  }
}

/** Whether `splitCases` may have something to tell apart. */
export const isByCases = (p: Polynomial): boolean =>
  p.terms.some(t => t.factors.some(({ atom }) => atom.kind === 'positive-part' || isFlag(atom)));

/** p for both values of one of its flags, or with one max(q, 0) replaced by q and by 0. */
export function splitCases(p: Polynomial): Split | undefined {
  const [flag] = flagsOf([p]);
  if (flag) return { join: 'either', cases: [setFlag(p, flag, 0), setFlag(p, flag, 1)] };
  const part = atomsOf(p).find(atom => atom.kind === 'positive-part');
  if (part?.kind !== 'positive-part') return undefined;
  const setTo = (value: Polynomial) => replaceAtoms(p, atom => (atom.key === part.key ? value : undefined));
  return { join: joinOf(p, part.key), cases: [setTo(part.of), setTo(zero)] };
}

/** c * max(q, 0) + r is the greater of c * q + r and r for a positive number c, the less for a negative one. */
function joinOf(p: Polynomial, key: string): Split['join'] {
  const holding = p.terms.filter(t => t.factors.some(f => f.atom.key === key));
  const [term] = holding;
  if (!term || holding.length !== 1 || term.factors.length !== 1 || term.factors[0]?.power !== 1)
    return 'either';
  return term.coefficient > 0 ? 'greater' : 'less';
}
