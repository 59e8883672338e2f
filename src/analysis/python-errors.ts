/** Statements that Python itself refuses: calls, attributes and subscripts of what has none. */
import { tensorBehaviour } from '../frameworks/index.ts';
import { compare, type Origin, printDim, product, size } from '../shapes/index.ts';
import {
  type Argument,
  asInt,
  asString,
  type Call,
  type ClassValue,
  type DictValue,
  type FrameworkName,
  isWholeDict,
  itemsOf,
  type Lack,
  type ObjectValue,
  type ProgramConflict,
  shapeOf,
  type TensorValue,
  tuple,
  type Value,
} from '../values/index.ts';
import { classMember, isClosed, nativeBase } from './classes.ts';
import type { Machine } from './machine.ts';
import { lacksOwn } from './own-attributes.ts';
import { rulesOf } from './rules.ts';

/**
 * Where a condition is not known, what stands there may have been made sure of in a way that is not followed; and what nothing calls may be called
 * with things of other classes than its code says by itself.
 */
const isSure = (m: Machine): boolean => rulesOf(m).explicitSelf && m.undecided === 0 && !m.entry;

interface Refusal extends Pick<ProgramConflict, 'aspect' | 'name' | 'operation'> {
  readonly at: Origin;
  readonly framework?: FrameworkName | undefined;
  readonly says: string;
  readonly instead?: string | undefined;
}

function refuse(m: Machine, { framework = 'python', ...refusal }: Refusal): Value {
  m.host.refuse({ kind: 'program', framework, ...refusal, instead: refusal.instead });
  const { at } = refusal;
  return m.host.because({ missing: `\`${m.host.textOf(at)}\`, which is refused here`, at });
}

const withArticle = (type: string): string => `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;

/** `x(...)` of what cannot be called; undefined where it may be. */
export function refuseCall(
  m: Machine,
  callee: Value,
  site: Origin,
  written: Origin | undefined,
): Value | undefined {
  const type = isSure(m) ? uncallable(m, callee) : undefined;
  if (!type) return undefined;
  return refuse(m, {
    aspect: 'call',
    name: m.host.textOf(written ?? site),
    operation: withArticle(type),
    framework: callee.kind === 'tensor' ? callee.framework : undefined,
    at: site,
    says: `'${type}' object is not callable`,
  });
}

function uncallable(m: Machine, value: Value): string | undefined {
  switch (value.kind) {
    case 'native':
      return value.behaviour.lacks?.('__call__') ? value.class.name : undefined;
    case 'tensor':
      return 'tensor';
    case 'object':
      return isUncallableClass(m, value.class) ? value.class.name : undefined;
    default:
      return plainType(value);
  }
}

const isUncallableClass = (m: Machine, cls: ClassValue): boolean =>
  isClosed(cls) && !nativeBase(cls) && classMember(m, cls, '__call__') === undefined;

/** Types of Python's own, where the value is surely of one: a list may stand for some relative that can do more. */
function plainType(value: Value): string | undefined {
  if (value.kind === 'string' && value.value !== undefined) return 'str';
  if (value.kind === 'number') return value.dim ? 'int' : value.float === undefined ? undefined : 'float';
  return value.kind === 'list' && value.flavour === 'tuple' && !value.shapeOf ? 'tuple' : undefined;
}

/** What is looped over or unpacked and surely has no items; undefined where it may have some. */
export function refuseIteration(m: Machine, value: Value, at: Origin): Value | undefined {
  if (!isSure(m) || m.tolerated > 0) return undefined;
  const isScalar = value.kind === 'tensor' && value.framework === 'torch' && shapeOf(value)?.length === 0;
  const type = value.kind === 'number' ? plainType(value) : undefined;
  if (!isScalar && !type) return undefined;
  return refuse(m, {
    aspect: 'sequence',
    name: isScalar ? 'a tensor without axes' : withArticle(type ?? ''),
    operation: isScalar ? value.source.operation : '',
    framework: isScalar ? value.framework : undefined,
    at,
    says: isScalar ? 'iteration over a 0-d tensor' : `'${type}' object is not iterable`,
  });
}

/** `if mask:` of a tensor of several elements, which is neither true nor false; states it. */
export function refuseTruth(m: Machine, value: Value, at: Origin): void {
  if (value.kind !== 'tensor' || value.framework !== 'torch' || !isSure(m) || m.tolerated > 0) return;
  const shape = shapeOf(value);
  const count = shape && product(shape);
  if (!count || compare(count, size(1)) !== 'different') return;
  m.host.refuse({
    kind: 'argument',
    framework: 'torch',
    operation: 'a condition',
    aspect: 'value',
    parameter: 'tensor',
    at,
    allowed: 'a tensor of one element: `.any()` or `.all()` make one',
    given: `one of ${printDim(count)}`,
    known: [],
    says: 'Boolean value of Tensor with',
  });
}

/** `lstm * 2`: a layer is no operand; undefined where it may be one. */
export function refuseOperator(m: Machine, { args, site }: Call, op: string): Value | undefined {
  const [left, right] = args;
  if (!left || !right || !isSure(m)) return undefined;
  const isLayer = ({ value }: Argument): boolean =>
    value.kind === 'native' && value.layer !== undefined && value.class.framework === 'torch';
  const isNumber = ({ value }: Argument): boolean => value.kind === 'number';
  const layer =
    isLayer(left) && isNumber(right) ? left : isNumber(left) && isLayer(right) ? right : undefined;
  if (layer?.value.kind !== 'native') return undefined;
  m.host.refuse({
    kind: 'argument',
    framework: 'python',
    operation: op,
    aspect: 'type',
    parameter: layer === left ? 'left' : 'right',
    allowed: 'a number or a tensor',
    given: `a ${layer.value.class.name}`,
    at: layer.at,
    known: [],
    says: /^[<>]/.test(op) ? 'not supported between instances of' : `unsupported operand type(s) for ${op}`,
  });
  return m.host.because({ missing: `\`${m.host.textOf(site)}\`, which is refused here`, at: site });
}

