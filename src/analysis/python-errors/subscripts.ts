/** Items that are not there. */
import { isNoClass, isWrittenNone } from '../../frameworks/kinds.ts';
import type { Origin } from '../../shapes/index.ts';
import {
  type Argument,
  asInt,
  asString,
  type Call,
  type DictValue,
  isFloat,
  isFrameworkGuessed,
  isWholeDict,
  itemsOf,
  type ListValue,
  type NativeValue,
  namesOfItems,
  type ObjectValue,
  type TensorValue,
  tuple,
  type Value,
  wholeItems,
} from '../../values/index.ts';
import { classMember, isClosed, nativeBase } from '../classes.ts';
import type { Machine } from '../machine.ts';
import { isSure, plainType, type Refusal, refuse, subjectOf } from './refusal.ts';

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
export function refuseSubscript(
  m: Machine,
  object: NativeValue,
  at: Origin,
  index: Origin,
): Value | undefined {
  const isWithout =
    object.layer !== undefined ? !object.behaviour.index : object.behaviour.lacks?.('__getitem__') === true;
  if (!isWithout || !isSure(m)) return undefined;
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

/** `hidden[0]` of None or of an integer, `get_weights[0]` of a method. */
export function refusePlain(m: Machine, object: Value, at: Origin, index: Value): Value | undefined {
  if (isNoClass(object) && isSure(m)) return refuseMethod(m, object, at);
  const type = object.kind === 'none' || asInt(index) !== undefined ? plainType(object) : undefined;
  if (!type || !isSure(m) || (object.kind !== 'none' && type !== 'int')) return undefined;
  return refuse(m, {
    aspect: 'subscript',
    name: m.host.textOf(at),
    operation: subjectOf(type),
    at,
    says: `'${type}' object is not subscriptable`,
  });
}

function refuseMethod(m: Machine, object: Value, at: Origin): Value | undefined {
  return refuse(m, {
    aspect: 'subscript',
    name: m.host.textOf(at),
    operation: object.kind === 'bound' ? 'A method' : 'A function',
    at,
    // A method of the program's own, of a framework's, or one that is written in C.
    says: 'object is not subscriptable',
    instead: 'A call needs brackets: `()`',
  });
}

/** `model[-1]` of a module of the program's own, whose class says nothing of items. */
export function refuseObject(m: Machine, object: ObjectValue, { args, site }: Call): Value | undefined {
  if (!isSure(m) || !hasNoItems(m, object)) return undefined;
  const { class: cls } = object;
  return refuse(m, {
    aspect: 'subscript',
    name: m.host.textOf(args[1]?.at ?? site),
    operation: cls.name,
    framework: nativeBase(cls)?.framework,
    at: site,
    says: `'${cls.name}' object is not subscriptable`,
  });
}

/** A module of the program's own without `__getitem__`, whose class says nothing of `also` either. */
export function hasNoItems(
  m: Machine,
  { class: cls, base }: ObjectValue,
  ...also: readonly string[]
): boolean {
  const isPlain = nativeBase(cls)?.extend?.lacks?.('__getitem__') === true && !base.value?.behaviour.index;
  const names = ['__getitem__', ...also];
  return isPlain && isClosed(cls) && names.every(name => classMember(m, cls, name) === undefined);
}

/** `items[5]` of a list, `weights['name']` of a state_dict that have no such item. Code that is not known may have filled what began empty. */
export function refuseItem(m: Machine, { args, site }: Call): Value | undefined {
  const [object, index, second] = args;
  if (!object || !index || !isSure(m) || (second && !takesNoTuple(object.value))) return undefined;
  // A call, or a comprehension, whose text may be shortened.
  const text = m.host.textOf(object.at);
  const isMade = /\)$|^\[/.test(text);
  const whole = second ? tuple(args.slice(1).map(({ value }) => value)) : index.value;
  const other = otherType(m, { ...index, value: whole });
  const lack =
    object.value.kind === 'dict'
      ? lackedKey(object.value, whole, { isWritten: /^(dict\(\)|\{\})$/.test(text), other })
      : other !== undefined && takesPlacesAlone(object.value)
        ? {
            operation: subjectOf(object.value.flavour),
            says: `${object.value.flavour} indices must be integers or slices, not ${other}`,
          }
        : lackedPosition(object.value, whole, isMade || isFilledInSight(m, object.at, text));
  return lack && refuse(m, { aspect: 'subscript', name: m.host.textOf(index.at), at: site, ...lack });
}

/** A list or tuple of Python's own, which is asked for places and slices. */
const takesPlacesAlone = (value: Value): value is ListValue =>
  value.kind === 'list' &&
  (value.flavour === 'list' || value.flavour === 'tuple') &&
  (value.flavour === 'tuple' || value.isDisplay === true || wholeItems(value) !== undefined) &&
  !namesOfItems(value) &&
  (!value.shapeOf || (value.shapeOf.framework === 'torch' && !isFrameworkGuessed(value.shapeOf)));

/** What is told by one thing. */
const takesNoTuple = (value: Value): boolean => value.kind === 'dict' || takesPlacesAlone(value);

/** What surely is neither a place nor a slice, as Python calls it. */
function otherType(m: Machine, { value, at }: Argument): string | undefined {
  if (value.kind === 'list') return value.isDisplay || value.flavour === 'tuple' ? value.flavour : undefined;
  if (value.kind === 'none') return isWrittenNone(m.host, value, at) ? 'NoneType' : undefined;
  if (value.kind === 'string') return value.value === undefined ? undefined : 'str';
  return isFloat(value) ? 'float' : undefined;
}

/**
 * `outs[-1]` of a list that a file only makes empty, appends to, counts, reads and joins under this name: a loop of no rounds has left it so. `text`: the name.
 */
export function isFilledInSight(m: Machine, { file }: Origin, text: string): boolean {
  if (!/^[a-z]\w*$/.test(text)) return false;
  return m.project.ask(file, `filled ${text}`, source => {
    const mention = new RegExp(
      `(?<![\\w.])${text}(?= = \\[\\]|\\.append\\(|\\[)|(?<=\\b(len|[hvd]?stack|cat|concat|concatenate|return)[( ])${text}\\b`,
      'g',
    );
    const all = source?.text.match(new RegExp(`\\b${text}\\b`, 'g')) ?? [];
    const known = source?.text.match(mention) ?? [];
    return known.length === all.length && (source?.text ?? '').includes(`${text}.append(`);
  });
}

type Missing = Pick<Refusal, 'operation' | 'says'>;

interface Asked {
  readonly isWritten: boolean;
  /** The type of what neither a whole number nor a slice is. */
  readonly other: string | undefined;
}

function lackedKey(object: DictValue, index: Value, { isWritten, other }: Asked): Missing | undefined {
  const { known, rest } = object.entries.value;
  const key = asString(index);
  // A state_dict: what other dictionaries hold is not followed so closely.
  const isOfWeights = [...known.values()].every(
    value => value.kind === 'tensor' && (value.weight || value.source.role === 'weight' || isBuffer(value)),
  );
  const isTold = isWritten || isWholeDict(object) || (known.size > 0 && isOfWeights);
  // Weights are told by their names.
  const isNoName = asString(index) === undefined && (other !== undefined || asInt(index) !== undefined);
  if (isNoName && isOfWeights && known.size > 0 && isTold && !rest)
    return {
      operation: 'A dictionary without this key',
      says: other === 'list' ? "unhashable type: 'list'" : 'KeyError: …',
    };
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
