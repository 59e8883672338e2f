/** Why something is not known, in a form that a hover can put into words: silence explains itself. */
import type { Origin } from '../shapes/index.ts';

export type Gap = 'unmodelled' | 'by-name';

export interface Reason {
  /** What is missing, as a noun phrase with the code in backquotes: "the value of `args.hidden`". */
  readonly missing: string;
  /** Where it was lost. */
  readonly at?: Origin;
  /** What a framework gives is not modelled, or known by name only: the page of coverage lists what is. */
  readonly gap?: Gap;
  /** What would settle it, as an imperative: "give `Input` a shape". */
  readonly settle?: string;
  /** What is imported is neither of the workspace nor modelled: the module, as written. What is lost with it is lost where it is used. */
  readonly foreign?: string;
  /** The place says all there is to say: what stands inside of it leads no further. */
  readonly isPlace?: true;
  /** An environment variable: a plain run does not have it, and what the program takes in its place counts. */
  readonly isUnset?: true;
  /** A property that an object lacks, which is undefined. */
  readonly isLacking?: true;
  /** Of a parameter without a name of its own (`{ units, steps }`) that nobody passes, and of what is in it. */
  readonly isUnpassed?: true;
}
