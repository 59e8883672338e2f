/** Matrices of numbers, row by row in one typed array. A vector is a column: n rows, 1 column. */

export type Precision = 'float32' | 'float64';

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** rows * columns numbers, row after row. */
  readonly data: ArrayLike<number>;
}

/** Beside the matrices, so that no copy of one with other numbers has it. */
const LATE = new WeakMap<Matrix, Precision>();

/** Of a matrix whose numbers are worked out when they are first read: their precision. They are finite, and as many as it has places. */
export const latePrecision = (matrix: Matrix): Precision | undefined => LATE.get(matrix);

/** A matrix whose numbers, all of them finite, are worked out when they are first read. */
export function readLater(
  shape: Pick<Matrix, 'rows' | 'columns'>,
  precision: Precision,
  numbers: () => Float32Array | Float64Array,
): Matrix {
  let data: Float32Array | Float64Array | undefined;
  const matrix: Matrix = {
    rows: shape.rows,
    columns: shape.columns,
    get data() {
      data ??= numbers();
      return data;
    },
  };
  LATE.set(matrix, precision);
  return matrix;
}

/** A matrix, or its transpose without copying it. */
export interface MatrixView {
  readonly matrix: Matrix;
  readonly transposed: boolean;
}

export function allocate(length: number, precision: Precision): Float32Array | Float64Array {
  return precision === 'float32' ? new Float32Array(length) : new Float64Array(length);
}

export function columnVector(data: ArrayLike<number>): Matrix {
  return { rows: data.length, columns: 1, data };
}

/** The element of a matrix; NaN outside of it. */
export function at(matrix: Matrix, row: number, column: number): number {
  return matrix.data[row * matrix.columns + column] ?? Number.NaN;
}

export function viewAt({ matrix, transposed }: MatrixView, row: number, column: number): number {
  return transposed ? at(matrix, column, row) : at(matrix, row, column);
}

/** [rows, columns] as the view shows them. */
export function viewShape({ matrix, transposed }: MatrixView): readonly [rows: number, columns: number] {
  return transposed ? [matrix.columns, matrix.rows] : [matrix.rows, matrix.columns];
}

export function fromRows(rows: readonly (readonly number[])[]): Matrix {
  return { rows: rows.length, columns: rows[0]?.length ?? 0, data: rows.flat() };
}

/** The matrix in the given precision, copied only where it has another: float32 rounds every number as the frameworks store it. */
export function inPrecision(matrix: Matrix, precision: Precision): Matrix {
  if (latePrecision(matrix) === precision) return matrix;
  if (matrix.data instanceof (precision === 'float32' ? Float32Array : Float64Array)) return matrix;
  const data = allocate(matrix.data.length, precision);
  data.set(matrix.data);
  return { rows: matrix.rows, columns: matrix.columns, data };
}
