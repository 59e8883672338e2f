/** Import resolution with a memory: files of one folder ask for the same modules over and over. */
import { languageOfFile } from '../syntax/language.ts';
import { createFolderIndex } from './folder-index.ts';
import { createPathAliases } from './path-aliases.ts';
import { folderOf, nameOf } from './paths.ts';
import { createSearchPath, resolvePython, type SearchPath } from './resolve-python.ts';
import { resolveTypeScript } from './resolve-typescript.ts';
import type { Project } from './source.ts';
import type { FileStore } from './store.ts';

export interface Resolver {
  readonly resolve: Project['resolve'];
  /** Forgets which files there are: call it when files were made, deleted or renamed. */
  forget(): void;
}

/** What files of one folder and language see. */
interface Neighbourhood {
  readonly path: SearchPath;
  /** What modules were found to be, by their names. */
  readonly answers: Map<string, string | undefined>;
}

/** `rootOf`: the folder that a file's imports may not leave; the same for all files of a folder. */
export function createResolver(
  files: Pick<FileStore, 'entries' | 'read'>,
  rootOf: (path: string) => string,
): Resolver {
  const index = createFolderIndex(files);
  const aliases = createPathAliases(path => (index.isFile(path) ? files.read(path) : undefined));
  const neighbourhoods = new Map<string, Neighbourhood>();
  // A file asks for all its imports in a row: what is known of its folder is looked up for the first.
  let asking: { readonly from: string; readonly around: Neighbourhood } | undefined;
  const aroundOf = (from: string): Neighbourhood => {
    if (asking?.from === from) return asking.around;
    const folder = folderOf(from);
    const key = `${languageOfFile(from)}:${folder}`;
    const around = neighbourhoods.get(key) ?? {
      path: createSearchPath(index, rootOf(from), folder),
      answers: new Map<string, string | undefined>(),
    };
    neighbourhoods.set(key, around);
    asking = { from, around };
    return around;
  };
  const search = (from: string, module: string, level: number): string | undefined =>
    languageOfFile(from) === 'typescript'
      ? resolveTypeScript(index, rootOf(from), from, module, () =>
          aliases.of(folderOf(from), rootOf(from), module),
        )
      : resolvePython(index, rootOf(from), aroundOf(from).path, { from, module, level });
  return {
    resolve: (from, module, level) => {
      // An importing file never finds itself, so that its own name is not answered for its neighbours.
      if (level > 0 || nameOf(from).startsWith(lastPart(module))) return search(from, module, level);
      const { answers } = aroundOf(from);
      const known = answers.get(module);
      if (known !== undefined || answers.has(module)) return known;
      const answer = search(from, module, level);
      answers.set(module, answer);
      return answer;
    },
    forget: () => {
      index.forget();
      aliases.forget();
      neighbourhoods.clear();
      asking = undefined;
    },
  };
}

/** Only for its own name, or as a folder's index, can a file be asked for itself. */
function lastPart(module: string): string {
  return module.slice(Math.max(module.lastIndexOf('.'), module.lastIndexOf('/')) + 1);
}
