/**
 * Which files are worth analysing: those that may import a known framework, and those that use such a file of the project (a training
 * script tells a model its sizes). Decided on texts alone, before anything is parsed.
 */
import { mayImport } from '../syntax/imports.ts';
import { languageOfFile } from '../syntax/language.ts';
import type { Language } from '../syntax/tree.ts';
import type { Project } from './source.ts';
import { importsIn } from './text-imports.ts';

/** Names of the modules that make a file relevant, by language. */
export type KnownModules = Readonly<Record<Language, readonly string[]>>;

export interface RelevanceOptions {
  readonly modules: KnownModules;
  readonly resolve: Project['resolve'];
  /** The text of a file that another one imports. */
  readonly read: (path: string) => string | undefined;
}

export interface Relevance {
  /** `text` is what the file holds now; its imports are read as the options say. */
  of(path: string, text: string): boolean;
  /** Forgets a file, or all: what is remembered is whether imported files are relevant. */
  forget(path?: string): void;
}

/** How far imports are followed to a file that imports a framework: through a package's `__init__.py`, and one more. */
const LONGEST_CHAIN = 3;

interface FileImports {
  readonly direct: boolean;
  readonly imported: readonly string[];
}

const NOTHING: FileImports = { direct: false, imported: [] };

export function createRelevance({ modules, resolve, read }: RelevanceOptions): Relevance {
  const known = new Map<string, FileImports>();
  const importsOf = (path: string, text: string): FileImports => {
    const language = languageOfFile(path);
    if (language === null) return NOTHING;
    if (mayImport(text, modules[language])) return { direct: true, imported: [] };
    const imported = importsIn(text, language).map(({ module, level }) => resolve(path, module, level));
    return { direct: false, imported: [...new Set(imported.filter(file => file !== undefined))] };
  };
  const ofImported = (path: string): FileImports => {
    const remembered = known.get(path);
    if (remembered) return remembered;
    const text = read(path);
    const found = text === undefined ? NOTHING : importsOf(path, text);
    known.set(path, found);
    return found;
  };
  return {
    of: (path, text) => reaches(importsOf(path, text), ofImported),
    forget: path => (path === undefined ? known.clear() : void known.delete(path)),
  };
}

/** Breadth first, so that import cycles end and the nearest file decides. */
function reaches(start: FileImports, importsOf: (path: string) => FileImports): boolean {
  const seen = new Set<string>();
  let wave: readonly FileImports[] = [start];
  for (let distance = 0; distance <= LONGEST_CHAIN && wave.length > 0; distance++) {
    if (wave.some(file => file.direct)) return true;
    const next = wave.flatMap(file => file.imported).filter(path => !seen.has(path));
    for (const path of next) seen.add(path);
    wave = [...new Set(next)].map(importsOf);
  }
  return false;
}
