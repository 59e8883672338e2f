/** `paddle.dot`: of vectors, or of the rows of two matrices. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/dot_en.html */
import { difference, refuse, UNDECIDED } from '../../shapes/index.ts';
import { settleAt } from '../array/change.ts';
import { type Operation, operandAt } from '../array/operation.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import type { Value } from '../parts.ts';

/** Both have the same shape, and one axis or two, of which the last is summed over; nothing is stretched. */
export const dot = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const { shape } = left;
  if (shape && shape.length !== 1 && shape.length !== 2)
    return refuseRank(op, left, [1, 2], ['rows', 'features'], 'should be 1 or 2');
  const wrong = shape && right.shape && difference(shape, right.shape);
  const outcome = settleAt(op, [left, right], wrong ? refuse(wrong) : UNDECIDED);
  if (!outcome) return refused(op);
  const known = shape ?? right.shape;
  return result(op, known?.slice(0, -1), { parents: [left.tensor, right.tensor], dtype: left.tensor?.dtype });
};
