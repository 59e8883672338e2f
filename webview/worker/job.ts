/** What the page's worker is given and gives back. */
import type { CellChoice, Matrix, NumericSizes, Precision } from '../../src/cells/index.ts';

/** Example numbers, which the worker makes itself: a large layer's take as long to send as to make. */
export interface Samples {
  readonly seed: number;
  readonly symbols: readonly string[];
}

/** A cell with all its numbers, as what can be sent. */
export interface Job {
  readonly choice: CellChoice;
  readonly sizes: NumericSizes;
  readonly parameters: readonly (readonly [string, Matrix])[];
  /** The other parameters. */
  readonly samples: Samples;
  readonly x: Matrix;
  readonly initialState: readonly (readonly [string, Matrix])[];
  readonly masks: readonly (readonly [string, Matrix])[];
  readonly precision: Precision;
}

/** To the worker: first the job, then how many time steps are wanted, from the first on. */
export type ToWorker = { readonly job: Job } | { readonly wanted: number };

/** One time step: the result of each operation of the program. */
export interface ComputedStep {
  readonly time: number;
  readonly results: readonly Matrix[];
}
