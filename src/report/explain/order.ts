/** Which files of a workspace are worth looking at for an error, and in which order: those that its traceback names come first. */
import { readError } from '../../errors/index.ts';
import { isForeign } from './frames.ts';

/** Files that an explanation looks at: those of a large workspace are not all read for one message. */
export const MOST_EXAMINED = 400;

/** The paths whose names stand in the traceback of a text. */
export function namedIn(text: string, paths: readonly string[]): readonly string[] {
  const { frames } = readError(text);
  const names = new Set(
    frames.flatMap(({ file }) => (file === undefined || isForeign(file) ? [] : [nameOf(file)])),
  );
  // A frame of a cell names no file.
  const hasCells = frames.some(({ file }) => file === undefined);
  return paths.filter(path => names.has(nameOf(path)) || (hasCells && path.endsWith('.ipynb')));
}

/** Lists of files that belong together, as long as they are not too many; the first always. */
export function fewEnough<T>(batches: readonly (readonly T[])[]): readonly (readonly T[])[] {
  let count = 0;
  return batches.filter((batch, at) => {
    count += batch.length;
    return at === 0 || count <= MOST_EXAMINED;
  });
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
