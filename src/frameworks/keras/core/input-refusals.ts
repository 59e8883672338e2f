/** Shapes that `Input` refuses, by version. */
import { less, type Origin, size } from '../../../shapes/index.ts';
import { refuseArgument, type Scene } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import { asBool, asString, type Bound, type Call, itemsOf, type Value } from '../../parts.ts';
import { isDtype } from './common-kinds.ts';
import type { Flavour } from './flavour.ts';

/** Keras 3 wants a shape, of sizes that are whole, not negative, or None (`standardize_shape` of keras/src/backend/common/variables.py). */
export function refusesShape(call: Call, bound: Bound): boolean {
  const scene: Scene = { host: call.host, framework: 'keras', operation: 'Input', site: call.site };
  const given = ['batch_shape', 'shape'].flatMap(name => {
    const argument = bound.given(name);
    return argument && argument.value.kind !== 'none' ? [{ ...argument, name }] : [];
  });
  if (given.length === 0 && isNothing(call, bound)) {
    const says = 'You must pass a `shape` argument.';
    refuseArgument(scene, {
      parameter: 'shape',
      aspect: 'value',
      allowed: 'a shape',
      given: 'None',
      at: call.site,
      says,
    });
    return true;
  }
  const [first, second] = given;
  if (first && (second || bound.given('batch_size')) && first.name === 'batch_shape') {
    const other = second ?? bound.given('batch_size');
    if (other && isSurelyGiven(first.value) && isSurelyGiven(other.value)) {
      const says = 'at the same time.';
      refuseArgument(scene, {
        parameter: other.name ?? 'batch_size',
        aspect: 'value',
        allowed: 'left out beside `batch_shape`',
        at: other.at,
        says,
      });
      return true;
    }
  }
  const option = wrongOption(bound);
  if (option) {
    refuseArgument(scene, { ...option, at: bound.at(option.parameter) });
    return true;
  }
  const batch = bound.given('batch_size');
  const sizes = batch && isNoSize(batch.value) ? { ...batch, name: 'batch_size' } : undefined;
  const wrong = sizes ?? given.find(({ value }) => isNoSequence(value) || itemsOf(value)?.some(isNoSize));
  return wrong !== undefined && refuseSizes(scene, wrong.name, wrong.at);
}

/** A dtype that there is not, or a name that is no text. */
function wrongOption(bound: Bound) {
  const [dtype, name] = [bound.value('dtype'), bound.value('name')];
  const text = asString(dtype);
  const isFlag = asBool(dtype) !== undefined;
  if ((text !== undefined && !isDtype(text)) || dtype.kind === 'number' || isFlag)
    return {
      parameter: 'dtype',
      aspect: 'value',
      allowed: 'the name of a dtype',
      says: 'Invalid dtype',
    } as const;
  if (name.kind === 'number' || asBool(name) !== undefined || asString(name)?.includes('/'))
    return {
      parameter: 'name',
      aspect: 'value',
      allowed: 'a text without `/`',
      says: 'Argument `name` must be a string',
    } as const;
  return undefined;
}

/** What is not known may be None. */
const isSurelyGiven = (value: Value): boolean => value.kind === 'list' || value.kind === 'number';

const isNoSequence = (value: Value): boolean => asString(value) !== undefined || asBool(value) !== undefined;

const isNoSize = (value: Value): boolean =>
  value.kind === 'string' ||
  value.kind === 'list' ||
  (value.kind === 'number' && value.float !== undefined) ||
  isNegative(value);

const isNegative = (value: Value): boolean =>
  value.kind === 'number' && value.dim !== undefined && less(value.dim, size(0)) === true;

/** A default of None that is handed on stands for what callers give. */
function isNothing(call: Call, bound: Bound): boolean {
  const isLeftOpen = ['shape', 'batch_shape', 'batch_input_shape'].some(name => {
    const argument = bound.given(name) ?? bound.keywords.find(each => each.name === name);
    return argument && !isWrittenNone(call.host, argument.value, argument.at);
  });
  const others = bound.names.filter(name => name === 'tensor' || name === 'type_spec');
  return !isLeftOpen && !bound.open && others.every(name => bound.value(name).kind === 'none');
}

const SAYS = {
  keras2: 'Please provide to Input either a `shape` or a `batch_shape` argument.',
  tf_keras: 'Please provide to Input a `shape` or a `tensor` or a `type_spec` argument.',
  tf1: 'Please provide to Input either a `shape` or a `tensor` argument.',
} as const;

function refuseSizes(scene: Scene, parameter: string, at: Origin): true {
  const allowed = 'a tuple of sizes, each at least 0, or None';
  refuseArgument(scene, { parameter, aspect: 'value', allowed, at });
  return true;
}

/** Before Keras 3: no shape at all, or a size that TensorFlow takes for none. */
export function refusesOldShape(call: Call, flavour: Flavour, bound: Bound, asLayer: boolean): boolean {
  const { name } = flavour;
  if (name !== 'keras2' && name !== 'tf_keras' && name !== 'tf1') return false;
  const scene: Scene = {
    host: call.host,
    framework: 'keras',
    dialect: name,
    operation: 'Input',
    site: call.site,
  };
  if (!asLayer && isNothing(call, bound)) {
    refuseArgument(scene, {
      parameter: 'shape',
      aspect: 'value',
      allowed: 'given, or `batch_shape`: without one there is no input',
      says: SAYS[name],
      given: 'None',
      at: call.site,
    });
    return true;
  }
  const shapes = ['shape', 'batch_shape', 'batch_input_shape'].flatMap(parameter => {
    const given = bound.names.includes(parameter)
      ? bound.given(parameter)
      : bound.keywords.find(argument => argument.name === parameter);
    return given ? [{ parameter, given }] : [];
  });
  const batch = bound.given('batch_size');
  if (
    name !== 'keras2' &&
    batch &&
    (isNegative(batch.value) || ['string', 'list'].includes(batch.value.kind))
  ) {
    const allowed = 'an integer of at least 0, or None';
    refuseArgument(scene, { parameter: 'batch_size', aspect: 'value', allowed, at: batch.at });
    return true;
  }
  const isWrong = name === 'tf_keras' ? isNoSize : isNoDimension;
  const wrong = shapes.find(({ given }) => itemsOf(given.value)?.some(isWrong));
  return wrong !== undefined && refuseSizes(scene, wrong.parameter, wrong.given.at);
}

/** A size of TensorFlow 1 is made of any number that is whole, and of a text that stands for one (`Dimension`). */
const isNoDimension = (value: Value): boolean =>
  value.kind === 'list' ||
  isNegative(value) ||
  (value.kind === 'number' && value.float !== undefined && !Number.isInteger(value.float)) ||
  (asString(value) !== undefined && !/^\s*\+?\d+\s*$/.test(asString(value) ?? ''));
