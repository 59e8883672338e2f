/** `keras.backend`: the little of it that programs of today still use. */
import { define } from '../array/operation.ts';
import { float, NONE, nativeFunction, shapeOf, string, type Value } from '../parts.ts';
import { BACKEND, BACKEND_1 } from './backend-functions.ts';
import { graphFunctions } from './backend-graphs.ts';
import { shapeValue } from './core/attributes.ts';
import { formatMembers } from './core/data-format.ts';
import type { Flavour } from './core/flavour.ts';
import { forgetNames } from './core/names.ts';
import { arrayFlavour, graphMembers } from './functions.ts';
import { softmaxOfRows } from './vector-softmax.ts';

export function backendMembers(flavour: Flavour): Record<string, Value | (() => Value)> {
  const table = refusesVectors(flavour)
    ? { ...BACKEND, softmax: define('x, axis=-1', softmaxOfRows) }
    : BACKEND;
  return {
    ...graphMembers(arrayFlavour('keras', 'keras.backend'), table),
    ...(flavour.imageFormat === 'unknown' && graphMembers(arrayFlavour('keras', 'keras.backend'), BACKEND_1)),
    ...(flavour.name === 'keras3' ? {} : graphFunctions(flavour)),
    ...formatMembers(flavour),
    int_shape: nativeFunction('keras.backend.int_shape', call => {
      const value = call.args[0]?.value;
      const shape = value?.kind === 'tensor' ? shapeOf(value) : undefined;
      return shape ? shapeValue(shape) : call.host.unknown('the shape of a tensor', call.site);
    }),
    ...floatMembers,
    clear_session: nativeFunction('keras.backend.clear_session', call => {
      forgetNames(call.host);
      return NONE;
    }),
  };
}

/** What floats are like. */
const floatMembers: Readonly<Record<string, Value>> = {
  epsilon: nativeFunction('keras.backend.epsilon', () => float(undefined)),
  floatx: nativeFunction('keras.backend.floatx', () => string(undefined)),
};

/** `keras.config`, of Keras 3. */
export const configMembers = (flavour: Flavour): Record<string, Value> => ({
  ...formatMembers(flavour),
  ...floatMembers,
});

/** Where its softmax is that of tf_keras. */
const refusesVectors = ({ name, root }: Flavour): boolean =>
  name === 'keras3' || (name === 'tf_keras' && root !== 'tf');
