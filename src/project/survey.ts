/** From paths to what is to be analysed: folders are walked, files chosen, and what belongs together is put into one batch. */
import { grammarOf } from '../syntax/language.ts';
import { type BatchItem, type BatchLimits, batchesOf } from './batches.ts';
import { type SelectOptions, select } from './select.ts';
import type { FileStore } from './store.ts';
import { type WalkOptions, walk } from './walk.ts';

export interface Survey {
  readonly batches: readonly (readonly BatchItem[])[];
  /** Files that were found and cannot be read, with a clause why. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  /** Files that were read. */
  readonly read: number;
}

/** What is parsed and analysed at a time; it takes some 200 bytes of memory for each character. */
const LIMITS: BatchLimits = { fill: 200_000, most: 2_000_000 };

/** Gives the number of files read so far after each one, so that the caller may pause or stop. */
export function* survey(paths: Iterable<string>, options: SelectOptions): Generator<number, Survey> {
  const items: BatchItem[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  let read = 0;
  for (const path of paths) {
    const selected = select(path, options);
    if (selected.kind === 'relevant') items.push(selected.item);
    if (selected.kind === 'unreadable') unreadable.push(selected);
    yield ++read;
  }
  return { batches: batchesOf(items, LIMITS), unreadable, read };
}

/** The files of a folder that may hold model code: generated and declaration files do not. */
export function* sourceFilesIn(
  files: FileStore,
  folder: string,
  options: Omit<WalkOptions, 'wanted'>,
): Generator<string> {
  yield* walk(files, folder, { ...options, wanted: isSourceFile });
}

function isSourceFile(name: string): boolean {
  return grammarOf(name) !== null && !/(?:\.min\.[cm]?js|\.d\.[cm]?ts)$/.test(name);
}

export interface Parted<R> {
  readonly results: readonly R[];
  readonly failed: readonly { readonly path: string; readonly reason: unknown }[];
}

/** Runs over all paths at once; where that throws, over halves, so that one file's fault does not take the others with it. */
export function runInParts<R>(paths: readonly string[], run: (paths: readonly string[]) => R): Parted<R> {
  if (paths.length === 0) return { results: [], failed: [] };
  try {
    return { results: [run(paths)], failed: [] };
  } catch (reason) {
    const [only] = paths;
    if (paths.length === 1 && only !== undefined) return { results: [], failed: [{ path: only, reason }] };
    const middle = Math.ceil(paths.length / 2);
    const halves = [paths.slice(0, middle), paths.slice(middle)].map(half => runInParts(half, run));
    return { results: halves.flatMap(half => half.results), failed: halves.flatMap(half => half.failed) };
  }
}
