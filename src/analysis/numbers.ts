/** Numbers of the languages as JavaScript numbers. */
import { asInt, type Value } from '../values/index.ts';

/** A known whole number as the languages print it; undefined for everything else. */
export function textOfInt(value: Value): string | undefined {
  const number = value.kind === 'number' ? asInt(value) : undefined;
  return number === undefined ? undefined : String(number);
}

/** The value, whole or not; undefined where it is not known. */
export function floatOf(value: Value): number | undefined {
  if (value.kind === 'number' && !value.dim) return value.float;
  return asInt(value);
}
