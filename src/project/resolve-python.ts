/**
 * Which file a Python import names, without Python's search path: what is near the importing file wins, then the folders above it up
 * to the workspace folder, each with its `src`. That finds scripts beside each other, packages, and src layouts. What a package holds hides
 * neither the standard library nor a framework (`own/equinox/` of a package for several frameworks).
 * Source: https://docs.python.org/3/reference/import.html (packages, namespace packages, relative imports).
 */
import { FRAMEWORK_NAMES } from '../profiles/index.ts';
import type { FolderIndex } from './folder-index.ts';
import { folderOf, foldersUpTo, isInside, joinPath } from './paths.ts';
import { STANDARD_LIBRARY } from './standard-library.ts';

export interface PythonImport {
  /** The importing file. */
  readonly from: string;
  /** 'a.b.c'; '' in `from . import a`. */
  readonly module: string;
  /** Leading dots. */
  readonly level: number;
}

/** By their own names, which are the ones they are imported by. */
const FRAMEWORKS: ReadonlySet<string> = new Set(FRAMEWORK_NAMES);
const isOfOthers = (top: string): boolean => STANDARD_LIBRARY.has(top) || FRAMEWORKS.has(top);

type Folders = Pick<FolderIndex, 'isFile' | 'holds'>;

/** The folders that an import is searched in: asked for thousands of modules, of which most are nowhere. */
export interface SearchPath {
  /** Those that hold the first part of a module's name, nearest first. */
  holding(top: string): readonly string[];
}

/** What files of a folder see with absolute imports. */
export function createSearchPath(files: Folders, root: string, folder: string): SearchPath {
  const folders = foldersUpTo(folder, root).flatMap(above =>
    files.holds(above, 'src') ? [above, `${above}/src`] : [above],
  );
  const known = new Map<string, readonly string[]>();
  return {
    holding: top => {
      const isHolding = (above: string): boolean =>
        files.holds(above, top) && !(isOfOthers(top) && files.isFile(`${above}/__init__.py`));
      const holding = known.get(top) ?? folders.filter(above => top === '' || isHolding(above));
      known.set(top, holding);
      return holding;
    },
  };
}

const DOTTED_NAME = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/**
 * The file, never the importing one nor one outside `root`; undefined also for a package without `__init__.py`, which is no file. `path` is the
 * search path of the importing file's folder.
 */
export function resolvePython(
  files: Folders,
  root: string,
  path: SearchPath,
  wanted: PythonImport,
): string | undefined {
  const { module } = wanted;
  const folders = searched(files, path, wanted);
  if (folders.length === 0 || (module !== '' && !DOTTED_NAME.test(module))) return undefined;
  for (const folder of folders) {
    const file = moduleFile(folder, module).find(
      candidate => candidate !== wanted.from && isInside(candidate, root) && files.isFile(candidate),
    );
    if (file !== undefined) return file;
  }
  return undefined;
}

function searched(
  files: Folders,
  path: SearchPath,
  { from, module, level }: PythonImport,
): readonly string[] {
  const dot = module.indexOf('.');
  const top = dot < 0 ? module : module.slice(0, dot);
  if (level === 0) return path.holding(top);
  const folder = joinPath(folderOf(from), '../'.repeat(level - 1));
  return top === '' || files.holds(folder, top) ? [folder] : [];
}

/** A package hides a module of the same name. */
function moduleFile(folder: string, module: string): readonly string[] {
  if (module === '') return [joinPath(folder, '__init__.py')];
  const path = `${folder === '/' ? '' : folder}/${module.replaceAll('.', '/')}`;
  return [`${path}/__init__.py`, `${path}.py`];
}