/** `self.hidden = 5` where what stands for `self` is a number or a text; undefined where it may take attributes. */
export function refuseSetting(m: Machine, object: Value, name: string, at: Origin): Value | undefined {
  const isPlain = object.kind === 'number' || object.kind === 'string';
  const type = isPlain && isSure(m) ? plainType(object) : undefined;
  if (!type) return undefined;
  const operation = withArticle(type);
  return refuse(m, {
    aspect: 'attribute',
    name,
    operation: operation.replace('a', 'A'),
    at,
    says: `'${type}' object has no attribute '${name}'`,
  });
}

/** Attributes of tensors and of modules that neither Python's own types have, nor NumPy's numbers. */
const OF_NO_PLAIN_TYPE = new Set(
  'unsqueeze permute contiguous detach unbind numel masked_fill bmm new_zeros parameters named_parameters state_dict'.split(
    ' ',
  ),
);

/** `x.size(0)` of a float: no more than a count of a number of NumPy's, which cannot be called either. */
const lacksPlain = (type: string, name: string): boolean =>
  OF_NO_PLAIN_TYPE.has(name) || (name === 'size' && type !== 'str');

/** Methods that a framework's base classes give, and that nobody writes into an object from outside. */
const OF_BASES =
  /^(register_(buffer|parameter|module)|add_module|(named_)?parameters|state_dict|load_state_dict|add_weight)$/;

/** An object of a class that was not derived from the framework's. */
const lacksBase = (m: Machine, { class: cls }: ObjectValue, name: string): boolean =>
  OF_BASES.test(name) &&
  isClosed(cls) &&
  !nativeBase(cls) &&
  ['__getattr__', '__getattribute__'].every(special => classMember(m, cls, special) === undefined);

/** An object of a class derived from the framework's alone, which has nothing of this name. */
const lacksOfModule = (m: Machine, { class: cls }: ObjectValue, name: string): boolean =>
  nativeBase(cls)?.extend?.lacks?.(name) === true &&
  isClosed(cls) &&
  ['__getattr__', '__getattribute__'].every(special => classMember(m, cls, special) === undefined);

