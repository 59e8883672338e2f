/** Exact division of polynomials: what `(4*batch*hidden) / (2*hidden)` and `(a*c + b*c) / (a + b)` need. */
import {
  constant,
  type Factor,
  isExact,
  makeTerm,
  minus,
  type Polynomial,
  plus,
  sameValue,
  sumOfTerms,
  type Term,
  times,
} from './polynomial.ts';

/** a / b as one term, where b's coefficient and every one of its factors divide a's. */
export function divideTerm(a: Term, b: Term): Term | undefined {
  const coefficient = a.coefficient / b.coefficient;
  if (!Number.isInteger(coefficient)) return undefined;
  const factors: Factor[] = [];
  const needed = new Map(b.factors.map(f => [f.atom.key, f.power]));
  for (const { atom, power } of a.factors) {
    const rest = power - (needed.get(atom.key) ?? 0);
    needed.delete(atom.key);
    if (rest < 0) return undefined;
    if (rest > 0) factors.push({ atom, power: rest });
  }
  return needed.size === 0 ? makeTerm(coefficient, factors) : undefined;
}

/** The polynomial q with q * divisor = dividend, or undefined where there is none with integer coefficients. */
export function divideExactly(dividend: Polynomial, divisor: Polynomial): Polynomial | undefined {
  const lead = leadingTerm(divisor);
  if (!lead || !isExact(dividend) || !isExact(divisor)) return undefined;
  let rest = dividend;
  let quotient = constant(0);
  for (let steps = dividend.terms.length * 8; steps > 0; steps--) {
    const top = leadingTerm(rest);
    if (!top) break;
    const part = divideTerm(top, lead);
    if (!part) return undefined;
    const piece = sumOfTerms([part]);
    quotient = plus(quotient, piece);
    rest = minus(rest, times(piece, divisor));
  }
  return sameValue(times(quotient, divisor), dividend) ? quotient : undefined;
}

const degree = (t: Term) => t.factors.reduce((sum, f) => sum + f.power, 0);

/** The greatest term in graded lexicographic order, which multiplication preserves. */
function leadingTerm(p: Polynomial): Term | undefined {
  let best: Term | undefined;
  for (const t of p.terms) if (!best || compareTerms(t, best) > 0) best = t;
  return best;
}

function compareTerms(a: Term, b: Term): number {
  const byDegree = degree(a) - degree(b);
  if (byDegree !== 0) return byDegree;
  for (const [i, x] of a.factors.entries()) {
    const y = b.factors[i];
    if (!y) return 1;
    if (x.atom.key !== y.atom.key) return x.atom.key < y.atom.key ? 1 : -1;
    if (x.power !== y.power) return x.power - y.power;
  }
  return 0;
}
