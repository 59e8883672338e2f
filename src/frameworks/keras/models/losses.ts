/**
 * Targets against outputs, as each version's losses compare them.
 * Source: keras/src/losses/loss.py `squeeze_or_expand_to_same_rank` and backend/tensorflow/nn.py; tf_keras/src/utils/losses_utils.py; keras 2.2
 * engine/training.py `_standardize_user_data`.
 */
import {
  broadcast,
  compare,
  constantOf,
  type Mismatch,
  otherRank,
  product,
  refuse,
  type Shape,
  type ShapeResult,
  size,
} from '../../../shapes/index.ts';
import type { Value } from '../../parts.ts';
import type { FlavourName } from '../core/flavour.ts';
import { differs } from '../core/none.ts';

export type LossKind = 'categorical' | 'binary' | 'sparse' | 'elementwise';

const ELEMENTWISE =
  `mean_squared_error mse mean_absolute_error mae mean_absolute_percentage_error mape mean_squared_logarithmic_error msle
  huber log_cosh logcosh poisson hinge squared_hinge categorical_hinge kl_divergence kldivergence kld kullback_leibler_divergence cosine_similarity
  cosine_proximity huber_loss absolute_difference`.split(/\s+/);

const KINDS: Readonly<Record<string, LossKind>> = {
  categorical_crossentropy: 'categorical',
  binary_crossentropy: 'binary',
  sparse_categorical_crossentropy: 'sparse',
  ...Object.fromEntries(ELEMENTWISE.map(name => [name, 'elementwise'] as const)),
};

export interface Loss {
  readonly name: string;
  readonly kind: LossKind;
}

/** The loss that a value stands for: a name, a function or an instance of `keras.losses`; undefined for anything of the user's. */
export function lossOf(value: Value | undefined): Loss | undefined {
  const name = value && nameOf(value);
  if (name === undefined) return undefined;
  const plain = snake(name.slice(name.lastIndexOf('.') + 1));
  const kind = Object.hasOwn(KINDS, plain) ? KINDS[plain] : undefined;
  return kind && { name: plain, kind };
}

function nameOf(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'native-function') return value.name;
  return value.kind === 'native' && value.class.qualified.includes('losses.') ? value.class.name : undefined;
}

const snake = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace('cross_entropy', 'crossentropy')
    .replace(/^softmax_crossentropy$/, 'categorical_crossentropy')
    .replace(/^sigmoid_crossentropy$/, 'binary_crossentropy');

/** As `compareTarget`, of arrays that a loss of Keras 3 is called with: there the batches are compared too. */
export function compareArrays({ kind }: Loss, given: Shape, wanted: Shape): ShapeResult {
  const result = inKeras3(kind, given, wanted);
  // The classes of one row have no batch.
  const isRow = kind === 'sparse' && wanted.length === 1;
  if (!result.ok || kind === 'elementwise' || isRow) return result;
  const [target, output] = aligned(given, wanted);
  return identical(target.slice(0, 1), output.slice(0, 1), 0);
}

/**
 * Of arrays that a loss of TensorFlow's Keras is called with, whose ranks are not brought together. `isOfLogits`: the loss surely takes logits, of
 * which the binary one stretches nothing.
 */
export function compareOldArrays(
  flavour: FlavourName,
  { name, kind }: Loss,
  target: Shape,
  output: Shape,
  isOfLogits: boolean,
): ShapeResult {
  if (name === 'binary_crossentropy' && isOfLogits)
    return identical(...(flavour === 'tf1' ? squeezed(target, output) : ([target, output] as const)), 0);
  // TensorFlow 1 takes no arrays for predictions of classes by number, unless they are logits, and multiplies those of all others.
  if (flavour === 'tf1' && kind !== 'sparse') return broadcast(target, output);
  if (kind === 'sparse') return sameCount(target, dropLast(output));
  return kind === 'categorical' ? identical(target, output, 0) : broadcast(target, output);
}

const SAME: ShapeResult = { ok: true, value: [] };

/** Whether the target fits the output. Both begin with the batch that the first step sees. */
export function compareTarget(
  flavour: FlavourName,
  { kind }: Loss,
  target: Shape,
  output: Shape,
  isSigmoid = false,
): ShapeResult {
  switch (flavour) {
    case 'keras3':
      return inKeras3(kind, target, output);
    case 'tf_keras':
    case 'tf1':
      return inTfKeras(kind, target.length === 1 ? [...target, size(1)] : target, output, isSigmoid);
    default:
      return exactly(flavour, kind, target, output);
  }
}

/**
 * What arrays are compared with before any loss sees them, beside what `compareTarget` says: class numbers are no categories, and TensorFlow 1 has three
 * losses whose targets are of the sizes of the output, as far as both have axes (`check_loss_and_target_compatibility` in engine/training_utils.py).
 */
export function comparedFirst(
  flavour: FlavourName,
  { name, kind }: Loss,
  given: Shape,
  output: Shape,
): ShapeResult {
  if (flavour !== 'tf1' && flavour !== 'keras2') return SAME;
  const target = given.length === 1 ? [...given, size(1)] : given;
  if (kind === 'categorical' && isOne(target))
    return refuse({ kind: 'argument', argument: 'classes', value: size(1) });
  const isCompared = kind === 'categorical' || kind === 'binary' || SQUARED.has(name);
  if (flavour !== 'tf1' || !isCompared) return SAME;
  const axis = target.findIndex(
    (dim, i) => i > 0 && output[i] !== undefined && differs(dim, output[i], true),
  );
  const [a, b] = [target[axis], output[axis]];
  if (!a || !b) return SAME;
  return given.length === 1 ? identical(given, output) : refuse(different(axis, a, b));
}

