/**
 * The loops behind the operators. Results are rounded to the trace's precision; sums run in double precision, so float32 results
 * differ from a framework's by its own order of summation only (within 5e-6 for recorded layers).
 */
import { activationNamed } from './activations.ts';
import type { OperatorName } from './expression.ts';
import {
  allocate,
  latePrecision,
  type Matrix,
  type MatrixView,
  type Precision,
  viewShape,
} from './matrix.ts';

export type Kernel = (operands: readonly MatrixView[], precision: Precision) => Matrix;

/** Element-wise over equal shapes; a 1 x 1 operand stands for a plain number. */
function elementwise(combine: (a: number, b: number) => number): Kernel {
  return (operands, precision) => {
    const shape = operands.map(viewShape).find(([rows, columns]) => rows * columns !== 1) ?? [1, 1];
    const [rows, columns] = shape;
    const data = allocate(rows * columns, precision);
    const readers = operands.map(reader);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const values = readers.map(read => read(row, column));
        data[row * columns + column] = values.reduce(combine);
      }
    return { rows, columns, data };
  };
}

function reader({ matrix, transposed }: MatrixView): (row: number, column: number) => number {
  const { data, columns } = matrix;
  if (matrix.rows * columns === 1) return () => data[0] ?? Number.NaN;
  if (transposed) return (row, column) => data[column * columns + row] ?? Number.NaN;
  return (row, column) => data[row * columns + column] ?? Number.NaN;
}

/** Matrix product, innermost loop along the storage of the left operand. */
const matrixProduct: Kernel = ([a, b], precision) => {
  if (!a || !b) return { rows: 0, columns: 0, data: [] };
  const [rows, inner] = viewShape(a);
  const [, columns] = viewShape(b);
  const data = allocate(rows * columns, precision);
  const readB = reader(b);
  for (let column = 0; column < columns; column++) {
    const factor = Float64Array.from({ length: inner }, (_, k) => readB(k, column));
    // Finite numbers times zeros are zeros, as the state before the first step mostly is: they need not be worked out for it.
    if (latePrecision(a.matrix) && factor.every(value => value === 0)) continue;
    const sums = a.transposed ? sumsOfColumns(a.matrix, factor) : sumsOfRows(a.matrix, factor);
    for (let row = 0; row < rows; row++) data[row * columns + column] = sums[row] ?? Number.NaN;
  }
  return { rows, columns, data };
};

function sumsOfRows({ data, rows, columns }: Matrix, factor: Float64Array): Float64Array {
  const sums = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let total = 0;
    for (let k = 0; k < columns; k++)
      total += (data[row * columns + k] ?? Number.NaN) * (factor[k] ?? Number.NaN);
    sums[row] = total;
  }
  return sums;
}

function sumsOfColumns({ data, rows, columns }: Matrix, factor: Float64Array): Float64Array {
  const sums = new Float64Array(columns);
  for (let k = 0; k < rows; k++) {
    const weight = factor[k] ?? Number.NaN;
    for (let row = 0; row < columns; row++)
      sums[row] = (sums[row] ?? Number.NaN) + weight * (data[k * columns + row] ?? Number.NaN);
  }
  return sums;
}

/** `transpose` is a view and never computed. */
export const kernels: Readonly<Record<Exclude<OperatorName, 'transpose'>, Kernel>> = {
  multiply: matrixProduct,
  hadamard: elementwise((a, b) => a * b),
  add: elementwise((a, b) => a + b),
  subtract: elementwise((a, b) => a - b),
};

/** undefined: an activation whose arithmetic is not known. */
export function activationKernel(name: string): Kernel | undefined {
  const activation = activationNamed(name);
  if (!activation) return undefined;
  return ([x], precision) => {
    if (!x) return { rows: 0, columns: 0, data: [] };
    const data = allocate(x.matrix.data.length, precision);
    activation(x.matrix.data, data);
    return { rows: x.matrix.rows, columns: x.matrix.columns, data };
  };
}
