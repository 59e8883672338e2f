/** `tf.data`: data sets as one element each. tfjs-data/src/dataset.ts, datasets/*.ts */
import {
  compare,
  constantOf,
  type Dim,
  floorDivide,
  modulo,
  type Shape,
  sameDim,
  size,
} from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { literalDtype, literalShape } from '../array/operand.ts';
import { result } from '../array/scene.ts';
import { type Elements, elementsOf, keepElements } from '../keras/core/datasets.ts';
import {
  asBool,
  asDim,
  type Call,
  type DictValue,
  dict,
  itemsOf,
  joinValues,
  list,
  listOf,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  SOME_FLOAT,
  type Value,
} from '../parts.ts';
import { nested } from './contents.ts';
import { object } from './results.ts';

const DATASET: NativeClass = {
  kind: 'native-class',
  name: 'Dataset',
  qualified: 'tf.data.Dataset',
  framework: 'tfjs',
  ancestors: [],
  construct: call => call.host.unknown('a data set', call.site),
};

type Method = (call: Call, elements: Elements) => Value;

const lost = (call: Call): Value => call.host.unknown('an element of a data set', call.site);

function dataset(call: Call, elements: Elements): NativeValue {
  const value = instance(call.host, DATASET, call.site, {
    attribute: (_host, name) => {
      const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
      return method && nativeFunction(`Dataset.${name}`, use => method(use, elements));
    },
  });
  keepElements(value, elements);
  return value;
}

/** The elements stay; how many there are is not followed. */
const same: Method = (call, { element }) => dataset(call, { element, length: undefined });

const METHODS: Readonly<Record<string, Method>> = {
  ...Object.fromEntries(
    ['repeat', 'skip', 'take', 'filter', 'concatenate', 'columnNames'].map(name => [name, same]),
  ),
  shuffle: (call, elements) => dataset(call, elements),
  prefetch: (call, elements) => dataset(call, elements),
  batch: (call, elements) => batched(call, elements),
  map: (call, elements) => mapped(call, elements),
  mapAsync: (call, elements) => mapped(call, elements),
  forEachAsync: (call, { element }) => {
    apply(call, element);
    return NONE;
  },
  toArray: (_call, { element, length }) => listOf({ element, length }),
  iterator: (call, { element }) => {
    const next = nativeFunction('next', () => object({ value: element, done: lost(call) }));
    return object({ next });
  },
};

function apply(call: Call, element: Value): Value {
  const [f] = call.args;
  return f
    ? call.host.call(f.value, [{ name: undefined, value: element, at: call.site }], call.site)
    : lost(call);
}

const mapped: Method = (call, { element, length }) =>
  dataset(call, { element: apply(call, element), length });

/** `batch(n, smallLastBatch = true)`: every number, array and tensor of an element gets a first axis. */
const batched: Method = (call, { element, length }) => {
  const [count, small] = call.args;
  const wanted = count && asDim(count.value);
  const rows = wanted && rowsOf(wanted, length, small ? asBool(small.value) : true);
  const batch = rows ?? call.host.freshSymbol('batch', call.site);
  const batches = wanted && length && compare(modulo(length, wanted), size(0)) === 'equal';
  return dataset(call, {
    element: withAxis(call, element, batch),
    length: batches ? floorDivide(length, wanted) : undefined,
  });
};

/** undefined: the last batch is another, or may be. */
function rowsOf(wanted: Dim, length: Dim | undefined, isSmallKept: boolean | undefined): Dim | undefined {
  if (isSmallKept === false) return wanted;
  return length && constantOf(modulo(length, wanted)) === 0 ? wanted : undefined;
}

function withAxis(call: Call, value: Value, batch: Dim): Value {
  if (value.kind === 'dict') {
    const { known, rest } = value.entries.value;
    const entries = [...known].map(([key, item]) => [key, withAxis(call, item, batch)] as const);
    return dict(entries, rest && lost(call));
  }
  const shape = literalShape(value);
  // An array of objects or of tensors is batched item by item.
  if (value.kind === 'list' && (!shape || itemsOf(value)?.some(item => item.kind === 'tensor')))
    return list((itemsOf(value) ?? []).map(item => withAxis(call, item, batch)));
  return batchOf(call, value, shape && [batch, ...shape]);
}

