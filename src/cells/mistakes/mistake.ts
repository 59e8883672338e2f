/** What a mistake in a cell or around its layer is made of: what people write, what comes of it, and the way out. */
import type { Shape, ShapeResult } from '../../shapes/index.ts';
import type { BoundCell } from '../bind.ts';
import type { NumericSizes } from '../sizes.ts';
import type { Place } from '../steps.ts';
import type { Parameters } from '../trace.ts';

export const mistakeNames = [
  'whole-sequence',
  'elementwise-as-product',
  'product-order',
  'missing-transpose',
  'batch-as-steps',
  'state-without-layers',
  'sequences-into-dense',
  'bias-twice',
  'foreign-gate-order',
] as const;

export type MistakeName = (typeof mistakeNames)[number];

/** The layer in which a mistake is shown, with its own sizes. */
export interface Setting {
  readonly bound: BoundCell;
  readonly sizes: NumericSizes;
  readonly steps: number;
  /** Cells above each other, and 2 where each runs in both directions. */
  readonly layers: number;
  readonly directions: number;
  /** The title of the library that a cell by hand is written in. */
  readonly library?: string;
  /** How many axes the vectors of a cell by hand have: 1 as of `np.zeros(10)`, 2 as of a column; absent: not known. */
  readonly vectorAxes?: VectorAxes | undefined;
  /** The layout that the gates' order is compared with; absent, or one of the same order: a well-known one. */
  readonly comparedWith?: string | undefined;
}

export type VectorAxes = 1 | 2;

/** Samples of the batch in what is said of whole layers, whose code mostly leaves it open. */
export const exampleBatch = 32;

/** An operand as it is written. */
export interface Piece {
  readonly code: string;
  readonly shape: Shape;
}

/** One operation as a person wrote it, by the library's rules for shapes. */
export interface Attempt {
  /** '@', '+', '*', '−'. */
  readonly operator: string;
  readonly operands: readonly [Piece, Piece];
  readonly outcome: ShapeResult;
  /** What of it repeats an operand that is smaller: mathematics has no such sum. */
  readonly stretches: boolean;
}

/** An axis or a part, as it is meant and as it is read. */
export interface Reading {
  readonly meant: string;
  readonly read: string;
  /** Whether it is read as what it is not. */
  readonly differs: boolean;
}

/** What is meant beside what is read, in a table with these heads. */
export interface Readings {
  readonly heads: readonly [meant: string, read: string];
  readonly rows: readonly Reading[];
}

/** One wrong way to write it. */
export interface Version {
  readonly code: string;
  /** In the order in which they run, up to the one that is refused. */
  readonly attempts: readonly Attempt[];
  readonly readings: Readings | undefined;
  readonly isRefused: boolean;
  /** Whose words `says` are: 'NumPy'. */
  readonly library: string;
  /** The library's own words; undefined where nothing is raised or the words are not known. */
  readonly says: string | undefined;
  /** What happens, in plain words. */
  readonly sentence: string;
}

export interface Repair {
  readonly code: string;
  readonly attempts: readonly Attempt[];
  readonly sentence: string;
  /** Where the right version is seen at work. */
  readonly place: Place;
}

/** The right numbers beside those that the mistake gives without a word. */
export type Slip =
  /** The cell runs with these parameters in place of its own. */
  | { readonly kind: 'parameters'; readonly alter: (parameters: Parameters) => Parameters }
  /** A gate is computed of all steps at once, each with the first state: with `written` in the place of x_t, one of several ways that may run. */
  | { readonly kind: 'sequence'; readonly target: string; readonly written: string };

export interface Mistake {
  readonly name: MistakeName;
  readonly title: string;
  /** Why people write it. */
  readonly idea: string;
  readonly versions: readonly Version[];
  readonly repair: Repair;
  readonly slip: Slip | undefined;
  /** The frameworks that it can be shown with, and the one that it is. */
  readonly others?: { readonly chosen: string; readonly all: readonly NamedLayout[] };
}

/** A layout by name, and how a person is told of it: 'ONNX: i, o, f, c'. */
export interface NamedLayout {
  readonly name: string;
  readonly text: string;
}
