/**
 * Version ranges as requirement files write them (PEP 440, Poetry's carets, npm), read for one question: which release is meant.
 * Sources: https://packaging.python.org/en/latest/specifications/version-specifiers/, https://python-poetry.org/docs/dependency-specification/,
 * https://github.com/npm/node-semver#ranges.
 */
import { knownReleases, type Pinned, type Release } from './known.ts';

interface Bound {
  /** Inclusive lower and exclusive upper end of what one comparison admits. */
  readonly from: Release;
  readonly below: Release | undefined;
  /** What is written is one release. */
  readonly exact: boolean;
}

const ZERO: Release = [0, 0, 0];

/**
 * The release that a range decides on: itself where it is exact, else the newest known one below its upper bound. undefined where the
 * range has no upper bound (a lone lower bound pins nothing) or cannot be read.
 */
export function releaseOf(range: string, framework: Pinned): Release | undefined {
  if (isAddress(range)) return undefined;
  const bounds = readBounds(range);
  const exact = bounds.find(bound => bound.exact);
  if (exact) return exact.from;
  if (!bounds.some(bound => bound.below)) return undefined;
  return newestWithin(bounds, framework);
}

/**
 * As `releaseOf`, for a range that a person has set: a lone lower bound means the newest known release above it. undefined where it
 * cannot be read as a whole.
 */
export function releaseSet(range: string, framework: Pinned): Release | undefined {
  const comparisons = range
    .trim()
    .replace(/([=<>~^!])\s+/g, '$1')
    .split(/\s*(?:,|\|\|)\s*|\s+/);
  if (!comparisons.every(comparison => WHOLE_COMPARISON.test(comparison))) return undefined;
  const bounds = readBounds(range);
  if (bounds.length === 0) return undefined;
  return releaseOf(range, framework) ?? newestWithin(bounds, framework);
}

/** Whether a range leaves a release in. */
export function leavesIn(range: string, release: Release): boolean {
  return isWithin(readBounds(range), release);
}

function newestWithin(bounds: readonly Bound[], framework: Pinned): Release | undefined {
  const known = knownReleases(framework).filter(release => isWithin(bounds, release));
  return known.at(-1) ?? newerThanKnown(bounds);
}

function isWithin(bounds: readonly Bound[], release: Release): boolean {
  return bounds.every(bound => admits(bound, release));
}

/** Links, folders and repositories instead of versions. */
function isAddress(range: string): boolean {
  return /^(?!npm:).*[:/]/.test(range);
}

/** A release that came out after the table was written is taken at its word. */
function newerThanKnown(bounds: readonly Bound[]): Release | undefined {
  return bounds.findLast(({ from }) => from !== ZERO && isWithin(bounds, from))?.from;
}

const COMPARISON = String.raw`(===?|~=|!=|<=|>=|[<>=^~])?\s*v?(\d+(?:\.(?:\d+|[*xX]))*)[-+.\w]*`;
const WHOLE_COMPARISON = new RegExp(`^${COMPARISON}$`);

/** `1.0 || ^2.0`: the last alternative counts. Extras, markers and comments are already cut off. */
function readBounds(range: string): readonly Bound[] {
  const [last = ''] = range.split('||').slice(-1);
  const comparisons = last.matchAll(new RegExp(COMPARISON, 'g'));
  return [...comparisons].flatMap(([, operator = '', version = '']) => {
    const bound = readBound(operator, version);
    return bound ? [bound] : [];
  });
}

function readBound(operator: string, version: string): Bound | undefined {
  const parts = version
    .split('.')
    .filter(part => /^\d+$/.test(part))
    .map(Number);
  const from: Release = [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
  const given = parts.length;
  switch (operator) {
    case '<':
      return { from: ZERO, below: from, exact: false };
    case '<=':
      return { from: ZERO, below: after(from, given), exact: false };
    case '>':
    case '>=':
      return { from, below: undefined, exact: false };
    case '^':
      return { from, below: after(from, caretPlace(from)), exact: false };
    case '~=':
      return { from, below: after(from, Math.max(1, given - 1)), exact: false };
    case '~':
      return { from, below: after(from, Math.min(2, given)), exact: false };
    case '!=':
      return undefined;
    default:
      return { from, below: after(from, given), exact: given >= 3 };
  }
}

/** `^0.2.3` stays below 0.3, `^1.2.3` below 2. */
function caretPlace([major, minor]: Release): number {
  if (major > 0) return 1;
  return minor > 0 ? 2 : 3;
}

/** The first release that differs in one of the first `places` numbers: after 2.10.3 with one place, 3.0.0. */
function after([major, minor, patch]: Release, places: number): Release {
  if (places <= 1) return [major + 1, 0, 0];
  return places === 2 ? [major, minor + 1, 0] : [major, minor, patch + 1];
}

function admits({ from, below }: Bound, release: Release): boolean {
  return !isBefore(release, from) && (below === undefined || isBefore(release, below));
}

function isBefore(a: Release, b: Release): boolean {
  const place = a.findIndex((number, index) => number !== b[index]);
  return place >= 0 && (a[place] ?? 0) < (b[place] ?? 0);
}
