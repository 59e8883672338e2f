/**
 * `tf.losses` of TensorFlow 1: one number, of labels and predictions of one shape, which nothing stretches.
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

const MORE = 'weights=1.0, *args, **kwargs';

export const LEGACY_LOSS_FUNCTIONS: FunctionTable = {
  ...Object.fromEntries(
    ['mean_squared_error', 'absolute_difference', 'huber_loss', 'log_loss'].map(name => [
      name,
      define(`labels, predictions, ${MORE}`, loss(asOutput)),
    ]),
  ),
  hinge_loss: define(`labels, logits, ${MORE}`, loss(asOutput)),
  sigmoid_cross_entropy: define(`multi_class_labels, logits, ${MORE}`, loss(asOutput)),
  softmax_cross_entropy: define(`onehot_labels, logits, ${MORE}`, loss(asOutput)),
  sparse_softmax_cross_entropy: define(`labels, logits, ${MORE}`, loss(asClasses)),
};
