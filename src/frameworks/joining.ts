/** How slots that hold maps join after two paths of the code: see `slot` of src/values. */

import { beside } from './parts.ts';

/** What either path has made is there. */
export function joinMade<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): ReadonlyMap<K, V> {
  return a === b ? a : new Map([...a, ...b]);
}

/** What one path alone has made, by the joined map. */
const PERHAPS = beside<object, ReadonlySet<unknown>>();

/** Of the things in a joined map those that some path has not made. */
export const perhapsMade = <K>(made: ReadonlyMap<K, unknown>): readonly K[] =>
  [...made.keys()].filter(key => PERHAPS.get(made)?.has(key));

/** As `joinMade`, and knows what one path alone has made, or has made otherwise. */
export function joinPerhaps<K, V>(
  a: ReadonlyMap<K, V>,
  b: ReadonlyMap<K, V>,
  isSame: (a: V, b: V) => boolean = () => true,
): ReadonlyMap<K, V> {
  if (a === b) return a;
  const made = joinMade(a, b);
  const isOneSided = (key: K): boolean => {
    const [one, other] = [a.get(key), b.get(key)];
    return one === undefined || other === undefined || !isSame(one, other);
  };
  PERHAPS.set(made, new Set([...perhapsMade(a), ...perhapsMade(b), ...[...made.keys()].filter(isOneSided)]));
  return made;
}

/** With more that is surely made. */
export function withMade<K, V>(made: ReadonlyMap<K, V>, more: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
  const added = new Map(more);
  const all = new Map([...made, ...added]);
  PERHAPS.set(all, new Set(perhapsMade(made).filter(key => !added.has(key))));
  return all;
}

/** What either path has met. */
export const joinMet = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> =>
  a === b ? a : new Set([...a, ...b]);

/** How many of each name were given out. */
export type Counts = ReadonlyMap<string, number>;

/** The next number is one that is free after both. */
export function joinCounts(a: Counts, b: Counts): Counts {
  const joined = new Map(a);
  for (const [name, count] of b) joined.set(name, Math.max(count, joined.get(name) ?? 0));
  return joined;
}
