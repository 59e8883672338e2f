/** `tf.data`: data sets as the shapes of one element. https://www.tensorflow.org/api_docs/python/tf/data/Dataset */

import {
  add,
  ceilDivide,
  constantOf,
  type Dim,
  floorDivide,
  maximum,
  minimum,
  multiply,
  sameDim,
  size,
  substitute,
  subtract,
  symbolsOf,
} from '../../shapes/index.ts';
import { type Elements, elementOf, elementsOf, keepElements } from '../keras/core/datasets.ts';
import { namedArguments } from '../keras/core/inputs.ts';
import {
  type Argument,
  asBool,
  asDim,
  type Call,
  type Items,
  integer,
  itemsOf,
  lastBatch,
  list,
  listOf,
  moduleOf,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  tensor,
  tuple,
  type Value,
} from '../parts.ts';
import { eachTensor, reshaped, shapeIn, tensorsLike, tensorsOfShapes } from './data-elements.ts';

const DATASET: NativeClass = {
  kind: 'native-class',
  name: 'Dataset',
  qualified: 'tf.data.Dataset',
  framework: 'tensorflow',
  ancestors: [],
  construct: call => call.host.unknown('a data set', call.site),
  member: (_host, name) =>
    Object.hasOwn(SOURCES, name)
      ? nativeFunction(`tf.data.Dataset.${name}`, call => SOURCES[name]?.(call) ?? unknownSet(call))
      : undefined,
};

const unknownSet = ({ host, site }: Call): Value => host.unknown('a data set', site);
const unknownElement = ({ host, site }: Call): Value => host.unknown('an element of a data set', site);

const SOURCES: Readonly<Record<string, (call: Call) => Value>> = {
  from_tensor_slices: call => sliced(call),
  from_tensors: call =>
    dataset(call, {
      element: call.args[0]
        ? eachTensor(call.args[0].value, leaf => reshaped(call, leaf, s => s))
        : unknownElement(call),
      length: size(1),
    }),
  from_generator: call => generated(call),
  zip: call => zipped(call),
  range: call => dataset(call, { element: scalar(call), length: numbersIn(call) }),
  random: call => dataset(call, { element: scalar(call), length: undefined }),
  choose_from_datasets: call => amongSets(call),
  sample_from_datasets: call => amongSets(call),
};

const scalar = ({ host, site }: Call): Value =>
  tensor(host, {
    framework: 'tensorflow',
    shape: [],
    dtype: 'int',
    source: { operation: 'tf.data', site, role: 'data' },
  });

/** `range(n)`, as many as that; of several arguments it is not counted. */
const numbersIn = ({ args: [n, ...more] }: Call): Dim | undefined =>
  n && n.name === undefined && more.length === 0 ? asDim(n.value) : undefined;

function sliced(call: Call): Value {
  const [given] = call.args;
  if (!given) return unknownSet(call);
  let length: Dim | undefined;
  const element = eachTensor(given.value, leaf => {
    length ??= shapeIn(leaf)?.[0];
    return reshaped(call, leaf, shape => shape.slice(1));
  });
  return dataset(call, { element, length });
}

/** `from_generator(f, output_signature)`, and the older `output_types` and `output_shapes`. */
function generated(call: Call): Value {
  const named = namedArguments(call, [
    'generator',
    'output_types',
    'output_shapes',
    'args',
    'output_signature',
  ]);
  const [signature, types] = ['output_signature', 'output_types'].map(name => named.get(name)?.value);
  if (signature && signature.kind !== 'none')
    return dataset(call, { element: tensorsLike(call, signature), length: undefined });
  return types
    ? dataset(call, {
        element: tensorsOfShapes(call, types, named.get('output_shapes')?.value),
        length: undefined,
      })
    : unknownSet(call);
}

function zipped(call: Call): Value {
  const [given, ...more] = call.args.filter(({ name }) => name === undefined || name === 'datasets');
  const sets = given && more.length === 0 ? itemsOf(given.value) : call.args.map(({ value }) => value);
  const elements = sets?.map(set => elementOf(set) ?? unknownElement(call));
  const [length] = sets?.flatMap(set => elementsOf(set)?.length ?? []) ?? [];
  return elements
    ? dataset(call, {
        element: tuple(elements),
        length: length && elements.length === 1 ? length : undefined,
      })
    : unknownSet(call);
}

