/** Targets of training against what the model gives, output by output. */
import { compare, type Dim, type Mismatch, printDim, printShape, type Shape } from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import {
  type Argument,
  asString,
  type Call,
  type Operand,
  shapeOf,
  type TargetConflict,
  type TensorValue,
  tensor,
  type Value,
} from '../../parts.ts';
import { tensorsIn } from '../core/graph.ts';
import { axisNames, none } from '../core/none.ts';
import { valuesOf } from '../loss-shapes.ts';
import { weighedShape } from '../sample-weights.ts';
import { sceneOf, shapeOfData } from './data.ts';
import {
  aligned,
  compareArrays,
  comparedFirst,
  compareTarget,
  lossOf,
  sidesOf,
  stretched,
} from './losses.ts';
import { wrongMetric } from './metric-shapes.ts';
import type { ModelCore } from './model-core.ts';
import { type OutputPart, outputParts } from './output-parts.ts';
import { isOverridden } from './owners.ts';
import { refusesStructure } from './target-structure.ts';
import { OWN_STEPS } from './training-refusals.ts';

export interface Run {
  readonly x: Argument;
  readonly y: Argument;
  /** What the model gave for x. */
  readonly outputs: Value;
  /** The rows that the first step sees; undefined: those that there are. */
  readonly batch: Dim | undefined;
  /** One step of what is given, whose rows Keras 3 does not compare first. */
  readonly isOneBatch?: boolean;
  readonly weights?: Argument | undefined;
}

/** Compares numbers of rows, then each target with its output under its loss. */
export function checkTargets(
  core: ModelCore,
  call: Call,
  { x, y, outputs, batch, isOneBatch = false, weights }: Run,
): void {
  const isOwn = core.flavour.name === 'keras3' && isOverridden(core, call, OWN_STEPS);
  if (isOwn || (!isOneBatch && !haveSameRows(core, call, x, y))) return;
  if (core.flavour.name === 'keras3' && refusesStructure(core, call, y, outputs)) return;
  if (weights && refusesWeightRows(core, call, x, weights)) return;
  for (const { target, ...part } of outputParts(core, y.value, outputs)) {
    // Of samples that no batch holds each is one number: the model is refused them first.
    if (target && shapeOfData(target)?.length !== 0)
      checkTarget(core, call, { ...part, target, at: y.at, batch, isOneBatch, weights });
  }
}

function haveSameRows(core: ModelCore, call: Call, x: Argument, y: Argument): boolean {
  const [a, b] = [rowsOf(x.value), rowsOf(y.value)];
  if (!a || !b || y.value.kind !== 'tensor' || compare(a, b) !== 'different') return true;
  const [first] = tensorsIn(x.value);
  const input = { role: 'input', shape: first && shapeOf(first), tensor: first, at: x.at };
  const mismatch = {
    kind: 'dims',
    left: { operand: 0, axis: 0, dim: a },
    right: { operand: 1, axis: 0, dim: b },
  } as const;
  call.host.refuse(
    conflictOf(core, call, { output: input, target: targetOperand(y.value, y.at), loss: '', mismatch }),
  );
  return false;
}

function targetOperand(value: Value, at: Argument['at']): Operand {
  return {
    role: 'target',
    shape: shapeOfData(value),
    tensor: value.kind === 'tensor' ? value : undefined,
    at,
  };
}

interface Check extends OutputPart {
  readonly target: Value;
  readonly at: Argument['at'];
  readonly batch: Dim | undefined;
  readonly isOneBatch: boolean;
  readonly weights: Argument | undefined;
}

function checkTarget(
  core: ModelCore,
  call: Call,
  { prediction, target, at, loss, metrics, batch, isOneBatch, weights }: Check,
): void {
  const known = lossOf(loss);
  const [output, given] = [shapeOf(prediction), shapeOfData(target)];
  if (!output || !given) return;
  const [wanted, actual] = [withRows(output, batch), withRows(given, batch)];
  if (!known) {
    const sides = sidesOf(core.flavour.name, actual, wanted);
    if (loss && sides && isOwnFunction(loss)) runLoss(call, loss, sides, isOfGraph(core));
    return;
  }
  const first =
    isArray(target) && core.ends() ? comparedFirst(core.flavour.name, known, actual, wanted) : undefined;
  const later = isOneBatch
    ? compareArrays(known, actual, wanted)
    : compareTarget(core.flavour.name, known, actual, wanted, isSigmoid(call, prediction));
  const result = first && !first.ok && later.ok ? first : later;
  const metric =
    result.ok && core.flavour.name === 'keras3' ? wrongMetric(metrics, actual, wanted) : undefined;
  const mismatch =
    metric?.mismatch ?? (result.ok ? stretched(core.flavour.name, known, actual, wanted) : result.mismatch);
  if (!mismatch) {
    const losses = weights && valuesOf('keras3', known.name, ...aligned(actual, wanted));
    if (weights && losses?.ok && losses.value) weigh(core, call, weights, losses.value, batch);
    return;
  }
  const own = { role: 'output', shape: output, tensor: prediction, at: call.site };
  const conflict = conflictOf(core, call, {
    output: own,
    target: targetOperand(target, at),
    loss: metric?.name ?? known.name,
    mismatch,
    isOneBatch,
  });
  if (result.ok && !metric) call.host.suspect(conflict);
  else call.host.refuse(conflict);
}

