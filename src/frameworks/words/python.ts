/**
 * What Python itself raises at a call or an unpacking: the words of its interpreter are the same in all frameworks whose layers are Python classes.
 * Python says whose call it is before them, in another way by version.
 */

import { GAP } from '../../words/index.ts';
import type { ArgumentConflict, Conflict } from '../parts.ts';

export function pythonWords(conflict: Conflict): string | undefined {
  if (conflict.kind === 'unpack-count') return unpackingWords(conflict.expected, conflict.actual);
  return conflict.kind === 'argument' && isOfPython(conflict) ? argumentWords(conflict) : undefined;
}

/** `LSTM(...)` and the user's own functions; functions of tensors are often written in C++, and say it otherwise. */
function isOfPython({ operation, framework }: ArgumentConflict): boolean {
  return framework === 'python' || /^[A-Z]\w*$/.test(operation);
}

/** From 3.14 on Python also says how many there are, where it knows. */
export function unpackingWords(expected: number, actual: number): string {
  return actual < expected
    ? `not enough values to unpack (expected ${expected}, got ${actual})`
    : `too many values to unpack (expected ${expected}${GAP})`;
}

function argumentWords({ aspect, parameter, lacking }: ArgumentConflict): string | undefined {
  switch (aspect) {
    case 'missing':
      return lacking && missingWords(lacking.names, lacking.keywordOnly);
    case 'unknown':
      return `got an unexpected keyword argument '${parameter}'`;
    case 'repeated':
      return `got multiple values for argument '${parameter}'`;
    default:
      return undefined;
  }
}

export function missingWords(names: readonly string[], keywordOnly: boolean): string {
  const sort = keywordOnly ? 'keyword-only' : 'positional';
  const noun = names.length === 1 ? 'argument' : 'arguments';
  return `missing ${names.length} required ${sort} ${noun}: ${listed(names.map(name => `'${name}'`))}`;
}

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  if (names.length < 3) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${last}`;
}