function amongSets(call: Call): Value {
  const [first] = (call.args[0] && itemsOf(call.args[0].value)) ?? [];
  const element = first && elementOf(first);
  return element ? dataset(call, { element, length: undefined }) : unknownSet(call);
}

/** All windows of one length make batches of it; other batches may end in one that is smaller. */
function batched(call: Call, { element, length, isExact }: Elements): Value {
  const named = namedArguments(call, ['batch_size', 'drop_remainder']);
  const given = named.get('batch_size');
  const wanted = given && asDim(given.value);
  const drops = named.get('drop_remainder');
  const isDropping = drops !== undefined && asBool(drops.value) === true;
  const isWindow = isExact === true && sameDim(wanted, length);
  const isEven = wanted && length && isMultiple(length, wanted);
  const batch =
    wanted && (isDropping || isWindow || isEven) ? wanted : call.host.freshSymbol('batch', call.site);
  const count = wanted && length && (isDropping ? floorDivide : ceilDivide)(length, wanted);
  const wrapped = eachTensor(element, leaf => reshaped(call, leaf, shape => [batch, ...shape]));
  const rows = isDropping ? wanted && count && multiply(count, wanted) : length;
  const batches = wanted && { rows, asked: wanted, each: batch, isInOrder: true };
  return dataset(call, { element: wrapped, length: count, batches });
}

/** Whether no batch is smaller than the others. */
function isMultiple(length: Dim, batch: Dim): boolean {
  const [all, step] = [constantOf(length), constantOf(batch)];
  return all !== undefined && step !== undefined && step > 0 && all % step === 0;
}

/** `padded_batch(batch_size, padded_shapes)`: sizes that differ become that of the longest. */
function padded(call: Call, elements: Elements): Value {
  const named = namedArguments(call, ['batch_size', 'padded_shapes', 'padding_values', 'drop_remainder']);
  const args = ['batch_size', 'drop_remainder'].flatMap((name): Argument[] => {
    const argument = named.get(name);
    return argument ? [{ ...argument, name }] : [];
  });
  return batched({ ...call, args }, elements);
}

/** `unbatch()`: without the first axis. */
const unbatched = (call: Call, { element }: Elements): Value =>
  dataset(call, {
    element: eachTensor(element, leaf =>
      reshaped(call, leaf, shape => (shape.length > 0 ? shape.slice(1) : undefined)),
    ),
    length: undefined,
  });

/** Several tensors of an element are several arguments. */
function applied(call: Call, callee: Value | undefined, element: Value): Value {
  const items = element.kind === 'list' && element.flavour === 'tuple' ? itemsOf(element) : undefined;
  const args = (items ?? [element]).map(value => ({ name: undefined, value, at: call.site }));
  return callee ? call.host.call(callee, args, call.site) : unknownElement(call);
}

const functionOf = ({ args }: Call, name = 'map_func'): Value | undefined =>
  (args.find(argument => argument.name === name) ?? args.find(argument => argument.name === undefined))
    ?.value;

const mapped = (call: Call, elements: Elements): Value =>
  dataset(call, { ...elements, element: applied(call, functionOf(call), elements.element), isExact: false });

/** `flat_map(f)`: the elements of the data sets that f gives, which are equally long where f is given things of one shape. */
function flattened(call: Call, { element, length }: Elements): Value {
  const made = elementsOf(applied(call, functionOf(call), element));
  const count = length && made?.length && multiply(length, made.length);
  return dataset(call, { element: made?.element ?? unknownElement(call), length: count });
}

