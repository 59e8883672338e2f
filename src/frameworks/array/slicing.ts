/** Parts of one axis by functions: `narrow`, `select`. */
import {
  type Index,
  index,
  normalizeAxis,
  type Shape,
  type ShapeResult,
  size,
  unknownDim,
} from '../../shapes/index.ts';
import { asDim, asInt, type Value } from '../parts.ts';
import { axisOf, changed } from './change.ts';
import { type Operation, operandAt, option } from './operation.ts';

const UNDECIDED = { ok: true, value: undefined } as const;

/** `x.narrow(dim, start, length)`. */
export const narrow = (op: Operation): Value => {
  const axis = axisOf(op);
  const length = asDim(option(op, 'length')) ?? unknownDim();
  return changed(op, operandAt(op), shape => withAxis(shape, axis, () => [length]));
};

/** `x.select(dim, index)`: the axis goes away. */
export const select = (op: Operation): Value => {
  const axis = axisOf(op);
  const position = asInt(option(op, 'index'));
  return changed(op, operandAt(op), shape => {
    if (axis === undefined) return UNDECIDED;
    const named = normalizeAxis(axis, shape.length);
    if (!named.ok) return named;
    const whole: readonly Index[] = Array.from({ length: named.value }, () => ({ kind: 'slice' }));
    return index(shape, [
      ...whole,
      position === undefined ? { kind: 'at' } : { kind: 'at', position: size(position) },
    ]);
  });
};

function withAxis(shape: Shape, axis: number | undefined, by: () => Shape): ShapeResult<Shape | undefined> {
  if (axis === undefined) return UNDECIDED;
  const named = normalizeAxis(axis, shape.length);
  return named.ok
    ? { ok: true, value: [...shape.slice(0, named.value), ...by(), ...shape.slice(named.value + 1)] }
    : named;
}
