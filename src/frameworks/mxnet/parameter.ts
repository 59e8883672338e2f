/** `gluon.Parameter`: a weight before, and after, it has an array. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/parameter.html */

import { constantOf } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import {
  asShape,
  type Call,
  type Host,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  SOME_STRING,
  shapeOf,
  shapeTuple,
  type TensorValue,
  tensor,
  type Value,
} from '../parts.ts';

/** The array of a Parameter; entries live as long as it. */
const ARRAYS = new WeakMap<NativeValue, TensorValue>();

const NOTHING = 'initialize set_data zero_grad reset_ctx cast'.split(' ');

export const PARAMETER: NativeClass = {
  kind: 'native-class',
  name: 'Parameter',
  qualified: 'mxnet.gluon.Parameter',
  framework: 'mxnet',
  ancestors: [],
  construct: call => newParameter(call),
};

export function parameterOf(host: Host, array: TensorValue): NativeValue {
  const made = instance(host, PARAMETER, array.source.site, {
    attribute: (h, name, site) => {
      if (name === 'data' || name === 'grad') return nativeFunction(name, () => array);
      if (name === 'shape') return shapeTuple(array, shapeOf(array), h.unknown('a size', site));
      if (name === 'name') return SOME_STRING;
      return NOTHING.includes(name) ? nativeFunction(name, () => NONE) : undefined;
    },
  });
  ARRAYS.set(made, array);
  return made;
}

/** What `hybrid_forward` gets for an attribute that is a Parameter. */
export function arrayOf(value: Value | undefined): TensorValue | undefined {
  return value?.kind === 'native' ? ARRAYS.get(value) : undefined;
}

/** `self.params.get('weight', shape=(8, 4))`, `Parameter('weight', shape=(8, 4))`. Sizes of 0 follow from the first input. */
export function newParameter({ host, site, args }: Call): NativeValue {
  const given = args.find(a => a.name === 'shape')?.value;
  const shape = given && asShape(given);
  const isDeferred = shape?.some(dim => constantOf(dim) === 0) ?? true;
  return parameterOf(
    host,
    tensor(host, {
      framework: 'mxnet',
      shape: isDeferred ? undefined : shape,
      source: { operation: 'gluon.Parameter', site, role: 'weight' },
    }),
  );
}
