/** Where strings, comments and brackets begin and end, line by line, without a parser: what half-typed code still tells. */
import type { Language } from '../tree.ts';

/** How far a line leaves things open for the next one. */
export interface LineState {
  /** What ends the string or comment that is open: `"""`, a backtick, `*` + `/`. */
  readonly quote: string | null;
  /** The brackets that close what is open, innermost first. */
  readonly closers: string;
  /** The line ends in a backslash. */
  readonly continued: boolean;
}

export const CLOSED: LineState = { quote: null, closers: '', continued: false };

export function isClosed({ quote, closers, continued }: LineState): boolean {
  return quote === null && closers === '' && !continued;
}

interface Lexis {
  readonly token: RegExp;
  readonly lineComment: string;
  /** What opens a string or comment that runs over lines, and what ends it. */
  readonly long: ReadonlyMap<string, string>;
}

const LEXIS: Readonly<Record<Language, Lexis>> = {
  python: {
    token: /\\[\s\S]|"""|'''|["'#([{)\]}]/g,
    lineComment: '#',
    long: new Map([
      ['"""', '"""'],
      ["'''", "'''"],
    ]),
  },
  typescript: {
    token: /\\[\s\S]|\/\/|\/\*|\*\/|["'`([{)\]}]/g,
    lineComment: '//',
    long: new Map([
      ['`', '`'],
      ['/*', '*/'],
    ]),
  },
};

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The state after a line. */
export function scanLine(line: string, before: LineState, language: Language): LineState {
  const { token, lineComment, long } = LEXIS[language];
  let { quote, closers } = before;
  for (const [found] of line.matchAll(token)) {
    if (found.startsWith('\\')) continue;
    if (quote !== null) {
      if (found === quote) quote = null;
    } else if (found === lineComment) break;
    else if (long.has(found) || found === '"' || found === "'") quote = long.get(found) ?? found;
    else if (Object.hasOwn(CLOSERS, found)) closers = CLOSERS[found] + closers;
    else if (closers.startsWith(found)) closers = closers.slice(1);
  }
  const runsOn = quote !== null && [...long.values()].includes(quote);
  return { quote: runsOn ? quote : null, closers, continued: !runsOn && /\\(?:\r\n|\r|\n)$/.test(line) };
}

/** The lines of a text with their line breaks. */
export function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\r\n|\n|\r(?!\n))/);
}
