/** Problems of a file as such: it could not be read, or the parser could not make sense of a place in it. */
import type { Module } from '../syntax/tree.ts';

export interface FileProblem {
  readonly rule: 'unreadable-file' | 'syntax-error';
  readonly severity: 'warning' | 'information';
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** More tell nothing new: after the first ones, the parser guesses. */
const MOST_SYNTAX_ERRORS = 20;

/** `reason`: a clause without a full stop ("it is a binary file"). */
export function unreadable(reason: string): FileProblem {
  const message = `Not analysed: ${reason}.`;
  return { rule: 'unreadable-file', severity: 'warning', message, start: 0, end: 0 };
}

export function syntaxErrors(module: Module): readonly FileProblem[] {
  return module.problems.slice(0, MOST_SYNTAX_ERRORS).map(({ start, end, message }) => ({
    rule: 'syntax-error',
    severity: 'information',
    message: `Syntax error: ${message}. What stands around it is analysed all the same.`,
    start,
    end,
  }));
}
