/** Methods that only TensorFlow.js has: `x.as2D(3, 4)`, `x.stack(y)`. tfjs-core/src/public/chained_ops */
import { product, reshape, stack as stackShapes, UNDECIDED } from '../../shapes/index.ts';
import { changed, settleAt } from '../array/change.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { asDim, asInt, type Value } from '../parts.ts';

/** `x.asScalar()`, `x.as1D()` */
export const asRank =
  (rank: 0 | 1) =>
  (op: Operation): Value =>
    changed(op, operandAt(op), shape => reshape(shape, rank === 0 ? [] : [product(shape)]));

/** `x.as2D(3, 4)` */
export const asSizes = (op: Operation): Value => {
  const sizes = op.bound.extra.map(argument => asDim(argument.value));
  const known = sizes.flatMap(dim => dim ?? []);
  return changed(op, operandAt(op), shape =>
    known.length === sizes.length ? reshape(shape, known) : UNDECIDED,
  );
};

/** `x.stack(y, axis)` */
export const stacked = (op: Operation): Value => {
  const operands = [operandAt(op, 0), operandAt(op, 1)].flatMap(operand => operand ?? []);
  const axis = asInt(option(op, 'axis'));
  const shapes = operands.flatMap(operand => (operand.shape ? [operand.shape] : []));
  if (operands.length < 2) return refused(op);
  if (shapes.length < 2 || axis === undefined) return result(op, undefined);
  const outcome = settleAt(op, operands, stackShapes(shapes, axis));
  return outcome ? result(op, outcome.value, { parents: operands.map(one => one.tensor) }) : refused(op);
};
