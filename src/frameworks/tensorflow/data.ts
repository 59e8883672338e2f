/** `tf.data`: data sets as the shapes of one element. */

import { compare, constantOf, type Dim, floorDivide, type Shape } from '../../shapes/index.ts';
import { literalShape } from '../array/operand.ts';
import { type Elements, elementOf, keepElements } from '../keras/core/datasets.ts';
import { namedArguments } from '../keras/core/inputs.ts';
import {
  asBool,
  asDim,
  type Call,
  dict,
  type Host,
  itemsOf,
  moduleOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  shapeOf,
  tensor,
  tuple,
  type Value,
} from '../parts.ts';

const DATASET: NativeClass = {
  kind: 'native-class',
  name: 'Dataset',
  qualified: 'tf.data.Dataset',
  framework: 'tensorflow',
  ancestors: [],
  construct: call => call.host.unknown('a data set', call.site),
  member: (_host, name) =>
    Object.hasOwn(SOURCES, name)
      ? nativeFunction(
          `tf.data.Dataset.${name}`,
          call => SOURCES[name]?.(call) ?? call.host.unknown('a data set', call.site),
        )
      : undefined,
};

const SOURCES: Readonly<Record<string, (call: Call) => Value>> = {
  from_tensor_slices: call => sliced(call),
  from_tensors: call =>
    dataset(call, {
      element: call.args[0]?.value ?? call.host.unknown('an element', call.site),
      length: undefined,
    }),
  zip: call => zipped(call),
};

function sliced(call: Call): Value {
  const [given] = call.args;
  if (!given) return call.host.unknown('a data set', call.site);
  return dataset(call, { element: withoutFirst(call, given.value), length: firstOf(given.value) });
}

const shapeIn = (value: Value): Shape | undefined =>
  value.kind === 'tensor' ? shapeOf(value) : literalShape(value);

function firstOf(value: Value): Dim | undefined {
  const items = value.kind === 'list' && value.flavour === 'tuple' ? itemsOf(value) : undefined;
  return items ? items.map(firstOf).find(dim => dim) : shapeIn(value)?.[0];
}

/** Every tensor without its first axis. */
const withoutFirst = (call: Call, value: Value): Value => eachTensor(call, value, shape => shape.slice(1));

/** Changes the shapes of all tensors in a structure of tuples and dictionaries; what is not known may be such a structure. */
function eachTensor(call: Call, value: Value, change: (shape: Shape) => Shape): Value {
  const inner = (one: Value): Value => eachTensor(call, one, change);
  if (value.kind === 'dict') {
    const { known, rest } = value.entries.value;
    return dict(
      [...known].map(([key, one]) => [key, inner(one)] as const),
      rest && inner(rest),
    );
  }
  const items = value.kind === 'list' && value.flavour === 'tuple' ? itemsOf(value) : undefined;
  if (items) return tuple(items.map(inner));
  const shape = shapeIn(value);
  if (!shape && value.kind !== 'tensor') return call.host.unknown('an element of a data set', call.site);
  return tensor(call.host, {
    framework: 'tensorflow',
    shape: shape && change(shape),
    dtype: value.kind === 'tensor' ? value.dtype : undefined,
    source: {
      operation: 'tf.data',
      site: call.site,
      role: 'data',
      parents: value.kind === 'tensor' ? [value] : [],
    },
  });
}

function batched(call: Call, { element, length }: Elements): Value {
  const named = namedArguments(call, ['batch_size', 'drop_remainder']);
  const given = named.get('batch_size');
  const wanted = given && asDim(given.value);
  const drops = named.get('drop_remainder');
  const isFull = (drops && asBool(drops.value) === true) || (wanted && length && isMultiple(length, wanted));
  const batch = (isFull ? wanted : undefined) ?? call.host.freshSymbol('batch', call.site);
  const batches = eachTensor(call, element, shape => [batch, ...shape]);
  return dataset(call, { element: batches, length: wanted && length && floorDivide(length, wanted) });
}

/** Whether no batch is smaller than the others. */
function isMultiple(length: Dim, batch: Dim): boolean {
  const [all, step] = [constantOf(length), constantOf(batch)];
  return all !== undefined && step !== undefined && step > 0
    ? all % step === 0
    : compare(length, batch) === 'equal';
}

function mapped(call: Call, { element, length }: Elements): Value {
  return dataset(call, { element: applied(call, element), length });
}

/** What the function in the first argument makes of an element; the parts of a tuple are arguments of their own. */
function applied(call: Call, element: Value): Value {
  const [mapper] = call.args;
  const items = element.kind === 'list' && element.flavour === 'tuple' ? itemsOf(element) : undefined;
  const args = (items ?? [element]).map(value => ({ name: undefined, value, at: call.site }));
  return mapper
    ? call.host.call(mapper.value, args, call.site)
    : call.host.unknown('an element of a data set', call.site);
}

/** `window(size, shift, stride, drop_remainder)`: data sets of so many elements; of a tuple, a tuple of them. */
function windowed(call: Call, { element }: Elements): Value {
  const named = namedArguments(call, ['size', 'shift', 'stride', 'drop_remainder']);
  const width = named.get('size');
  const drops = named.get('drop_remainder');
  const length = width && drops && asBool(drops.value) === true ? asDim(width.value) : undefined;
  const items = element.kind === 'list' && element.flavour === 'tuple' ? itemsOf(element) : undefined;
  const inner = (value: Value): Value => dataset(call, { element: value, length });
  return dataset(call, { element: items ? tuple(items.map(inner)) : inner(element), length: undefined });
}

/** `flat_map`, `interleave`: the elements of the data sets that the function makes. */
function flattened(call: Call, { element }: Elements): Value {
  const made = elementOf(applied(call, element));
  return dataset(call, {
    element: made ?? call.host.unknown('an element of a data set', call.site),
    length: undefined,
  });
}

function zipped(call: Call): Value {
  const [given] = call.args;
  const sets = given && itemsOf(given.value);
  const elements = sets?.map(
    set => elementOf(set) ?? call.host.unknown('an element of a data set', call.site),
  );
  return elements
    ? dataset(call, { element: tuple(elements), length: undefined })
    : call.host.unknown('a data set', call.site);
}

const CHANGES: Readonly<Record<string, (call: Call, elements: Elements) => Value>> = {
  batch: batched,
  padded_batch: batched,
  map: mapped,
  window: windowed,
  flat_map: flattened,
  interleave: flattened,
  unbatch: (call, { element }) => dataset(call, { element: withoutFirst(call, element), length: undefined }),
};

const UNCHANGED = ['shuffle', 'prefetch', 'cache', 'repeat', 'take', 'skip', 'with_options', 'filter'];

export function dataset(call: Pick<Call, 'host' | 'site'>, elements: Elements): NativeValue {
  const value: NativeValue = {
    kind: 'native',
    id: call.host.nextId(),
    class: DATASET,
    site: call.site,
    layer: undefined,
    model: undefined,
    behaviour: {
      attribute: (host, name) => attribute(host, name, elements),
      iterate: () => ({ element: elements.element, length: undefined }),
    },
  };
  keepElements(value, elements);
  return value;
}

function attribute(_host: Host, name: string, elements: Elements): Value | undefined {
  const change = Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined;
  if (change) return nativeFunction(`Dataset.${name}`, call => change(call, elements));
  return UNCHANGED.includes(name)
    ? nativeFunction(`Dataset.${name}`, call => dataset(call, { ...elements, length: undefined }))
    : undefined;
}

export function dataModule(): Value {
  return moduleOf('tf.data', { Dataset: DATASET });
}