/** `window(size)`: data sets of so many elements; without `drop_remainder` the last may have fewer. */
function windowed(call: Call, { element, length: all }: Elements): Value {
  const named = namedArguments(call, ['size', 'shift', 'stride', 'drop_remainder']);
  const given = named.get('size');
  const drops = named.get('drop_remainder');
  const isExact = drops !== undefined && asBool(drops.value) === true;
  const length = given && isExact ? asDim(given.value) : undefined;
  const inner = eachTensor(element, leaf => dataset(call, { element: leaf, length, isExact }));
  const [shift, stride] = ['shift', 'stride'].map(name => named.get(name)?.value);
  const step = shift && shift.kind !== 'none' ? asDim(shift) : given && asDim(given.value);
  const apart = stride ? asDim(stride) : size(1);
  const count = all && step && apart && windowCount(all, length, step, apart);
  return dataset(call, { element: inner, length: count });
}

/** How many windows of `length` elements, each `apart` from the next, begin every `step` elements; without a length the last ones run over the end. */
function windowCount(all: Dim, length: Dim | undefined, step: Dim, apart: Dim): Dim | undefined {
  if (!length) return ceilDivide(all, step);
  const last = subtract(all, add(multiply(subtract(length, size(1)), apart), size(1)));
  return maximum(add(floorDivide(last, step), size(1)), size(0));
}

/** `take(n)`: of batches in their order the first ones are whole. */
function taken(call: Call, elements: Elements): Value {
  const count = countGiven(call);
  const length = count && elements.length && minimum(count, elements.length);
  const whole = count && firstOnes(call, elements, count);
  return whole
    ? dataset(call, { ...elements, ...whole, length: count })
    : dataset(call, {
        ...elements,
        length,
        batches: elements.batches && { ...elements.batches, rows: undefined },
      });
}

/** The first batches, where all of them surely have as many rows as were asked for. */
function firstOnes(
  call: Call,
  { element, batches }: Elements,
  count: Dim,
): Pick<Elements, 'element' | 'batches'> | undefined {
  const { rows, asked, each, isInOrder } = batches ?? {};
  const [all, step, most] = [rows, asked, count].map(dim => dim && constantOf(dim));
  if (!batches || !asked || !each || !isOpen(each) || !isInOrder) return undefined;
  if (!all || !step || !most || step * most > all) return undefined;
  return {
    element: withRows(call, element, each, asked),
    batches: { ...batches, rows: multiply(asked, count), each: asked },
  };
}

/** Whether one batch may have fewer rows than another. */
const isOpen = (each: Dim): boolean => symbolsOf(each).length > 0;

/** The batch that has so many rows. */
function withRows(call: Pick<Call, 'host' | 'site'>, element: Value, each: Dim, rows: Dim): Value {
  const [symbol] = symbolsOf(each);
  const put = (dim: Dim) => substitute(dim, id => (id === symbol?.id ? rows : undefined));
  return eachTensor(element, leaf => reshaped(call, leaf, shape => shape.map(put)));
}

/** A loop over more batches than these sees one that stands for all. */
const MOST_BATCHES = 1024;

/** What a loop sees: batches one by one, where all are whole but the last. Of batches that differ nobody knows how, none may be multiplied. */
function itemsIn(call: Pick<Call, 'host' | 'site'>, { element, length, batches }: Elements): Items {
  if (!batches || !isOpen(batches.each)) return { element, length };
  const { rows, asked, each, isInOrder } = batches;
  const [all, step] = [rows, asked].map(dim => dim && constantOf(dim));
  if (!isInOrder || !all || !step || step < 1 || all / step > MOST_BATCHES)
    return { element, length: undefined };
  const rest = all % step;
  const sizes = [
    ...Array.from({ length: Math.floor(all / step) }, () => asked),
    ...(rest > 0 ? [all > step ? lastBatch(rest, call.site) : size(rest)] : []),
  ];
  return { known: sizes.map(dim => withRows(call, element, each, dim)) };
}

/** `skip(n)`: what is left of batches in their order ends as they do. */
function skipped(call: Call, { element, length, isExact, batches }: Elements): Value {
  const count = countGiven(call);
  const [all, less] = [length, count].map(dim => dim && constantOf(dim));
  const left = all === undefined || less === undefined || less < 0 ? undefined : Math.max(all - less, 0);
  const rows = batches?.rows && count && left && subtract(batches.rows, multiply(count, batches.asked));
  return dataset(call, {
    element,
    length: left === undefined ? undefined : size(left),
    isExact: isExact === true,
    batches: batches && { ...batches, rows: batches.isInOrder && rows ? rows : undefined },
  });
}

