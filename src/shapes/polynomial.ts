/**
 * Polynomials with integer coefficients over atoms: the canonical form behind every symbolic dimension.
 *
 * Two polynomials are the same function of their symbols exactly when their `key`s are the same (up to what is
 * hidden inside opaque atoms), so equality of sizes is equality of strings.
 * A coefficient that leaves the safe integers becomes NaN and poisons what it touches; `isExact` tells.
 */

export interface Bounded {
  readonly key: string;
  /** Every value of the atom lies in lower..upper; either may be infinite. */
  readonly lower: number;
  readonly upper: number;
}

export interface SymbolAtom extends Bounded {
  readonly kind: 'symbol';
  readonly id: string;
  readonly name: string;
  readonly flag: boolean;
}

/** floor(dividend / divisor) or dividend modulo divisor (sign of the divisor), where no simpler form is known. */
export interface DivisionAtom extends Bounded {
  readonly kind: 'quotient' | 'remainder';
  readonly dividend: Polynomial;
  readonly divisor: Polynomial;
}

/** max(of, 0); every minimum and maximum is written with it. */
export interface PositivePartAtom extends Bounded {
  readonly kind: 'positive-part';
  readonly of: Polynomial;
}

export type Atom = SymbolAtom | DivisionAtom | PositivePartAtom;

export interface Factor {
  readonly atom: Atom;
  readonly power: number;
}

export interface Term {
  /** Of the factors only: '' for the constant term. */
  readonly key: string;
  readonly coefficient: number;
  /** Sorted by the atoms' keys. */
  readonly factors: readonly Factor[];
}

export interface Polynomial {
  readonly key: string;
  /** Sorted by key, no zero coefficient; the constant term, where there is one, comes first. */
  readonly terms: readonly Term[];
}

const byKey = (a: { readonly key: string }, b: { readonly key: string }) =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : 0;

const exact = (n: number) => (Number.isSafeInteger(n) ? n + 0 : Number.NaN);

const finish = (terms: readonly Term[]): Polynomial => ({
  key: terms.map(t => `${t.coefficient}${t.key}`).join('+'),
  terms,
});

export function makeTerm(coefficient: number, factors: readonly Factor[]): Term {
  return {
    key: factors.map(f => `*${f.atom.key}^${f.power}`).join(''),
    coefficient: exact(coefficient),
    factors,
  };
}

/** Collects like terms, drops zeros, sorts. */
export function sumOfTerms(terms: Iterable<Term>): Polynomial {
  const collected = new Map<string, Term>();
  for (const term of terms) {
    const same = collected.get(term.key);
    const coefficient = same ? exact(same.coefficient + term.coefficient) : term.coefficient;
    collected.set(term.key, { ...term, coefficient });
  }
  return finish([...collected.values()].filter(t => t.coefficient !== 0).sort(byKey));
}

/** Numbers below this are most of all sizes: each is made once. */
const SHARED = 1025;
const shared: Polynomial[] = [];

export function constant(n: number): Polynomial {
  if (!(Number.isInteger(n) && n >= 0 && n < SHARED)) return makeConstant(n);
  const known = shared[n] ?? makeConstant(n);
  shared[n] = known;
  return known;
}

function makeConstant(n: number): Polynomial {
  if (n === 0) return { key: '', terms: [] };
  const coefficient = exact(n);
  return { key: String(coefficient), terms: [{ key: '', coefficient, factors: [] }] };
}

export const ofAtom = (atom: Atom): Polynomial => finish([makeTerm(1, [{ atom, power: 1 }])]);
export const zero = constant(0);
export const one = constant(1);

export const plus = (a: Polynomial, b: Polynomial): Polynomial => {
  const x = asConstant(a);
  const y = asConstant(b);
  return x !== undefined && y !== undefined ? constant(x + y) : sumOfTerms([...a.terms, ...b.terms]);
};
export function scale(p: Polynomial, by: number): Polynomial {
  if (by === 1) return p;
  const number = asConstant(p);
  return number === undefined ? mapCoefficients(p, c => c * by) : constant(number * by);
}
export const minus = (a: Polynomial, b: Polynomial): Polynomial => plus(a, scale(b, -1));

/** Keeps the terms' order; `change` may make a coefficient zero. */
export function mapCoefficients(p: Polynomial, change: (coefficient: number) => number): Polynomial {
  const changed = p.terms.map(t => ({ ...t, coefficient: exact(change(t.coefficient)) }));
  return finish(changed.filter(t => t.coefficient !== 0));
}

export function times(a: Polynomial, b: Polynomial): Polynomial {
  const x = asConstant(a);
  const y = asConstant(b);
  if (x !== undefined && y !== undefined) return constant(x * y);
  if (x !== undefined) return scale(b, x);
  if (y !== undefined) return scale(a, y);
  return sumOfTerms(a.terms.flatMap(s => b.terms.map(t => timesTerm(s, t))));
}

function timesTerm(a: Term, b: Term): Term {
  return makeTerm(a.coefficient * b.coefficient, mergeFactors(a.factors, b.factors));
}

function mergeFactors(a: readonly Factor[], b: readonly Factor[]): Factor[] {
  const powers = new Map<string, Factor>();
  for (const { atom, power } of [...a, ...b]) {
    const sum = power + (powers.get(atom.key)?.power ?? 0);
    powers.set(atom.key, { atom, power: isFlag(atom) ? 1 : sum });
  }
  return [...powers.values()].sort((x, y) => byKey(x.atom, y.atom));
}

/** Flags are 0 or 1, so flag * flag = flag. */
export const isFlag = (atom: Atom): boolean => atom.kind === 'symbol' && atom.flag;

/** The number a polynomial is, where it has no symbol. */
export function asConstant(p: Polynomial): number | undefined {
  const first = p.terms[0];
  if (!first) return 0;
  return p.terms.length === 1 && first.factors.length === 0 ? first.coefficient : undefined;
}

export function constantTerm(p: Polynomial): number {
  const [first] = p.terms;
  return first && first.factors.length === 0 ? first.coefficient : 0;
}

export const symbolicTerms = (p: Polynomial): readonly Term[] => p.terms.filter(t => t.factors.length > 0);
export const sameValue = (a: Polynomial, b: Polynomial): boolean => a.key === b.key;
export const isExact = (p: Polynomial): boolean => p.terms.every(t => !Number.isNaN(t.coefficient));

export function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y) [x, y] = [y, x % y];
  return x;
}

/** The greatest common divisor of the coefficients of these terms; 0 of none. */
export const contentOf = (terms: readonly Term[]): number => terms.reduce((g, t) => gcd(g, t.coefficient), 0);

/** The atoms of the outermost level, each once. */
export function atomsOf(p: Polynomial): readonly Atom[] {
  const atoms = new Map<string, Atom>();
  for (const t of p.terms) for (const f of t.factors) atoms.set(f.atom.key, f.atom);
  return [...atoms.values()];
}

/** Replaces atoms of the outermost level; undefined keeps an atom. */
export function replaceAtoms(p: Polynomial, replace: (atom: Atom) => Polynomial | undefined): Polynomial {
  const replaced = p.terms.map(term => {
    let product = constant(term.coefficient);
    for (const { atom, power } of term.factors) {
      const by = replace(atom) ?? ofAtom(atom);
      for (let i = 0; i < power; i++) product = times(product, by);
    }
    return product;
  });
  return sumOfTerms(replaced.flatMap(r => r.terms));
}
