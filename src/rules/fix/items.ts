/** Further items of lists and calls, in the style of those that are there. */
import { lineStartAt } from '../../syntax/lines.ts';
import type { Span } from '../../syntax/tree.ts';
import type { Facts } from '../tell/facts.ts';
import { code } from '../tell/words.ts';
import { type Edit, type Fix, replacing } from './fix.ts';
import { exprAt, type Place, textAt } from './source.ts';

/** Behind an item, on a line of its own where that has one. */
export function insertingBehind(
  { files }: Facts,
  file: string,
  { start, end }: Span,
  text: string,
): Edit | undefined {
  const source = files.get(file)?.text;
  if (source === undefined) return undefined;
  const before = source.slice(lineStartAt(source, start), start);
  const isAlone = before.trim() === '' && /^\s*,?[ \t]*(#.*)?\r?\n/.test(source.slice(end));
  return replacing({ file, start: end, end }, isAlone ? `,\n${before}${text}` : `, ${text}`);
}

/** Two items of a list or a tuple in each other's place. */
export function swappingItems(at: Place, a: number, b: number, facts: Facts): Fix | undefined {
  const list = exprAt(facts, at);
  const items = list?.kind === 'list' || list?.kind === 'tuple' ? list.items : [];
  const [first, second] = [items[a], items[b]];
  if (!first || !second) return undefined;
  const place = ({ start, end }: Span): Place => ({ file: at.file, start, end });
  const [one, other] = [textAt(facts, place(first)), textAt(facts, place(second))];
  const edits = [replacing(place(first), other), replacing(place(second), one)];
  return { title: `Swap ${code(one)} and ${code(other)}`, edits, isSafe: false };
}
