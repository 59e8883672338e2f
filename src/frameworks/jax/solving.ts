/** Systems of linear equations. https://docs.jax.dev/en/latest/_autosummary/jax.numpy.linalg.solve.html */
import { type Operation, operandAt } from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import type { Value } from '../parts.ts';

/** `solve(a, b)` has the shape of b where a is one matrix. */
export const solved = (op: Operation): Value => {
  const [matrix, right] = [operandAt(op), operandAt(op, 1)];
  if (!matrix || !right) return refused(op);
  const isOne = matrix.shape?.length === 2;
  return result(op, isOne ? right.shape : undefined, { parents: [right.tensor], dtype: 'float' });
};
