/** The elements of data sets: tensors in tuples and dicts, and what says how they look. */
import type { Shape } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { literalShape } from '../array/operand.ts';
import {
  asDim,
  beside,
  type Call,
  dict,
  itemsOf,
  type NativeClass,
  type NativeValue,
  NONE,
  shapeOf,
  string,
  type TensorValue,
  tensor,
  tuple,
  type Value,
} from '../parts.ts';

export const shapeIn = (value: Value): Shape | undefined =>
  value.kind === 'tensor' ? shapeOf(value) : literalShape(value);

/** Every tensor of a tuple or dict, and of those inside of it, by itself; lists are tensors. */
export function eachTensor(value: Value, change: (leaf: Value) => Value): Value {
  if (value.kind === 'list' && value.flavour === 'tuple') {
    const items = itemsOf(value);
    return items ? tuple(items.map(item => eachTensor(item, change))) : value;
  }
  if (value.kind === 'dict') {
    const { known, rest } = value.entries.value;
    const entries = [...known].map(([key, item]) => [key, eachTensor(item, change)] as const);
    return rest ? value : dict(entries);
  }
  return value.kind === 'native' || value.kind === 'unknown' ? value : change(value);
}

/** A tensor of another shape. */
export function reshaped(
  call: Pick<Call, 'host' | 'site'>,
  value: Value,
  change: (shape: Shape) => Shape | undefined,
): TensorValue {
  const shape = shapeIn(value);
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

/** `tf.TensorSpec(shape, dtype)`: what an element looks like. */
const SPECS = beside<NativeValue, { readonly shape: Shape | undefined }>();

const SPEC: NativeClass = {
  kind: 'native-class',
  name: 'TensorSpec',
  qualified: 'tf.TensorSpec',
  framework: 'tensorflow',
  ancestors: [],
  construct: call => makeSpec(call),
};

export const TensorSpec = SPEC;

/** `None` is a size that is another for every element. */
function openShape({ host, site }: Call, value: Value | undefined): Shape | undefined {
  const items = value && itemsOf(value);
  return items?.map((item, i) => asDim(item) ?? host.freshSymbol('size', { ...site, start: site.start + i }));
}

function makeSpec(call: Call): Value {
  const given = call.args.find(({ name }) => name === 'shape') ?? call.args[0];
  const shape = openShape(call, given?.value);
  const made: NativeValue = instance(call.host, SPEC, call.site, {
    attribute: (_host, name) =>
      name === 'shape' ? (given?.value ?? NONE) : name === 'dtype' ? string(undefined) : undefined,
  });
  SPECS.set(made, { shape });
  return made;
}

/** Tensors that look as specs say, in the same tuple or dict. */
export function tensorsLike(call: Call, specs: Value): Value {
  const items = itemsOf(specs);
  if (items) return tuple(items.map(item => tensorsLike(call, item)));
  if (specs.kind === 'dict' && !specs.entries.value.rest)
    return dict([...specs.entries.value.known].map(([key, item]) => [key, tensorsLike(call, item)] as const));
  const spec = specs.kind === 'native' ? SPECS.get(specs) : undefined;
  return spec ? ofShape(call, spec.shape) : call.host.unknown('an element of a data set', call.site);
}

/** Tensors of the shapes that `output_shapes` lists: one, or a tuple of them. */
export function tensorsOfShapes(call: Call, types: Value, shapes: Value | undefined): Value {
  const several = itemsOf(types);
  if (!several) return ofShape(call, openShape(call, shapes));
  const listed = shapes && itemsOf(shapes);
  return tuple(several.map((_, i) => ofShape(call, openShape(call, listed?.[i]))));
}

const ofShape = ({ host, site }: Call, shape: Shape | undefined): Value =>
  tensor(host, { framework: 'tensorflow', shape, source: { operation: 'tf.data', site, role: 'data' } });
