/** `x.t()`, which is for matrices and vectors only. */
import { reverseAxes } from '../array/axes.ts';
import { type Operation, operandAt } from '../array/operation.ts';
import { refused, refuseRank } from '../array/scene.ts';
import type { Value } from '../parts.ts';

export const matrixTranspose = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const rank = input.shape?.length ?? 0;
  if (rank <= 2) return reverseAxes(op);
  return refuseRank(
    op,
    input,
    [0, 1, 2],
    ['rows', 'columns'],
    `t() expects a tensor with <= 2 dimensions, but self is ${rank}D`,
  );
};
