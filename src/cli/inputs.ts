/** The paths of a command line: which files they mean, and how each is called in the output. */
import {
  excludes,
  type FileStore,
  folderOf,
  isInside,
  joinPath,
  projectRoot,
  relativePath,
  sourceFilesIn,
} from '../project/index.ts';

export interface InputOptions {
  readonly files: FileStore;
  /** The current folder. */
  readonly current: string;
  /** Globs that are left out of folders, relative to each project's root. */
  readonly exclude: readonly string[];
}

/** One argument: as typed, and what it stands for. */
interface Argument {
  readonly typed: string;
  readonly path: string;
  readonly folder: string;
  readonly kind: 'file' | 'folder' | 'missing';
}

export interface Inputs {
  /** Every file once, in the order of the arguments. */
  files(): Generator<string>;
  /** Files that were named, not found in a folder. */
  readonly named: ReadonlySet<string>;
  /** Arguments that do not exist, as typed. */
  readonly missing: readonly string[];
  readonly roots: readonly string[];
  /** How a path is printed: as an argument was typed, joined with what lies below it. */
  printed(path: string): string;
}

/** Without arguments: the current folder. */
export function readInputs(typed: readonly string[], options: InputOptions): Inputs {
  const { files, current } = options;
  const known = typed.map(text => readArgument(text, options)).filter(({ kind }) => kind !== 'missing');
  const all = typed.length === 0 ? [currentFolder(current)] : known;
  const roots = [...new Set(all.map(({ folder }) => projectRoot(files, folder, current)))];
  return {
    files: () => filesOf(all, roots, options),
    named: new Set(all.filter(({ kind }) => kind === 'file').map(({ path }) => path)),
    missing: typed.filter(text => readArgument(text, options).kind === 'missing'),
    roots,
    printed: path => printedPath(path, all, current),
  };
}

function currentFolder(current: string): Argument {
  return { typed: '', path: current, folder: current, kind: 'folder' };
}

/** The absolute path of what was typed in a folder. */
export function pathTyped(typed: string, current: string): string {
  const slashed = typed.replace(/\\/g, '/');
  return /^(?:[A-Za-z]:)?\//.test(slashed) ? joinPath(slashed, '.') : joinPath(current, slashed);
}

function readArgument(typed: string, { files, current }: InputOptions): Argument {
  const slashed = typed.replace(/\\/g, '/');
  const path = pathTyped(typed, current);
  if (files.isFile(path)) return { typed: slashed, path, folder: folderOf(path), kind: 'file' };
  const loaded = files.load(path);
  const isFolder = !loaded.ok && loaded.failure.kind === 'folder';
  // What exists and is neither (a device, a file without permission) is told when it is read.
  const isMissing = !loaded.ok && loaded.failure.kind === 'missing';
  const kind = isFolder ? 'folder' : isMissing ? 'missing' : 'file';
  return { typed: slashed, path, folder: isFolder ? path : folderOf(path), kind };
}

function* filesOf(
  all: readonly Argument[],
  roots: readonly string[],
  { files, exclude }: InputOptions,
): Generator<string> {
  const seen = new Set<string>();
  const excluded = excludes(exclude);
  for (const { path, kind } of all) {
    const root = roots.find(folder => isInside(path, folder)) ?? path;
    const found = kind === 'folder' ? sourceFilesIn(files, path, { root, excluded }) : [path];
    for (const file of found) {
      if (seen.has(file)) continue;
      seen.add(file);
      yield file;
    }
  }
}

function printedPath(path: string, all: readonly Argument[], current: string): string {
  const own = all.find(argument => argument.kind === 'file' && argument.path === path);
  if (own) return own.typed;
  const holders = all.filter(argument => isInside(path, argument.folder));
  const holding = holders.find(({ kind }) => kind === 'folder') ?? holders[0];
  if (holding) return joinTyped(typedFolder(holding), relativePath(holding.folder, path));
  return isInside(path, current) ? relativePath(current, path) : path;
}

/** The folder of an argument in the argument's own words. */
function typedFolder({ typed, kind }: Argument): string {
  return kind === 'folder' ? typed : typed.slice(0, typed.lastIndexOf('/') + 1);
}

function joinTyped(folder: string, below: string): string {
  return folder === '' || folder.endsWith('/') ? folder + below : `${folder}/${below}`;
}
