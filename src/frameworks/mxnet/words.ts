/** What Python raises at calls of MXNet's layers, which take any keyword and look at it later. */
import type { Conflict } from '../parts.ts';
import { pythonWords } from '../words/python.ts';

export function mxnetWords(conflict: Conflict): string | undefined {
  return conflict.kind === 'argument' && conflict.aspect === 'unknown' ? undefined : pythonWords(conflict);
}
