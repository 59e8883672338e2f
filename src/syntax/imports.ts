/**
 * Whether a text may import one of some modules, without parsing: decides which of thousands of files are read at all. May say
 * yes too often, never no for an import in an ordinary spelling.
 */

/**
 * `modules` are names as imported: `keras` also covers `keras.layers`, `@tensorflow/tfjs` also `@tensorflow/tfjs/dist/x` and
 * `@tensorflow/tfjs-node`; in Python a dotted name matches from its first part on.
 */
export function mayImport(text: string, modules: readonly string[]): boolean {
  return modules.some(name => mentioned(text, name)) && IMPORTING.test(text);
}

/** The words that import, also after an escaped line feed in a notebook's JSON. */
const IMPORTING = /(?:\b|\\[nrt])(?:import|from|require|__import__|import_module)\b/;

/** The name where no longer word begins before it. Only the first part of a dotted name: `from jax import numpy` imports jax.numpy. */
function mentioned(text: string, name: string): boolean {
  const first = name.startsWith('@') ? name : (name.split('.')[0] ?? name);
  for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) {
    if (startsWord(text, at) && endsWord(text, at + first.length)) return true;
  }
  return false;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}_]/u.test(text.charAt(at - 1)) || escapedBreak(text, at);
}

/** In a notebook's JSON, `\nimport` and `\tkeras` stand for a line feed or a tab before the word. */
function escapedBreak(text: string, at: number): boolean {
  return /\\[nrt]$/.test(text.slice(Math.max(0, at - 2), at));
}

function endsWord(text: string, end: number): boolean {
  return end >= text.length || !/[\p{L}\p{N}_]/u.test(text.charAt(end));
}
