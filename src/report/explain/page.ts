/** An explanation as Markdown: what the message means, where it comes from, which shapes are there, and the way out. */
import type { ErrorText } from '../../errors/index.ts';
import { type Locate, type Problem, ruleUrl } from '../../rules/index.ts';
import { placeText } from '../markdown/problems.ts';
import { blocks, codeBlock, escaped, inlineCode, prose } from '../markdown/text.ts';
import type { ExaminedFile, ExaminedPlace } from './examined.ts';
import { linesOf } from './examined.ts';
import type { Found, FoundLayer, FoundProblem } from './find.ts';
import { conflictTable, layerLine, layerLines, lineTable } from './shapes.ts';

export interface PageOptions {
  readonly locate: Locate;
  /** The target of a link to a place of a file; undefined: the place is only named. */
  readonly linkTo?: (file: string, offset: number) => string | undefined;
  /** What quick fixes of a problem that were tried are called. */
  readonly fixesOf: (found: FoundProblem) => readonly string[];
  /** How a file is called that is not among those examined. */
  readonly shownPath: (file: string) => string;
}

export function explanationPage(
  error: ErrorText,
  found: Found,
  files: readonly ExaminedFile[],
  options: PageOptions,
): string {
  return `${blocks(
    '# Shape error',
    messageBlock(error),
    '## What it says',
    meaningText(error),
    ...placeSections(error, found, files, options),
  )}\n`;
}

const MOST_LINES = 12;
const LONGEST_LINE = 400;

/** TensorFlow writes frames into its messages. */
const FRAME = /^\s+File "[^"]*", line \d/;

/** The message as it was given, never as Markdown. */
function messageBlock({ exception, message, text }: ErrorText): string {
  const words = message === '' ? (exception ?? text) : exception ? `${exception}: ${message}` : message;
  const lines = words.split('\n').filter(line => line.trim() !== '' && !FRAME.test(line));
  const shown = lines
    .slice(0, MOST_LINES)
    .map(line => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line));
  return codeBlock([...shown, ...(lines.length > MOST_LINES ? ['…'] : [])].join('\n'));
}

function meaningText({ said, layer }: ErrorText): string {
  if (said) return prose(said.sentences.join(' '));
  if (layer)
    return `These words are not known here as words about shapes. They speak of the layer ${inlineCode(layer.name ?? layer.type ?? '')}.`;
  return 'These words are not known here as words about shapes. Copy the whole message with its traceback: the last line says what went wrong, the others where.';
}

function placeSections(
  error: ErrorText,
  found: Found,
  files: readonly ExaminedFile[],
  options: PageOptions,
): readonly string[] {
  const { raised, problems, layers } = found;
  const [first, ...others] = problems;
  if (first) {
    return [
      '## Where',
      ...(raised && !isSameLine(raised, first)
        ? [`By the traceback it is raised at ${placeLine(raised, options)}.`]
        : []),
      problemSection(first, problems.length, options),
      ...others.map(other => problemSection(other, problems.length, options)),
    ];
  }
  if (raised) return ['## Where', ...raisedSection(raised, options), ...layersBelow(layers, options)];
  if (layers.length > 0) return ['## Where', layersSection(layers, options)];
  return ['## Where', nothingFound(error, files)];
}

function isSameLine({ file, start, end }: ExaminedPlace, { problem }: FoundProblem): boolean {
  return problem.file === file.facts.path && start <= problem.start && problem.start <= end;
}

function problemSection(found: FoundProblem, count: number, options: PageOptions): string {
  const { problem, file, fit, isInTraceback } = found;
  const { finding } = problem;
  const [first = '', ...more] = problem.message.split('\n');
  const fixes = options.fixesOf(found);
  return blocks(
    `${placeLine({ file, start: problem.start, end: problem.end }, options)}${ofStatement(problem, options)}${certainty(fit.isProven || isInTraceback, count)}`,
    codeLines(file, statementStart(problem), problem.end),
    blocks(prose(first), ...more.map(prose)),
    finding && conflictTable(finding.conflict, file.facts),
    finding?.conflict.layer && `The layer: ${layerLine(finding.conflict.layer)}`,
    relatedList(found, options),
    fixes.length > 0
      ? `Quick ${fixes.length === 1 ? 'fix' : 'fixes'} there: ${fixes.map(title => prose(title)).join('; ')}.`
      : undefined,
    `Read on: [${problem.rule}](${ruleUrl(problem.rule)})`,
  );
}

