/**
 * Conditions that a random number decides: `if random.random() < 0.5:`, `np.random.rand() <= epsilon`. Either way is taken in some run, whatever is given to the
 * function that asks, so that neither is doubted for its sake.
 */
import { CHANCE, shapeOf, type Value } from '../values/index.ts';
import { floatOf } from './numbers.ts';

/** A comparison of a number drawn from 0 to 1 with one in between; undefined: it is none. */
export function chanceOf(left: Value, right: Value): Value | undefined {
  return isBetween(left, right) || isBetween(right, left) ? CHANCE : undefined;
}

export const isChance = (value: Value): boolean => value.kind === 'bool' && value.isChance === true;

/** `True if random.random() < 0.5 else False` is what decides it. */
export function handedOn(test: Value, whenTrue: Value, whenFalse: Value): Value | undefined {
  const areBools = whenTrue.kind === 'bool' && whenFalse.kind === 'bool';
  const areOther = areBools && whenTrue.value !== undefined && whenTrue.value === !whenFalse.value;
  return isChance(test) && areOther ? CHANCE : undefined;
}

function isBetween(drawn: Value, other: Value): boolean {
  const share = floatOf(other);
  return share !== undefined && share > 0 && share < 1 && isDrawn(drawn);
}

const DRAWN = /\brandom\.(rand|random|random_sample|ranf|sample)$/;

function isDrawn(value: Value): boolean {
  if (value.kind === 'number') return value.within?.from === 0 && value.within.below === 1;
  return value.kind === 'tensor' && shapeOf(value)?.length === 0 && DRAWN.test(value.source.operation);
}
