/** `x.at[index].set(value)`: a new array with some places changed. https://docs.jax.dev/en/latest/_autosummary/jax.numpy.ndarray.at.html */
import { broadcastTo } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, refuseOperands, result, type Scene } from '../array/scene.ts';
import {
  type Call,
  type FrameworkName,
  type Host,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  shapeOf,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { indexed } from './subscripts.ts';

/** What differs between frameworks that change places so (MLX has `at` too). */
export interface Places {
  readonly framework: FrameworkName;
  readonly qualified: string;
  /** Methods that take the values to put in. */
  readonly updates: readonly string[];
  readonly index: (call: Call) => Value;
}

const JAX_PLACES: Places = {
  framework: 'jax',
  qualified: 'jax.Array.at',
  updates: ['set', 'add', 'subtract', 'multiply', 'mul', 'divide', 'power', 'min', 'max'],
  index: indexed,
};

const typeOf = ({ framework, qualified }: Places): NativeClass => ({
  kind: 'native-class',
  name: 'at',
  qualified,
  framework,
  ancestors: [],
  construct: call => call.host.unknown('a place in an array', call.site),
});

/** `x.at` */
export function placesOf(host: Host, self: TensorValue, places = JAX_PLACES): NativeValue {
  return instance(host, typeOf(places), self.source.site, {
    index: call => {
      const [given, ...indices] = call.args;
      const args = [{ name: undefined, value: self, at: given?.at ?? call.site }, ...indices];
      return place(places, self, places.index({ ...call, args }), call);
    },
  });
}

/** `x.at[index]`, of which `taken` is what the index takes out. */
function place(places: Places, self: TensorValue, taken: Value, { host, site }: Call): Value {
  const { framework, updates } = places;
  return instance(host, typeOf(places), site, {
    attribute: (_host, name) => {
      if (framework === 'jax' && name === 'get') return nativeFunction(name, () => taken);
      if (framework === 'jax' && name === 'apply')
        return nativeFunction(name, call => changed(framework, self, undefined, undefined, call));
      if (!updates.includes(name)) return undefined;
      return nativeFunction(`at[...].${name}`, call => changed(framework, self, taken, call.args[0], call));
    },
  });
}

/** The value must stretch to what is taken. */
function changed(
  framework: FrameworkName,
  self: TensorValue,
  taken: Value | undefined,
  given: Call['args'][number] | undefined,
  call: Call,
): Value {
  const scene: Scene = { host: call.host, framework, operation: 'at[...].set', site: call.site };
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