/** Where the refused statement begins; a problem may be told of an argument some lines below. */
function statementStart({ finding, file, start }: Problem): number {
  return finding?.statement.file === file ? Math.min(finding.statement.start, start) : start;
}

function ofStatement(problem: Problem, { locate }: PageOptions): string {
  const [first, own] = [statementStart(problem), problem.start].map(at => locate(problem.file, at)?.line);
  return first === own ? '' : ` (of the statement that begins on line ${first})`;
}

/** What is known of the match, honestly. */
function certainty(isSure: boolean, count: number): string {
  if (count > 1) return `: one of ${count} places that fit alike.`;
  return isSure ? ':' : ', the problem that fits best; no number or name in the message proves it:';
}

function relatedList({ problem }: FoundProblem, options: PageOptions): string | undefined {
  if (problem.related.length === 0) return undefined;
  const notes = problem.related.map(
    ({ file, start, message }) => `- ${linked(file, start, options)}: ${prose(message)}`,
  );
  return blocks('How it comes to be:', notes.join('\n'));
}

function raisedSection(raised: ExaminedPlace, options: PageOptions): readonly string[] {
  const { facts } = raised.file;
  const shapes = lineTable(facts, raised);
  const layers = layerLines(facts, raised);
  return [
    `${placeLine(raised, options)}, by the traceback. The analysis finds nothing there that must fail: sizes that it does not know decide.`,
    codeLines(raised.file, raised.start, raised.end) ?? '',
    shapes ? blocks('The shapes there, as far as they are known:', shapes) : 'No shape is known there.',
    ...(layers.length > 0 ? [`Layers there: ${layers.join(', ')}`] : []),
  ];
}

function layersBelow(layers: readonly FoundLayer[], options: PageOptions): readonly string[] {
  return layers.length > 0 ? [layersSection(layers, options)] : [];
}

function layersSection(layers: readonly FoundLayer[], options: PageOptions): string {
  const lines = layers.map(layer => `- ${placeLine(layer, options)}: ${layerLine(layer.fact.layer)}`);
  const head =
    layers.length === 1
      ? 'The layer that the message may speak of:'
      : 'Layers that the message may speak of:';
  return blocks(
    head,
    lines.join('\n'),
    'That it must fail is not known from the code alone: sizes that come from data decide.',
  );
}

function nothingFound({ frames, said }: ErrorText, files: readonly ExaminedFile[]): string {
  const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  const looked = `No place was found: ${count} of the workspace ${files.length === 1 ? 'was' : 'were'} looked at, and no problem, layer or line of ${files.length === 1 ? 'it' : 'them'} fits.`;
  const why =
    frames.length > 0
      ? 'The traceback names no line of these files.'
      : 'A traceback would name the line: copy it with the message.';
  return `${looked} ${why}${said ? '' : ' What the message means is not known either.'}`;
}

/** '`net.py`, line 12', linked where there is something to link to. */
function placeLine({ file, start }: ExaminedPlace, options: PageOptions): string {
  return linked(file.facts.path, start, options, file.shown);
}

function linked(
  path: string,
  offset: number,
  { locate, linkTo, shownPath }: PageOptions,
  shown = shownPath(path),
): string {
  const line = placeText(path, offset, locate);
  const text = `${escaped(shown)}${line === '' ? '' : `, ${line.charAt(0).toLowerCase()}${line.slice(1)}`}`;
  const target = linkTo?.(path, offset);
  return target === undefined ? text : `[${text}](<${target}>)`;
}

const MOST_CODE_LINES = 6;

/** The lines of a range; of a long one the last, where the problem is. */
function codeLines({ facts }: ExaminedFile, start: number, end: number): string | undefined {
  const lines = linesOf(facts.text)
    .filter(line => line.end >= start && line.start <= end)
    .map(line => facts.text.slice(line.start, line.end))
    .slice(-MOST_CODE_LINES);
  if (lines.length === 0 || lines.some(line => line.length > LONGEST_LINE)) return undefined;
  return codeBlock(dedented(lines).join('\n'), /\.[cm]?[jt]sx?$/.test(facts.path) ? 'typescript' : 'python');
}

function dedented(lines: readonly string[]): readonly string[] {
  const full = lines.filter(line => line.trim() !== '');
  const margin = Math.min(...full.map(line => line.length - line.trimStart().length));
  return full.length === 0 ? lines : lines.map(line => line.slice(margin));
}
