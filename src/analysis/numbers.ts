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

/** Whether `a` < `b`; undefined where it may be either. */
export function isBelow(a: Value, b: Value): boolean | undefined {
  const [x, y] = [boundsOf(a), boundsOf(b)];
  if (!x || !y) return undefined;
  if (x.high < y.low || (x.isOpen && x.high <= y.low)) return true;
  return x.low >= y.high ? false : undefined;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
  /** The value stays below `high`. */
  readonly isOpen: boolean;
}

function boundsOf(value: Value): Bounds | undefined {
  const known = floatOf(value);
  if (known !== undefined) return { low: known, high: known, isOpen: false };
  if (value.kind !== 'number' || !value.within) return undefined;
  return { low: value.within.from, high: value.within.below, isOpen: true };
}
