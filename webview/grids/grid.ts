/** What a matrix view needs to know of a matrix: the same for operands, weights, the sequence and the states over time. */
import type { Source } from '../../src/cells/index.ts';
import type { EditTarget } from '../sections/edits/slice.ts';

/** How numbers become colours: around zero up to `limit`, or gates from 0 to 1. */
export type Scale = { readonly kind: 'signed'; readonly limit: number } | { readonly kind: 'gate' };

export interface Bracket {
  readonly label: string;
  /** First row or column. */
  readonly start: number;
  readonly length: number;
  /** Of the operation that is shown. */
  readonly current: boolean;
  /** Of an operation that the pointer or the keyboard is on, wherever that stands. */
  readonly lit: boolean;
  /** The operations that read it. */
  readonly operations: readonly number[];
}

/** A rectangle of cells. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface Grid {
  /** Unique on the page. */
  readonly id: string;
  /** Accessible name: "forget gate weights W_fᵀ, 10 rows, 8 columns". */
  readonly label: string;
  readonly rows: number;
  readonly columns: number;
  /** undefined: not computed yet. */
  readonly value: (row: number, column: number) => number | undefined;
  readonly scale: Scale;
  /** Which number of the inputs or weights a cell shows; undefined for a computed one. */
  readonly target: (row: number, column: number) => EditTarget | undefined;
  /** Cells that take part in the written-out sum. */
  readonly lit: (row: number, column: number) => boolean;
  /** The cell of the number that is pointed at in the sum. */
  readonly spot?: { readonly row: number; readonly column: number } | undefined;
  /** Framed in a painted matrix: what the written-out sum is made of. */
  readonly frames?: readonly Area[] | undefined;
  /** Where the number of a cell was computed or given. */
  readonly source?: (row: number, column: number) => Source | undefined;
  /** What stands beside a row, and over a column; undefined: nothing. */
  readonly rowName: ((row: number) => string) | undefined;
  readonly columnName: ((column: number) => string) | undefined;
  /** Slices of a fused weight, along its rows or its columns. */
  readonly brackets?: { readonly axis: 0 | 1; readonly items: readonly Bracket[] };
  /** Everything that numbers, colours and targets depend on: they are drawn again only when one of these is another. */
  readonly numbers: readonly unknown[];
  /** What `lit` depends on besides; marks are drawn over the numbers. */
  readonly marks: readonly unknown[];
  /** Small cells without their numbers. */
  readonly compact: boolean;
  /** Choosing a cell chooses the unit whose sum is written out, which is its row, or of what lies its column. */
  readonly choosesUnit: 'row' | 'column' | undefined;
}

/** A matrix that stays while one steps, with what stands over it. */
export interface NamedStorage {
  readonly name: string;
  /** As the framework prints it: `(8, 40)`; of a state `8 × [10, 1]`. */
  readonly shape: string;
  readonly grid: Grid;
  /** The operations that read all of it, or make it; where it has brackets, each has its own. */
  readonly operations: readonly number[];
}

/** The unit that a cell stands for, where it chooses one. */
export function unitOf(
  { choosesUnit }: Grid,
  cell: { readonly row: number; readonly column: number },
): number | undefined {
  return choosesUnit && cell[choosesUnit];
}

export const plainGrid = {
  target: () => undefined,
  lit: () => false,
  rowName: String,
  columnName: String,
  compact: false,
  choosesUnit: undefined,
} as const;
