/** Optax: optimisers leave shapes as they are, losses take the classes' axis away. https://optax.readthedocs.io/en/latest/ */
import {
  broadcast,
  broadcastAll,
  otherRank,
  refuse,
  type Shape,
  type ShapeResult,
} from '../../shapes/index.ts';
import { instance, opaqueClass } from '../array/opaque.ts';
import {
  define,
  type FunctionTable,
  functionMembers,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { binary, unary } from '../array/pointwise.ts';
import { refused, result, settle } from '../array/scene.ts';
import { refuseTarget } from '../array/targets.ts';
import {
  asInt,
  type Call,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  NONE,
  nativeFunction,
  tuple,
  type Value,
} from '../parts.ts';
import { within } from './flavour.ts';

const TRANSFORMATION: NativeClass = opaqueClass({
  qualified: 'optax.GradientTransformation',
  framework: 'jax',
  behave: () => ({ attribute: (_host, name) => METHODS[name] }),
});

const optState = ({ host, site }: Call): Value =>
  instance(host, opaqueClass({ qualified: 'optax.OptState', framework: 'jax' }), site, {});

const METHODS: Readonly<Record<string, Value>> = {
  init: nativeFunction('optax.init', optState),
  /** Updates look like the gradients. */
  update: nativeFunction('optax.update', call => tuple([call.args[0]?.value ?? NONE, optState(call)])),
};

const OPTIMISERS =
  'adam adamw sgd rmsprop adagrad adamax nadam radam lamb lars lion novograd noisy_sgd yogi adabelief adafactor chain ' +
  'clip clip_by_global_norm add_decayed_weights scale scale_by_adam scale_by_schedule masked multi_transform MultiSteps identity';

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

const PAIR = 'predictions, targets=None, *args, **kwargs';

const LOSSES: FunctionTable = {
  l2_loss: define(PAIR, alike),
  squared_error: define(PAIR, alike),
  huber_loss: define(PAIR, broadcastPair),
  log_cosh: define(PAIR, broadcastPair),
  sigmoid_binary_cross_entropy: define('logits, labels', binary('to-float')),
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
  ...Object.fromEntries(
    OPTIMISERS.split(' ').map(name => [
      name,
      nativeFunction(`optax.${name}`, call => TRANSFORMATION.construct(call)),
    ]),
  ),
  apply_updates: nativeFunction('optax.apply_updates', ({ args: [params] }) => params?.value ?? NONE),
});
