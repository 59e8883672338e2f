/** A problem as it is printed: a rule's, or one that the caller states of a file as such (syntax errors, unreadable files). */
import type { Severity } from '../rules/index.ts';

export interface ShownProblem {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly related?: readonly {
    readonly message: string;
    readonly file: string;
    readonly start: number;
    readonly end: number;
  }[];
}
