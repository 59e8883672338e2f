/** Makers of abstract values: the only places where their parts are put together. */
import { constantOf, type Dim, type Origin, type Shape, size } from '../shapes/index.ts';
import { beside } from './beside.ts';
import type { FrameworkName } from './framework.ts';
import type { Call, Host } from './host.ts';
import { heldIn, lengthOf } from './items.ts';
import { joinContents, joinEntries, joinShapes, joinValues, widenContents } from './join.ts';
import type { WeightOf } from './layer.ts';
import type { NativeFunction } from './native.ts';
import type { Reason } from './reason.ts';
import { type Counted, newborn, type Slot, slot } from './slot.ts';
import type {
  BoolValue,
  DictEntries,
  DictValue,
  Dtype,
  Items,
  ListValue,
  ModuleValue,
  NumberValue,
  Precision,
  StringValue,
  TensorSource,
  TensorValue,
  UnknownValue,
  Value,
} from './value.ts';

export const NONE: Value = { kind: 'none' };
export const ELLIPSIS: Value = { kind: 'ellipsis' };
export const CHANCE: BoolValue = { kind: 'bool', value: undefined, flag: undefined, isChance: true };

export const SOME_BOOL: BoolValue = { kind: 'bool', value: undefined, flag: undefined };
export const SOME_FLOAT: NumberValue = { kind: 'number', dim: undefined, float: undefined };
/** A complex number: which one, no shape depends on. */
export const SOME_COMPLEX: NumberValue = {
  kind: 'number',
  dim: undefined,
  float: undefined,
  isComplex: true,
};
export const SOME_STRING: StringValue = { kind: 'string', value: undefined };

/** An integer known as a Dim, symbolic or not. */
export function integer(dim: Dim): NumberValue {
  return { kind: 'number', dim, float: undefined };
}

export function int(value: number, origin?: Origin): NumberValue {
  return integer(size(value, origin));
}

export function float(value: number | undefined): NumberValue {
  return { kind: 'number', dim: undefined, float: value };
}

export function bool(value: boolean | undefined, flag?: Dim): BoolValue {
  return { kind: 'bool', value, flag };
}

export function string(value: string | undefined): StringValue {
  return { kind: 'string', value };
}

export function unknown(reason: Reason): UnknownValue {
  return { kind: 'unknown', reason };
}

export function list(items: readonly Value[], flavour: ListValue['flavour'] = 'list'): ListValue {
  return listOf({ known: items }, flavour);
}

export function tuple(items: readonly Value[]): ListValue {
  return list(items, 'tuple');
}

/** Any number of values like `element`. */
export function listOf(
  items: Items,
  flavour: ListValue['flavour'] = 'list',
  more?: Pick<ListValue, 'isDisplay'>,
): ListValue {
  const held = 'known' in items ? heldBelow(items.known) : 0;
  const told = held > MOST_HELD ? { element: TOO_MANY, length: lengthOf(items) } : items;
  const made: ListValue = { kind: 'list', flavour, items: itemsSlot(told), shapeOf: undefined, ...more };
  if (held > 0 && held <= MOST_HELD) HELD.set(made, held);
  return made;
}

/**
 * How many values may be reached through a list, more than a file can write down. A list that holds another twice, that holds another twice, and so on
 * reaches more than can ever be looked at.
 */
const MOST_HELD = 500_000;

/** Of lists and dictionaries that hold others: how many values were reached through them when they were made. */
const HELD = beside<Value, number>();

const TOO_MANY = unknown({ missing: 'what lists in lists hold: there is too much of it' });

/** 0: none of them holds others. */
function heldBelow(values: Iterable<Value>): number {
  let [held, isNested] = [0, false];
  for (const value of values) {
    held++;
    if (value.kind !== 'list' && value.kind !== 'dict') continue;
    isNested = true;
    held += HELD.get(value) ?? countWithin(value);
  }
  return isNested ? held : 0;
}

