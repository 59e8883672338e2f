/** `tf.buffer(shape)`: numbers that are set one by one, and become a tensor. tfjs-core/src/tensor.ts (TensorBuffer) */
import { product, type Shape } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { refuseArgument, result, type Scene } from '../array/scene.ts';
import {
  asDim,
  asShape,
  asString,
  type Call,
  type Dtype,
  integer,
  type NativeClass,
  NONE,
  nativeFunction,
  tuple,
  type Value,
} from '../parts.ts';

/** `new tf.TensorBuffer(shape, dtype)` takes what `tf.buffer` takes. */
export const BUFFER: NativeClass = {
  kind: 'native-class',
  name: 'TensorBuffer',
  qualified: 'tf.TensorBuffer',
  framework: 'tfjs',
  ancestors: [],
  construct: call => buffer(call),
};

export function buffer(call: Call): Value {
  const [given, dtype] = call.args.map(argument => argument.value);
  const one = given && asDim(given);
  const shape = one ? [one] : given && asShape(given);
  return bufferOf(call, shape, dtype && asString(dtype) === 'int32' ? 'int' : 'float');
}

/** `set(value, ...place)`: as many coordinates as there are axes; none is the first element of all. */
function refusePlace({ host, site, args, open }: Call, shape: Shape | undefined): Value | undefined {
  const count = args.length - 1;
  if (open || !shape || count <= 0 || count === shape.length) return undefined;
  const scene: Scene = { host, framework: 'tfjs', operation: 'TensorBuffer.set', site };
  return refuseArgument(scene, {
    parameter: 'locs',
    aspect: 'value',
    allowed: `${shape.length} ${shape.length === 1 ? 'coordinate' : 'coordinates'}`,
    given: `${count}`,
    at: args[1]?.at ?? site,
    says: `The number of provided coordinates (${count}) must match the rank (${shape.length})`,
  });
}

export function bufferOf({ host, site }: Call, shape: Shape | undefined, dtype: Dtype | undefined): Value {
  const toTensor = nativeFunction('TensorBuffer.toTensor', call => {
    const scene: Scene = { host: call.host, framework: 'tfjs', operation: 'toTensor', site: call.site };
    return result(scene, shape, { dtype, role: 'data' });
  });
  return instance(host, BUFFER, site, {
    attribute: (_host, name) => {
      switch (name) {
        case 'toTensor':
          return toTensor;
        case 'set':
          return nativeFunction('TensorBuffer.set', use => refusePlace(use, shape) ?? NONE);
        case 'get':
          return nativeFunction('TensorBuffer.get', use =>
            use.host.unknown('a number of a buffer', use.site),
          );
        case 'shape':
          return shape && tuple(shape.map(integer));
        case 'size':
          return shape && integer(product(shape));
        default:
          return undefined;
      }
    },
  });
}