const SQUARED: ReadonlySet<string> = new Set(['mse', 'mean_squared_error']);

/** A target that fits by being stretched along an axis only: every prediction is compared with the same value. */
export function stretched(
  flavour: FlavourName,
  { kind }: Loss,
  given: Shape,
  wanted: Shape,
): Mismatch | undefined {
  if ((kind !== 'elementwise' && kind !== 'binary') || flavour === 'keras2' || flavour === 'tfjs')
    return undefined;
  const whole = given.length === 1 && flavour !== 'keras3' ? [...given, size(1)] : given;
  const [target, output] = aligned(whole, wanted);
  if (target.length !== output.length) return otherRank(wanted.length, given.length);
  const axis = target.findIndex((dim, i) => i > 0 && isStretch(dim, output[i]));
  const [a, b] = [target[axis], output[axis]];
  return a && b && different(axis, a, b);
}

function isStretch(a: Shape[number], b: Shape[number] | undefined): boolean {
  const [m, n] = [constantOf(a), b && constantOf(b)];
  return m !== undefined && n !== undefined && m !== n && (m === 1 || n === 1);
}

export const isOne = (shape: Shape) => {
  const last = shape[shape.length - 1];
  return last !== undefined && constantOf(last) === 1;
};

const dropLast = (shape: Shape): Shape => shape.slice(0, -1);

/** Ranks that differ by one are brought together where the longer one ends with 1. */
export function aligned(target: Shape, output: Shape): readonly [Shape, Shape] {
  if (target.length === output.length + 1 && isOne(target))
    return output.length === 1 ? [target, [...output, size(1)]] : [dropLast(target), output];
  if (output.length === target.length + 1 && isOne(output))
    return target.length === 1 ? [[...target, size(1)], output] : [target, dropLast(output)];
  return [target, output];
}

function inKeras3(kind: LossKind, given: Shape, wanted: Shape): ShapeResult {
  const [target, output] = aligned(given, wanted);
  if (kind === 'elementwise') return broadcast(target, output);
  if (kind !== 'sparse') return identical(target, output);
  const labels = target.length === output.length && isOne(target) ? dropLast(target) : target;
  return identical(labels, dropLast(output));
}

/** The cross-entropy of a sigmoid's result is computed from its logits, which takes no broadcasting. */
function inTfKeras(kind: LossKind, given: Shape, wanted: Shape, isSigmoid: boolean): ShapeResult {
  const [target, output] = squeezed(given, wanted);
  if (kind === 'sparse') return sameCount(target, dropLast(output));
  if (kind === 'categorical' || (kind === 'binary' && isSigmoid && given.length === wanted.length))
    return identical(target, output);
  return broadcast(target, output);
}

/** The longer by one loses its last axis of 1: `remove_squeezable_dimensions` of tf_keras/src/utils/losses_utils.py. */
function squeezed(target: Shape, output: Shape): readonly [Shape, Shape] {
  if (output.length === target.length + 1 && isOne(output)) return [target, dropLast(output)];
  if (target.length === output.length + 1 && isOne(target)) return [dropLast(target), output];
  return [target, output];
}

/** What a loss of the program's own is called with; undefined: Keras 2 and TensorFlow 1 have no place for a target of another rank than the output. */
export function sidesOf(
  flavour: FlavourName,
  given: Shape,
  output: Shape,
): readonly [Shape, Shape] | undefined {
  if (flavour === 'keras3') return aligned(given, output);
  const target = given.length === 1 ? [...given, size(1)] : given;
  if (flavour === 'tf_keras') return squeezed(target, output);
  return flavour !== 'tfjs' && target.length === output.length ? [target, output] : undefined;
}

/** Labels and predictions are both laid out in one row. */
export function sameCount(target: Shape, output: Shape): ShapeResult {
  const [from, to] = [product(target), product(output)];
  if (compare(from, to) !== 'different') return SAME;
  return refuse({ kind: 'count', from, to, fromShape: target, toShape: output });
}

/** The arrays are compared with the output before any loss sees them; sparse labels have a last axis of 1. TensorFlow.js needs two classes. */
function exactly(flavour: FlavourName, kind: LossKind, given: Shape, output: Shape): ShapeResult {
  const classes = output[output.length - 1];
  if (flavour === 'tfjs' && kind === 'sparse' && classes && isOne(output)) {
    return refuse({ kind: 'argument', argument: 'depth', value: classes });
  }
  const wanted = kind === 'sparse' ? [...dropLast(output), size(1)] : output;
  const isColumn = given.length === 1 && (flavour === 'keras2' || (wanted.length === 2 && isOne(wanted)));
  return identical(isColumn ? [...given, size(1)] : given, wanted);
}

export function identical(target: Shape, output: Shape, from = 1): ShapeResult {
  if (target.length !== output.length) return refuse(otherRank(output.length, target.length));
  for (const [axis, dim] of target.entries()) {
    const other = output[axis];
    if (other && axis >= from && differs(dim, other, true)) return refuse(different(axis, dim, other));
  }
  return SAME;
}

function different(axis: number, target: Shape[number], output: Shape[number]): Mismatch {
  return { kind: 'dims', left: { operand: 0, axis, dim: output }, right: { operand: 1, axis, dim: target } };
}
