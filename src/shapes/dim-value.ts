/** A size of an axis: a number, an expression over symbols, or unknown; and where the user's program set it. */
import type { Origin } from './origin.ts';
import { asConstant, constant, isExact, ofAtom, type Polynomial } from './polynomial.ts';

/** Immutable. Made by `size`, `symbol`, `unknownDim` and arithmetic; read with `constantOf`, `compare`, `printDim`. */
export interface Dim {
  readonly value: Polynomial | UnknownValue;
  /** Where it was set in the user's program, most telling first; at most 4; no part of equality. */
  readonly origins: readonly Origin[];
}

/** Each unknown is an object of its own, and equal only to itself. */
export interface UnknownValue {
  readonly unknown: true;
}

const maxOrigins = 4;

/** Expressions whose canonical text is longer are given up: no person could read them, and they slow everything. */
const maxKeyLength = 4000;

/** The number n; unknown where n is not a safe integer. */
export const size = (n: number, origin?: Origin): Dim => dimOf(constant(n), origin ? [origin] : []);

export interface SymbolOptions {
  /** Symbols of the same id are the same unknown number; the name where left out. */
  readonly id?: string;
  /** The number is 0 or 1; otherwise it is an integer of at least 1. */
  readonly flag?: boolean;
  readonly origin?: Origin;
}

/** A number nobody has told: `batch`, `seq_len`, a parameter that nobody passes. */
export function symbol(name: string, { id = name, flag = false, origin }: SymbolOptions = {}): Dim {
  const range = flag ? { lower: 0, upper: 1 } : { lower: 1, upper: Infinity };
  // A flag and a size of one name are not the same function: what is known of a key is known of every polynomial that has it.
  const key = `${JSON.stringify(id)}${flag ? '?' : ''}`;
  const atom = { kind: 'symbol', key, id, name, flag, ...range } as const;
  return { value: ofAtom(atom), origins: origin ? [origin] : [] };
}

/** A size of which nothing is known: neither equal to nor different from any other. */
export const unknownDim = (origin?: Origin): Dim => ({
  value: { unknown: true },
  origins: origin ? [origin] : [],
});

/** A dimension of this value; unknown where the value is undefined, not exact, or too long to be of use. */
export function dimOf(value: Polynomial | undefined, origins: readonly Origin[]): Dim {
  const isUsable = value && isExact(value) && value.key.length <= maxKeyLength;
  return { value: isUsable ? value : { unknown: true }, origins };
}

export const polynomialOf = (d: Dim): Polynomial | undefined => ('unknown' in d.value ? undefined : d.value);

export const isUnknown = (d: Dim): boolean => 'unknown' in d.value;

/** The number, where it is one. */
export function constantOf(d: Dim): number | undefined {
  const p = polynomialOf(d);
  return p && asConstant(p);
}

/** The same size, set here first of all. */
export const withOrigin = (d: Dim, origin: Origin): Dim => ({
  value: d.value,
  origins: withMoreOrigins([origin], d.origins),
});

const sameOrigin = (a: Origin, b: Origin) =>
  a === b || (a.start === b.start && a.end === b.end && a.file === b.file && a.what === b.what);

/** All of them, each once, the first 4. */
export function uniteOrigins(lists: readonly (readonly Origin[])[]): readonly Origin[] {
  return lists.reduce(withMoreOrigins, []);
}

/** Those of two lists, which each hold no origin twice, and at most 4; one of the lists itself where the other adds nothing. */
export function withMoreOrigins(known: readonly Origin[], more: readonly Origin[]): readonly Origin[] {
  if (known.length === 0) return more;
  const room = maxOrigins - known.length;
  if (room === 0 || known === more || more.every(origin => holds(known, origin))) return known;
  const added = more.filter(origin => !holds(known, origin));
  return [...known, ...added.slice(0, room)];
}

const holds = (origins: readonly Origin[], origin: Origin): boolean =>
  origins.some(other => sameOrigin(other, origin));
