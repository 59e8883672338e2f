/** `isinstance`, where it can be answered. */
import { FRAMEWORK_NAMES, profileOf } from '../../profiles/index.ts';
import {
  type ClassValue,
  itemsOf,
  memberOf,
  shapeOf,
  type TensorValue,
  type Value,
} from '../../values/index.ts';
import { resolutionOrder } from '../classes.ts';
import { itemsOfRecord } from '../records.ts';
import { dictBehind } from './python/dict-behind.ts';
import { enumMembers } from './python/enums.ts';

/** Which kinds of value are instances of a built-in type. */
const BUILTIN_KINDS: Readonly<Record<string, (value: Value) => boolean>> = {
  int: v => (v.kind === 'number' && v.dim !== undefined) || v.kind === 'bool',
  float: v => v.kind === 'number' && v.dim === undefined,
  str: v => v.kind === 'string',
  bool: v => v.kind === 'bool',
  list: v => v.kind === 'list' && v.flavour === 'list',
  tuple: v => v.kind === 'list' && v.flavour === 'tuple',
  dict: v => v.kind === 'dict' || (v.kind === 'object' && dictBehind(v) !== undefined),
};

/** undefined: not known. */
export function isInstance(value: Value, type: Value): boolean | undefined {
  if (value.kind === 'unknown' || type.kind === 'unknown') return undefined;
  if (value.kind === 'union') return agreed(value.options.map(option => isInstance(option, type)));
  if (type.kind === 'list') {
    const each = itemsOf(type)?.map(t => isInstance(value, t));
    return !each ? undefined : each.includes(true) ? true : each.every(e => e === false) ? false : undefined;
  }
  if (type.kind === 'class' && enumMembers(type)) return isMemberOf(value, type);
  if (type.kind === 'native-function') {
    // An object of a NamedTuple class is a tuple.
    if (value.kind === 'object' && type.name === 'tuple') return itemsOfRecord(value) ? true : undefined;
    // Named tuples of the frameworks.
    if (value.kind === 'native' && value.class.ancestors.includes(type.name)) return true;
    // Made by a function, as far as the analysis goes: a tensor, and no layer.
    if (value.kind === 'native' && (value.layer ?? value.model) && /(^|\.)Parameter$/.test(type.name))
      return false;
    if (value.kind === 'tensor' && type.name === 'float') return isFloat(value);
    const test = Object.hasOwn(BUILTIN_KINDS, type.name) ? BUILTIN_KINDS[type.name] : undefined;
    return test?.(value);
  }
  if (value.kind === 'object') {
    const order = resolutionOrder(value.class);
    if (order.includes(type)) return true;
    const derives =
      type.kind === 'native-class' &&
      order.some(c => c.kind === 'native-class' && c.ancestors.includes(type.qualified));
    return derives || (order.every(c => c.kind === 'class' || c.kind === 'native-class') ? false : undefined);
  }
  if (value.kind === 'native' && type.kind === 'native-class') {
    return value.class.qualified === type.qualified || value.class.ancestors.includes(type.qualified);
  }
  if (value.kind === 'tensor') return isTensorOf(value, type);
  return type.kind === 'native-class' || type.kind === 'class' ? false : undefined;
}

/** Members of some enumerations are strings and numbers. */
function isMemberOf(value: Value, type: ClassValue): boolean | undefined {
  const isPlain = [...(enumMembers(type)?.values() ?? [])].every(memberOf);
  if (!isPlain && (value.kind === 'string' || value.kind === 'number')) return undefined;
  return memberOf(value) !== undefined && value.kind === 'native' && value.class.qualified === type.name;
}

/** Where scalars are no arrays, that of 64 bits is a float of Python's too: `np.float64`. */
function isFloat(tensor: TensorValue): boolean | undefined {
  const isScalar = mayBeScalar(tensor) && (tensor.dtype === undefined || tensor.dtype === 'float');
  return isScalar ? undefined : false;
}

/** Whether it may be a scalar of a class that is not the tensors'. */
export const mayBeScalar = (tensor: TensorValue): boolean =>
  profileOf(tensor.framework).isOfItsClass === 'with-axes' && (shapeOf(tensor)?.length ?? 0) === 0;

function isTensorOf(tensor: TensorValue, type: Value): boolean | undefined {
  if (mayBeScalar(tensor) && type.kind !== 'class') return undefined;
  if (type.kind !== 'native-class') return false;
  const owner = FRAMEWORK_NAMES.find(name => profileOf(name).tensorClass === type.qualified);
  const rule = owner && profileOf(owner).isOfItsClass;
  if (!rule) return /Tensor|ndarray|Array|Parameter|Variable/.test(type.name) ? undefined : false;
  if (tensor.framework !== owner) return false;
  return rule === 'always' || (shapeOf(tensor)?.length ?? 0) > 0 || undefined;
}

function agreed(answers: readonly (boolean | undefined)[]): boolean | undefined {
  const [first] = answers;
  return answers.every(a => a === first) ? first : undefined;
}
