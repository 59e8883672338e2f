/**
 * `tf.losses` of TensorFlow 1: one number, unless `reduction` says otherwise, of labels and predictions of one shape, which nothing stretches.
 * Source: tensorflow/python/ops/losses/losses_impl.py (`assert_is_compatible_with`, `_remove_squeezable_dimensions`)
 */
import { constantOf, type Mismatch, otherRank, type Shape } from '../../shapes/index.ts';
import { literalShape } from '../array/operand.ts';
import { define, type FunctionTable, type Operation, option } from '../array/operation.ts';
import { result } from '../array/scene.ts';
import { refuseTarget } from '../array/targets.ts';
import type { Operand, Value } from '../parts.ts';

type Wanted = (output: Shape, target: Shape) => Shape | undefined;

const asOutput: Wanted = output => output;

/** Class numbers may stand in a column. */
const asClasses: Wanted = (output, target) => {
  const last = target.at(-1);
  const isColumn = target.length === output.length && last !== undefined && constantOf(last) === 1;
  return isColumn ? [...output.slice(0, -1), last] : output.slice(0, -1);
};

/** Of another rank, or of another number along an axis: sizes that are left open are compatible with all. */
function mismatchOf(target: Shape, wanted: Shape): Mismatch | undefined {
  if (target.length !== wanted.length) return otherRank(wanted.length, target.length);
  for (const [axis, dim] of target.entries()) {
    const other = wanted[axis];
    const [a, b] = [constantOf(dim), other && constantOf(other)];
    if (other && a !== undefined && b !== undefined && a !== b)
      return { kind: 'dims', left: { operand: 0, axis, dim }, right: { operand: 1, axis, dim: other } };
  }
  return undefined;
}

const operand = (op: Operation, at: number, role: string): Operand => {
  const name = op.bound.names[at] ?? role;
  const value = option(op, name);
  const tensor = value.kind === 'tensor' ? value : undefined;
  return { role, shape: literalShape(value), tensor, at: op.bound.at(name) };
};

const loss =
  (wantedOf: Wanted) =>
  (op: Operation): Value => {
    const [target, output] = [operand(op, 0, 'target'), operand(op, 1, 'output')];
    const wanted = output.shape && target.shape && wantedOf(output.shape, target.shape);
    const mismatch = wanted && target.shape && mismatchOf(target.shape, wanted);
    const says = 'Shapes … and … are incompatible';
    if (mismatch)
      return refuseTarget(op, { output, target, mismatch, ...(wantedOf === asOutput && { says }) });
    return result(op, op.bound.given('reduction') ? undefined : [], { dtype: 'float' });
  };

const END = 'scope=None, loss_collection=None, reduction=None';

/** A loss by the parameters that it has between labels and `scope`. */
const lossOf = (parameters: string, wanted: Wanted) => define(`${parameters}, ${END}`, loss(wanted));

const PREDICTED = 'labels, predictions, weights=1.0';

export const LEGACY_LOSS_FUNCTIONS: FunctionTable = {
  mean_squared_error: lossOf(PREDICTED, asOutput),
  absolute_difference: lossOf(PREDICTED, asOutput),
  huber_loss: lossOf(`${PREDICTED}, delta=1.0`, asOutput),
  log_loss: lossOf(`${PREDICTED}, epsilon=1e-7`, asOutput),
  hinge_loss: lossOf('labels, logits, weights=1.0', asOutput),
  sigmoid_cross_entropy: lossOf('multi_class_labels, logits, weights=1.0, label_smoothing=0', asOutput),
  softmax_cross_entropy: lossOf('onehot_labels, logits, weights=1.0, label_smoothing=0', asOutput),
  sparse_softmax_cross_entropy: lossOf('labels, logits, weights=1.0', asClasses),
};
