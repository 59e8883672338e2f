/** Calls of the user's functions by JAX's transformations. */
import type { Scene } from '../array/scene.ts';
import type { Argument, Value } from '../parts.ts';

export const passed = (value: Value, at: Argument['at']): Argument => ({ name: undefined, value, at });

/** Calls with values that the transformation made. */
export const callWith = ({ host, site }: Scene, callee: Value, values: readonly Value[]): Value =>
  host.call(
    callee,
    values.map(value => passed(value, site)),
    site,
  );

/** Whether a value is for certain none that can be called. */
export function isCallable(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'function':
    case 'native-function':
    case 'bound':
    case 'class':
    case 'native-class':
      return true;
    case 'unknown':
    case 'union':
    case 'object':
    case 'native':
      return undefined;
    default:
      return false;
  }
}
