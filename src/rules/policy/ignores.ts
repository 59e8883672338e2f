/**
 * Comments by which people say that a problem is none.
 *
 * `# lstm-shapes: ignore[rule, rule] reason` behind code is about its line, and about the whole statement where it stands on the statement's first or
 * last line; alone on a line it is about the next line of code. `ignore-start[rule]` and `ignore-end` enclose lines, `ignore-file[rule]` is about the
 * whole file. Without brackets all rules are meant. TypeScript's comments begin with `//`.
 */
import { LineMap } from '../../syntax/lines.ts';
import type { Comment, Module, Span } from '../../syntax/tree.ts';

export interface NamedRule {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Lines from 1, both included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

export interface Ignore {
  readonly kind: 'line' | 'block' | 'file';
  /** undefined: all. */
  readonly rules: readonly NamedRule[] | undefined;
  readonly lines: Lines;
  /** The directive in the text. */
  readonly start: number;
  readonly end: number;
  /** That which ends a block; undefined where the file does. */
  readonly closing?: Span;
}

/** A comment that speaks to us and says nothing that can be obeyed. */
export interface Misspelt {
  /** A sentence. */
  readonly fault: string;
  readonly start: number;
  readonly end: number;
}

export interface ReadIgnores {
  readonly ignores: readonly Ignore[];
  readonly misspelt: readonly Misspelt[];
  /** The line of an offset into the text, from 1. */
  readonly lineOf: (offset: number) => number;
}

const NAME = 'lstm-shapes:';
/** At the beginning of a comment, or behind what another tool is told. */
const DIRECTIVE = /(?<=[#*/][ \t]*)lstm-shapes:[ \t]*([\w-]*)(?:[ \t]*\[([^\]\n\r]*)\])?/;

interface LineLookup {
  /** The line of an offset, from 1. */
  line(offset: number): number;
  /** Whether there is any code before the offset in its line. */
  hasCodeBefore(offset: number): boolean;
  /** The first line from this one on that has code; undefined where there is none. */
  nextCode(line: number): number | undefined;
  readonly lastLine: number;
}

interface Written {
  readonly word: string;
  readonly rules: readonly NamedRule[] | undefined;
  readonly start: number;
  readonly end: number;
}

export function readIgnores({ comments }: Pick<Module, 'comments'>, text: string): ReadIgnores {
  const written = comments.flatMap(comment => directiveIn(comment, text) ?? []);
  // Most files have none, and their lines need not be counted.
  if (written.length === 0) return { ignores: [], misspelt: [], lineOf: () => 0 };
  const lines = lineLookup(text, comments);
  const ignores: Ignore[] = [];
  const misspelt: Misspelt[] = [];
  const open: Written[] = [];
  const close = (start: Written, last: number, closing?: Span): void =>
    void ignores.push({ ...start, kind: 'block', lines: { first: lines.line(start.start), last }, closing });
  for (const directive of written) {
    const { word, start } = directive;
    const line = lines.line(start);
    if (word === 'ignore') {
      const about = lines.hasCodeBefore(start) ? line : (lines.nextCode(line + 1) ?? line);
      ignores.push({ ...directive, kind: 'line', lines: { first: about, last: about } });
    } else if (word === 'ignore-file')
      ignores.push({ ...directive, kind: 'file', lines: { first: 1, last: lines.lastLine } });
    else if (word === 'ignore-start') open.push(directive);
    else if (word === 'ignore-end') {
      const begun = open.pop();
      if (begun) close(begun, line, { start, end: directive.end });
      else misspelt.push({ ...directive, fault: 'There is no `ignore-start` before this `ignore-end`.' });
    } else misspelt.push({ ...directive, fault: UNKNOWN });
  }
  for (const begun of open) close(begun, lines.lastLine);
  return { ignores, misspelt, lineOf: lines.line };
}

const UNKNOWN =
  'After `lstm-shapes:` comes `ignore`, `ignore-start`, `ignore-end` or `ignore-file`, and the names of rules in brackets.';

function directiveIn({ start, end }: Comment, text: string): Written | undefined {
  const comment = text.slice(start, end);
  if (!comment.includes(NAME)) return undefined;
  const match = DIRECTIVE.exec(comment);
  if (!match) return undefined;
  const [whole, word = '', list] = match;
  const at = start + match.index;
  const listAt = at + whole.length - (list?.length ?? 0) - 1;
  return {
    word,
    rules: list === undefined ? undefined : namesIn(list, listAt),
    start: at,
    end: at + whole.length,
  };
}

function namesIn(list: string, at: number): readonly NamedRule[] {
  return Array.from(list.matchAll(/[^\s,]+/g), ({ 0: name, index }) => ({
    name,
    start: at + index,
    end: at + index + name.length,
  }));
}

function lineLookup(text: string, comments: readonly Comment[]): LineLookup {
  const map = new LineMap(text);
  const line = (offset: number): number => map.positionAt(offset).line;
  const startOf = (number: number): number => map.offsetAt({ line: number, column: 1 });
  const beginsWithComment = new Set(
    comments
      .filter(({ start }) => text.slice(startOf(line(start)), start).trim() === '')
      .map(({ start }) => line(start)),
  );
  const isCode = (number: number): boolean =>
    !beginsWithComment.has(number) && text.slice(startOf(number), startOf(number + 1)).trim() !== '';
  const lastLine = map.lineCount;
  return {
    line,
    lastLine,
    hasCodeBefore: offset => !beginsWithComment.has(line(offset)),
    nextCode: from => {
      for (let number = from; number <= lastLine; number++) if (isCode(number)) return number;
      return undefined;
    },
  };
}
