/** Optax: optimisers leave shapes as they are, losses take the classes' axis away. https://optax.readthedocs.io/en/latest/ */
import {
  broadcast,
  broadcastAll,
  otherRank,
  refuse,
  type Shape,
  type ShapeResult,
} from '../../shapes/index.ts';
import {
  define,
  defineAll,
  type FunctionTable,
  functionMembers,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { binary, unary } from '../array/pointwise.ts';
import { refused, result, scenesOf, settle } from '../array/scene.ts';
import { refuseTarget } from '../array/targets.ts';
import { asInt, type ModuleValue, moduleOf, NONE, nativeFunction, shapeOf, type Value } from '../parts.ts';
import { within } from './flavour.ts';
import { TRANSFORMATIONS } from './optax-states.ts';

/** Those that give arrays; `constant_schedule` gives the number itself. */
const SCHEDULES =
  'cosine_decay_schedule exponential_decay linear_schedule polynomial_schedule piecewise_constant_schedule ' +
  'warmup_cosine_decay_schedule warmup_exponential_decay_schedule cosine_onecycle_schedule linear_onecycle_schedule';

const sceneOf = scenesOf('jax');

/** A rate for each number of steps that it is given. */
const schedule = (name: string): Value =>
  nativeFunction(`optax.${name}`, () =>
    nativeFunction(name, call => {
      const [step] = call.args;
      const shape = step?.value.kind === 'tensor' ? shapeOf(step.value) : [];
      return result(sceneOf(call, name), step?.value.kind === 'unknown' ? undefined : shape, {
        dtype: 'float',
      });
    }),
  );

/** Where the two are of one shape; others are refused by some versions and broadcast by others. */
const alike = (op: Operation): Value => {
  if (option(op, 'targets').kind === 'none') return unary('to-float')(op);
  const [left, right] = [operandAt(op, 0, { numbers: true }), operandAt(op, 1, { numbers: true })];
  if (!left || !right) return refused(op);
  const isRefused = left.shape && right.shape && !broadcastAll([left.shape, right.shape]).ok;
  const known = left.shape && right.shape && left.shape.length === right.shape.length;
  return known || isRefused
    ? binary('to-float')(op)
    : result(op, undefined, { parents: [left.tensor, right.tensor] });
};

/** Predictions and targets of which one may be broadcast to the other. */
const broadcastPair = (op: Operation): Value =>
  option(op, 'targets').kind === 'none' ? unary('to-float')(op) : binary('to-float')(op);

const withoutClasses = (op: Operation, shape: Shape | undefined): Value => {
  const isLast = asInt(option(op, 'axis')) === -1;
  return result(op, isLast ? shape?.slice(0, -1) : undefined, { dtype: 'float' });
};

/** Probabilities of the classes as labels: both broadcast. */
const crossEntropy = (op: Operation): Value => {
  const operands = [operandAt(op), operandAt(op, 1)].flatMap(operand => (operand ? [operand] : []));
  const shapes = operands.flatMap(({ shape }) => (shape ? [shape] : []));
  if (operands.length < 2) return refused(op);
  if (shapes.length < 2) return withoutClasses(op, undefined);
  const outcome = settle(op, operands, broadcastAll(shapes));
  return outcome ? withoutClasses(op, outcome.value) : refused(op);
};

/** The numbers of the classes as labels: one for each row of the logits; both broadcast. */
const crossEntropyOfIntegers = (op: Operation): Value => {
  const [output, target] = [operandAt(op), operandAt(op, 1)];
  if (!output || !target) return refused(op);
  const [logits, labels] = [output.shape, target.shape];
  const isLast = asInt(option(op, 'axis')) === -1;
  if (!isLast || !logits || !labels || logits.length === 0) return withoutClasses(op, logits);
  const rows = logits.slice(0, -1);
  const outcome = sameRank(labels, rows) ?? broadcast(labels, rows);
  if (outcome.ok) return result(op, outcome.value, { dtype: 'float' });
  const { mismatch } = outcome;
  const says = mismatch.kind === 'rank' ? undefined : 'Incompatible shapes for broadcasting';
  return refuseTarget(op, { output, target, mismatch, says });
};

const sameRank = (labels: Shape, { length: rank }: Shape): ShapeResult | undefined =>
  labels.length === rank ? undefined : refuse(otherRank(rank, labels.length));

/** One loss for each row of frames. */
const ctc = (op: Operation): Value => {
  const logits = operandAt(op);
  const [rows] = logits?.shape ?? [];
  return logits ? result(op, rows && [rows], { dtype: 'float' }) : refused(op);
};

const PAIR = 'predictions, targets=None, *args, **kwargs';

const LOSSES: FunctionTable = {
  l2_loss: define(PAIR, alike),
  squared_error: define(PAIR, alike),
  huber_loss: define(PAIR, broadcastPair),
  log_cosh: define(PAIR, broadcastPair),
  sigmoid_binary_cross_entropy: define('logits, labels', binary('to-float')),
  hinge_loss: define('predictor_outputs, targets', binary('to-float')),
  sigmoid_focal_loss: define('logits, labels, *, alpha=None, gamma=2.0', binary('to-float')),
  smooth_labels: define('labels, alpha, *, axis=-1, where=None', unary('to-float')),
  ...defineAll(
    ['cosine_similarity', 'cosine_distance'],
    'predictions, targets, *, epsilon=0.0, axis=-1, where=None',
    crossEntropy,
  ),
  kl_divergence: define('log_predictions, targets, axis=-1, where=None', crossEntropy),
  ctc_loss: define('logits, logit_paddings, labels, label_paddings, *, blank_id=0, log_epsilon=-1e5', ctc),
  softmax_cross_entropy: define('logits, labels, axis=-1, where=None', crossEntropy),
  softmax_cross_entropy_with_integer_labels: define(
    'logits, labels, axis=-1, where=None',
    crossEntropyOfIntegers,
  ),
};

const losses = functionMembers(within('optax'), LOSSES);

export const optax: ModuleValue = moduleOf('optax', {
  ...losses,
  losses: moduleOf('optax.losses', losses),
  ...TRANSFORMATIONS,
  ...Object.fromEntries(SCHEDULES.split(' ').map(name => [name, schedule(name)])),
  global_norm: nativeFunction('optax.global_norm', call =>
    result(sceneOf(call, 'optax.global_norm'), [], { dtype: 'float' }),
  ),
  /** Both look like what was there before. */
  ...Object.fromEntries(
    ['incremental_update', 'periodic_update'].map(name => [
      name,
      nativeFunction(`optax.${name}`, ({ args }) => args[0]?.value ?? NONE),
    ]),
  ),
  apply_updates: nativeFunction('optax.apply_updates', ({ args: [params] }) => params?.value ?? NONE),
});
