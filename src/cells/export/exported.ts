/** What every export is made of: one cell with all its numbers. */
import type { BoundCell, CellChoice } from '../bind.ts';
import type { Matrix, Precision } from '../matrix.ts';
import type { Result } from '../result.ts';
import type { NumericSizes } from '../sizes.ts';
import type { Parameters, Trace } from '../trace.ts';

export interface ExportedCell {
  /** As people call it: 'encoder'. */
  readonly name: string;
  readonly choice: CellChoice;
  readonly bound: BoundCell;
  readonly sizes: NumericSizes;
  readonly parameters: Parameters;
  /** (steps, features), in the order in which the cell reads it. */
  readonly x: Matrix;
  readonly initialState: ReadonlyMap<string, Matrix>;
  readonly precision: Precision;
  readonly trace: Trace;
  /** Of a cell with recurrent dropout: its masks by symbol. */
  readonly masks?: Parameters;
  /** The cell reads the sequence of the program from its end. */
  readonly isReversed?: boolean;
}

export interface ExportedText {
  /** 'encoder.py' */
  readonly fileName: string;
  /** VS Code's name of the language. */
  readonly language: 'python' | 'latex' | 'json' | 'csv' | 'markdown';
  readonly text: string;
}

/** Fails, in words for the person, where this cell cannot be written so. */
export type Exporter = (cell: ExportedCell) => Result<ExportedText>;

/** Numbers that one export may hold. */
export const MOST_EXPORTED = 20_000_000;

export function fileNameOf({ name }: ExportedCell, ending: string): string {
  return `${name.replace(/[^\p{L}\p{N}_-]+/gu, '_').slice(0, 60) || 'cell'}${ending}`;
}

/** 'Keras LSTM: units 10, features 8, 8 time steps.' */
export function cellTold({ bound, sizes, x, isReversed }: ExportedCell): string {
  const { layout, cell } = bound;
  const projected = sizes.projection === undefined ? '' : `, projected to ${sizes.projection}`;
  const masked = bound.masks.length > 0 ? ', with masks of recurrent dropout' : '';
  const order = isReversed ? ', read from the last one to the first' : '';
  return `${layout.title} ${cell.title}: ${layout.unitsName} ${sizes.units}${projected}, ${layout.featuresName} ${sizes.features}, ${x.rows} time steps${masked}${order}.`;
}

/** The states after the last time step, by symbol. */
export function lastStates({ bound, trace }: ExportedCell): readonly (readonly [symbol: string, Matrix])[] {
  const last = trace.at(trace.steps - 1);
  return bound.cell.states.flatMap(({ symbol }): [string, Matrix][] => {
    const value = last.value(symbol);
    return value ? [[symbol, value]] : [];
  });
}

export function initialOf({ bound, sizes, initialState }: ExportedCell, previous: string): Matrix {
  const state = bound.cell.states.find(each => each.previous === previous);
  const size = state?.size === 'projection' ? (sizes.projection ?? sizes.units) : sizes.units;
  return initialState.get(previous) ?? { rows: size, columns: 1, data: new Float64Array(size) };
}
