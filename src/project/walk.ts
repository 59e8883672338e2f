/**
 * The source files below a folder, as a person sees the project: what .gitignore hides and what tools install or generate is left out.
 */
import ignore, { type Ignore } from 'ignore';
import { isLeftOut } from './left-out.ts';
import { entryPath, folderOf, foldersUpTo, joinPath, relativePath } from './paths.ts';
import type { FileStore } from './store.ts';

export interface WalkOptions {
  /** Which files are wanted, by name. */
  readonly wanted: (name: string) => boolean;
  /** The folder up to which `.gitignore` files above the start count; the start itself where nothing lies above. */
  readonly root: string;
  /** A path relative to the root that is left out. */
  readonly excluded: (relative: string) => boolean;
}

interface Rules {
  readonly folder: string;
  readonly ignore: Ignore;
}

type Store = Pick<FileStore, 'entries' | 'read' | 'realPath'>;

/** Paths of files in the order of their names, folder by folder. Each real folder is entered once, whatever links lead to it. */
export function* walk(files: Store, start: string, options: WalkOptions): Generator<string> {
  const above = foldersUpTo(folderOf(start), options.root).toReversed();
  const inherited = start === options.root ? [] : above.flatMap(folder => rulesOf(files, folder));
  yield* walkFolder(files, start, inherited, { ...options, seen: new Set() });
}

function* walkFolder(
  files: Store,
  folder: string,
  inherited: readonly Rules[],
  options: WalkOptions & { readonly seen: Set<string> },
): Generator<string> {
  const real = files.realPath(folder);
  if (options.seen.has(real)) return;
  options.seen.add(real);
  const entries = [...files.entries(folder)].sort((a, b) => (a.name < b.name ? -1 : 1));
  const rules = entries.some(entry => entry.name === '.gitignore')
    ? [...inherited, ...rulesOf(files, folder)]
    : inherited;
  for (const { name, kind } of entries) {
    const path = entryPath(folder, name);
    if (kind === 'folder') {
      if (!isLeftOut(name) && !hidden(path, '/', rules, options))
        yield* walkFolder(files, path, rules, options);
    } else if (options.wanted(name) && !hidden(path, '', rules, options)) yield path;
  }
}

/** `slash` tells a folder: `.gitignore` has patterns for folders only. */
function hidden(path: string, slash: '/' | '', rules: readonly Rules[], options: WalkOptions): boolean {
  return ignored(path + slash, rules) || options.excluded(relativePath(options.root, path));
}

/** The deepest `.gitignore` that says anything of a path decides. */
function ignored(path: string, rules: readonly Rules[]): boolean {
  let answer = false;
  for (const { folder, ignore: matcher } of rules) {
    const said = matcher.test(relativePath(folder, path));
    if (said.ignored || said.unignored) answer = said.ignored;
  }
  return answer;
}

function rulesOf(files: Store, folder: string): readonly Rules[] {
  const text = files.read(joinPath(folder, '.gitignore'));
  return text === undefined ? [] : [{ folder, ignore: ignore().add(text) }];
}
