/** Arguments as tensors: what stands where one tensor is needed, and what the framework says when it is none. */
import { profileOf } from '../../profiles/index.ts';
import { type Origin, type Shape, size, stack, unknownDim } from '../../shapes/index.ts';
import { isFunction, isWrittenNone } from '../kinds.ts';
import {
  type Dtype,
  eachOnce,
  type Host,
  heldIn,
  isFrameworkGuessed,
  itemsOf,
  joinShapes,
  type ListValue,
  type Operand,
  shapeOf,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { refuseArgument, refuseTuple, type Scene } from './scene.ts';

export interface TakeOptions {
  /** Python numbers are tensors of rank 0 here. */
  readonly numbers?: boolean;
  /** Nested lists of numbers are arrays here (NumPy, TensorFlow). */
  readonly lists?: boolean;
  /** The framework's own words for a tuple in this place. */
  readonly says?: string;
}

/** An argument as an operand. A shape that is not known is undefined; undefined altogether: it is no tensor, which has been stated. */
export function takeTensor(
  scene: Scene,
  value: Value,
  at: Origin,
  role: string,
  options: TakeOptions = {},
): Operand | undefined {
  if (value.kind === 'tensor') {
    const shape = shapeOf(value);
    if (!isForeign(scene, value.framework) || isFrameworkGuessed(value))
      return { role, shape, tensor: value, at };
    // NumPy's numbers (`data.mean()`) are numbers here too, and a shape that is not known may be that of one.
    const isNumber = options.numbers && (!shape || shape.length === 0);
    if (isNumber || mayBeObject(value, shape)) return { role, shape, tensor: undefined, at };
    return refuseForeign(scene, at, role);
  }
  const literal =
    options.lists || (options.numbers && value.kind !== 'list' && value.kind !== 'native')
      ? literalShape(value)
      : undefined;
  if (literal) return { role, shape: literal, tensor: undefined, at };
  if (value.kind === 'list' && !options.lists)
    return refuseList(scene, value, at, role, ofKind(options.says, value.flavour));
  const named = itemsOfNamed(scene.host, value, at);
  if (named && profileOf(scene.framework).tensors.refusesOthers) {
    refuseTuple(scene, named, at, ofKind(options.says, ''));
    return undefined;
  }
  const isNumber = options.numbers && (value.kind === 'number' || value.kind === 'bool');
  if (isNumber || !isRefused(scene, value, at)) return { role, shape: undefined, tensor: undefined, at };
  const given =
    value.kind === 'none'
      ? 'None'
      : value.kind === 'native' && value.class.qualified === PACKED
        ? 'a PackedSequence'
        : undefined;
  refuseArgument(scene, { parameter: role, aspect: 'type', allowed: 'a Tensor', given, at });
  return undefined;
}

/** 'must be Tensor, not tuple', of a list 'not list', and of a class of its own without its name. */
const ofKind = (says: string | undefined, kind: string): string | undefined =>
  says?.replace(/(?<=, not) tuple$/, kind === '' ? '' : ` ${kind}`);

/** What an array of objects holds may be anything, a tensor too. */
const mayBeObject = ({ dtype, source }: TensorValue, shape: Shape | undefined): boolean =>
  dtype === undefined && !shape?.length && /^(indexing|iteration)$/.test(source.operation);

/** PyTorch's layers and functions take no NumPy arrays; NumPy, Keras and TensorFlow convert what they are given. */
function isForeign(scene: Scene, framework: string): boolean {
  return profileOf(scene.framework).tensors.refusesOthers && framework === 'numpy';
}

function refuseForeign(scene: Scene, at: Origin, role: string): undefined {
  refuseArgument(scene, { parameter: role, aspect: 'type', allowed: 'a Tensor', given: 'a NumPy array', at });
  return undefined;
}

function refuseList(
  scene: Scene,
  value: ListValue,
  at: Origin,
  role: string,
  says: string | undefined,
): undefined {
  const items = itemsOf(value);
  if (items?.some(item => item.kind === 'tensor')) refuseTuple(scene, items, at, says);
  else
    refuseArgument(scene, {
      parameter: role,
      aspect: 'type',
      allowed: 'a Tensor',
      given: `a ${value.flavour}`,
      at,
      says,
    });
  return undefined;
}

const PACKED = 'torch.nn.utils.rnn.PackedSequence';

/** The items of a tuple whose items have names, as PyTorch's `max(x, dim)` gives it. */
export function itemsOfNamed(host: Host, value: Value, at: Origin): readonly Value[] | undefined {
  const isTuple = value.kind === 'native' && value.class.ancestors?.includes('tuple');
  if (!isTuple || value.class.qualified === PACKED) return undefined;
  const items = value.behaviour.iterate?.(host, at);
  return items && 'known' in items ? items.known : undefined;
}

function isRefused(scene: Scene, value: Value, at: Origin): boolean {
  if (value.kind === 'none' && value.assumed) scene.host.contradict();
  const { refusesOthers, refusesObjects } = profileOf(scene.framework).tensors;
  if (refusesObjects && value.kind === 'none') return isWrittenNone(scene.host, value, at);
  if (refusesObjects && (value.kind === 'string' || value.kind === 'dict')) return true;
  if (!refusesOthers) return false;
  if (value.kind === 'native')
    return value.class.qualified === PACKED || value.layer !== undefined || value.model !== undefined;
  if (isFunction(value)) return true;
  if (value.kind === 'object') return value.base.value?.model !== undefined;
  if (value.kind === 'bool') return value.value !== undefined;
  return value.kind === 'number' && (value.dim !== undefined || value.float !== undefined);
}

/** The shape of a number, or of nested lists of numbers and tensors, as an array; undefined where that is not known. */
export function literalShape(value: Value): Shape | undefined {
  if (value.kind === 'number') return [];
  // A comparison with something unknown is some truth value, and may be an array of them.
  if (value.kind === 'bool') return value.value === undefined && !value.flag ? undefined : [];
  if (value.kind === 'tensor') return shapeOf(value);
  if (value.kind === 'union') return sharedShape(value.options.map(literalShape));
  if (value.kind === 'native') return value.behaviour.array?.()?.shape;
  if (value.kind !== 'list') return undefined;
  const items = value.items.value;
  if (!('known' in items)) {
    const inner = literalShape(items.element);
    return inner && [items.length ?? unknownDim(), ...inner];
  }
  if (items.known.length === 0) return [size(0)];
  const shapes = eachOnce(items.known, literalShape);
  const rows = shapes.every(shape => shape !== undefined) ? stack(shapes) : undefined;
  return rows?.ok ? rows.value : undefined;
}

/** What the shapes of all of them say. */
const sharedShape = ([first, ...others]: readonly (Shape | undefined)[]): Shape | undefined =>
  others.reduce(joinShapes, first);

/** Whether nested lists surely are no array: their items' shapes differ. */
export function isRagged(value: Value): boolean {
  const items = itemsOf(value);
  if (!items || items.length === 0) return false;
  if (eachOnce(items, isRagged).includes(true)) return true;
  const shapes = eachOnce(items, literalShape);
  return shapes.every(shape => shape !== undefined) && !stack(shapes).ok;
}

/** The shape of nested lists of texts, among which may be numbers, as an array. */
export function textShape(value: Value): Shape | undefined {
  if (value.kind === 'string' || value.kind === 'number') return [];
  if (value.kind === 'union') return sharedShape(value.options.map(textShape));
  const counted = value.kind === 'list' && !('known' in value.items.value) ? value.items.value : undefined;
  const inner = counted?.length && textShape(counted.element);
  if (inner && counted?.length) return [counted.length, ...inner];
  const items = itemsOf(value);
  if (!items || items.length === 0) return undefined;
  const shapes = eachOnce(items, textShape);
  const rows = shapes.every(shape => shape !== undefined) ? stack(shapes) : undefined;
  return rows?.ok ? rows.value : undefined;
}

/** Whether nested lists hold integers, floats or booleans. */
export function literalDtype(value: Value): Dtype | undefined {
  if (value.kind === 'bool') return value.value === undefined && !value.flag ? undefined : 'bool';
  if (value.kind === 'number') return value.dim ? 'int' : value.isComplex ? 'complex' : 'float';
  if (value.kind === 'tensor') return value.dtype;
  if (value.kind === 'union')
    return value.options.map(literalDtype).reduce((a, b) => (a === b ? a : undefined));
  if (value.kind === 'native') return value.behaviour.array?.()?.dtype;
  if (value.kind !== 'list') return undefined;
  const kinds = eachOnce(heldIn(value.items.value), literalDtype);
  return kinds.reduce(widerDtype, kinds[0]);
}

const WIDTH: readonly Dtype[] = ['bool', 'int', 'float', 'complex'];

/** The dtype of a result of both. */
export function widerDtype(a: Dtype | undefined, b: Dtype | undefined): Dtype | undefined {
  if (!a || !b || !WIDTH.includes(a) || !WIDTH.includes(b)) return undefined;
  return WIDTH[Math.max(WIDTH.indexOf(a), WIDTH.indexOf(b))];
}

/** The dtype of a result of all of these; undefined where any of them is not known. */
export function widestDtype(values: readonly Value[]): Dtype | undefined {
  const dtypes = values.map(literalDtype);
  return dtypes.reduce(widerDtype, dtypes[0]);
}
