/**
 * What is said of a call of `fit`, `evaluate` and the like before the model is run: a model that was not compiled, and in Keras 3 data or targets that
 * are not there and numbers that are none (keras/src/trainers/trainer.py, backend/tensorflow/trainer.py, trainers/data_adapters).
 */
import { constantOf, less, size } from '../../../shapes/index.ts';
import { refuseArgument, type Scene, type WrongArgument } from '../../array/scene.ts';
import {
  type Argument,
  type Call,
  isFloat,
  isNumberOrFlag,
  itemsOf,
  type NativeValue,
  shapeOf,
  type Value,
} from '../../parts.ts';
import type { FlavourName } from '../core/flavour.ts';
import { layerOf } from '../core/registry.ts';
import { addsLosses } from '../core/usage.ts';
import { refusesNumbers, sceneOf } from './data.ts';
import { lossOf } from './losses.ts';
import type { ModelCore } from './model-core.ts';
import { isOverridden } from './owners.ts';
import type { Arguments, MethodName } from './training-call.ts';
import { refusesRows } from './unequal-rows.ts';

/** Methods of a user's that decide what is done with the data. */
export const OWN_STEPS = ['train_step', 'test_step', 'compute_loss', 'compute_metrics', 'compile'];

/** `fit_generator` and `evaluate_generator` before Keras 3: whether it is refused, which has then been stated. */
export const refusesGenerator = (core: ModelCore, call: Call, method = 'fit_generator'): boolean =>
  !call.open && !isOverridden(core, call, OWN_STEPS) && refusesUncompiled(core, call, method);

/** Whether the call is refused, which has then been stated. `runs`: the model is run at all. */
export function refusesTraining(
  core: ModelCore,
  call: Call,
  named: Arguments,
  method: MethodName,
  runs = true,
): boolean {
  if (call.open || isOverridden(core, call, OWN_STEPS)) return false;
  if (refusesUncompiled(core, call, method)) return true;
  if (refusesRows(core, call, named.get('x'), method)) return true;
  const scene: Scene = { ...sceneOf(core, call), operation: method };
  if (core.flavour.options) return ['x', 'y'].some(name => refusesNumbers(scene, named.get(name), name));
  if (core.flavour.name !== 'keras3') return false;
  const wrong =
    wrongNumber(named) ??
    wrongData(core, call, named, method) ??
    wrongClassWeights(named) ??
    (runs ? (missingLoss(core, call) ?? missingTarget(core, call, named)) : undefined);
  if (wrong) refuseArgument(scene, wrong);
  return wrong !== undefined;
}

const UNCOMPILED: Readonly<Partial<Record<FlavourName, string>>> = {
  keras3: 'You must call `compile()` before using the model.',
  tf_keras: 'You must compile your model before training/testing.',
  tf1: 'You must compile your model before training/testing.',
  keras2: 'You must compile a model before training/testing.',
  tfjs: 'You must compile a model before training/testing.',
};

function refusesUncompiled(core: ModelCore, { host, site }: Call, method: string): boolean {
  const says = UNCOMPILED[core.flavour.name];
  if (core.compiled.value.standing !== 'no' || !host.isTopLevel() || says === undefined) return false;
  host.refuse({
    kind: 'program',
    framework: core.flavour.framework,
    dialect: core.flavour.name,
    operation: 'what has not been compiled',
    at: site,
    layer: core.value,
    aspect: 'call',
    name: method,
    instead: 'Call `compile` with an optimizer and a loss first',
    says,
  });
  return true;
}

/** Epochs are counted, and the data is cut in batches. */
export function wrongNumber(named: Arguments): WrongArgument | undefined {
  const epochs = named.get('epochs');
  if (epochs && (isNoWhole(epochs.value) || isNoneAt(epochs)))
    return { parameter: 'epochs', aspect: 'type', allowed: 'an integer', at: epochs.at };
  const batch = named.get('batch_size');
  const { value } = batch ?? {};
  const isNegative = value?.kind === 'number' && value.dim && less(value.dim, size(0)) === true;
  return batch && (isNegative || isNoWhole(batch.value))
    ? { parameter: 'batch_size', aspect: 'value', allowed: 'a positive integer, or None', at: batch.at }
    : undefined;
}

const isNoWhole = (value: Value): boolean =>
  value.kind === 'string' || value.kind === 'list' || isFloat(value);

