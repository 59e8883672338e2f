/**
 * IPython's own syntax, overwritten with Python of the same length. Source: IPython's documentation, "Built-in magic commands" and
 * "IPython reference": line magics (`%x`), cell magics (`%%x`), shell commands (`!x`), help (`x?`, `?x`), automatic calls (`,f`, `;f`, `/f`).
 */

import { CLOSED, isClosed, linesOf, scanLine } from './recover/scan.ts';

/** Cell magics after whose first line the cell is still Python. */
const PYTHON_CELLS = new Set([
  'time',
  'timeit',
  'capture',
  'prun',
  'python',
  'python3',
  'pypy',
  'debug',
  'memit',
  'mprun',
]);

/** A cell's source of the same length that Python can parse. */
export function blankMagics(source: string): string {
  const first = /^(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*[ \t]*%%(\w*)/.exec(source);
  if (first !== null && !PYTHON_CELLS.has(first[1] ?? '')) return blank(source);
  return isMagicAnywhere(source) ? blankLines(linesOf(source)).join('') : source;
}

function isMagicAnywhere(source: string): boolean {
  return /[%!?]|^[ \t]*[,;/]/m.test(source);
}

/** Lines inside a string or an open bracket are Python, whatever they begin with. */
function blankLines(lines: readonly string[]): readonly string[] {
  const done: string[] = [];
  let state = CLOSED;
  let goesOn = false;
  for (const line of lines) {
    const isMagic: boolean = goesOn || (isClosed(state) && MAGIC.test(line));
    done.push(goesOn ? blank(line) : isMagic ? pass(line) : isClosed(state) ? blankCapture(line) : line);
    goesOn = isMagic && /\\[ \t]*(?:\r\n|\r|\n)?$/.test(line);
    if (!isMagic) state = scanLine(line, state, 'python');
  }
  return done;
}

const MAGIC = /^[ \t]*(?:%|!|\?|[,;/][A-Za-z_]|[%A-Za-z_][\w.]*(?:\[[^\]]*\])?\?{1,2}[ \t]*(?:[\r\n]|$))/;

/** `name = !command` and `name = %magic`: the name is bound to something unknown. */
function blankCapture(line: string): string {
  const capture = /^([ \t]*[\w.,[\] \t]*?=[ \t]*)([!%][^\r\n]*)/.exec(line);
  if (capture === null) return line;
  const [whole, head = '', command = ''] = capture;
  return head + UNKNOWN.slice(0, command.length).padEnd(command.length) + line.slice(whole.length);
}

/** Shorter than any command with its sign: a name that nothing defines. */
const UNKNOWN = '__';

/** A statement that does nothing, in place of a line's text. The statement that `%time` runs is kept. */
function pass(line: string): string {
  const timed = /^([ \t]*)%time[ \t](?=[ \t]*[^\s-])/.exec(line);
  if (timed !== null) return `${timed[1]}pass; ${line.slice(timed[0].length)}`;
  const [, indent = '', text = '', end = ''] = /^([ \t]*)([^\r\n]*)(\r\n|\r|\n)?$/.exec(line) ?? [];
  return (
    indent +
    (text.length >= 4 ? 'pass'.padEnd(text.length) : text.length === 0 ? '' : '0'.padEnd(text.length)) +
    end
  );
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
