/** Functions that halve an axis: gated linear units. */
import {
  compare,
  floorDivide,
  modulo,
  type Shape,
  type ShapeResult,
  size,
  UNDECIDED,
} from '../../shapes/index.ts';
import type { Value } from '../parts.ts';
import { axisOf, changed } from './change.ts';
import { type Operation, operandAt } from './operation.ts';

/** `glu(x, axis)`: one half gates the other. */
export const gated = (op: Operation): Value => {
  const axis = axisOf(op);
  return changed(op, operandAt(op), shape => halved(shape, axis));
};

/** An axis of half its size; nothing is known where the axis is not. */
export function halved(shape: Shape, axis: number | undefined): ShapeResult<Shape | undefined> {
  const at = axis === undefined ? undefined : axis < 0 ? axis + shape.length : axis;
  const dim = at === undefined ? undefined : shape[at];
  if (axis !== undefined && !dim)
    return { ok: false, mismatch: { kind: 'axis', axis, rank: shape.length, repeated: false } };
  if (at === undefined || !dim) return UNDECIDED;
  const by = size(2);
  if (compare(modulo(dim, by), size(0)) === 'different')
    return { ok: false, mismatch: { kind: 'divisible', axis: at, dim, by } };
  return { ok: true, value: shape.map((d, i) => (i === at ? floorDivide(d, by) : d)) };
}
