/**
 * Long runs of comment lines, overwritten with spaces before the parser sees them. Python's grammar looks past all comments that follow before it
 * ends a line (tree-sitter-python, src/scanner.c), once for each of them: 10,000 in a row take half a minute. Offsets stay what they are.
 */
import { CLOSED, linesOf, scanLine } from './recover/scan.ts';

/** Shorter runs cost less than a millisecond. */
const LONG_RUN = 64;

const COMMENT_LINE = /^[ \t]*#/;

/** The text itself where there is no long run. */
export function withoutLongRuns(text: string): string {
  if (!hasLongRun(text)) return text;
  let state = CLOSED;
  let run: string[] = [];
  const kept: string[] = [];
  const close = (): void => {
    kept.push(...(run.length >= LONG_RUN ? run.map(blank) : run));
    run = [];
  };
  for (const line of linesOf(text)) {
    const isComment = state.quote === null && !state.continued && COMMENT_LINE.test(line);
    if (isComment) run.push(line);
    else {
      close();
      kept.push(line);
      state = scanLine(line, state, 'python');
    }
  }
  close();
  return kept.join('');
}

const blank = (line: string): string => line.replace(/[^\r\n]/g, ' ');

function hasLongRun(text: string): boolean {
  let run = 0;
  for (let start = 0; start < text.length && run < LONG_RUN; ) {
    run = isCommentAt(text, start) ? run + 1 : 0;
    const end = text.indexOf('\n', start);
    start = end < 0 ? text.length : end + 1;
  }
  return run >= LONG_RUN;
}

function isCommentAt(text: string, start: number): boolean {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return text[at] === '#';
}
