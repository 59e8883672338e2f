/**
 * mlx.nn.losses: functions whose targets as a rule have exactly the shape of what they are compared with.
 * https://ml-explore.github.io/mlx/build/html/python/nn/losses.html, mlx/nn/losses.py
 */
import {
  broadcastAll,
  difference,
  type Mismatch,
  normalizeAxis,
  otherRank,
  reduce,
  type Shape,
  type ShapeResult,
  UNDECIDED,
} from '../../shapes/index.ts';
import { suspectLoss } from '../array/doubtful-losses.ts';
import { takeTensor } from '../array/operand.ts';
import {
  axisAt,
  axisOption,
  type FunctionTable,
  functionMembers,
  type Operation,
  option,
  optionAt,
} from '../array/operation.ts';
import { each } from '../array/renaming.ts';
import { refuseArgument, refused, refuseOperands, result } from '../array/scene.ts';
import { refuseTarget } from '../array/targets.ts';
import { asInt, asString, type ModuleValue, moduleOf, type Operand, type Value } from '../parts.ts';
import { within } from './flavour.ts';

/** The loss of each element, or what keeps the operands apart; the axis is undefined where it is not known. */
type Each = (shapes: readonly Shape[], axis: number | undefined) => ShapeResult<Shape | undefined>;

interface Loss {
  /** How many of the parameters are arrays. */
  readonly operands: 2 | 3;
  readonly each: Each;
  /** Weights have the shape of the losses of all elements. */
  readonly weighted?: boolean;
  /** Applies softmax itself. */
  readonly takesLogits?: boolean;
  /** Of targets of another shape. */
  readonly says?: string;
  /** Operands are stretched to each other, which is hardly meant where their shapes differ. */
  readonly broadcasts?: boolean;
}

const exactly: Each = ([first = [], ...others]) => {
  const wrong = others
    .map((other, i) => difference(first, other, { right: i + 1 }))
    .find(mismatch => mismatch !== undefined);
  return wrong ? { ok: false, mismatch: wrong } : { ok: true, value: first };
};

const stretched: Each = shapes => broadcastAll(shapes);

const stretchedThenSummed: Each = (shapes, axis) => {
  const all = broadcastAll(shapes);
  return all.ok && axis !== undefined ? reduce(all.value, [axis]) : all.ok ? UNDECIDED : all;
};

/** The axis is looked for in both before they meet. */
const similarity: Each = (shapes, axis) => {
  const missing =
    axis === undefined ? undefined : shapes.map(shape => normalizeAxis(axis, shape.length)).find(n => !n.ok);
  return missing && !missing.ok ? missing : stretchedThenSummed(shapes, axis);
};

/** Classes for the logits without their axis, or probabilities of the logits' own shape. */
const classes: Each = ([logits = [], targets = []], axis) => {
  if (axis === undefined) return UNDECIDED;
  const rest = reduce(logits, [axis]);
  if (!rest.ok) return rest;
  const wrong =
    logits.length === targets.length ? difference(logits, targets) : apart(rest.value, targets, axis);
  return wrong ? { ok: false, mismatch: wrong } : rest;
};

/** Differences to what is left without an axis, with the axes as they are counted in the whole. */
function apart(rest: Shape, targets: Shape, axis: number): Mismatch | undefined {
  const wrong = difference(rest, targets);
  if (wrong?.kind !== 'dims') return wrong;
  const at = axis < 0 ? axis + rest.length + 1 : axis;
  const { left } = wrong;
  return { ...wrong, left: { ...left, axis: left.axis < at ? left.axis : left.axis + 1 } };
}

/** Classes looked up along the axis, which others of size 1 are stretched for. */
const looked: Each = ([inputs = [], targets = []], axis) => {
  if (axis === undefined) return UNDECIDED;
  const rest = reduce(inputs, [axis]);
  if (!rest.ok) return rest;
  return rest.value.length === targets.length
    ? broadcastAll([rest.value, targets])
    : { ok: false, mismatch: otherRank(rest.value.length, targets.length) };
};

const REDUCTIONS = ['none', 'mean', 'sum'];

const loss =
  (kind: Loss) =>
  (op: Operation): Value => {
    const operands = operandsOf(op, kind.operands);
    if (!operands) return refused(op);
    const shapes = operands.flatMap(({ shape }) => (shape ? [shape] : []));
    const axis = asInt(axisOption(op));
    const outcome: ShapeResult<Shape | undefined> =
      shapes.length === operands.length ? kind.each(shapes, axis) : UNDECIDED;
    if (!outcome.ok) return refuseTargets(op, operands, outcome.mismatch, kind.says);
    const wrong = refuseOptions(op) ?? refuseWeights(op, kind, outcome.value);
    if (wrong) return wrong;
    suspect(op, operands, kind);
    const reduction = asString(option(op, 'reduction'));
    const shape = reduction === 'none' ? outcome.value : reduction === undefined ? undefined : [];
    return result(op, shape, { parents: operands.map(o => o.tensor), dtype: 'float' });
  };

