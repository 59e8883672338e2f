/** What an edit has left as it was. */
import type { Module, Stmt } from './tree.ts';

/** A file that was read: its text and what that says. */
export interface ReadText {
  readonly text: string;
  readonly module: Module;
}

/** How many statements at the beginning, and how many at the end, are the same at the same places, with all that stands on their last lines. */
export interface Alike {
  readonly first: number;
  readonly last: number;
}

export function alikeStatements(before: ReadText, after: ReadText): Alike {
  const [old, now] = [before.module.body, after.module.body];
  const isSame = (a: Stmt | undefined, b: Stmt | undefined): boolean =>
    isSameTree(a, b) && isTextSame(before.text, after.text, b);
  const most = Math.min(old.length, now.length);
  let first = 0;
  while (first < most && isSame(old[first], now[first])) first++;
  let last = 0;
  while (last < most - first && isSame(old.at(-1 - last), now.at(-1 - last))) last++;
  return { first, last };
}

/** Whether two parts of trees say the same at the same places. */
function isSameTree(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSameTree(item, b[i]));
  const [one, other] = [Object.entries(a), new Map(Object.entries(b))];
  return one.length === other.size && one.every(([key, item]) => isSameTree(item, other.get(key)));
}

/** Whether the text of a statement is the same, with what stands behind it on its last line, such as a comment. It stands where it stood. */
function isTextSame(before: string, after: string, statement: Stmt | undefined): boolean {
  return !statement || textOf(before, statement) === textOf(after, statement);
}

function textOf(text: string, { start, end }: Stmt): string {
  const lineEnd = text.indexOf('\n', end);
  return text.slice(start, lineEnd < 0 ? text.length : lineEnd);
}
