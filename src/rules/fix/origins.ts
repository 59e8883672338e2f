/** Fixes of sizes where they were written: the number in the code that a size came from is made the one that fits. */
import { constantOf, type Dim, type Origin } from '../../shapes/index.ts';
import type { Facts } from '../tell/facts.ts';
import { originWords } from '../tell/related.ts';
import { type Fix, proposals, replacing } from './fix.ts';
import { type Place, textAt } from './source.ts';

/** Makes `from` as large as `to`, wherever a number in the code set it alone. */
export function resizing(from: Dim | undefined, to: Dim | undefined, facts: Facts): readonly Fix[] {
  const [old, now] = [from && constantOf(from), to && constantOf(to)];
  if (!from || old === undefined || now === undefined || old === now || now < 1) return [];
  return proposals(...from.origins.map(origin => resized(origin, old, now, facts)));
}

/** Either size may be the wrong one. */
export function resizingEither(a: Dim | undefined, b: Dim | undefined, facts: Facts): readonly Fix[] {
  return [...resizing(a, b, facts), ...resizing(b, a, facts)];
}

function resized(origin: Origin, old: number, now: number, facts: Facts): Fix | undefined {
  const place = numberAt(origin, old, facts);
  const what = origin.what ? `Set ${originWords(origin.what)} to \`${now}\`` : `Change this ${old} to ${now}`;
  return place && { title: what, edits: [replacing(place, String(now))], isSafe: false };
}

/** `10`, and the number of `units=10` and `units: 10`. */
function numberAt(origin: Origin, value: number, facts: Facts): Place | undefined {
  const digits = /^(?:\w+\s*[=:]\s*)?(\d+)$/.exec(textAt(facts, origin))?.[1];
  return digits !== undefined && Number(digits) === value
    ? { file: origin.file, start: origin.end - digits.length, end: origin.end }
    : undefined;
}
