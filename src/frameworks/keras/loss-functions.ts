/** `keras.losses`: one number, or one for each example where nothing is reduced. https://keras.io/api/losses/ */
import {
  broadcast,
  compare,
  constantOf,
  otherRank,
  refuse,
  type Shape,
  type ShapeResult,
  size,
} from '../../shapes/index.ts';
import { opaqueClass } from '../array/opaque.ts';
import { refused, scenesOf } from '../array/scene.ts';
import { refuseTarget } from '../array/targets.ts';
import {
  type Argument,
  asString,
  type Call,
  isNumberOrFlag,
  type ModuleValue,
  nativeFunction,
  type Operand,
  shapeOf,
  string,
  tensor,
  type Value,
} from '../parts.ts';
import type { Flavour } from './core/flavour.ts';
import { refusesFirstLoss, refusesScores } from './loss-arrays.ts';
import { getLoss } from './loss-lookup.ts';
import { refuseArrays } from './loss-refusals.ts';
import { valuesOf } from './loss-shapes.ts';
import { refusesLoss, refusesLossFunction } from './loss-signatures.ts';
import { missingMember } from './missing-member.ts';
import { aligned, lossOf } from './models/losses.ts';
import { weighedAs, weighedShape } from './sample-weights.ts';

export function lossesModule(flavour: Flavour): ModuleValue {
  const known = new Map<string, Value>();
  return {
    kind: 'module',
    name: 'keras.losses',
    member: (_host, name) => {
      if (!/^[A-Za-z]/.test(name)) return undefined;
      if (isNotYet(flavour, name)) return missingMember(flavour, 'losses', name);
      const made = known.get(name) ?? memberOf(flavour, name);
      known.set(name, made);
      return made;
    },
  };
}

/** Functions that `keras.losses` has come to have with TensorFlow 2; `tf.keras` had one of them before. */
const NOT_YET: ReadonlySet<string> = new Set(
  'binary_focal_crossentropy categorical_focal_crossentropy circle cosine_similarity ctc dice huber kl_divergence log_cosh tversky'.split(
    ' ',
  ),
);

function isNotYet({ name: version, lossClasses }: Flavour, name: string): boolean {
  if (!lossClasses) return /^[A-Z].*[a-z]/.test(name) || NOT_YET.has(name);
  return version === 'tf1' && name !== 'cosine_similarity' && NOT_YET.has(name);
}

function memberOf(flavour: Flavour, name: string): Value {
  if (name === 'get') return getLoss(flavour, loss => memberOf(flavour, loss));
  return /^[A-Z]/.test(name) ? lossClass(flavour, name) : lossFunction(flavour, name);
}

const lossClass = (flavour: Flavour, name: string): Value =>
  opaqueClass({
    qualified: `keras.losses.${name}`,
    framework: flavour.framework,
    refuses: call => refusesLoss(flavour, name, call),
    behave: made => ({
      invoke: use => refuseArrays(flavour, made, use, name) ?? lossValue(flavour, name, made, use),
    }),
  });

export const lossFunction = (flavour: Flavour, name: string): Value => ({
  ...nativeFunction(`keras.losses.${name}`, call => {
    if (
      refusesLossFunction(flavour, name, call) ||
      refusesFirstLoss(flavour, name, call) ||
      refusesScores(flavour, `losses.${name}`, call.args.slice(2), call)
    )
      return refused(scenesOf(flavour.framework)(call, name));
    const found = compared(flavour, name, call);
    if (!found || found.result.ok) return given(call, found?.result.ok ? found.result.value : undefined);
    return refuseTarget(scenesOf(flavour.framework)(call, `losses.${name}`), {
      ...found.sides,
      mismatch: found.result.mismatch,
    });
  }),
  standing: 'opaque',
});

const given = ({ host, site }: Call, shape: Shape | undefined): Value =>
  shape
    ? tensor(host, { framework: 'keras', shape, dtype: 'float', source: { operation: 'loss', site } })
    : host.unknown('the value of a loss', site);

