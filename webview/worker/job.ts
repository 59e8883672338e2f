/** What the page's worker is given and gives back. */
import type { CellChoice, Matrix, NumericSizes, Precision } from '../../src/cells/index.ts';

/** A cell with all its numbers, as what can be sent. */
export interface Job {
  readonly choice: CellChoice;
  readonly sizes: NumericSizes;
  readonly parameters: readonly (readonly [string, Matrix])[];
  readonly x: Matrix;
  readonly initialState: readonly (readonly [string, Matrix])[];
  readonly masks: readonly (readonly [string, Matrix])[];
  readonly precision: Precision;
  /** Time steps that are wanted, from the first on. */
  readonly steps: number;
}

/** One time step: the result of each operation of the program. */
export interface ComputedStep {
  readonly time: number;
  readonly results: readonly Matrix[];
}
