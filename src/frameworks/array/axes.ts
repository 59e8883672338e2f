/** Axes in another order. */

import {
  accept,
  moveaxis as moveAxes,
  transpose as permuteAxes,
  refuse,
  type Shape,
  swapaxes as swapAxes,
  tooFewAxes,
  UNDECIDED,
} from '../../shapes/index.ts';
import { asInt, itemsOf, type Operand, type Value, type WeightOf } from '../parts.ts';
import { changed } from './change.ts';
import { suspectVector } from './doubtful-operators.ts';
import { axesOf, axisOption, integers, type Operation, operandAt, option } from './operation.ts';
import { refuseRank } from './scene.ts';

/** `permute(x, dims)`, `x.permute(0, 2, 1)`, NumPy's `transpose`: without a permutation all axes in reverse. */
export const permute = (op: Operation): Value => {
  const input = operandAt(op);
  const order = orderOf(op);
  if (input && order === 'all') suspectVector(op, input);
  const axes = order === 'all' ? reversed(input) : order;
  return changed(
    op,
    input,
    shape => (order ? permuteAxes(shape, order === 'all' ? undefined : order) : UNDECIDED),
    {
      weight: axes && movedWeight(input, axes),
    },
  );
};

function orderOf(op: Operation): readonly number[] | 'all' | undefined {
  const { extra } = op.bound;
  const [first] = extra;
  if (first && extra.length === 1 && first.value.kind === 'list') return integers(itemsOf(first.value));
  if (first && extra.length === 1 && first.value.kind === 'none') return 'all';
  if (first) return integers(extra.map(a => a.value));
  return op.bound.open ? undefined : axesOf(axisOption(op));
}

const reversed = (input: Operand | undefined): readonly number[] | undefined =>
  input?.shape?.map((_, i) => i).toReversed();

/** `transpose(x, dim0, dim1)`, `swapaxes(x, axis1, axis2)`. */
export const swapaxes = (op: Operation): Value => {
  const input = operandAt(op);
  const [a, b] = swappedAxes(op);
  if (a === undefined || b === undefined) return changed(op, input, () => UNDECIDED);
  const order = orderOfSwap(op);
  return changed(op, input, shape => swapAxes(shape, a, b), { weight: order && movedWeight(input, order) });
};

const swappedAxes = (op: Operation): readonly (number | undefined)[] =>
  [option(op, 'dim0', 'axis0', 'axis1'), option(op, 'dim1', 'axis2', 'axis1')].map(asInt);

/** `x.H`: of matrices; PyTorch takes nothing else but single numbers. */
export const conjugateTranspose = (op: Operation): Value => {
  const input = operandAt(op);
  const rank = input?.shape?.length;
  if (op.framework !== 'torch' || !input || rank === undefined || rank === 0 || rank === 2)
    return reverseAxes(op);
  const says = `tensor.H is only supported on matrices (2-D tensors). Got ${rank}-D tensor.`;
  return refuseRank(op, input, [2], ['rows', 'columns'], says);
};

/** Where each axis of the result was; undefined: not known. */
export function orderOfSwap(op: Operation): readonly number[] | undefined {
  const shape = operandAt(op)?.shape;
  const [a, b] = swappedAxes(op);
  if (!shape || a === undefined || b === undefined) return undefined;
  const [i, j] = [a, b].map(axis => (axis < 0 ? axis + shape.length : axis));
  return shape.map((_, axis) => (axis === i ? (j ?? axis) : axis === j ? (i ?? axis) : axis));
}

/** The same of `permute`. */
export function orderOfPermutation(op: Operation): readonly number[] | undefined {
  const rank = operandAt(op)?.shape?.length;
  const order = orderOf(op);
  if (rank === undefined || order === undefined) return undefined;
  return order === 'all' ? reversed(operandAt(op)) : order.map(axis => (axis < 0 ? axis + rank : axis));
}

/** `movedim(x, source, destination)`. */
export const moveaxis = (op: Operation): Value => {
  const [from, to] = [axesOf(option(op, 'source')), axesOf(option(op, 'destination'))];
  const isKnown = from && to && from !== 'all' && to !== 'all';
  return changed(op, operandAt(op), shape => {
    // PyTorch counts a single number as an axis of one.
    if (shape.length === 0 && op.framework === 'torch') return accept(shape);
    return isKnown ? moveAxes(shape, from, to) : UNDECIDED;
  });
};

/** `x.T`, `x.t()`. */
export const reverseAxes = (op: Operation): Value => {
  const input = operandAt(op);
  const order = reversed(input);
  if (input) suspectVector(op, input);
  return changed(op, input, shape => ({ ok: true, value: shape.toReversed() }), {
    weight: order && movedWeight(input, order),
  });
};

/** `x.mT`: the last two. */
export const swapLastTwo = (op: Operation): Value =>
  changed(op, operandAt(op), (shape: Shape) => {
    // PyTorch lets a single number be, which it warns of.
    if (shape.length === 0 && op.framework === 'torch') return accept(shape);
    return shape.length < 2 ? refuse(tooFewAxes(2, shape.length)) : swapAxes(shape, -1, -2);
  });

/** The gates move with their axis. */
function movedWeight(input: Operand | undefined, order: readonly number[]): WeightOf | undefined {
  const weight = input?.tensor?.weight;
  if (weight?.gateAxis === undefined) return weight;
  const at = order.indexOf(weight.gateAxis);
  return at < 0 ? undefined : { ...weight, gateAxis: at };
}
