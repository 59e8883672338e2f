/** Products of matrices that may be turned: `ops.MatMul(transpose_b=True)`. */
import { defineLoose, type FunctionTable } from '../array/operation.ts';
import { matmulTransposed } from '../array/transposed-product.ts';

export const TRANSPOSING: FunctionTable = defineLoose(
  'MatMul BatchMatMul',
  'input, other, transpose_a=False, transpose_b=False',
  matmulTransposed('transpose_a', 'transpose_b'),
);
