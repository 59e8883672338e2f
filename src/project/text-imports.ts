/**
 * The imports in a text, found without a parser: enough to tell which of thousands of files use a file of the project that matters.
 * May find imports in comments and strings; misses computed ones.
 */
import type { Language } from '../syntax/tree.ts';

export interface TextImport {
  readonly module: string;
  /** Python's leading dots. */
  readonly level: number;
}

export function importsIn(text: string, language: Language): readonly TextImport[] {
  return language === 'python' ? pythonImports(text) : typescriptImports(text);
}

const PYTHON =
  /^[ \t]*(?:from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n\r#;]+)|import[ \t]+([^\n\r#;]+))/gm;

function pythonImports(text: string): readonly TextImport[] {
  const found: TextImport[] = [];
  for (const [, dots = '', module = '', members, modules] of text.matchAll(PYTHON)) {
    const level = dots.length;
    if (members === undefined) {
      for (const name of names(modules ?? '')) found.push({ module: name, level });
      continue;
    }
    found.push({ module, level });
    for (const name of names(members))
      found.push({ module: module === '' ? name : `${module}.${name}`, level });
  }
  return found;
}

const ITEM = /(?:^|[(),\\])\s*([\w.]+)/g;

/** `a.b as c, d`, in brackets or not, with comments and line ends between. */
function names(list: string): readonly string[] {
  const written = list.includes('#') ? list.replace(/#[^\n\r]*/g, '') : list;
  return Array.from(written.matchAll(ITEM), ([, name = '']) => name);
}

const TYPESCRIPT = /\b(?:from|import|require)\s*\(?\s*(["'`])([^"'`\n\r]+)\1/g;

function typescriptImports(text: string): readonly TextImport[] {
  return [...text.matchAll(TYPESCRIPT)].map(([, , module = '']) => ({ module, level: 0 }));
}