/** Options that change nothing of which shapes go together. */
const PLAIN = new Set(['from_logits', 'label_smoothing', 'delta', 'alpha', 'gamma', 'apply_class_balancing']);

interface Compared {
  readonly sides: { readonly output: Operand; readonly target: Operand };
  readonly result: ShapeResult<Shape | undefined>;
}

/** Two arrays that are given by place. */
function compared(flavour: Flavour, name: string, { args, open }: Call): Compared | undefined {
  const [first, second, ...options] = args;
  const isPlain = !open && !first?.name && !second?.name && options.every(o => o.name && PLAIN.has(o.name));
  const [target, output] = [arrayIn('target', first), arrayIn('output', second)];
  if (!isPlain || !target?.shape || !output?.shape) return undefined;
  return { sides: { output, target }, result: valuesOf(flavour.name, name, target.shape, output.shape) };
}

/** What is symbolic is compared when the model runs. */
const arrayIn = (role: string, argument: Argument | undefined): Operand | undefined =>
  argument?.value.kind === 'tensor' && !argument.value.graph
    ? { role, shape: shapeOf(argument.value), tensor: argument.value, at: argument.at }
    : undefined;

/** Reduced to one number, unless the constructor or the call says otherwise, or there is nothing to take the mean of (`reduce_values`). */
function lossValue(flavour: Flavour, name: string, made: Call, use: Call): Value {
  const reduction = made.args.find(argument => argument.name === 'reduction');
  if (made.open || use.open || made.args.some(argument => !argument.name)) return given(use, undefined);
  if (flavour.name === 'keras3') return newValue(name, made, use);
  const weights = use.args[2];
  const values = eachBefore(flavour, name, made, use);
  const weighted = weights && values ? weighedBefore(use, name, values, weights) : values;
  if (weighted && 'kind' in weighted) return weighted;
  if (use.args.length > 3 || (weights && !weighted)) return given(use, undefined);
  if (reduction && isNone(reduction.value)) return given(use, weighted);
  const isReduced = !reduction || IS_REDUCED.test(asString(reduction.value) ?? '');
  const isTold = use.args.every(({ value }) => isNumberOrFlag(value) || hasElements(arrayShape(value)));
  return given(use, isReduced && isTold ? [] : undefined);
}

const IS_REDUCED = /^(auto|sum|sum_over_batch_size)$/i;

const arrayShape = (value: Value): Shape | undefined =>
  value.kind === 'tensor' ? shapeOf(value) : undefined;

/** Before Keras 3: the values of the examples. Ranks of tensors are brought together, those of arrays not. */
function eachBefore(flavour: Flavour, name: string, made: Call, use: Call): Shape | undefined {
  const operands = use.args.slice(0, 2);
  const kind = lossOf(string(name));
  const [target, output] = operands.map(argument => arrayShape(argument.value));
  if (!kind || !target || !output || use.open || operands.some(argument => argument.name)) return undefined;
  const isOfArrays = operands.every(({ value }) => value.kind === 'tensor' && value.framework === 'numpy');
  if (!isOfArrays || !made.args.every(argument => PLAIN.has(argument.name ?? '') || isCommon(argument)))
    return eachOf(name, { ...use, args: operands });
  const result = valuesOf(flavour.name, kind.name, target, output);
  return result.ok ? result.value : undefined;
}

const isCommon = ({ name }: Argument): boolean => name === 'reduction' || name === 'name';

