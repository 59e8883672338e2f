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
import { asDim, asInt, type Dtype, type Operand, type Value } from '../parts.ts';
import { axisOf, settleAt } from './change.ts';
import { contentOf } from './contents.ts';
import { takeTensor } from './operand.ts';
import { axisOption, firstValue, type Operation, operandAt, option } from './operation.ts';
import { refused, refuseOperands, result } from './scene.ts';

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
    const beyond = op.flavour.checksArraysOfPositions
      ? refusePosition(op, input, [option(op, ...names), indices], axis)
      : undefined;
    if (beyond) return beyond;
    const outcome =
      input.shape && indices.shape && isDecided
        ? settleAt(op, [input, indices], find(input.shape, indices.shape, axis, op))
        : { value: undefined };
    return outcome
      ? result(op, outcome.value, { parents: [input.tensor, indices.tensor], dtype: input.tensor?.dtype })
      : refused(op);
  };

/** A position that the axis does not have. Some of PyTorch do not count from the end. */
function refusePosition(
  op: Operation,
  input: Operand,
  [value, indices]: readonly [Value, Operand],
  axis: number | undefined,
): Value | undefined {
  const rank = input.shape?.length ?? 0;
  const at = axis !== undefined && axis < 0 ? axis + rank : axis;
  const dim = at === undefined ? undefined : input.shape?.[at];
  const count = dim && constantOf(dim);
  if (at === undefined || !dim || count === undefined || isWrapped(op)) return undefined;
  const least = op.framework === 'torch' && /(gather|index_select)$/.test(op.operation) ? 0 : -count;
  const position = contentOf(value)?.find(n => n >= count || n < least);
  if (position === undefined) return undefined;
  return refuseOperands(
    op,
    [input, indices],
    { kind: 'bounds', axis: at, position: size(position), dim },
    indices.at,
  );
}

/** NumPy's `take(..., mode='clip')` takes any position. */
const isWrapped = (op: Operation): boolean => op.bound.given('mode') !== undefined || op.bound.open;

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
    const beyond = refuseBeyond(op, input, classes);
    if (beyond) return beyond;
    const outcome = input.shape
      ? settleAt(op, [input], oneHotShape(input.shape, classes, axis))
      : { value: undefined };
    return outcome ? result(op, outcome.value, { parents: [input.tensor], dtype }) : refused(op);
  };

function classesOf(op: Operation): Dim {
  const dim = asDim(option(op, 'num_classes', 'depth'));
  if (dim && constantOf(dim) !== -1) return dim;
  const content = contentOf(firstValue(op));
  const isTold = content && content.length > 0 && option(op, 'num_classes').kind === 'number';
  return isTold ? size(Math.max(...content) + 1) : op.host.freshSymbol('classes', op.site);
}

/** PyTorch takes no class beyond their number, and none below 0; elsewhere such a row is of zeros. */
function refuseBeyond(op: Operation, input: Operand, classes: Dim): Value | undefined {
  if (op.framework !== 'torch') return undefined;
  const content = contentOf(firstValue(op));
  const count = constantOf(classes) ?? Number.POSITIVE_INFINITY;
  const beyond = content?.find(n => n < 0 || n >= count);
  if (beyond === undefined) return undefined;
  const says =
    beyond < 0 ? 'Class values must be non-negative.' : 'Class values must be smaller than num_classes.';
  const axis = input.shape?.length ?? 0;
  return refuseOperands(
    op,
    [input],
    { kind: 'bounds', axis, position: size(beyond), dim: classes },
    op.site,
    says,
  );
}
