/** The shape to which arrays broadcast together, and positions in a shape. https://numpy.org/doc/stable/reference/routines.html */
import { broadcastAll, type Shape } from '../../shapes/index.ts';
import { asDim, asShape, integer, itemsOf, tuple, type Value } from '../parts.ts';
import { literalShape } from './operand.ts';
import { type Operation, option } from './operation.ts';
import { refuseOperands, result } from './scene.ts';

/** Arrays of a list that all broadcast. What is refused is not told. */
export function together(values: readonly Value[] | undefined): Shape | undefined {
  const shapes = values?.map(literalShape);
  const known = shapes?.flatMap(shape => (shape ? [shape] : []));
  if (!known || known.length < (shapes?.length ?? 0)) return undefined;
  const outcome = broadcastAll(known);
  return outcome.ok ? outcome.value : undefined;
}

/** `broadcast_shapes((2, 1), (3,))`: the common shape. */
export const commonShape = (op: Operation): Value => {
  const shapes = op.bound.extra.map(({ value }) => {
    const dim = asDim(value);
    return asShape(value) ?? (dim ? [dim] : undefined);
  });
  const known = shapes.flatMap(shape => (shape ? [shape] : []));
  if (op.bound.open || known.length < shapes.length) return op.host.unknown('a common shape', op.site);
  const outcome = broadcastAll(known);
  if (outcome.ok) return tuple(outcome.value.map(integer));
  const operands = op.bound.extra.map(({ at }, i) => ({
    role: 'shape',
    shape: known[i],
    tensor: undefined,
    at,
  }));
  return refuseOperands(op, operands, outcome.mismatch);
};

/** `unravel_index(indices, shape)`: positions along each axis. */
export const unravelled = (op: Operation): Value => {
  const shape = literalShape(option(op, 'indices'));
  const axes = itemsOf(option(op, 'shape'));
  return axes
    ? tuple(axes.map(() => result(op, shape, { dtype: 'int' })))
    : op.host.unknown('positions along each axis', op.site);
};