/** Whether a value of a framework's surely has no attribute of this name. */
export function lacksAttribute(object: Value, name: string): boolean {
  if (object.kind === 'tensor') return tensorBehaviour(object.framework)?.lacks?.(object, name) === true;
  return lackOf(object, name) !== undefined;
}

/** What a native value says of an attribute that it surely lacks; undefined where it may have it. */
function lackOf(object: Value, name: string): Partial<Lack> | undefined {
  const lack = object.kind === 'native' && object.behaviour.lacks?.(name);
  return lack === true ? {} : lack || undefined;
}

/** `x.name` that is surely not there; undefined where it may be. */
export function refuseAttribute(m: Machine, object: Value, name: string, at: Origin): Value | undefined {
  if (!isSure(m)) return undefined;
  if (object.kind === 'object' && lacksBase(m, object, name))
    return refuse(m, {
      aspect: 'attribute',
      name,
      operation: object.class.name,
      at,
      says: `'${object.class.name}' object has no attribute '${name}'`,
    });
  const plain = object.kind === 'bool' && object.value !== undefined ? 'bool' : plainType(object);
  if (plain && lacksPlain(plain, name))
    return refuse(m, {
      aspect: 'attribute',
      name,
      operation: withArticle(plain).replace('a', 'A'),
      at,
      says: `'${plain}' object has no attribute '${name}'`,
    });
  const isLacking = object.kind === 'object' && lacksOwn(m, object, name, m.host.textOf(at));
  if (object.kind === 'object' && (isLacking || lacksOfModule(m, object, name)))
    return refuse(m, {
      aspect: 'attribute',
      name,
      operation: object.class.name,
      framework: nativeBase(object.class)?.framework,
      at,
      says: `'${object.class.name}' object has no attribute '${name}'`,
    });
  if (!lacksAttribute(object, name)) return undefined;
  const native = object.kind === 'native' ? object : undefined;
  if (native && m.run.patchedClasses.has(native.class.qualified)) return undefined;
  const type = native?.class.name ?? 'Tensor';
  const isOfKeras = object.kind === 'tensor' && object.framework !== 'torch';
  return refuse(m, {
    aspect: 'attribute',
    name,
    operation: native ? type : 'A tensor',
    framework: native?.class.framework ?? (object.kind === 'tensor' ? object.framework : undefined),
    at,
    // Those of Keras have other types where a layer's `call` runs.
    says: `${isOfKeras ? '' : `'${type}' `}object has no attribute '${name}'`,
    ...lackOf(object, name),
  });
}

/** `layers[5]` of a container of modules that has no such item. */
export function refuseContained(m: Machine, { args, site }: Call): Value | undefined {
  const [object, index, second] = args;
  if (object?.value.kind !== 'native' || !index || !isSure(m) || m.entry) return undefined;
  const { class: type, behaviour } = object.value;
  const whole = second ? tuple(args.slice(1).map(({ value }) => value)) : index.value;
  if (!behaviour.lacksItem?.(whole)) return undefined;
  return refuse(m, {
    aspect: 'subscript',
    name: args
      .slice(1)
      .map(({ at }) => m.host.textOf(at))
      .join(', '),
    operation: `A ${type.name} without such an item`,
    framework: type.framework,
    at: site,
    says: type.ancestors.includes('tuple')
      ? 'tuple index out of range'
      : whole.kind === 'string'
        ? `KeyError: '${whole.value}'`
        : whole.kind === 'list'
          ? `indices must be integers or slices, not ${whole.flavour}`
          : `index ${m.host.textOf(index.at)} is out of range`,
  });
}

/** `layer[0]`: a layer holds no items, unless it says so. */
export function refuseSubscript(m: Machine, object: Value, at: Origin, index: Origin): Value | undefined {
  const isLayer = object.kind === 'native' && object.layer && !object.behaviour.index;
  if (!isLayer || !isSure(m)) return undefined;
  const { name, framework } = object.class;
  return refuse(m, {
    aspect: 'subscript',
    name: m.host.textOf(index),
    operation: name,
    framework,
    at,
    says: `'${name}' object is not subscriptable`,
  });
}

