/** What Python raises at calls of Paddle's layers; most of them are decorated, and refuse unknown keywords in other words. */
import type { Conflict } from '../parts.ts';
import { pythonWords } from '../words/python.ts';

export function paddleWords(conflict: Conflict): string | undefined {
  const isDecorated =
    conflict.kind === 'argument' && !/^(LSTM|GRU|SimpleRNN)(Cell)?$/.test(conflict.operation);
  return isDecorated && conflict.aspect === 'unknown' ? undefined : pythonWords(conflict);
}
