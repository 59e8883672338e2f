/**
 * Cuts a text where statements seem to begin: at lines that are not indented deeper than their block, whatever brackets are open
 * before them. An unclosed bracket then costs one statement and not the rest of the file.
 */
import type { Language } from '../tree.ts';
import { CLOSED, type LineState, linesOf, scanLine } from './scan.ts';

export interface Line {
  readonly text: string;
  readonly start: number;
  /** Columns of white space, a tab going to the next multiple of eight; null for a line without code. */
  readonly indent: number | null;
  readonly before: LineState;
}

export function scanLines(text: string, language: Language): readonly Line[] {
  let state = CLOSED;
  let start = 0;
  return linesOf(text).map(line => {
    const scanned: Line = { text: line, start, indent: indentOf(line, language), before: state };
    // A line that begins a statement begins without open brackets, or nothing after an unclosed one could be told apart.
    const opensAnew = scanned.indent === 0 && state.quote === null && STARTS[language].test(line);
    state = scanLine(line, opensAnew ? CLOSED : state, language);
    start += line.length;
    return scanned;
  });
}

function indentOf(line: string, language: Language): number | null {
  const [space = ''] = /^[ \t\f\uFEFF]*/.exec(line) ?? [];
  const rest = line.slice(space.length);
  if (/^[\r\n]*$/.test(rest) || rest.startsWith(language === 'python' ? '#' : '//')) return null;
  let columns = 0;
  for (const character of space) {
    if (character === '\t') columns += 8 - (columns % 8);
    else if (character === ' ') columns += 1;
  }
  return columns;
}

/** Lines that do not go on with what stands before them. */
const STARTS: Readonly<Record<Language, RegExp>> = {
  python: /^[ \t\f\uFEFF]*(?!(?:elif|else|except|finally)\b)[\w@*"'({[.\-~<>=]/,
  typescript:
    /^\uFEFF?(?:import|export|const|let|var|function|class|abstract|async|interface|enum|declare|namespace|type|if|for|switch|try|return|throw|@|[A-Za-z_$][\w$]*\s*[.(=[])/,
};

/** The pieces of a text, in order; together they are the text. `base` is the indentation of the block it is. */
export function chunksOf(text: string, base: number, language: Language): readonly string[] {
  const cuts = [0];
  let decorated = false;
  let seen = false;
  for (const line of scanLines(text, language)) {
    if (!beginsStatement(line, base, language)) continue;
    if (seen && !decorated) cuts.push(line.start);
    seen = true;
    decorated = line.text.trimStart().startsWith('@');
  }
  return cuts.map((start, i) => text.slice(start, cuts[i + 1] ?? text.length)).filter(chunk => chunk !== '');
}

function beginsStatement({ text, indent, before }: Line, base: number, language: Language): boolean {
  return (
    indent !== null &&
    indent <= base &&
    before.quote === null &&
    !before.continued &&
    STARTS[language].test(language === 'python' ? text : text.trimEnd())
  );
}
