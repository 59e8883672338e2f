/** `tf.TensorArray`: a list of tensors of one shape that loops fill. https://www.tensorflow.org/api_docs/python/tf/TensorArray */
import { constantOf, type Dim, size, unknownDim } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { result, scenesOf } from '../array/scene.ts';
import {
  asBool,
  asDim,
  bind,
  type Call,
  integer,
  joinValues,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  type Slot,
  shapeOf,
  signature,
  slot,
  type TensorValue,
  type Value,
} from '../parts.ts';

/** What every item looks like as far as is known; undefined: nothing was written yet. */
type Item = TensorValue | undefined;

interface Contents {
  readonly item: Slot<Item>;
  /** undefined: not known. */
  readonly count: Dim | undefined;
}

const joinItems = (a: Item, b: Item): Item => {
  const joined = a && b ? joinValues(a, b) : (a ?? b);
  return joined?.kind === 'tensor' ? joined : undefined;
};

const SIGNATURE =
  'dtype, size=None, dynamic_size=None, clear_after_read=None, tensor_array_name=None, handle=None, flow=None, infer_shape=True, element_shape=None, colocate_with_first_write_call=True, name=None';

export const TensorArray: NativeClass = {
  kind: 'native-class',
  name: 'TensorArray',
  qualified: 'tf.TensorArray',
  framework: 'tensorflow',
  ancestors: [],
  construct: call => {
    const bound = bind(call, signature(SIGNATURE), 'tf.TensorArray', 'tensorflow');
    if (bound.refused) return call.host.unknown('an array of tensors', call.site);
    const grows = bound.value('dynamic_size');
    const isFixed = grows.kind === 'none' || asBool(grows) === false;
    const count = isFixed ? asDim(bound.value('size')) : undefined;
    return make(call, { item: slot<Item>(undefined, joinItems), count });
  },
};

function make(call: Call, contents: Contents): NativeValue {
  const self: NativeValue = instance(call.host, TensorArray, call.site, {
    attribute: (_host, name) => {
      const method = METHODS[name];
      return method && nativeFunction(name, inner => method(inner, contents, self));
    },
  });
  return self;
}

type Method = (call: Call, contents: Contents, self: NativeValue) => Value;

const sceneOf = scenesOf('tensorflow');

/** Another item is written: what all have in common stays known. */
const write: Method = (call, { item }, self) => {
  const value = (call.args.find(({ name }) => name === 'value') ?? call.args[1])?.value;
  if (value?.kind === 'tensor') call.host.write(item, item.value ? joinItems(item.value, value) : value);
  else call.host.write(item, undefined);
  return self;
};

/** All rows of a tensor. */
const unstack: Method = (call, { item }, self) => {
  const value = call.args[0]?.value;
  const shape = value?.kind === 'tensor' ? shapeOf(value) : undefined;
  const row = result(sceneOf(call, 'TensorArray.unstack'), shape?.slice(1), {
    parents: [value?.kind === 'tensor' ? value : undefined],
    dtype: value?.kind === 'tensor' ? value.dtype : undefined,
  });
  call.host.write(item, row);
  // An array without a size is as long as what was put into it.
  const [first] = shape ?? [];
  return first && constantOf(first) !== undefined ? make(call, { item, count: first }) : self;
};

const stacked =
  (count: (contents: Contents, call: Call) => Dim | undefined): Method =>
  (call, contents) => {
    const item = contents.item.value;
    const shape = item && shapeOf(item);
    return result(
      sceneOf(call, 'TensorArray.stack'),
      shape && [count(contents, call) ?? unknownDim(), ...shape],
      { parents: [item], dtype: item?.dtype },
    );
  };

const read: Method = (call, { item }) =>
  item.value
    ? result(sceneOf(call, 'TensorArray.read'), shapeOf(item.value), {
        parents: [item.value],
        dtype: item.value.dtype,
      })
    : result(sceneOf(call, 'TensorArray.read'), undefined);

/** All items one after the other along their first axis. */
const concatenated: Method = (call, { item }) => {
  const shape = item.value && shapeOf(item.value);
  return result(
    sceneOf(call, 'TensorArray.concat'),
    shape && shape.length > 0 ? [unknownDim(), ...shape.slice(1)] : undefined,
    { parents: [item.value], dtype: item.value?.dtype },
  );
};

const countGathered = (_contents: Contents, { args: [places] }: Call): Dim | undefined => {
  if (places?.value.kind === 'tensor') return shapeOf(places.value)?.[0];
  const items = places?.value.kind === 'list' ? places.value.items.value : undefined;
  return items && 'known' in items ? size(items.known.length) : undefined;
};

const METHODS: Readonly<Record<string, Method>> = {
  write,
  unstack,
  scatter: (call, { item }, self) => {
    call.host.write(item, undefined);
    return self;
  },
  stack: stacked(({ count }) => count),
  gather: stacked(countGathered),
  read,
  concat: concatenated,
  identity: (_call, _contents, self) => self,
  size: (call, { count }) => {
    const made = result(sceneOf(call, 'TensorArray.size'), [], { dtype: 'int' });
    return count ? integer(count) : made;
  },
};
