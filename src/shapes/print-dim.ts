/** Dimensions as text that a Python programmer reads at once: `4*hidden_size`, `(seq_len - 3)//2`, `?`. */
import { type Dim, polynomialOf } from './dim-value.ts';
import { divideAll, sharedFactors } from './division.ts';
import {
  type Atom,
  asConstant,
  constant,
  type DivisionAtom,
  type Factor,
  minus,
  type Polynomial,
  plus,
  scale,
  sumOfTerms,
  type Term,
} from './polynomial.ts';

/** `parseDim` reads it back. Shared factors stand before a bracket: `hidden_size*(bidirectional + 1)`. */
export function printDim(d: Dim): string {
  const p = polynomialOf(d);
  return p ? printPolynomial(p) : '?';
}

/** A number, an expression as `printDim` writes it, or null for unknown. */
export function jsonDim(d: Dim): number | string | null {
  const p = polynomialOf(d);
  return p ? (asConstant(p) ?? printPolynomial(p)) : null;
}

/** The way to write it with the fewest names, of those the shortest; the plain one where there is no difference. */
function printPolynomial(p: Polynomial): string {
  const plain = printFactored(p);
  const others = p.terms.flatMap(t => printFolded(p, t) ?? []);
  return others.reduce((best, text) => (effortOf(text) < effortOf(best) ? text : best), plain);
}

/** Names weigh more than any length: `(n + 1)//2` is read faster than `n - n//2`. */
const effortOf = (text: string) =>
  text.length + 1000 * (text.match(/(?<![\p{L}\p{N}_$.])[\p{L}_$](?!\w*\()/gu)?.length ?? 0);

/** One fraction or one min/max for the whole of p, where the term t is plus or minus such an atom. */
function printFolded(p: Polynomial, t: Term): string | undefined {
  const [only] = t.factors;
  if (p.terms.length < 2 || t.factors.length !== 1 || only?.power !== 1 || Math.abs(t.coefficient) !== 1)
    return undefined;
  const { atom } = only;
  const rest = minus(p, sumOfTerms([t]));
  if (atom.kind === 'quotient') return printFraction(atom, rest, t.coefficient);
  if (atom.kind !== 'positive-part') return undefined;
  const other = printPolynomial(plus(scale(atom.of, t.coefficient), rest));
  return `${t.coefficient > 0 ? 'max' : 'min'}(${printPolynomial(rest)}, ${other})`;
}

/** floor(a/k) + r = floor((a + k*r)/k), and r - floor(a/k) = floor((k*r - a + k - 1)/k). */
function printFraction(atom: DivisionAtom, rest: Polynomial, sign: number): string | undefined {
  const k = asConstant(atom.divisor);
  if (k === undefined) return undefined;
  const whole = scale(rest, k);
  const dividend = sign > 0 ? plus(whole, atom.dividend) : plus(minus(whole, atom.dividend), constant(k - 1));
  return printDivision('//', dividend, atom.divisor);
}

function printFactored(p: Polynomial): string {
  const shared = sharedFactors(p.terms);
  if (p.terms.length < 2 || shared.factors.length === 0) return printSum(p);
  const numbers = p.terms.map(t => Math.abs(t.coefficient));
  const least = Math.min(...numbers);
  const common = numbers.every(n => n % least === 0) ? least : 1;
  const inner = divideAll(p, { ...shared, coefficient: common });
  return `${printProduct(common, shared.factors)}*(${printSum(inner)})`;
}

function printSum(p: Polynomial): string {
  const terms = [...p.terms].sort(inReadingOrder);
  const [first] = terms;
  if (!first) return '0';
  // Begin with something positive where there is anything: `1 - n` rather than `-n + 1`.
  const lead = terms.find(t => t.coefficient > 0) ?? first;
  const others = terms.filter(t => t !== lead);
  const rest = others.map(
    t => (t.coefficient < 0 ? ' - ' : ' + ') + printProduct(Math.abs(t.coefficient), t.factors),
  );
  return printLead(lead) + rest.join('');
}

function printLead(t: Term): string {
  if (t.coefficient >= 0) return printProduct(t.coefficient, t.factors);
  const text = printProduct(-t.coefficient, t.factors);
  // Python reads -n//2 as (-n)//2.
  return /\/\/|%/.test(text) && t.factors.length === 1 ? `-(${text})` : `-${text}`;
}

/** Higher degrees first, then alphabetically; the constant last. */
function inReadingOrder(a: Term, b: Term): number {
  const byDegree = degree(b) - degree(a);
  if (byDegree !== 0) return byDegree;
  return alphabetically(printFactors(a.factors), printFactors(b.factors));
}

/** Names before what begins with a bracket. */
function alphabetically(a: string, b: string): number {
  const byKind = Number(a.startsWith('(')) - Number(b.startsWith('('));
  return byKind !== 0 ? byKind : a < b ? -1 : a > b ? 1 : 0;
}

const degree = (t: Term) => t.factors.reduce((sum, f) => sum + f.power, 0);

function printProduct(coefficient: number, factors: readonly Factor[]): string {
  if (factors.length === 0) return String(coefficient);
  const [only] = factors;
  if (coefficient === 1 && factors.length === 1 && only?.power === 1) return printAtom(only.atom);
  return coefficient === 1 ? printFactors(factors) : `${coefficient}*${printFactors(factors)}`;
}

function printFactors(factors: readonly Factor[]): string {
  const texts = factors.map(({ atom, power }) => {
    const text =
      atom.kind === 'quotient' || atom.kind === 'remainder' ? `(${printAtom(atom)})` : printAtom(atom);
    return power === 1 ? text : `${text}**${power}`;
  });
  return texts.sort(alphabetically).join('*');
}

function printAtom(atom: Atom): string {
  switch (atom.kind) {
    case 'symbol':
      return atom.name;
    case 'positive-part':
      return `max(${printPolynomial(atom.of)}, 0)`;
    default:
      return printDivision(atom.kind === 'quotient' ? '//' : ' % ', atom.dividend, atom.divisor);
  }
}

const printDivision = (sign: string, dividend: Polynomial, divisor: Polynomial) =>
  `${printOperand(dividend)}${sign}${printOperand(divisor)}`;

/** In brackets unless it is one number or one symbol. */
function printOperand(p: Polynomial): string {
  const text = printPolynomial(p);
  return /^[\p{L}\p{N}_$.[\]]+$/u.test(text) ? text : `(${text})`;
}
