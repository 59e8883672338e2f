/**
 * Who uses a file: scripts near it that import it. A model's file often gets its sizes only there. Looked for where such scripts stand,
 * in the file's own folder and those above it, not in the whole project.
 */
import { languageOfFile } from '../syntax/language.ts';
import { folderOf, foldersUpTo, joinPath } from './paths.ts';
import type { Project } from './source.ts';
import type { FileStore } from './store.ts';
import { importsIn } from './text-imports.ts';

export interface Callers {
  /** Files that import this one, directly or through its package; few and small ones only. */
  of(path: string): readonly string[];
  /** Forgets what a file imports, or everything. */
  forget(path?: string): void;
}

export interface CallersOptions {
  readonly files: Pick<FileStore, 'list' | 'read'>;
  readonly resolve: Project['resolve'];
  readonly rootOf: (path: string) => string;
  /** Files that are never read. */
  readonly excluded: (path: string) => boolean;
}

/** Analysed with each change of the file, so all of them together must not cost much more than the file itself. */
const MOST_CALLERS = 4;
const LONGEST_TOGETHER = 100_000;
const MOST_FILES_OF_A_FOLDER = 60;

interface Script {
  readonly length: number;
  readonly imports: ReadonlySet<string>;
}

export function createCallers({ files, resolve, rootOf, excluded }: CallersOptions): Callers {
  const scripts = new Map<string, Script>();
  const folders = new Map<string, readonly string[]>();
  const namesIn = (folder: string): readonly string[] => {
    const known = folders.get(folder) ?? files.list(folder).filter(name => languageOfFile(name) !== null);
    folders.set(folder, known);
    return known;
  };
  const scriptAt = (path: string): Script => {
    const known = scripts.get(path) ?? readScript(path, files.read(path) ?? '', resolve);
    scripts.set(path, known);
    return known;
  };
  const near = (path: string): readonly string[] =>
    foldersUpTo(folderOf(path), rootOf(path)).flatMap(folder =>
      namesIn(folder)
        .slice(0, MOST_FILES_OF_A_FOLDER)
        .map(name => joinPath(folder, name))
        .filter(file => file !== path && !excluded(file)),
    );
  return {
    of: path => {
      const initialiser = joinPath(folderOf(path), '__init__.py');
      const isPassedOn = scriptAt(initialiser).imports.has(path);
      const names = isPassedOn ? [path, initialiser] : [path];
      const callers = near(path).filter(file => names.some(name => scriptAt(file).imports.has(name)));
      return within(callers.slice(0, MOST_CALLERS), file => scriptAt(file).length);
    },
    forget: path => {
      folders.clear();
      if (path === undefined) scripts.clear();
      else scripts.delete(path);
    },
  };
}

function readScript(path: string, text: string, resolve: Project['resolve']): Script {
  const language = languageOfFile(path);
  if (language === null || text.length > LONGEST_TOGETHER) return { length: text.length, imports: new Set() };
  const imported = importsIn(text, language).map(({ module, level }) => resolve(path, module, level));
  return { length: text.length, imports: new Set(imported.filter(file => file !== undefined)) };
}

/** The first ones, as long as they are not too long together. */
function within(paths: readonly string[], length: (path: string) => number): readonly string[] {
  let left = LONGEST_TOGETHER;
  return paths.filter(path => {
    left -= length(path);
    return left >= 0;
  });
}