/** The weights of examples lose or get a last axis of 1, and are stretched. Source: tf_keras/src/utils/losses_utils.py */
function weighedBefore(use: Call, name: string, values: Shape, weights: Argument): Shape | Value | undefined {
  if (weights.name !== undefined && weights.name !== 'sample_weight') return undefined;
  if (isNumberOrFlag(weights.value)) return values;
  const operand = arrayIn('sample_weight', weights);
  const shape = operand?.shape;
  if (!operand || !shape) return undefined;
  const last = shape[shape.length - 1];
  const isLonger = shape.length === values.length + 1;
  const isKept = isLonger && last && compare(last, size(1)) === 'different';
  const isShorter = shape.length > 0 && shape.length === values.length - 1;
  const fitting = isLonger ? shape.slice(0, -1) : isShorter ? [...shape, size(1)] : shape;
  const result: ShapeResult = isKept
    ? refuse(otherRank(values.length, shape.length))
    : broadcast(values, fitting);
  const scene = scenesOf('keras')(use, `A call of ${name}`);
  return weighedAs(scene, values, operand, result) ?? refused(scene);
}

/** Keras 3: the values of the examples, times their weights, reduced. Source: keras/src/losses/loss.py */
function newValue(name: string, made: Call, use: Call): Value {
  const [target, output, ...more] = use.args.slice(0, 2).map(shapeIn);
  const weights = use.args[2];
  if (use.args.length > 3 || use.args.slice(0, 2).some(argument => argument.name) || more.length > 0)
    return given(use, undefined);
  const values = target && output ? eachInKeras3(name, target, output) : undefined;
  const weighted = weights && values ? weighed(use, name, values, weights) : values;
  if (weighted && 'kind' in weighted) return weighted;
  const reduction = made.args.find(argument => argument.name === 'reduction')?.value;
  const isKept = reduction && (isNone(reduction) || reduction.kind === 'none');
  if (isKept) return given(use, weighted);
  const isReduced =
    !reduction || /^(sum|mean|sum_over_batch_size|mean_with_sample_weight)$/.test(asString(reduction) ?? '');
  const isTold = weighted
    ? weighted.length !== 1 || hasElements(weighted)
    : !weights && hasElements(target) && hasElements(output);
  return given(use, isReduced && isTold ? [] : undefined);
}

const hasElements = (shape: Shape | undefined): boolean =>
  shape !== undefined && shape.length > 0 && !shape.some(dim => constantOf(dim) === 0);

/** A class brings ranks together before its function sees them. */
function eachInKeras3(name: string, target: Shape, output: Shape): Shape | undefined {
  const kind = lossOf(string(name));
  const result = kind ? valuesOf('keras3', kind.name, ...aligned(target, output)) : undefined;
  return result?.ok ? result.value : undefined;
}

/** The weights of examples beside the loss of each example. */
function weighed(use: Call, name: string, values: Shape, weights: Argument): Shape | Value | undefined {
  const operand = arrayIn('sample_weight', weights);
  if (isNumberOrFlag(weights.value)) return values;
  if (!operand?.shape) return undefined;
  const scene = scenesOf('keras')(use, `A call of ${name}`);
  return weighedShape(scene, values, operand) ?? refused(scene);
}

/** `None` means something else in TensorFlow's older losses. */
const isNone = (value: Value): boolean => asString(value)?.toLowerCase() === 'none';

const shapeIn = (argument: Argument | undefined): Shape | undefined =>
  argument?.value.kind === 'tensor' ? shapeOf(argument.value) : undefined;

/** Taken along the last axis, where no axis has to be added or dropped first. */
function eachOf(name: string, { args, open }: Call): Shape | undefined {
  const kind = lossOf(string(name))?.kind;
  const [target, output] = args.map(shapeIn);
  const isPlain = args.length === 2 && !open && args.every(argument => argument.name === undefined);
  if (!kind || !isPlain || !target || !output) return undefined;
  if (output.length < (kind === 'sparse' ? 2 : 1)) return undefined;
  const wanted = kind === 'sparse' ? output.slice(0, -1) : output;
  const isAlike =
    target.length === wanted.length &&
    wanted.every((dim, axis) => compare(dim, target[axis] ?? dim) === 'equal');
  return isAlike ? output.slice(0, -1) : undefined;
}
