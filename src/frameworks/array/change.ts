/** Operations on one tensor whose result has a shape that follows from the operand's. */
import { type Mismatch, type Origin, type Shape, type ShapeResult, UNDECIDED } from '../../shapes/index.ts';
import { asInt, type Operand, type Value } from '../parts.ts';
import { axisAt, axisOption, type Operation, operandAt } from './operation.ts';
import { type ResultParts, refused, result, settle } from './scene.ts';

export type Change = (shape: Shape) => ShapeResult<Shape | undefined>;

/** The result of a change of shape; of an unknown shape nothing is known, unless `otherwise` says something. */
export function changed(
  op: Operation,
  input: Operand | undefined,
  change: Change,
  parts: ResultParts & { readonly otherwise?: Shape } = {},
): Value {
  if (!input) return refused(op);
  const { otherwise, ...rest } = parts;
  const outcome = input.shape ? settleAt(op, [input], change(input.shape)) : { value: otherwise };
  if (!outcome) return refused(op);
  return result(op, outcome.value, { parents: [input.tensor], dtype: input.tensor?.dtype, ...rest });
}

/** As `settle`, at the argument that the mismatch speaks of. */
export function settleAt<T>(
  op: Operation,
  operands: readonly Operand[],
  outcome: ShapeResult<T>,
): { readonly value: T } | undefined {
  return settle(op, operands, outcome, outcome.ok ? undefined : placeOf(op, operands, outcome.mismatch));
}

function placeOf(op: Operation, operands: readonly Operand[], mismatch: Mismatch): Origin {
  if (mismatch.kind === 'axis') return axisAt(op);
  if (mismatch.kind === 'dims') return operands[mismatch.right.operand]?.at ?? op.site;
  return op.site;
}

/** The axis argument where it is one known integer. */
export const axisOf = (op: Operation): number | undefined => asInt(axisOption(op));

/** For functions of one tensor and one axis; where the axis is not known, neither is the result. */
export const alongAxis =
  (change: (shape: Shape, axis: number) => ShapeResult<Shape | undefined>, parts: ResultParts = {}) =>
  (op: Operation): Value => {
    const input = operandAt(op);
    const axis = axisOf(op);
    return changed(op, input, shape => (axis === undefined ? UNDECIDED : change(shape, axis)), parts);
  };
