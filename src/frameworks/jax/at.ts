/** `x.at[index].set(value)`: a new array with some places changed. https://docs.jax.dev/en/latest/_autosummary/jax.numpy.ndarray.at.html */
import { broadcastTo } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, refuseOperands, result, type Scene } from '../array/scene.ts';
import {
  type Call,
  type Host,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  shapeOf,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { indexed } from './subscripts.ts';

const TYPE: NativeClass = {
  kind: 'native-class',
  name: 'at',
  qualified: 'jax.Array.at',
  framework: 'jax',
  ancestors: [],
  construct: call => call.host.unknown('a place in an array', call.site),
};

const UPDATES = ['set', 'add', 'subtract', 'multiply', 'mul', 'divide', 'power', 'min', 'max'];

/** `x.at` */
export function placesOf(host: Host, self: TensorValue): NativeValue {
  return instance(host, TYPE, self.source.site, {
    index: call => {
      const [given, ...indices] = call.args;
      const args = [{ name: undefined, value: self, at: given?.at ?? call.site }, ...indices];
      return place(self, indexed({ ...call, args }), call);
    },
  });
}

/** `x.at[index]`, of which `taken` is what the index takes out. */
function place(self: TensorValue, taken: Value, { host, site }: Call): Value {
  return instance(host, TYPE, site, {
    attribute: (_host, name) => {
      if (name === 'get') return nativeFunction(name, () => taken);
      if (name === 'apply') return nativeFunction(name, call => changed(self, undefined, undefined, call));
      if (!UPDATES.includes(name)) return undefined;
      return nativeFunction(`at[...].${name}`, call => changed(self, taken, call.args[0], call));
    },
  });
}

/** The value must stretch to what is taken. */
function changed(
  self: TensorValue,
  taken: Value | undefined,
  given: Call['args'][number] | undefined,
  call: Call,
): Value {
  const scene: Scene = { host: call.host, framework: 'jax', operation: 'at[...].set', site: call.site };
  if (taken?.kind === 'unknown') return refused(scene);
  const value = given && takeTensor(scene, given.value, given.at, 'value', { numbers: true });
  const target = taken?.kind === 'tensor' ? shapeOf(taken) : undefined;
  if (value?.shape && target && taken?.kind === 'tensor') {
    const outcome = broadcastTo(value.shape, target);
    const places = { role: 'target', shape: target, tensor: taken, at: call.site };
    if (!outcome.ok) return refuseOperands(scene, [value, places], outcome.mismatch, value.at);
  }
  return result(scene, shapeOf(self), { parents: [self], dtype: self.dtype });
}
