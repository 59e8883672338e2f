/** Which language and which grammar a file name asks for. */
import type { Language } from './tree.ts';

/**
 * TypeScript needs two grammars, for `<T>x` and `<T/>` cannot be told apart. JavaScript is read as TSX: tree-sitter-javascript takes
 * `await (f())` at the top of an expression for a call of a function named `await`.
 */
export type Grammar = 'python' | 'typescript' | 'tsx';

const GRAMMARS: ReadonlyMap<string, Grammar> = new Map([
  ['.py', 'python'],
  ['.pyi', 'python'],
  ['.ipynb', 'python'],
  ['.ts', 'typescript'],
  ['.mts', 'typescript'],
  ['.cts', 'typescript'],
  ['.tsx', 'tsx'],
  ['.js', 'tsx'],
  ['.jsx', 'tsx'],
  ['.mjs', 'tsx'],
  ['.cjs', 'tsx'],
]);

/** null for files of other kinds. `fileName` may be a path or a URI's path. */
export function grammarOf(fileName: string): Grammar | null {
  const dot = fileName.lastIndexOf('.');
  if (dot === -1) return null;
  const extension = fileName.slice(dot);
  return GRAMMARS.get(extension) ?? GRAMMARS.get(extension.toLowerCase()) ?? null;
}

export function languageOf(grammar: Grammar): Language {
  return grammar === 'python' ? 'python' : 'typescript';
}

/** Language by file name; null for files that are not read. */
export function languageOfFile(fileName: string): Language | null {
  const grammar = grammarOf(fileName);
  return grammar === null ? null : languageOf(grammar);
}

export function isNotebook(fileName: string): boolean {
  return /\.ipynb$/i.test(fileName);
}
