/** `keras.ops.add` on TensorFlow: what looks like a bias is added as one (`add` in keras/src/backend/tensorflow/numpy.py). */
import { compare, constantOf, type Shape } from '../../shapes/index.ts';
import { literalDtype, widerDtype } from '../array/operand.ts';
import { type Operation, operandAt } from '../array/operation.ts';
import { binary, combine } from '../array/pointwise.ts';
import type { Value } from '../parts.ts';

/**
 * The second operand without its axes of 1 is a vector, as long as the last axis of the first or as the one behind the batch: the sum has the
 * first one's shape, whatever the two would broadcast to. What describes a model broadcasts.
 */
export const addedAsBias = (op: Operation): Value => {
  const [input, bias] = [operandAt(op, 0, { numbers: true }), operandAt(op, 1, { numbers: true })];
  const isDescribed = input?.tensor?.graph === true || bias?.tensor?.graph === true;
  if (!input?.shape || !bias?.shape || isDescribed || !isBias(input.shape, bias.shape)) return binary()(op);
  const [first, second] = op.bound.names.map(name => literalDtype(op.bound.value(name)));
  return combine(op, [input, { ...bias, shape: input.shape }], widerDtype(first, second));
};

function isBias(input: Shape, bias: Shape): boolean {
  const [length, ...more] = bias.filter(dim => constantOf(dim) !== 1);
  if (!length || more.length > 0 || input.length < 2) return false;
  const [channels, last] = [input[1], input.at(-1)].map(dim => dim && compare(dim, length));
  // Where the last axis may be as long, they broadcast.
  return last === 'equal' ? bias.length > 1 : last === 'different' && channels !== 'different';
}
