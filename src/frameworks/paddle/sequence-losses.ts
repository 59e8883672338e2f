/**
 * Losses of sequences: `softmax_with_cross_entropy`, which language models of Paddle's tutorials are trained with, and `ctc_loss`.
 * Sources: python/paddle/nn/functional/loss.py; run with Paddle 3.3.
 */
import { difference, normalizeAxis, type Shape, size, UNDECIDED } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { refuseTarget } from '../array/targets.ts';
import { asBool, asInt, asString, type Value } from '../parts.ts';
import { every } from './operations.ts';

/** One loss for each place, with an axis of size 1 where the classes were; labels have the same shape unless they are chances. */
const softmaxCrossEntropy = (op: Operation): Value => {
  const [logits, label] = [operandAt(op), operandAt(op, 1)];
  if (!logits || !label) return refused(op);
  const axis = asInt(option(op, 'axis'));
  const losses = logits.shape && axis !== undefined ? withOne(logits.shape, axis) : undefined;
  const isHard = asBool(option(op, 'soft_label')) === false;
  const isSameRank = losses !== undefined && losses.length === label.shape?.length;
  const wrong = isHard && isSameRank && label.shape ? difference(losses, label.shape) : undefined;
  if (wrong) return refuseTarget(op, { output: logits, target: label, mismatch: wrong });
  const isAlone = asBool(option(op, 'return_softmax')) === false;
  return isAlone
    ? result(op, losses, { parents: [logits.tensor, label.tensor], dtype: 'float' })
    : op.host.unknown('the losses and what else is given beside them', op.site);
};

function withOne(shape: Shape, axis: number): Shape | undefined {
  const place = normalizeAxis(axis, shape.length);
  return place.ok ? shape.map((dim, i) => (i === place.value ? size(1) : dim)) : undefined;
}

/** The chances are (steps, batch, classes). */
const connectionist = (op: Operation): Value => {
  const input = operandAt(op);
  const reduction = asString(option(op, 'reduction'));
  return changed(
    op,
    input,
    shape => {
      if (reduction === 'mean' || reduction === 'sum') return { ok: true, value: [] };
      const batch = shape[1];
      return reduction === 'none' && shape.length === 3 && batch ? { ok: true, value: [batch] } : UNDECIDED;
    },
    { dtype: 'float' },
  );
};

export const SEQUENCE_LOSSES: FunctionTable = {
  ...every(
    'softmax_with_cross_entropy',
    'logits, label, soft_label=False, ignore_index=-100, numeric_stable_mode=True, return_softmax=False, axis=-1',
    softmaxCrossEntropy,
  ),
  ...every(
    'ctc_loss',
    `log_probs, labels, input_lengths, label_lengths, blank=0, reduction='mean', norm_by_times=False`,
    connectionist,
  ),
};
