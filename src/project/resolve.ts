/** Import resolution with a memory: files of one folder ask for the same modules over and over. */
import { languageOfFile } from '../syntax/language.ts';
import { createFolderIndex } from './folder-index.ts';
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
  const index = createFolderIndex(files);
  const answers = new Map<string, Map<string, string | undefined>>();
  const search = (from: string, module: string, level: number): string | undefined =>
    languageOfFile(from) === 'typescript'
      ? resolveTypeScript(index, rootOf(from), from, module)
      : resolvePython(index, rootOf(from), { from, module, level });
  return {
    resolve: (from, module, level) => {
      // An importing file never finds itself, so that its own name is not answered for its neighbours.
      if (nameOf(from).startsWith(lastPart(module)) || level > 0) return search(from, module, level);
      const key = `${languageOfFile(from)}:${folderOf(from)}`;
      const known = answers.get(key) ?? new Map<string, string | undefined>();
      answers.set(key, known);
      if (known.has(module)) return known.get(module);
      const answer = search(from, module, level);
      known.set(module, answer);
      return answer;
    },
    forget: () => {
      index.forget();
      answers.clear();
    },
  };
}

/** Only for its own name, or as a folder's index, can a file be asked for itself. */
function lastPart(module: string): string {
  return module.slice(Math.max(module.lastIndexOf('.'), module.lastIndexOf('/')) + 1);
}
