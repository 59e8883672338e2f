/** A person's own numbers as plain data. */
import type { Edits } from './slice.ts';

/** More edits than this are not kept over a reload; nobody types so many. */
const editLimit = 20_000;

export function savedEdits(edits: Edits): readonly (readonly [string, number])[] {
  return [...edits].slice(0, editLimit);
}

export function readEdits(value: unknown): Edits {
  if (!Array.isArray(value)) return new Map();
  const pairs: readonly unknown[] = value.slice(0, editLimit);
  return new Map(
    pairs.flatMap((pair): [string, number][] => {
      if (!Array.isArray(pair)) return [];
      const [key, number]: readonly unknown[] = pair;
      return typeof key === 'string' && key.length < 100 && typeof number === 'number' ? [[key, number]] : [];
    }),
  );
}
