/** `np.ceil(n * 0.8)` of one known number: sizes are made of it. https://numpy.org/doc/stable/reference/routines.math.html#rounding */
import type { Operation } from '../array/operation.ts';
import { type DtypeRule, unary } from '../array/pointwise.ts';
import { result } from '../array/scene.ts';
import { asNumber, type Value } from '../parts.ts';

/** Halves go to the even neighbour. */
export function toEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

export const rounded =
  (round: (value: number) => number, rule: DtypeRule = 'keep') =>
  (op: Operation): Value => {
    const [first = 'x', second] = op.bound.names;
    const number = asNumber(op.bound.value(first));
    const isWhole = second !== 'decimals' || asNumber(op.bound.value(second)) === 0;
    const whole = number !== undefined && isWhole ? round(number) : Number.NaN;
    if (!Number.isSafeInteger(whole)) return unary(rule)(op);
    return result(op, [], { dtype: 'float', precision: 'double', content: [whole] });
  };
