/** `keras.activations`: functions that keep the shape, also by name. https://keras.io/api/layers/activations/ */
import { gated } from '../array/halving.ts';
import { define, type FunctionTable } from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { keepingAxis } from '../array/reductions.ts';
import {
  asString,
  type Call,
  type ModuleValue,
  moduleOf,
  nativeFunction,
  SOME_STRING,
  type Value,
} from '../parts.ts';
import type { Flavour } from './core/flavour.ts';
import { arrayFlavour, graphMembers } from './functions.ts';
import { ACTIVATIONS } from './layers/names.ts';
import { softmaxOfRows } from './vector-softmax.ts';

export function activationsModule(flavour: Flavour): ModuleValue {
  const names = ACTIVATIONS[flavour.name];
  const refusesVectors = flavour.name !== 'keras3' && flavour.name !== 'tfjs';
  const table: FunctionTable = {
    ...Object.fromEntries(
      names.map(name => [name, define('x, *args, **kwargs', unary('to-float'))] as const),
    ),
    ...(names.includes('glu') && { glu: define('x, axis=-1', gated) }),
    softmax: define('x, axis=-1', refusesVectors ? softmaxOfRows : keepingAxis('to-float')),
  };
  const functions = graphMembers(arrayFlavour('keras', 'keras.activations'), table);
  const get = (call: Call): Value => named(call, functions) ?? call.host.unknown('an activation', call.site);
  return moduleOf('keras.activations', {
    ...functions,
    get: nativeFunction('keras.activations.get', get),
    deserialize: nativeFunction('keras.activations.deserialize', get),
    serialize: nativeFunction('keras.activations.serialize', () => SOME_STRING),
  });
}

/** What has no name is no activation: `linear`. What can be called stays what it is. */
function named({ args }: Call, functions: Readonly<Record<string, () => Value>>): Value | undefined {
  const value = args[0]?.value;
  const name = value?.kind === 'none' ? 'linear' : value && asString(value);
  if (name !== undefined) return Object.hasOwn(functions, name) ? functions[name]?.() : undefined;
  return value?.kind === 'unknown' || value?.kind === 'union' || value?.kind === 'string' ? undefined : value;
}
