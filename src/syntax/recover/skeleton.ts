/**
 * A compound statement of Python with its bodies taken out: the same text, in which each body is white space around a `0`. What is
 * wrong in one body then leaves the others, and the statement itself, whole. A header that is being typed is closed on the way.
 */
import type { SyntaxProblem } from '../tree.ts';
import { type Line, scanLines } from './chunks.ts';
import { CLOSED, scanLine } from './scan.ts';

export interface Body {
  readonly start: number;
  readonly text: string;
  readonly indent: number;
  /** Offset of the `0` that stands for it. */
  readonly mark: number;
}

export interface Skeleton {
  readonly text: string;
  readonly bodies: readonly Body[];
  readonly problems: readonly SyntaxProblem[];
}

/** null where the text has no indented body. `repair` closes headers, and takes no line for the continuation of another. */
export function skeletonOf(text: string, base: number, repair: boolean): Skeleton | null {
  const lines = scanLines(text, 'python');
  const groups = groupLines(lines, base, repair);
  const pieces: string[] = [];
  const bodies: Body[] = [];
  const problems: SyntaxProblem[] = [];
  for (const group of groups) {
    const [first] = group.lines;
    if (first === undefined) continue;
    const written = group.lines.map(line => line.text).join('');
    if (!group.isBody) {
      pieces.push(written);
      continue;
    }
    const closing = repair ? closingOf(pieces.join('')) : NOTHING;
    const taken = takeOut(written, closing.text);
    if (taken === null) return null;
    if (closing.text !== '') {
      pieces.push(joinable(pieces.pop() ?? ''));
      problems.push({ start: closing.at, end: closing.at, message: `missing ${closing.text.charAt(0)}` });
    }
    pieces.push(taken.text);
    bodies.push({
      start: first.start,
      text: written,
      indent: first.indent ?? base + 1,
      mark: first.start + taken.mark,
    });
  }
  return bodies.length === 0 ? null : { text: pieces.join(''), bodies, problems };
}

interface Group {
  readonly isBody: boolean;
  readonly lines: Line[];
}

/** A line that only a compound statement has, even after an unclosed bracket. */
const CLAUSE = /^\s*(?:elif\b.*|else|except\b.*|finally)\s*:\s*(?:#.*)?$/;

/** Headers and bodies in turn; lines without code go with what stands before them. */
function groupLines(lines: readonly Line[], base: number, repair: boolean): readonly Group[] {
  const groups: Group[] = [];
  for (const line of lines) {
    const last = groups[groups.length - 1];
    const inBrackets = !repair && line.before.closers !== '' && !CLAUSE.test(line.text);
    const goesOn = line.before.quote !== null || line.before.continued || inBrackets;
    const isBody = line.indent !== null && line.indent > base;
    if (last !== undefined && (goesOn || line.indent === null || isBody === last.isBody))
      last.lines.push(line);
    else groups.push({ isBody: isBody && groups.length > 0, lines: [line] });
  }
  return groups;
}

interface Closing {
  readonly text: string;
  readonly at: number;
}

const NOTHING: Closing = { text: '', at: 0 };

/** What the last line of the headers so far lacks: brackets and the colon. */
function closingOf(before: string): Closing {
  const trimmed = before.trimEnd();
  const line = trimmed.slice(Math.max(trimmed.lastIndexOf('\n'), trimmed.lastIndexOf('\r')) + 1);
  const { closers } = scanLine(line, CLOSED, 'python');
  if (closers === '' && /:[ \t]*(?:#.*)?$/.test(line)) return NOTHING;
  return { text: closers === '' ? ':' : `${closers}:`, at: trimmed.length };
}

/** A header and the colon that closes it must stand on one line. */
function joinable(header: string): string {
  return header.replace(/[\r\n]/g, ' ');
}

function takeOut(body: string, closing: string): { readonly text: string; readonly mark: number } | null {
  const blank = body.replace(/[^\r\n]/g, ' ');
  const at = body.search(/\S/);
  const width = (/^[^\r\n]*/.exec(body.slice(at))?.[0] ?? '').length;
  if (at < 0 || width < closing.length + 1) return null;
  const mark = at + closing.length;
  return { text: `${blank.slice(0, at)}${closing}0${blank.slice(mark + 1)}`, mark };
}
