/**
 * Where a place of one text stands in a later one: everything between the first and the last difference counts as typed anew. That is
 * exact for a single edit and cautious for several.
 */
import type { TextChange } from '../syntax/parser.ts';

/** What turns `before` into `after`; undefined where they are the same. Never splits a surrogate pair or a CR LF. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  while (start > 0 && isInsidePair(before, after, start)) start--;
  let tail = 0;
  while (tail < shortest - start && fromEnd(before, tail) === fromEnd(after, tail)) tail++;
  while (tail > 0 && isInsidePair(before, after, before.length - tail, after.length - tail)) tail--;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

function fromEnd(text: string, distance: number): number {
  return text.charCodeAt(text.length - 1 - distance);
}

function isInsidePair(before: string, after: string, at: number, atAfter = at): boolean {
  return splits(before, at) || splits(after, atAfter);
}

function splits(text: string, at: number): boolean {
  const left = text.charCodeAt(at - 1);
  const right = text.charCodeAt(at);
  return (
    (left === 0x0d && right === 0x0a) ||
    (left >= 0xd800 && left < 0xdc00 && right >= 0xdc00 && right < 0xe000)
  );
}

/** Offsets across one change, both ways; undefined inside what was replaced. */
export interface Shift {
  forward(offset: number): number | undefined;
  back(offset: number): number | undefined;
}

export function shiftBetween(before: string, after: string): Shift {
  const change = changeBetween(before, after);
  if (!change) return { forward: offset => offset, back: offset => offset };
  const end = change.start + change.text.length;
  return {
    forward: offset => move(offset, change.start, change.end, end),
    back: offset => move(offset, change.start, end, change.end),
  };
}

function move(offset: number, start: number, from: number, to: number): number | undefined {
  if (offset <= start) return offset;
  return offset >= from ? offset + to - from : undefined;
}
