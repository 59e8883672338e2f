/** Of tensors that are joined or combined: the one that has an axis fewer, and where an axis of size 1 makes it fit. */
import { compare, constantOf, type Shape } from '../../shapes/index.ts';
import type { Operand, OperandConflict } from '../../values/index.ts';
import { type NewAxis, PLACES, withOne } from './new-axis.ts';

export interface Lacking {
  readonly operand: Operand;
  /** Its place among the operands, from 0. */
  readonly index: number;
  /** It stands in a place of its own, not in a list with the others. */
  readonly isAlone: boolean;
  readonly axis: NewAxis;
}

/** undefined: no one axis does, or more than one would and none is that of a join. */
export function lackingAxis({ operands, mismatch }: OperandConflict): Lacking | undefined {
  const most = Math.max(...operands.map(({ shape }) => shape?.length ?? 0));
  const [operand, ...others] = operands.filter(({ shape }) => shape?.length === most - 1);
  const whole = operands.find(({ shape }) => shape?.length === most)?.shape;
  const { shape } = operand ?? {};
  if (!operand || !shape || !whole || others.length > 0 || shape.length === 0) return undefined;
  const places = PLACES.filter(axis => axis !== -1 || shape.length > 1);
  const along = mismatch.kind === 'rank' ? mismatch.along : undefined;
  const fitting = places.filter(axis => fits(withOne(shape, axis), whole, along));
  const axis = fitting.length === 1 ? fitting[0] : fitting.find(place => place === along);
  if (axis === undefined) return undefined;
  const isAlone = operands.every(other => other === operand || other.at.start !== operand.at.start);
  return { operand, axis, index: operands.indexOf(operand), isAlone };
}

/** All sizes are equal but that of the new axis, or of the axis that both are joined along. */
const fits = (given: Shape, whole: Shape, along: number | undefined): boolean =>
  given.every((dim, axis) => {
    const other = whole[axis];
    const isFree = along === undefined ? constantOf(dim) === 1 : axis === along;
    return other !== undefined && (isFree || compare(dim, other) === 'equal');
  });
