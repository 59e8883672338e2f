/**
 * How well a problem of the analysis fits an error text: whether its framework says such words of such conflicts, and whether the numbers and names of
 * the two agree. Points, added; what cannot be the same error has none.
 */
import type { ErrorText, Size, Sizes } from '../../errors/index.ts';
import type { Problem } from '../../rules/index.ts';
import type { Conflict, FrameworkName } from '../../values/index.ts';
import type { ExaminedFile } from './examined.ts';
import { isWrapper, namePoints } from './naming.ts';
import { type Numbers, numbersOf } from './numbers.ts';

export interface Fit {
  readonly points: number;
  /** Numbers, names or the words themselves agree, not the kind alone. */
  readonly isProven: boolean;
}

const NO_FIT: Fit = { points: 0, isProven: false };

/** Points from which on a problem is told as the error's. */
export const ENOUGH = 3;

/** Frameworks that raise each other's errors. */
const FAMILIES: readonly (readonly FrameworkName[])[] = [
  ['keras', 'tensorflow'],
  ['jax', 'flax', 'haiku', 'equinox'],
];

/** Objects of the languages, and arrays, are in programs of any framework. */
const SHARED: ReadonlySet<FrameworkName> = new Set(['python', 'javascript']);

export function fitOf({ finding, severity }: Problem, error: ErrorText, file: ExaminedFile): Fit {
  if (!finding) return NO_FIT;
  const { conflict } = finding;
  const { said } = error;
  const saysSo = quotePoints(conflict, error.message);
  if (said && !isOfFramework(conflict.framework, said.frameworks)) return NO_FIT;
  const isAbout = said?.about.includes(conflict.kind) ?? false;
  if (said && !isAbout && saysSo <= 0) return NO_FIT;
  const evidence = [
    saysSo,
    ...(said ? numberPoints(numbersOf(conflict), said) : []),
    said?.layer?.types ? typePoints(conflict, said.layer.types) : 0,
    namePoints(conflict, error, file),
  ];
  const points = evidence.reduce((sum, each) => sum + each, isAbout ? 2 : 0) + (severity === 'error' ? 1 : 0);
  return { points, isProven: evidence.some(each => each > 1) };
}

function isOfFramework(own: FrameworkName, sayers: readonly FrameworkName[]): boolean {
  if (sayers.length === 0 || SHARED.has(own) || sayers.includes(own)) return true;
  return FAMILIES.some(family => family.includes(own) && sayers.some(sayer => family.includes(sayer)));
}

/** The words that the analysis expects the framework to say. */
function quotePoints({ says }: Conflict, message: string): number {
  if (!says) return 0;
  const [whole, quote] = [plain(message), plain(says)];
  if (quote.length < 8) return 0;
  if (whole.includes(quote)) return /\d/.test(quote) ? 6 : 3;
  // The same words with other numbers are another error.
  return withoutNumbers(whole).includes(withoutNumbers(quote)) ? -3 : 0;
}

const plain = (text: string) => text.toLowerCase().replace(/["'`]/g, '').replace(/\s+/g, ' ');
const withoutNumbers = (text: string) => text.replace(/\d+/g, '#');

function numberPoints(own: Numbers, said: NonNullable<ErrorText['said']>): readonly number[] {
  const { expected = null, actual = null, rank, shapes = [], mentioned, names = [] } = said;
  return [
    pairPoints(own.pair, [expected, actual]),
    // Of shapes that the message only mentions it is not known what they are.
    shapes.length > 0 ? shapePoints(own.shapes, shapes) : Math.max(0, shapePoints(own.shapes, mentioned)),
    rank === undefined || own.rank === undefined ? 0 : rank.actual === own.rank ? 3 : -4,
    rank?.expected !== undefined && own.ranks.includes(rank.expected) ? 1 : 0,
    sharedName(own, names),
  ];
}

function sharedName(own: Numbers, said: readonly string[]): number {
  if (own.names.length === 0 || said.length === 0) return 0;
  if (own.names.some(name => said.includes(name))) return 4;
  return own.isNamed ? -3 : 0;
}

/** Words that only some layers lead to. */
function typePoints({ layer, operation }: Conflict, types: RegExp): number {
  const own = layer?.class.name ?? operation;
  if (types.test(own)) return 1;
  return layer === undefined || isWrapper(own) ? 0 : -3;
}

/** In either order: which of two sizes was needed is a matter of words. */
function pairPoints(own: readonly [Size, Size] | undefined, said: readonly [Size, Size]): number {
  const mine = (own ?? []).filter(size => size !== null);
  const theirs = said.filter(size => size !== null);
  if (mine.length === 0 || theirs.length === 0) return 0;
  const agreeing = mine.filter(size => theirs.some(other => other === size)).length;
  const comparable = Math.min(mine.length, theirs.length);
  if (agreeing >= comparable) return 2 * comparable;
  // Two sizes of which none agrees are those of another error, whatever else is alike.
  if (mine.length === 2 && theirs.length === 2) return agreeing === 0 ? -9 : -4;
  return -2;
}

function shapePoints(own: readonly Sizes[], said: readonly Sizes[]): number {
  if (own.length === 0 || said.length === 0) return 0;
  const best = own.map(shape => Math.max(...said.map(other => likeness(shape, other))));
  return Math.min(6, Math.max(...best)) + (best.filter(points => points > 0).length > 1 ? 1 : 0);
}

/** Messages may leave the batch out, or put all axes before the last together. */
export function likeness(own: Sizes, said: Sizes): number {
  const variants: readonly (readonly [Sizes, Sizes])[] = [
    [own, said],
    [own.slice(1), said],
    // The last batch of an epoch is shorter, and a call may have any.
    ...(said.length > 2 ? [[own.slice(1), said.slice(1)] as const] : []),
  ];
  const same = Math.max(...variants.map(([a, b]) => (a.length === b.length ? agreement(a, b) : -2)));
  if (same > 0 || said.length !== 2 || own.length < 2) return same;
  const [own1, said1] = [own.at(-1), said.at(-1)];
  return own1 !== null && own1 === said1 ? 1 : same;
}

/** Axes that are known on both sides and equal; −2 where two differ. */
function agreement(a: Sizes, b: Sizes): number {
  let points = 0;
  for (const [axis, size] of a.entries()) {
    const other = b[axis] ?? null;
    if (size === null || other === null) continue;
    if (size !== other) return -2;
    points++;
  }
  return points;
}
