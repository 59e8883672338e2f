/** `check` for people at a terminal: each problem with its place, the line it stands on, and what is meant underlined. */
import type { Locate } from '../rules/index.ts';
import type { CheckedFile } from './json.ts';
import { recurrentCount } from './layer-facts.ts';
import type { ShownProblem } from './problem.ts';

export interface TextOptions {
  readonly locate: Locate;
  /** ANSI colours. */
  readonly colour?: boolean;
  readonly printedPath?: (path: string) => string;
}

type Paint = (style: keyof typeof STYLES, text: string) => string;

const STYLES = {
  error: '31;1',
  warning: '33;1',
  information: '36;1',
  hint: '2',
  strong: '1',
  faint: '2',
} as const;

/** All problems, then a summary; ends with a line end. */
export function checkText(files: readonly CheckedFile[], options: TextOptions): string {
  return `${[...problemTexts(files, options), summary(files)].join('\n\n')}\n`;
}

/** One text a problem, without line ends around it. */
export function problemTexts(files: readonly CheckedFile[], options: TextOptions): readonly string[] {
  const paint: Paint = options.colour ? inColour : (_, text) => text;
  return files.flatMap(file => file.problems.map(problem => problemText(file, problem, options, paint)));
}

const inColour: Paint = (style, text) => `\u001b[${STYLES[style]}m${text}\u001b[0m`;

function problemText(file: CheckedFile, problem: ShownProblem, options: TextOptions, paint: Paint): string {
  const [first = '', ...more] = problem.message.split('\n');
  const place = positionText(file.facts?.path ?? file.path, problem.start, options.locate);
  const head = `${paint('strong', `${file.path}${place}`)} ${paint(problem.severity, problem.severity)} ${problem.rule}`;
  const excerpt = file.facts
    ? excerptLines(file.facts.text, problem, file.facts.path, options.locate, paint)
    : [];
  const related = (problem.related ?? []).map(note => noteText(note, options, paint));
  return [`${head}: ${first}`, ...more.map(line => `  ${line}`), ...excerpt, ...related].join('\n');
}

/** ':12:5', in a notebook ':cell 3:12:5'. */
function positionText(file: string, offset: number, locate: Locate): string {
  const place = locate(file, offset);
  if (!place) return '';
  const cell = place.cell === undefined ? '' : `:cell ${place.cell + 1}`;
  return `${cell}:${place.line}:${place.column}`;
}

type Note = NonNullable<ShownProblem['related']>[number];

function noteText(
  { file, start, message }: Note,
  { locate, printedPath = path => path }: TextOptions,
  paint: Paint,
): string {
  return paint('faint', `  ${printedPath(file)}${positionText(file, start, locate)}: ${message}`);
}

const WIDEST = 160;

/** The first line of the marked text, and carets under the marked part. Tabs keep their width. */
function excerptLines(
  text: string,
  { start, end, severity }: ShownProblem,
  file: string,
  locate: Locate,
  paint: Paint,
): readonly string[] {
  if (end <= start) return [];
  const from = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(from))?.[0] ?? '';
  if (line.length > WIDEST) return [];
  const number = String(locate(file, start)?.line ?? '');
  const gutter = ' '.repeat(number.length);
  const pad = line.slice(0, start - from).replace(/[^\t]/g, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(end, from + line.length) - start));
  return [
    `${paint('faint', `${number} |`)} ${line}`,
    `${paint('faint', `${gutter} |`)} ${pad}${paint(severity, carets)}`,
  ];
}

/** '3 files read, 2 recurrent layers: 1 error, 1 warning.' */
function summary(files: readonly CheckedFile[]): string {
  const recurrent = files.reduce((n, { facts }) => n + recurrentCount(facts), 0);
  const counts = (['error', 'warning', 'information', 'hint'] as const).flatMap(severity => {
    const n = files.reduce(
      (sum, file) => sum + file.problems.filter(problem => problem.severity === severity).length,
      0,
    );
    return n === 0 ? [] : [counted(n, severity === 'information' ? 'note' : severity)];
  });
  const found = counts.length === 0 ? 'no problems' : counts.join(', ');
  return `${counted(files.length, 'file')} read, ${counted(recurrent, 'recurrent layer')}: ${found}.`;
}

const counted = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
