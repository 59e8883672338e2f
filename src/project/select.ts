/** Of many files, those worth analysing, with what decides which belong together. Reads each text once and keeps none. */
import { languageOfFile } from '../syntax/language.ts';
import type { BatchItem } from './batches.ts';
import type { Relevance } from './relevance.ts';
import type { Project } from './source.ts';
import type { FileStore } from './store.ts';
import { importsIn } from './text-imports.ts';

export interface SelectOptions {
  readonly files: Pick<FileStore, 'load'>;
  readonly relevance: Relevance;
  readonly resolve: Project['resolve'];
  /** Files that are analysed whatever they import: those a person named. */
  readonly always: ReadonlySet<string>;
}

export type Selected =
  | { readonly kind: 'relevant'; readonly item: BatchItem }
  | { readonly kind: 'irrelevant'; readonly path: string }
  /** `reason`: a clause without the path. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

export function select(path: string, { files, relevance, resolve, always }: SelectOptions): Selected {
  const loaded = files.load(path);
  if (!loaded.ok) return { kind: 'unreadable', path, reason: loaded.failure.reason };
  const { text } = loaded;
  if (!always.has(path) && !relevance.of(path, text)) return { kind: 'irrelevant', path };
  return {
    kind: 'relevant',
    item: { path, length: text.length, imports: importedFiles(path, text, resolve) },
  };
}

function importedFiles(path: string, text: string, resolve: Project['resolve']): readonly string[] {
  const language = languageOfFile(path);
  if (language === null) return [];
  const files = importsIn(text, language).map(({ module, level }) => resolve(path, module, level));
  return [...new Set(files.filter(file => file !== undefined))];
}