const countWithin = (value: ListValue | DictValue): number =>
  value.kind === 'list' ? heldIn(value.items.value).length : value.entries.value.known.size;

const COUNTED_ITEMS: Counted<Items> = {
  count: countOf,
  withCount: withLength,
};

/** How many there are, or would be had none been dropped, in the rounds that have been run. */
export function countOf(items: Items): number | undefined {
  if ('known' in items) return items.known.length;
  return items.counted ?? (items.length && constantOf(items.length));
}

/** As many like these; undefined: any number. */
export function withLength(items: Items, length: Dim | undefined): Items {
  const [first, ...others] = heldIn(items);
  if (!first) return items;
  const element = others.reduce(joinValues, first);
  const counted = length ? undefined : countOf(items);
  return { element, length, ...(counted !== undefined && { counted }) };
}

function itemsSlot(items: Items): Slot<Items> {
  return newborn(slot(items, joinContents, widenContents, COUNTED_ITEMS));
}

/** The value of `tensor.shape`: a tuple of sizes that remembers its tensor; a fully unknown shape gives a list of unknown sizes. */
export function shapeTuple(tensor: TensorValue, shape: Shape | undefined, otherwise: Value): ListValue {
  const items: Items = shape ? { known: shape.map(integer) } : { element: otherwise, length: undefined };
  return { kind: 'list', flavour: 'tuple', items: itemsSlot(items), shapeOf: tensor };
}

/** `rest`: the value under any other key; `keys`: what those are like. */
export function dict(
  entries: Iterable<readonly [string | number, Value]>,
  rest?: Value,
  keys?: Value,
): DictValue {
  return dictWith({ known: new Map(entries), rest, keys });
}

export function dictWith(entries: DictEntries): DictValue {
  const held = heldBelow(entries.known.values());
  const told = held > MOST_HELD ? { known: new Map(), rest: TOO_MANY } : entries;
  const made: DictValue = { kind: 'dict', entries: newborn(slot<DictEntries>(told, joinEntries)) };
  if (held > 0 && held <= MOST_HELD) HELD.set(made, held);
  return made;
}

export interface TensorParts {
  readonly framework: FrameworkName;
  readonly shape: Shape | undefined;
  readonly source: Partial<TensorSource> & Pick<TensorSource, 'operation' | 'site'>;
  readonly dtype?: Dtype;
  readonly precision?: Precision | undefined;
  readonly content?: readonly number[];
  readonly weight?: WeightOf;
  readonly graph?: boolean;
}

export function tensor(host: Pick<Host, 'nextId'>, parts: TensorParts): TensorValue {
  return {
    kind: 'tensor',
    id: host.nextId(),
    framework: parts.framework,
    shape: parts.shape,
    learned: slot<Shape | undefined>(undefined, joinShapes),
    dtype: parts.dtype,
    precision: parts.precision,
    content: parts.content,
    weight: parts.weight,
    graph: parts.graph ?? false,
    source: { layer: undefined, role: 'value', parents: [], ...parts.source },
  };
}

/** A function of a framework or of the language's library. */
export function nativeFunction(name: string, invoke: (call: Call) => Value): NativeFunction {
  return { kind: 'native-function', name, invoke };
}

/**
 * A module of a framework. A member may be a thunk, so that large tables are built when first asked for. Names that are not in the table are
 * unknown to us, not wrong.
 */
export function moduleOf(
  name: string,
  members: Readonly<Record<string, Value | (() => Value)>>,
): ModuleValue {
  const resolved = new Map<string, Value>();
  return {
    kind: 'module',
    name,
    names: () => Object.keys(members),
    member: (_host, member) => {
      const known = resolved.get(member);
      if (known) return known;
      const entry = Object.hasOwn(members, member) ? members[member] : undefined;
      if (!entry) return undefined;
      const value = typeof entry === 'function' ? entry() : entry;
      resolved.set(member, value);
      return value;
    },
  };
}
