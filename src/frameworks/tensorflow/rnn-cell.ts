/** What a TensorFlow 1 cell is to those that run it. */
import type { Dim, Shape } from '../../shapes/index.ts';
import type { Scene } from '../array/scene.ts';
import type { Value } from '../parts.ts';

export interface Cell {
  /** The axes of one output behind the batch, of which most cells have one; undefined: not known. */
  readonly output: Shape | undefined;
  /** How many axes one step has, the batch among them: 2 for (batch, features); undefined: not known. */
  readonly rank?: number;
  /** The tensor of features in what a cell is given, where that is no tensor alone. */
  readonly features?: (inputs: Value) => Value | undefined;
  /** A state for a batch, as the cell structures it. */
  readonly state: (scene: Scene, batch: Dim) => Value;
  /**
   * Makes the weights for an input, and notes what the first goes in and comes out as; features are on its last axis. Gives something where the
   * weights that there are do not take it, which has been stated.
   */
  readonly build: (scene: Scene, input: Shape | undefined, over: Stretch) => Value | undefined;
}

/** What a cell is run over. */
export interface Stretch {
  readonly batch: Dim;
  /** undefined: not known. */
  readonly steps: Dim | undefined;
}

/** The axes of one step without the batch. */
const trailing = ({ rank = 2 }: Cell): number => rank - 1;

/** The axes of an input before those of one step. */
export const leadingOf = (input: Shape, cell: Cell): Shape =>
  input.slice(0, Math.max(0, input.length - trailing(cell)));

/** The shape of one output for an input's leading axes. */
export const outputShape = (leading: Shape | undefined, { output }: Cell): Shape | undefined =>
  leading && output && [...leading, ...output];

/** The number of features of one output, where it has that axis alone. */
export const widthOf = ({ output }: Cell): Dim | undefined => (output?.length === 1 ? output[0] : undefined);
