/**
 * Whether a text may import one of some modules, without parsing: decides which of thousands of files are read at all. May say
 * yes too often, never no for an import in an ordinary spelling.
 */

/**
 * `modules` are names as imported: `keras` also covers `keras.layers`, `@tensorflow/tfjs` also `@tensorflow/tfjs/dist/x` and
 * `@tensorflow/tfjs-node`; in Python a dotted name matches from its first part on.
 */
export function mayImport(text: string, modules: readonly string[]): boolean {
  return mentioning(modules).test(text) && IMPORTING.test(text);
}

/** The words that import, also after an escaped line feed in a notebook's JSON. */
const IMPORTING = /(?:\b|\\[nrt])(?:import|from|require|__import__|import_module)\b/;

const MENTIONING = new WeakMap<readonly string[], RegExp>();

/** One expression for all names, made once for a list: it goes through each of thousands of texts once. */
function mentioning(modules: readonly string[]): RegExp {
  const known = MENTIONING.get(modules) ?? new RegExp(modules.map(mention).join('|') || '(?!)', 'u');
  MENTIONING.set(modules, known);
  return known;
}

/**
 * The name as a whole word. Only the first part of a dotted name: `from jax import numpy` imports jax.numpy. In a notebook's JSON,
 * `\nimport` and `\tkeras` stand for a line feed or a tab before the word. What stands before is looked at last, since a search
 * for the beginning of a name is fast and one for what may stand before it is not.
 */
function mention(name: string): string {
  const first = name.startsWith('@') ? name : (name.split('.')[0] ?? name);
  const word = first.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return `${word}(?![\\p{L}\\p{N}_])(?<=(?:(?<![\\p{L}\\p{N}_])|\\\\[nrt])${word})`;
}
