/**
 * Which file a Python import names, without Python's search path: what is near the importing file wins, then the folders above it up
 * to the workspace folder, each with its `src`. That finds scripts beside each other, packages, and src layouts.
 * Source: https://docs.python.org/3/reference/import.html (packages, namespace packages, relative imports).
 */
import { folderOf, foldersUpTo, isInside, joinPath } from './paths.ts';
import type { Files } from './source.ts';

export interface PythonImport {
  /** The importing file. */
  readonly from: string;
  /** 'a.b.c'; '' in `from . import a`. */
  readonly module: string;
  /** Leading dots. */
  readonly level: number;
}

type Search = Pick<Files, 'isFile'>;

/** The file, never the importing one nor one outside `root`; undefined also for a package without `__init__.py`, which is no file. */
export function resolvePython(files: Search, root: string, wanted: PythonImport): string | undefined {
  const parts = wanted.module === '' ? [] : wanted.module.split('.');
  if (parts.some(part => !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(part))) return undefined;
  const usable = (file: string) => file !== wanted.from && isInside(file, root) && files.isFile(file);
  for (const folder of searched(root, wanted)) {
    const file = moduleFile(folder, parts).find(usable);
    if (file !== undefined) return file;
  }
  return undefined;
}

function searched(root: string, { from, level }: PythonImport): readonly string[] {
  const own = folderOf(from);
  if (level === 0) return foldersUpTo(own, root).flatMap(folder => [folder, joinPath(folder, 'src')]);
  return [joinPath(own, '../'.repeat(level - 1))];
}

/** A package hides a module of the same name. */
function moduleFile(folder: string, parts: readonly string[]): readonly string[] {
  const path = joinPath(folder, parts.join('/'));
  const initialiser = joinPath(path, '__init__.py');
  return parts.length === 0 ? [initialiser] : [initialiser, `${path}.py`];
}
