/**
 * Which file a Python import names, without Python's search path: what is near the importing file wins, then the folders above it up
 * to the workspace folder, each with its `src`. That finds scripts beside each other, packages, and src layouts.
 * Source: https://docs.python.org/3/reference/import.html (packages, namespace packages, relative imports).
 */
import type { FolderIndex } from './folder-index.ts';
import { folderOf, foldersUpTo, isInside, joinPath } from './paths.ts';

export interface PythonImport {
  /** The importing file. */
  readonly from: string;
  /** 'a.b.c'; '' in `from . import a`. */
  readonly module: string;
  /** Leading dots. */
  readonly level: number;
}

type Search = Pick<FolderIndex, 'isFile' | 'holds'>;

const DOTTED_NAME = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/** The file, never the importing one nor one outside `root`; undefined also for a package without `__init__.py`, which is no file. */
export function resolvePython(files: Search, root: string, wanted: PythonImport): string | undefined {
  const { module } = wanted;
  if (module !== '' && !DOTTED_NAME.test(module)) return undefined;
  const [top = ''] = module.split('.');
  for (const folder of searched(files, root, wanted)) {
    if (top !== '' && !files.holds(folder, top)) continue;
    const file = moduleFile(folder, module).find(
      candidate => candidate !== wanted.from && isInside(candidate, root) && files.isFile(candidate),
    );
    if (file !== undefined) return file;
  }
  return undefined;
}

function searched(files: Search, root: string, { from, level }: PythonImport): readonly string[] {
  const own = folderOf(from);
  if (level > 0) return [joinPath(own, '../'.repeat(level - 1))];
  return foldersUpTo(own, root).flatMap(folder =>
    files.holds(folder, 'src') ? [folder, `${folder}/src`] : [folder],
  );
}

/** A package hides a module of the same name. */
function moduleFile(folder: string, module: string): readonly string[] {
  if (module === '') return [joinPath(folder, '__init__.py')];
  const path = `${folder === '/' ? '' : folder}/${module.replaceAll('.', '/')}`;
  return [`${path}/__init__.py`, `${path}.py`];
}
