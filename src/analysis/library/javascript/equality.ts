/** JavaScript's `===` between values that are known, and what rests on it: searching, and sets. */
import { asInt, type Items, type Value } from '../../../values/index.ts';
import { floatOf } from '../../numbers.ts';

/** What tells a value from others of its kind; undefined: not known, or an object, which is equal to itself alone. */
function identityOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.value === undefined ? undefined : `s${value.value}`;
    case 'number': {
      const number = asInt(value) ?? floatOf(value);
      return number === undefined ? undefined : `n${number}`;
    }
    case 'bool':
      return value.value === undefined ? undefined : `b${value.value}`;
    default:
      return undefined;
  }
}

/** Where the first equal item is, -1 where there is none; undefined: not known. */
export function positionOf(items: readonly Value[], wanted: Value): number | undefined {
  const key = identityOf(wanted);
  const keys = items.map(identityOf);
  const found = key === undefined ? -1 : keys.indexOf(key);
  const uncertain = keys.indexOf(undefined);
  if (key === undefined) return undefined;
  if (uncertain >= 0 && (found < 0 || uncertain < found)) return undefined;
  return found;
}

/** Each value once, in the order of their first appearance; undefined where some may be equal. */
export function distinct(values: readonly Value[]): Items | undefined {
  const keys = values.map(identityOf);
  if (keys.includes(undefined)) return undefined;
  return { known: values.filter((_, i) => keys.indexOf(keys[i]) === i) };
}