/** `model[-1]` of a module of the program's own, whose class says nothing of items. */
export function refuseObject(m: Machine, object: ObjectValue, { args, site }: Call): Value | undefined {
  const { class: cls, base } = object;
  const native = nativeBase(cls);
  const isPlain = native?.extend?.lacks?.('__getitem__') === true && !base.value?.behaviour.index;
  if (!isPlain || !isSure(m) || !isClosed(cls)) return undefined;
  if (classMember(m, cls, '__getitem__') !== undefined) return undefined;
  return refuse(m, {
    aspect: 'subscript',
    name: m.host.textOf(args[1]?.at ?? site),
    operation: cls.name,
    framework: native.framework,
    at: site,
    says: `'${cls.name}' object is not subscriptable`,
  });
}

/** `items[5]` of a list, `weights['name']` of a state_dict that have no such item. Code that is not known may have filled what began empty. */
export function refuseItem(m: Machine, { args, site }: Call): Value | undefined {
  const [object, index, second] = args;
  if (!object || !index || !isSure(m) || (second && !takesNoTuple(object.value))) return undefined;
  // A call, or a comprehension.
  const isMade = /\)$|^\[.*\]$/s.test(m.host.textOf(object.at));
  const lack =
    object.value.kind === 'dict'
      ? lackedKey(object.value, second ? tuple(args.slice(1).map(({ value }) => value)) : index.value)
      : second
        ? { operation: 'A tuple', says: 'tuple indices must be integers or slices, not tuple' }
        : lackedPosition(object.value, index.value, isMade);
  return lack && refuse(m, { aspect: 'subscript', name: m.host.textOf(index.at), at: site, ...lack });
}

/** A tuple or a dictionary, whose places are told by one thing. */
const takesNoTuple = (value: Value): boolean =>
  value.kind === 'dict' || (value.kind === 'list' && value.flavour === 'tuple' && !value.shapeOf);

type Missing = Pick<Refusal, 'operation' | 'says'>;

function lackedKey(object: DictValue, index: Value): Missing | undefined {
  const { known, rest } = object.entries.value;
  const key = asString(index);
  // A state_dict: what other dictionaries hold is not followed so closely.
  const isOfWeights = [...known.values()].every(
    value => value.kind === 'tensor' && (value.weight || value.source.role === 'weight' || isBuffer(value)),
  );
  const isTold = isWholeDict(object) || (known.size > 0 && isOfWeights);
  // Keys that are told are texts and numbers.
  const isTuple = index.kind === 'list' && index.flavour === 'tuple' && isOfWeights && known.size > 0;
  if (isTuple && isTold && !rest)
    return { operation: 'A dictionary without this key', says: 'KeyError: (…)' };
  if (key === undefined || rest || known.has(key) || !isTold) return undefined;
  return { operation: 'A dictionary without this key', says: `KeyError: '${key}'` };
}

/** Statistics that a layer keeps. */
const isBuffer = ({ source }: TensorValue): boolean => source.layer !== undefined && source.role === 'value';

function lackedPosition(object: Value, index: Value, isMade: boolean): Missing | undefined {
  const position = asInt(index);
  if (object.kind !== 'list' || position === undefined) return undefined;
  if (object.flavour !== 'list' && object.flavour !== 'tuple') return undefined;
  const items = itemsOf(object);
  // The lists of weights that Keras gives are counted where they are made, if their number is sure (`whole`).
  if (
    items?.some(
      item => item.kind === 'tensor' && item.weight && item.source.layer?.class.framework === 'keras',
    )
  )
    return undefined;
  const count = items?.length;
  if (count === undefined || (count === 0 && !isMade)) return undefined;
  if (position < count && position >= -count) return undefined;
  const words = count === 1 ? '1 item' : `${count === 0 ? 'no' : count} items`;
  return { operation: `A ${object.flavour} of ${words}`, says: `${object.flavour} index out of range` };
}
