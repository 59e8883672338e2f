/** What MindSpore raises of its layers, in its own words; run with 2.10. */
import type { Conflict } from '../parts.ts';
import { pythonWords } from '../words/python.ts';

export function mindsporeWords(conflict: Conflict): string | undefined {
  if (conflict.kind === 'argument' && /^(LSTM|GRU|RNN)$/.test(conflict.operation)) {
    const { parameter, aspect } = conflict;
    const isSize = /^(input_size|hidden_size|num_layers)$/.test(parameter);
    if (isSize && aspect === 'value') return `the '${parameter}' must be int and must > 0, but got`;
    if (isSize && aspect === 'type') return `the '${parameter}' must be int`;
  }
  return pythonWords(conflict);
}
