/** `tf.losses` and `tf.metrics`. Sources: tfjs-core/src/ops/losses, tfjs-layers/src/metrics.ts. */
import { type Shape, sameShape } from '../../shapes/index.ts';
import { settleAt } from '../array/change.ts';
import { define, type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { each } from '../array/renaming.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import { asInt, type Value } from '../parts.ts';

/** `tf.Reduction` */
export const REDUCTIONS = { NONE: 0, MEAN: 1, SUM: 2, SUM_BY_NONZERO_WEIGHTS: 3 } as const;

/** Labels and predictions must have one shape; the losses are summed up unless `reduction` says otherwise. */
const compared =
  (kept: (shape: Shape) => Shape) =>
  (op: Operation): Value => {
    const [labels, predictions] = [operandAt(op, 0), operandAt(op, 1)];
    if (!labels || !predictions) return refused(op);
    const parents = [labels.tensor, predictions.tensor];
    const isWhole = labels.shape && predictions.shape;
    const outcome = isWhole
      ? settleAt(op, [labels, predictions], sameShape([labels.shape, predictions.shape]))
      : { value: undefined };
    if (!outcome) return refused(op);
    const reduction = option(op, 'reduction');
    if (reduction.kind === 'none') return result(op, [], { parents, dtype: 'float' });
    const way = asInt(reduction);
    const shape = way === REDUCTIONS.NONE ? outcome.value && kept(outcome.value) : [];
    return result(op, way === undefined ? undefined : shape, { parents, dtype: 'float' });
  };

/** The last axis are the classes: a scalar has none. */
const ofClasses = (op: Operation): Value => {
  const logits = operandAt(op, 1);
  if (logits?.shape?.length === 0) return refuseRank(op, logits, [1, 2], ['batch', 'classes']);
  return compared(shape => shape.slice(0, -1))(op);
};

const whole = (shape: Shape): Shape => shape;

export const LOSSES: FunctionTable = {
  ...each(
    'absoluteDifference meanSquaredError hingeLoss',
    'labels, predictions, weights=None, reduction=None',
    compared(whole),
  ),
  huberLoss: define('labels, predictions, weights=None, delta=1.0, reduction=None', compared(whole)),
  logLoss: define('labels, predictions, weights=None, epsilon=1e-7, reduction=None', compared(whole)),
  sigmoidCrossEntropy: define(
    'multiClassLabels, logits, weights=None, labelSmoothing=0, reduction=None',
    compared(whole),
  ),
  softmaxCrossEntropy: define(
    'onehotLabels, logits, weights=None, labelSmoothing=0, reduction=None',
    ofClasses,
  ),
  cosineDistance: define('labels, predictions, axis, weights=None, reduction=None', op =>
    option(op, 'reduction').kind === 'none' ? compared(whole)(op) : result(op, undefined),
  ),
  computeWeightedLoss: define('losses, weights=None, reduction=None', op =>
    result(op, option(op, 'reduction').kind === 'none' ? [] : undefined, { dtype: 'float' }),
  ),
};

/** One number for each row: the last axis is averaged over. Shapes that do not fit are not told. */
const byRow = (op: Operation): Value => {
  const [truth, predicted] = [operandAt(op, 0), operandAt(op, 1)];
  if (!truth || !predicted) return refused(op);
  const isSame = truth.shape && predicted.shape && sameShape([truth.shape, predicted.shape]).ok;
  const shape = isSame ? truth.shape?.slice(0, -1) : undefined;
  return result(op, shape, { parents: [truth.tensor, predicted.tensor], dtype: 'float' });
};

export const METRICS: FunctionTable = {
  ...each(
    `meanSquaredError MSE mse meanAbsoluteError MAE mae meanAbsolutePercentageError MAPE mape binaryAccuracy binaryCrossentropy
     categoricalAccuracy categoricalCrossentropy cosineProximity`,
    'yTrue, yPred',
    byRow,
  ),
  sparseCategoricalAccuracy: define('yTrue, yPred', op => result(op, undefined)),
  ...each('precision recall r2Score', 'yTrue, yPred', op => result(op, [], { dtype: 'float' })),
};
