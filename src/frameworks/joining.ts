/** How slots that hold maps join after two paths of the code: see `slot` of src/values. */

/** What either path has made is there. */
export function joinMade<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): ReadonlyMap<K, V> {
  return a === b ? a : new Map([...a, ...b]);
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
