/** What keeps shapes from being exactly the same, where the operation stretches nothing: not even an axis of size 1. */
import { compare } from './dim.ts';
import { type Mismatch, otherRank } from './result.ts';
import type { Shape } from './shape.ts';

/** Which operands of the operation the two are. */
export interface Sides {
  readonly left?: number;
  readonly right?: number;
}

export function difference(a: Shape, b: Shape, { left = 0, right = 1 }: Sides = {}): Mismatch | undefined {
  if (a.length !== b.length) return otherRank(a.length, b.length, right);
  return differenceAlong(
    a,
    b,
    a.map((_, axis) => axis),
    { left, right },
  );
}

/** The same of some axes of the first shape, which stand for those of the second in their order. */
export function differenceAlong(
  a: Shape,
  b: Shape,
  axes: readonly number[],
  { left = 0, right = 1 }: Sides = {},
): Mismatch | undefined {
  for (const [at, axis] of axes.entries()) {
    const [dim, other] = [a[axis], b[at]];
    if (dim && other && compare(dim, other) === 'different')
      return {
        kind: 'dims',
        left: { operand: left, axis, dim },
        right: { operand: right, axis: at, dim: other },
      };
  }
  return undefined;
}
