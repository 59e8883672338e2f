/** TensorFlow.js; run with 4.22. */
import { figure, figures } from './figures.ts';
import type { OperandWords } from './operands.ts';

export const tfjsOperands: OperandWords = {
  product: ([a, b], { left, right }) =>
    `Error in matMul: inner shapes (${figure(left.dim)}) and (${figure(right.dim)}) of Tensors with shapes ${figures(a, ',')} and ${figures(b, ',')}`,
  sum: ([a, b]) =>
    `Operands could not be broadcast together with shapes ${figures(a, ',')} and ${figures(b, ',')}.`,
};
