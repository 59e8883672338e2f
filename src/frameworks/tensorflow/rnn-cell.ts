/** What a TensorFlow 1 cell is to those that run it. */
import type { Dim, Shape } from '../../shapes/index.ts';
import type { Scene } from '../array/scene.ts';
import type { Value } from '../parts.ts';

export interface Cell {
  /** Size of its output; undefined: not known. */
  readonly output: Dim | undefined;
  /** One step is (batch, features) and nothing else; undefined: it may be an image. */
  readonly takesRows?: true;
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
