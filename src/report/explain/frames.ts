/**
 * Frames of a traceback in the files of the workspace. A traceback may come from another machine or of a text that has changed since: paths are compared
 * from their end, and the code that a frame shows counts more than its number.
 */
import type { Frame } from '../../errors/index.ts';
import { type ExaminedFile, type ExaminedPlace, type LineRange, linesOf } from './examined.ts';

/** Paths of installed packages and of the languages themselves. */
const FOREIGN = /[\\/](?:site-packages|dist-packages|node_modules|lib[\\/]python\d)[\\/]|^<|^node:/;

export function isForeign(file: string): boolean {
  return FOREIGN.test(file);
}

/** The frames that stand in the files, outermost first. */
export function placesOf(frames: readonly Frame[], files: readonly ExaminedFile[]): readonly ExaminedPlace[] {
  return frames.flatMap(frame => placeOf(frame, files) ?? []);
}

function placeOf(frame: Frame, files: readonly ExaminedFile[]): ExaminedPlace | undefined {
  const { file, line, code } = frame;
  if (file === undefined) return inNotebook(frame, files);
  if (isForeign(file)) return undefined;
  const ranked = files
    .map(candidate => ({ candidate, shared: sharedSegments(candidate.facts.path, file) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared);
  for (const { candidate, shared } of ranked) {
    const range = lineOf(candidate, line, code);
    // A name alone is no proof, where another file has it too or the line shows other code.
    const isOnly = code === undefined && ranked.length === 1;
    if (range.line && (range.isShown || shared > 1 || isOnly || isRelative(file)))
      return { file: candidate, ...range.line };
  }
  return undefined;
}

function isRelative(file: string): boolean {
  return !/^(?:[~/\\]|[A-Za-z]:)/.test(file);
}

/** How many names two paths share, from the end. */
function sharedSegments(a: string, b: string): number {
  const [left, right] = [segments(a), segments(b)];
  let shared = 0;
  while (shared < left.length && shared < right.length && left.at(-1 - shared) === right.at(-1 - shared))
    shared++;
  return shared;
}

function segments(path: string): readonly string[] {
  return path.split(/[\\/]/).filter(part => part !== '' && part !== '.' && part !== '~');
}

/** The line of that number; where another one has the code that was shown, the nearest such. */
function lineOf(
  { facts }: ExaminedFile,
  number: number,
  code: string | undefined,
): { readonly line: LineRange | undefined; readonly isShown: boolean } {
  const lines = linesOf(facts.text);
  const named = lines[number - 1];
  if (code === undefined) return { line: named, isShown: false };
  const shows = ({ start, end }: LineRange) => facts.text.slice(start, end).trim() === code.trim();
  if (named && shows(named)) return { line: named, isShown: true };
  const [nearest] = lines
    .map((line, at) => ({ line, distance: Math.abs(at + 1 - number) }))
    .filter(({ line }) => shows(line))
    .sort((a, b) => a.distance - b.distance);
  return nearest ? { line: nearest.line, isShown: true } : { line: named, isShown: false };
}

/** Cells are known by the number of their run, which no file tells: the code decides. */
function inNotebook({ code }: Frame, files: readonly ExaminedFile[]): ExaminedPlace | undefined {
  if (code === undefined) return undefined;
  for (const file of files.filter(({ facts }) => facts.path.endsWith('.ipynb'))) {
    const { line, isShown } = lineOf(file, 1, code);
    if (line && isShown) return { file, ...line };
  }
  return undefined;
}
