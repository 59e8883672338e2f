/** Numbers of the languages as JavaScript numbers. */
import { asInt, type Value } from '../values/index.ts';

/** The value, whole or not; undefined where it is not known. */
export function floatOf(value: Value): number | undefined {
  if (value.kind === 'number' && !value.dim) return value.float;
  return asInt(value);
}
