/** A matrix as text that other programs take: NumPy's source, JSON, CSV, and the cells of a spreadsheet. */
import { at, type Matrix, type Precision } from '../matrix.ts';

export type MatrixFormat = 'numpy' | 'json' | 'csv' | 'tsv';

export interface WrittenMatrix {
  readonly matrix: Matrix;
  readonly precision: Precision;
  /** A vector of the framework has one axis, whatever it is drawn as. */
  readonly isVector?: boolean;
}

/** A number with as few digits as tell it from its neighbours in its precision. */
export function shortest(value: number, precision: Precision): string {
  if (precision === 'float64' || !Number.isFinite(value)) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === Math.fround(value)) return String(text);
  }
  return String(Number(value.toPrecision(9)));
}

export function writeMatrix(written: WrittenMatrix, format: MatrixFormat): string {
  if (format === 'csv') return lines(written, ',');
  if (format === 'tsv') return lines(written, '\t');
  if (format === 'json') return nested(written, jsonNumber);
  const { precision } = written;
  return `np.array(${nested(written, pythonNumber)}, dtype=np.${precision})`;
}

/** `[[1.0, 2.0], [3.0, 4.0]]` */
export function pythonList(written: WrittenMatrix): string {
  return nested(written, pythonNumber);
}

function lines(written: WrittenMatrix, separator: string): string {
  return rowsOf(written)
    .map(row => row.map(value => csvNumber(value, written.precision)).join(separator))
    .join('\n');
}

type Write = (value: number, precision: Precision) => string;

function nested(written: WrittenMatrix, write: Write): string {
  const { precision, isVector } = written;
  const rows = rowsOf(written).map(row => `[${row.map(value => write(value, precision)).join(', ')}]`);
  if (isVector)
    return `[${rowsOf(written)
      .flat()
      .map(value => write(value, precision))
      .join(', ')}]`;
  return rows.length === 1
    ? `[${rows[0] ?? ''}]`
    : `[\n    ${rows.join(',\n    ')},\n]`.replace(/,\n\]$/, '\n]');
}

function rowsOf({ matrix }: WrittenMatrix): readonly (readonly number[])[] {
  return Array.from({ length: matrix.rows }, (_, row) =>
    Array.from({ length: matrix.columns }, (__, column) => at(matrix, row, column)),
  );
}

const csvNumber: Write = (value, precision) =>
  Number.isFinite(value)
    ? shortest(value, precision)
    : Number.isNaN(value)
      ? 'nan'
      : value > 0
        ? 'inf'
        : '-inf';

/** JSON has no NaN. */
const jsonNumber: Write = (value, precision) =>
  Number.isFinite(value) ? shortest(value, precision) : 'null';

/** A float in Python, also where it is whole. */
export function pythonNumber(value: number, precision: Precision): string {
  if (Number.isNaN(value)) return 'np.nan';
  if (!Number.isFinite(value)) return value > 0 ? 'np.inf' : '-np.inf';
  const text = shortest(value, precision);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