/** Keras 3 alone: older versions have modes of weights. The losses of the first step beside its weights. */
function weigh(
  core: ModelCore,
  call: Call,
  { name, value, at }: Argument,
  losses: Shape,
  batch: Dim | undefined,
) {
  const shape = value.kind === 'tensor' && core.flavour.name === 'keras3' ? shapeOf(value) : undefined;
  if (!shape) return;
  const scene = { ...sceneOf(core, call), operation: 'fit' };
  const tensor = value.kind === 'tensor' ? value : undefined;
  const role = name ?? 'sample_weight';
  weighedShape(scene, losses, { role, shape: withRows(shape, batch), tensor, at });
}

function refusesWeightRows(core: ModelCore, call: Call, x: Argument, { value, at }: Argument): boolean {
  const shape = value.kind === 'tensor' && core.flavour.name === 'keras3' ? shapeOf(value) : undefined;
  const [rows, samples] = [shape?.[0], rowsOf(x.value)];
  if (!shape || !rows || !samples || compare(rows, samples) !== 'different') return false;
  refuseArgument(
    { ...sceneOf(core, call), operation: 'fit' },
    {
      parameter: 'sample_weight',
      aspect: 'value',
      allowed: `an array with a row for each of the ${printDim(samples)} samples`,
      given: printShape(shape),
      at,
      says: 'Make sure all arrays contain the same number of samples.',
    },
  );
  return true;
}

const isOwnFunction = (value: Value): boolean =>
  value.kind === 'function' || (value.kind === 'bound' && value.function.kind === 'function');

/** Keras 2 and TensorFlow 1 call a loss once, with sides whose sizes are open, and compute with the data what that has given. */
const isOfGraph = ({ flavour: { name } }: ModelCore): boolean => name === 'keras2' || name === 'tf1';

/** A loss of the program's own is called with both: `LossFunctionWrapper` of keras/src/losses/losses.py. */
function runLoss(call: Call, loss: Value, sides: readonly [Shape, Shape], isOfGraph: boolean): void {
  const { host, site } = call;
  const open = (shape: Shape): Shape => axisNames(shape.length).map(name => none(host, name, site));
  const [target, output] = sides;
  callLoss(call, loss, sides);
  if (isOfGraph) callLoss(call, loss, [open(target), [...open(output).slice(0, 1), ...output.slice(1)]]);
}

function callLoss({ host, site }: Call, loss: Value, sides: readonly [Shape, Shape]): void {
  const args = sides.map((shape, i) => ({
    name: undefined,
    value: tensor(host, {
      framework: 'keras',
      shape,
      dtype: 'float',
      source: { operation: i === 0 ? 'a target' : 'a prediction', site, role: 'value' },
    }),
    at: site,
  }));
  host.passOn(loss, { host, site, args, open: false });
}

const isArray = (value: Value): boolean => value.kind === 'tensor' && value.framework === 'numpy';

function isSigmoid(call: Call, prediction: TensorValue): boolean {
  const { layer } = prediction.source;
  return layer !== undefined && asString(call.host.attribute(layer, 'activation', call.site)) === 'sigmoid';
}

interface Sides {
  readonly output: Operand;
  readonly target: Operand;
  readonly loss: string;
  readonly mismatch: Mismatch;
  readonly isOneBatch?: boolean;
}

function conflictOf(
  core: ModelCore,
  call: Call,
  { output, target, loss, mismatch, isOneBatch }: Sides,
): TargetConflict {
  const { framework } = sceneOf(core, call);
  const layer = output.tensor?.source.layer;
  return {
    kind: 'target-shape',
    framework,
    dialect: core.flavour.name,
    operation: isOneBatch ? 'train_on_batch' : 'fit',
    at: target.at,
    layer,
    output,
    target,
    loss,
    mismatch,
  };
}

export function withRows(shape: Shape, rows: Dim | undefined): Shape {
  return rows && shape.length > 0 ? [rows, ...shape.slice(1)] : shape;
}

export function rowsOf(value: Value): Dim | undefined {
  const first = value.kind === 'tensor' ? value : tensorsIn(value)[0];
  return first ? shapeOf(first)?.[0] : shapeOfData(value)?.[0];
}
