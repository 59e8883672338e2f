/**
 * The softmax of a vector, which stands for no sample: `keras.activations.softmax` refuses it before Keras 3 (activations.py), and `keras.backend.softmax` of
 * tf_keras and of TensorFlow 2.16 and later does (backend.py).
 */
import { type Operation, operandAt } from '../array/operation.ts';
import { keepingAxis } from '../array/reductions.ts';
import { refuseRank } from '../array/scene.ts';
import type { Value } from '../parts.ts';

const SAYS = 'Cannot apply softmax to a tensor that is 1D';

export function softmaxOfRows(op: Operation): Value {
  const input = operandAt(op);
  const isVector = input?.shape !== undefined && input.shape.length < 2;
  return isVector ? refuseRank(op, input, [2, 3], ['batch', 'features'], SAYS) : keepingAxis('to-float')(op);
}