function operandsOf(op: Operation, count: number): readonly Operand[] | undefined {
  const operands: Operand[] = [];
  for (const name of op.bound.names.slice(0, count)) {
    const operand = takeTensor(op, op.bound.value(name), op.bound.at(name), name);
    if (!operand) return undefined;
    operands.push(operand);
  }
  return operands;
}

function refuseTargets(
  op: Operation,
  operands: readonly Operand[],
  mismatch: Mismatch,
  says: string | undefined,
): Value {
  const [output, target] = operands;
  if (operands.length !== 2 || !output || !target || mismatch.kind === 'axis')
    return refuseOperands(op, operands, mismatch, mismatch.kind === 'axis' ? axisAt(op) : op.site, says);
  return refuseTarget(op, { output, target, mismatch, says });
}

function refuseOptions(op: Operation): Value | undefined {
  const reduction = asString(option(op, 'reduction'));
  if (reduction !== undefined && !REDUCTIONS.includes(reduction))
    return refuseArgument(op, {
      parameter: 'reduction',
      aspect: 'value',
      allowed: "'none', 'mean' or 'sum'",
      at: optionAt(op, 'reduction'),
      says: 'Invalid reduction.',
    });
  const smoothing = option(op, 'label_smoothing');
  const by = smoothing.kind === 'number' ? (smoothing.float ?? asInt(smoothing)) : undefined;
  if (by === undefined || (by >= 0 && by < 1)) return undefined;
  return refuseArgument(op, {
    parameter: 'label_smoothing',
    aspect: 'value',
    allowed: 'a number from 0 to below 1',
    at: optionAt(op, 'label_smoothing'),
    says: 'Label smoothing must be in [0, 1)',
  });
}

function refuseWeights(op: Operation, { weighted }: Loss, losses: Shape | undefined): Value | undefined {
  const value = option(op, 'weights');
  if (!weighted || value.kind !== 'tensor') return undefined;
  const weights = takeTensor(op, value, optionAt(op, 'weights'), 'weights');
  const wrong = weights?.shape && losses && difference(losses, weights.shape);
  if (!weights || !wrong) return undefined;
  const whole = { role: 'losses', shape: losses, tensor: undefined, at: op.site };
  return refuseOperands(op, [whole, weights], wrong, weights.at, 'is not the same as output loss');
}

function suspect(
  op: Operation,
  [output, target]: readonly Operand[],
  { broadcasts, takesLogits }: Loss,
): void {
  if (output && target)
    suspectLoss(op, output, target, { broadcasts, applies: takesLogits ? 'softmax' : undefined });
}

const OF_LOGITS = 'does not match logits shape';
const OF_TARGETS = 'does not match targets shape';

const PAIR = "inputs, targets, reduction='none'";
const REGRESSION = "predictions, targets, reduction='mean'";

const LOSSES: FunctionTable = {
  ...each(
    'cross_entropy',
    "logits, targets, weights=None, axis=-1, label_smoothing=0.0, reduction='none'",
    loss({ operands: 2, each: classes, weighted: true, takesLogits: true, says: OF_LOGITS }),
  ),
  ...each(
    'binary_cross_entropy',
    "inputs, targets, weights=None, with_logits=True, reduction='mean'",
    loss({ operands: 2, each: exactly, weighted: true, says: OF_TARGETS }),
  ),
  ...each('l1_loss mse_loss', REGRESSION, loss({ operands: 2, each: exactly, says: OF_TARGETS })),
  ...each(
    'smooth_l1_loss',
    "predictions, targets, beta=1.0, reduction='mean'",
    loss({ operands: 2, each: exactly, says: OF_TARGETS }),
  ),
  ...each('nll_loss', "inputs, targets, axis=-1, reduction='none'", loss({ operands: 2, each: looked })),
  ...each(
    'gaussian_nll_loss',
    "inputs, targets, vars, full=False, eps=1e-6, reduction='mean'",
    loss({ operands: 3, each: exactly }),
  ),
  ...each(
    'kl_div_loss',
    "inputs, targets, axis=-1, reduction='none'",
    loss({ operands: 2, each: stretchedThenSummed, broadcasts: true }),
  ),
  ...each(
    'triplet_loss',
    "anchors, positives, negatives, axis=-1, p=2, margin=1.0, eps=1e-6, reduction='none'",
    loss({ operands: 3, each: stretchedThenSummed }),
  ),
  ...each('hinge_loss', PAIR, loss({ operands: 2, each: stretched, broadcasts: true })),
  ...each(
    'huber_loss',
    "inputs, targets, delta=1.0, reduction='none'",
    loss({ operands: 2, each: stretched, broadcasts: true }),
  ),
  ...each('log_cosh_loss', PAIR, loss({ operands: 2, each: stretched, broadcasts: true })),
  ...each(
    'cosine_similarity_loss',
    "x1, x2, axis=1, eps=1e-8, reduction='none'",
    loss({ operands: 2, each: similarity }),
  ),
  ...each(
    'margin_ranking_loss',
    "inputs1, inputs2, targets, margin=0.0, reduction='none'",
    loss({ operands: 3, each: exactly, says: 'The shapes of the arguments do not match.' }),
  ),
};

export const losses: ModuleValue = moduleOf('mlx.nn.losses', functionMembers(within('nn.losses'), LOSSES));
