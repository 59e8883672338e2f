/** Import resolution with a memory: files of one folder ask for the same modules over and over. */
import { languageOfFile } from '../syntax/language.ts';
import { folderOf, nameOf } from './paths.ts';
import { resolvePython } from './resolve-python.ts';
import { resolveTypeScript } from './resolve-typescript.ts';
import type { Project } from './source.ts';
import type { FileStore } from './store.ts';

export interface Resolver {
  readonly resolve: Project['resolve'];
  /** Forgets which files there are: call it when files were made, deleted or renamed. */
  forget(): void;
}

/** `rootOf`: the folder that a file's imports may not leave. */
export function createResolver(
  files: Pick<FileStore, 'entries'>,
  rootOf: (path: string) => string,
): Resolver {
  const folders = new Map<string, ReadonlySet<string>>();
  const answers = new Map<string, string | undefined>();
  const isFile = (path: string): boolean => {
    const folder = folderOf(path);
    const names = folders.get(folder) ?? fileNames(files, folder);
    folders.set(folder, names);
    return names.has(nameOf(path));
  };
  const search = (from: string, module: string, level: number): string | undefined =>
    languageOfFile(from) === 'typescript'
      ? resolveTypeScript({ isFile }, rootOf(from), from, module)
      : resolvePython({ isFile }, rootOf(from), { from, module, level });
  return {
    resolve: (from, module, level) => {
      // An importing file never finds itself, so that its own name is not answered for its neighbours.
      if (nameOf(from).startsWith(lastPart(module)) || level > 0) return search(from, module, level);
      const key = `${languageOfFile(from)}:${folderOf(from)}:${module}`;
      if (!answers.has(key)) answers.set(key, search(from, module, level));
      return answers.get(key);
    },
    forget: () => {
      folders.clear();
      answers.clear();
    },
  };
}

/** Only for its own name, or as a folder's index, can a file be asked for itself. */
function lastPart(module: string): string {
  return module.slice(Math.max(module.lastIndexOf('.'), module.lastIndexOf('/')) + 1);
}

function fileNames(files: Pick<FileStore, 'entries'>, folder: string): ReadonlySet<string> {
  return new Set(files.entries(folder).flatMap(entry => (entry.kind === 'file' ? [entry.name] : [])));
}