const countGiven = (call: Call): Dim | undefined => {
  const given = namedArguments(call, ['count']).get('count');
  const count = given && asDim(given.value);
  return count && (constantOf(count) ?? -1) >= 0 ? count : undefined;
};

const enumerated = (call: Call, { element, length, batches }: Elements): Value =>
  dataset(call, { element: tuple([scalar(call), element]), length, batches });

/** `reduce(initial, f)`: what f makes of the state and an element. */
function reduced(call: Call, { element }: Elements): Value {
  const named = namedArguments(call, ['initial_state', 'reduce_func']);
  const [state, f] = ['initial_state', 'reduce_func'].map(name => named.get(name)?.value);
  if (!state || !f) return call.host.unknown('what a reduction gives', call.site);
  const args = [state, element].map(value => ({ name: undefined, value, at: call.site }));
  return call.host.call(f, args, call.site);
}

const applying = (call: Call, _elements: Elements, self: NativeValue): Value => {
  const f = functionOf(call, 'transformation_func');
  return f
    ? call.host.call(f, [{ name: undefined, value: self, at: call.site }], call.site)
    : unknownSet(call);
};

function asArrays(call: Call, elements: Elements): Value {
  const array = (item: Value): Value =>
    eachTensor(item, leaf => ({ ...reshaped(call, leaf, shape => shape), framework: 'numpy' }));
  const items = itemsIn(call, elements);
  return 'known' in items
    ? list(items.known.map(array))
    : listOf({ element: array(items.element), length: undefined });
}

type Method = (call: Call, elements: Elements, self: NativeValue) => Value;

const same: Method = (call, elements) => dataset(call, elements);
/** The same in another order. */
const shuffled: Method = (call, elements) =>
  dataset(call, { ...elements, batches: elements.batches && { ...elements.batches, isInOrder: false } });
/** Fewer or more of them. */
const some: Method = (call, { element }) => dataset(call, { element, length: undefined });

const METHODS: Readonly<Record<string, Method>> = {
  batch: batched,
  padded_batch: padded,
  unbatch: unbatched,
  rebatch: (call, elements) =>
    batched(call, { ...elements, element: elementOf(unbatched(call, elements)) ?? unknownElement(call) }),
  map: mapped,
  flat_map: flattened,
  interleave: flattened,
  window: windowed,
  enumerate: enumerated,
  reduce: reduced,
  apply: applying,
  as_numpy_iterator: asArrays,
  cardinality: (call, { length }) =>
    length ? integer(length) : call.host.unknown('the number of elements', call.site),
  __len__: (call, { length }) =>
    length ? integer(length) : call.host.unknown('the number of elements', call.site),
  get_single_element: (_call, { element }) => element,
  save: () => NONE,
  shuffle: shuffled,
  take: taken,
  skip: skipped,
  ...Object.fromEntries(['prefetch', 'cache', 'with_options', 'snapshot'].map(name => [name, same])),
  ...Object.fromEntries(
    ['repeat', 'filter', 'shard', 'concatenate', 'take_while', 'rejection_resample', 'ignore_errors'].map(
      name => [name, some],
    ),
  ),
};

export function dataset(call: Pick<Call, 'host' | 'site'>, elements: Elements): NativeValue {
  const value: NativeValue = {
    kind: 'native',
    id: call.host.nextId(),
    class: DATASET,
    site: call.site,
    layer: undefined,
    model: undefined,
    behaviour: {
      attribute: (_host, name) => {
        const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
        return method && nativeFunction(`Dataset.${name}`, inner => method(inner, elements, value));
      },
      iterate: (host, site) => itemsIn({ host, site }, elements),
    },
  };
  keepElements(value, elements);
  return value;
}

const AUTOTUNE = integer(size(-1));

export function dataModule(): Value {
  return moduleOf('tf.data', {
    Dataset: DATASET,
    AUTOTUNE,
    experimental: moduleOf('tf.data.experimental', { AUTOTUNE }),
  });
}
