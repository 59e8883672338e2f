/** Which files of a workspace are worth looking at for an error, and in which order: those that its traceback names come first. */
import { readError } from '../../errors/index.ts';
import type { BatchItem } from '../../project/index.ts';
import { isForeign } from './frames.ts';

/** A large workspace is not read as a whole for one message. */
const MOST_READ = 5000;
const MOST_ANALYSED = { files: 400, length: 1_500_000 };

export interface ReadingOrder {
  readonly paths: Iterable<string>;
  /** Those that are looked at whatever they import. */
  readonly first: ReadonlySet<string>;
}

/** `open`: paths that are in editors, or were asked for by name. */
export function readingOrder(text: string, open: readonly string[], all: Iterable<string>): ReadingOrder {
  const paths = [...all];
  const first = new Set([...namedIn(text, paths), ...open]);
  return { paths: new Set([...first, ...paths.slice(0, MOST_READ)]), first };
}

/** The paths whose names stand in the traceback of a text. */
function namedIn(text: string, paths: readonly string[]): readonly string[] {
  const { frames } = readError(text);
  const names = new Set(
    frames.flatMap(({ file }) => (file === undefined || isForeign(file) ? [] : [nameOf(file)])),
  );
  // A frame of a cell names no file.
  const hasCells = frames.some(({ file }) => file === undefined);
  return paths.filter(path => names.has(nameOf(path)) || (hasCells && path.endsWith('.ipynb')));
}

/** Batches of files that belong together, as long as they are not too many or too long; the first always. */
export function fewEnough(batches: readonly (readonly BatchItem[])[]): readonly (readonly string[])[] {
  let files = 0;
  let length = 0;
  const few = batches.filter((batch, at) => {
    files += batch.length;
    length += batch.reduce((sum, item) => sum + item.length, 0);
    return at === 0 || (files <= MOST_ANALYSED.files && length <= MOST_ANALYSED.length);
  });
  return few.map(batch => batch.map(({ path }) => path));
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