const isNoneAt = ({ value }: Argument): boolean => value.kind === 'none' && !value.assumed;

/** Arrays are what is given, and the input comes first. */
function wrongData(
  core: ModelCore,
  call: Call,
  named: Arguments,
  method: MethodName,
): WrongArgument | undefined {
  const [x, y] = [named.get('x'), named.get('y')];
  const isFitted = method === 'fit' || method === 'evaluate';
  if (isFitted && x?.value.kind === 'tensor' && y && isNumberOrFlag(y.value))
    return {
      parameter: 'y',
      aspect: 'type',
      allowed: 'an array, as the input is',
      at: y.at,
      says: 'Unrecognized data type:',
    };
  const hasInput = x !== undefined && !isNoneAt(x);
  const isNeeded = core.kind !== 'subclass' || !y || isNoneAt(y);
  return !hasInput && isFitted && isNeeded
    ? { parameter: 'x', aspect: 'missing', allowed: 'the data', given: 'nothing', at: x?.at ?? call.site }
    : undefined;
}

/** The weight of a sample is looked up by its class: there is one of each, and one output (`class_weight_to_sample_weights` in data_adapter_utils.py). */
function wrongClassWeights(named: Arguments): WrongArgument | undefined {
  const [y, classes] = [named.get('y'), named.get('class_weight')];
  if (!y || classes?.value.kind !== 'dict') return undefined;
  const wrong = { parameter: 'class_weight', aspect: 'value', at: classes.at } as const;
  const outputs = y.value.kind === 'list' ? itemsOf(y.value) : undefined;
  if (outputs?.length && outputs.every(({ kind }) => kind === 'tensor'))
    return {
      ...wrong,
      allowed: 'left out where a model has a list of targets',
      says: '`class_weight` is only supported for Models with a single output.',
    };
  const shape = y.value.kind === 'tensor' ? shapeOf(y.value) : undefined;
  const steps = shape && shape.length > 2 ? shape[1] : undefined;
  return steps && constantOf(steps) !== 1
    ? {
        ...wrong,
        allowed:
          'left out where targets have more than 2 dimensions (`sample_weight=weights[labels]` weighs each step)',
      }
    : undefined;
}

/** Nothing to predict from. */
export function missingInput(named: Arguments): WrongArgument | undefined {
  const x = named.get('x');
  return x && isNoneAt(x)
    ? { parameter: 'x', aspect: 'type', allowed: 'the data', given: 'None', at: x.at }
    : undefined;
}

/** Losses of layers, such as those of regularizers, would do. */
function missingLoss(core: ModelCore, call: Call): WrongArgument | undefined {
  const { standing, loss } = core.compiled.value;
  const isNone = loss === undefined || loss.kind === 'none';
  if (standing !== 'yes' || !isNone || core.kind === 'subclass' || !core.isClosed?.()) return undefined;
  if (addsLosses.of(core.value) || !core.layers().every(isWithoutLoss)) return undefined;
  return {
    parameter: 'loss',
    aspect: 'missing',
    allowed: 'a loss: give `compile` one',
    at: call.site,
    says: 'No loss to compute. Provide a `loss` argument in `compile()`.',
  };
}

function isWithoutLoss(layer: NativeValue): boolean {
  const known = layerOf(layer);
  if (known?.input) return true;
  if (!known?.description || known.description.held || addsLosses.of(layer)) return false;
  const given = [...(layer.layer?.arguments.keys() ?? [])];
  const isPlain = !given.some(name => name.endsWith('regularizer')) && !/Activity/.test(layer.class.name);
  return isPlain && (layer.layer?.inner ?? []).every(isWithoutLoss);
}

/** The losses of Keras compare an output with something. */
function missingTarget(core: ModelCore, call: Call, named: Arguments): WrongArgument | undefined {
  const [x, y] = [named.get('x'), named.get('y')];
  const { standing, loss } = core.compiled.value;
  if (x?.value.kind !== 'tensor' || (y && !isNoneAt(y)) || standing !== 'yes' || !lossOf(loss))
    return undefined;
  return {
    parameter: 'y',
    aspect: 'missing',
    allowed: 'the targets that the loss compares the outputs with',
    given: 'nothing',
    at: y?.at ?? call.site,
    says: 'None values not supported.',
  };
}
