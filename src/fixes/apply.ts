/** Texts with edits applied, and where what stood in them stands then. */
import type { Edit } from '../rules/index.ts';

/** The text of one file after its edits, which do not overlap. */
export function applied(text: string, edits: readonly Edit[]): string {
  return inOrder(edits).reduceRight(
    (result, { start, end, text: inserted }) => result.slice(0, start) + inserted + result.slice(end),
    text,
  );
}

/** Where an offset of the old text stands in the new one; one inside of what was replaced, at its beginning. */
export function movedBy(edits: readonly Edit[], offset: number): number {
  let by = 0;
  for (const { start, end, text } of inOrder(edits)) {
    if (start >= offset) break;
    if (end > offset) return start + by;
    by += text.length - (end - start);
  }
  return offset + by;
}

/** As `movedBy`, of the end of something: what is inserted there belongs to it. */
export function movedEndBy(edits: readonly Edit[], end: number): number {
  const inserted = edits.filter(edit => edit.start === end && edit.end === end);
  return inserted.reduce((moved, { text }) => moved + text.length, movedBy(edits, end));
}

/** One list of edits for two, the second of which was written for the text after the first; undefined where they touch the same places. */
export function composed(first: readonly Edit[], second: readonly Edit[]): readonly Edit[] | undefined {
  const own = byFile(first);
  const back = (file: string, offset: number): number => movedBack(own.get(file) ?? [], offset);
  const moved = second.map(edit => ({
    ...edit,
    start: back(edit.file, edit.start),
    end: back(edit.file, edit.end),
  }));
  const areApart = moved.every(edit => first.every(other => isApart(edit, other)));
  return areApart ? [...first, ...moved] : undefined;
}

const isInsertion = ({ start, end }: Edit): boolean => start === end;

const isApart = (a: Edit, b: Edit): boolean =>
  a.file !== b.file ||
  (a.start === b.start ? isInsertion(a) || isInsertion(b) : a.end <= b.start || b.end <= a.start);

/** Where an offset of the new text stood in the old one. */
function movedBack(edits: readonly Edit[], offset: number): number {
  let by = 0;
  for (const { start, end, text } of inOrder(edits)) {
    if (start + by >= offset) break;
    by += text.length - (end - start);
  }
  return offset - by;
}

/** Edits by the file that they change. */
export function byFile(edits: readonly Edit[]): ReadonlyMap<string, readonly Edit[]> {
  const files = new Set(edits.map(({ file }) => file));
  return new Map([...files].map(file => [file, edits.filter(edit => edit.file === file)]));
}

function inOrder(edits: readonly Edit[]): readonly Edit[] {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
