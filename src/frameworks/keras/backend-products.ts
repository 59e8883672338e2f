/** `batch_dot` of `keras.backend`: one axis of each tensor is summed over, row by row of a batch. */
import {
  accept,
  constantOf,
  refuse,
  type Shape,
  type ShapeResult,
  size,
  UNDECIDED,
} from '../../shapes/index.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { productOf } from '../array/products.ts';
import { refused } from '../array/scene.ts';
import { asInt, itemsOf, type Value } from '../parts.ts';
import { differs } from './core/none.ts';

/**
 * What both Keras 2 and tf_keras make of two tensors of three axes at most; of more, and of axes counted from the end, they make different things. Recorded of
 * Keras 2.2.4 and tf_keras 2.21.
 */
export function batchDot(op: Operation): Value {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const axes = axesOf(option(op, 'axes'));
  return productOf(op, [left, right], (a, b) => {
    const [m, n] = axes === 'last' ? [a.length - 1, Math.max(1, b.length - 2)] : (axes ?? []);
    const isPlain = Math.max(a.length, b.length) <= 3 && !(axes === 'last' && a.length === 2);
    return m === undefined || n === undefined || !isPlain ? UNDECIDED : summed(a, b, m, n);
  });
}

/** 'last': the last axis of the first, and the one before the last of the second. */
function axesOf(given: Value): readonly (number | undefined)[] | 'last' | undefined {
  if (given.kind === 'none') return 'last';
  const one = asInt(given);
  return one === undefined ? itemsOf(given)?.map(asInt) : [one, one];
}

function summed(a: Shape, b: Shape, m: number, n: number): ShapeResult<Shape | undefined> {
  const [x, y] = [a[m], b[n]];
  if (!x || !y || m < 1 || n < 1) return UNDECIDED;
  const isOfOne = constantOf(x) === 1 || constantOf(y) === 1;
  if (!isOfOne && differs(x, y, true))
    return refuse({
      kind: 'dims',
      left: { operand: 0, axis: m, dim: x },
      right: { operand: 1, axis: n, dim: y },
    });
  const kept = [...a.toSpliced(m, 1), ...b.toSpliced(n, 1).slice(1)];
  return accept(kept.length === 1 ? [...kept, size(1)] : kept);
}