function batchOf(call: Call, value: Value, shape: Shape | undefined): Value {
  const { host, site } = call;
  const parents = value.kind === 'tensor' ? [value] : [];
  const dtype = value.kind === 'tensor' ? value.dtype : literalDtype(value) === 'bool' ? 'bool' : 'float';
  return result({ host, site, framework: 'tfjs', operation: 'batch' }, shape, {
    parents,
    dtype,
    role: 'data',
  });
}

// --- sources --------------------------------------------------------------------------------------------------------------

/** `tf.data.array(items)` */
function ofArray(call: Call): Value {
  const given = call.args[0]?.value;
  if (given?.kind !== 'list') return dataset(call, { element: lost(call), length: undefined });
  const items = given.items.value;
  if (!('known' in items)) return dataset(call, items);
  return dataset(call, { element: anyOf(items.known) ?? lost(call), length: size(items.known.length) });
}

/** What all of these have in common: objects key by key, arrays of numbers and tensors of one shape that shape. */
function anyOf(values: readonly Value[]): Value | undefined {
  const [first, ...others] = values;
  if (first?.kind === 'dict') return anyObject(first, others);
  const shape = first?.kind === 'list' || first?.kind === 'tensor' ? literalShape(first) : undefined;
  const isOne = shape && others.every(other => isSame(shape, literalShape(other)));
  if (isOne) return first?.kind === 'tensor' ? first : nested(shape, SOME_FLOAT);
  return first && others.reduce(joinValues, first);
}

function anyObject(first: DictValue, others: readonly Value[]): Value {
  const all = [first, ...others].flatMap(value => (value.kind === 'dict' ? [value.entries.value.known] : []));
  const entries = [...first.entries.value.known.keys()].flatMap(key => {
    const values = all.flatMap(known => known.get(key) ?? []);
    const value = values.length === others.length + 1 ? anyOf(values) : undefined;
    return value ? [[key, value] as const] : [];
  });
  return dict(entries);
}

const isSame = (a: Shape, b: Shape | undefined): boolean =>
  a.length === b?.length && a.every((dim, axis) => compare(dim, b[axis] ?? size(0)) === 'equal');

/** `tf.data.generator(f)`: a generator function, or one that gives an object with `next`. */
function ofGenerator(call: Call): Value {
  const [f] = call.args;
  const made = f && call.host.call(f.value, [], call.site);
  return dataset(call, { element: (made && yielded(call, made)) ?? lost(call), length: undefined });
}

function yielded(call: Call, made: Value): Value | undefined {
  if (made.kind === 'list') {
    const items = made.items.value;
    if (!('known' in items)) return items.element;
    return anyOf(items.known);
  }
  if (made.kind !== 'dict' || !made.entries.value.known.has('next')) return undefined;
  const next = call.host.call(call.host.attribute(made, 'next', call.site), [], call.site);
  return next.kind === 'unknown' ? undefined : call.host.attribute(next, 'value', call.site);
}

/** `tf.data.zip({xs, ys})`, `tf.data.zip([xs, ys])` */
function zipped(call: Call): Value {
  const given = call.args[0]?.value;
  const unknown: Elements = { element: lost(call), length: undefined };
  const read = (value: Value): Elements => elementsOf(value) ?? unknown;
  if (given?.kind === 'dict') {
    const sets = [...given.entries.value.known].map(([key, value]) => [key, read(value)] as const);
    const element = dict(sets.map(([key, { element: own }]) => [key, own] as const));
    return dataset(call, { element, length: commonLength(sets.map(([, set]) => set)) });
  }
  const sets = given && itemsOf(given)?.map(read);
  return dataset(
    call,
    sets ? { element: list(sets.map(({ element }) => element)), length: commonLength(sets) } : unknown,
  );
}

function commonLength(sets: readonly Elements[]): Dim | undefined {
  const [first, ...others] = sets.map(({ length }) => length);
  return first && others.every(other => sameDim(first, other)) ? first : undefined;
}

const unknownSet = (call: Call): Value => dataset(call, { element: lost(call), length: undefined });

export function dataModule(): ModuleValue {
  const sources = { array: ofArray, generator: ofGenerator, zip: zipped, csv: unknownSet, func: unknownSet };
  return moduleOf('tf.data', {
    Dataset: DATASET,
    ...Object.fromEntries(
      Object.entries(sources).map(([name, invoke]) => [name, nativeFunction(`tf.data.${name}`, invoke)]),
    ),
  });
}
