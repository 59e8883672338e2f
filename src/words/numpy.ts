/** NumPy; run with 2.4, and the same since 1.17. */
import { figure, tuple } from './figures.ts';
import type { OperandWords } from './operands.ts';

export const numpyOperands: OperandWords = {
  product: (_, { left, right }) =>
    `matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size ${figure(right.dim)} is different from ${figure(left.dim)})`,
  sum: ([a, b]) => `operands could not be broadcast together with shapes ${tuple(a, ',')} ${tuple(b, ',')}`,
};
