/** Elements looked up by arrays of positions: `gather`, `take`, `index_select`, `one_hot`. */
import {
  constantOf,
  type Dim,
  gatherBatched,
  gather as gatherShape,
  oneHot as oneHotShape,
  type Shape,
  type ShapeResult,
  size,
  takeAlongAxis,
  take as takeShape,
  UNDECIDED,
} from '../../shapes/index.ts';
import { asDim, asInt, type Dtype, type Value } from '../parts.ts';
import { axisOf, settleAt } from './change.ts';
import { takeTensor } from './operand.ts';
import { axisOption, type Operation, operandAt, option } from './operation.ts';
import { refused, result } from './scene.ts';

const ONE = size(1);

type Lookup = (
  shape: Shape,
  indices: Shape,
  axis: number | undefined,
  op: Operation,
) => ShapeResult<Shape | undefined>;

const lookup =
  (find: Lookup) =>
  (op: Operation): Value => {
    const input = operandAt(op);
    const names = ['index', 'indices'];
    const at = op.bound.at(names.find(name => op.bound.names.includes(name)) ?? 'index');
    const indices = takeTensor(op, option(op, ...names), at, 'indices', {
      numbers: true,
      lists: op.flavour.takesLists,
    });
    if (!input || !indices) return refused(op);
    const axis = axisOf(op);
    const isDecided = axis !== undefined || axisOption(op).kind === 'none';
    const outcome =
      input.shape && indices.shape && isDecided
        ? settleAt(op, [input, indices], find(input.shape, indices.shape, axis, op))
        : { value: undefined };
    return outcome
      ? result(op, outcome.value, { parents: [input.tensor, indices.tensor], dtype: input.tensor?.dtype })
      : refused(op);
  };

/** `torch.gather(x, dim, index)`; without any place nothing is looked at. */
export const gather = lookup((shape, indices, axis) => {
  if (indices.some(dim => constantOf(dim) === 0)) return { ok: true, value: indices };
  return axis === undefined ? UNDECIDED : gatherShape(shape, axis, indices);
});

/** `numpy.take(a, indices, axis)`. */
export const take = lookup(takeShape);

/** `tf.gather(params, indices, axis, batch_dims)`: the axes of the batch are common to both; by default what follows them is looked up. */
export const takeBatched = lookup((shape, indices, axis, op) => {
  const given = asInt(option(op, 'batch_dims'));
  if (given === undefined) return UNDECIDED;
  const batch = given < 0 ? given + indices.length : given;
  return batch === 0
    ? takeShape(shape, indices, axis ?? 0)
    : gatherBatched(shape, indices, axis ?? batch, batch);
});

/** `torch.index_select(x, dim, index)`: a vector; a scalar counts as one place. */
export const indexSelect = lookup((shape, indices, axis) =>
  indices.length > 1
    ? {
        ok: false,
        mismatch: { kind: 'rank', operand: 1, expected: { least: 0, most: 1 }, actual: indices.length },
      }
    : takeShape(shape, indices.length === 0 ? [ONE] : indices, axis),
);

/** `numpy.take_along_axis`. */
export const takeAlong = lookup((shape, indices, axis) =>
  axis === undefined ? { ok: true, value: indices } : takeAlongAxis(shape, indices, axis),
);

/** `one_hot(x, num_classes)`: -1 finds the number in the data. */
export const oneHot =
  (dtype: Dtype) =>
  (op: Operation): Value => {
    const input = operandAt(op, 0, { numbers: true });
    if (!input) return refused(op);
    const classes = classesOf(op);
    const axis = asInt(axisOption(op)) ?? -1;
    const outcome = input.shape
      ? settleAt(op, [input], oneHotShape(input.shape, classes, axis))
      : { value: undefined };
    return outcome ? result(op, outcome.value, { parents: [input.tensor], dtype }) : refused(op);
  };

function classesOf(op: Operation): Dim {
  const dim = asDim(option(op, 'num_classes', 'depth'));
  return dim && constantOf(dim) !== -1 ? dim : op.host.freshSymbol('classes', op.site);
}
