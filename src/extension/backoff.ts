/** When a crashed server may start again: soon at first, then later and later, and not at all when it keeps crashing. */

const SECOND = 1000;
const CALM = 180 * SECOND;
const LONGEST_DELAY = 30 * SECOND;
const MOST_CRASHES = 5;

export type Restart = { readonly kind: 'after'; readonly milliseconds: number } | { readonly kind: 'never' };

/**
 * What to do after the last of `crashes` (times in ms, ascending, at least one).
 *
 * The delay doubles from 1 s to 30 s with every crash that follows another within 3 minutes; the fifth crash in 3 minutes is the last.
 */
export function restartAfter(crashes: readonly number[]): Restart {
  const last = crashes.at(-1) ?? 0;
  if (crashes.filter(time => last - time < CALM).length >= MOST_CRASHES) return { kind: 'never' };
  const delay = SECOND * 2 ** (crashesInARow(crashes) - 1);
  return { kind: 'after', milliseconds: Math.min(delay, LONGEST_DELAY) };
}

/** How many of the last crashes each came within 3 minutes of the one before. */
function crashesInARow(crashes: readonly number[]): number {
  const lastCalm = crashes.findLastIndex((time, index) => time - (crashes[index - 1] ?? -CALM) >= CALM);
  return crashes.length - Math.max(lastCalm, 0);
}
