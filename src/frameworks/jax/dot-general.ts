/** `jax.lax.dot_general`. https://docs.jax.dev/en/latest/_autosummary/jax.lax.dot_general.html */
import { agree, collect, type Dim, type Shape, type ShapeResult } from '../../shapes/index.ts';
import { settleAt } from '../array/change.ts';
import { integers, type Operation, operandAt } from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { itemsOf, type Value } from '../parts.ts';

/** Axes of the left and the right operand that belong together. */
type Pairs = readonly (readonly [left: number, right: number])[];

/** `((contracting_left, contracting_right), (batch_left, batch_right))`. */
function pairsOf(value: Value | undefined): Pairs | undefined {
  const [left, right] = ((value && itemsOf(value)) ?? []).map(side => integers(itemsOf(side)));
  if (!left || !right || left.length !== right.length) return undefined;
  return left.map((axis, i) => [axis, right[i] ?? axis] as const);
}

function joined(left: Shape, right: Shape, pairs: Pairs): ShapeResult<readonly Dim[]> | undefined {
  const sizes = pairs.map(([a, b]) => {
    const [l, r] = [left[a], right[b]];
    return (
      l &&
      r &&
      agree([
        { operand: 0, axis: a, dim: l },
        { operand: 1, axis: b, dim: r },
      ])
    );
  });
  return sizes.every(found => found !== undefined) ? collect(sizes) : undefined;
}

/** Batch axes, then what is left of the left operand, then of the right one. */
export const dotGeneral = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const numbers = itemsOf(op.bound.value('dimension_numbers'));
  const [contracted, batch] = [pairsOf(numbers?.[0]), pairsOf(numbers?.[1])];
  const parts = { parents: [left.tensor, right.tensor], dtype: left.tensor?.dtype } as const;
  if (!left.shape || !right.shape || !contracted || !batch) return result(op, undefined, parts);
  const [sums, batches] = [
    joined(left.shape, right.shape, contracted),
    joined(left.shape, right.shape, batch),
  ];
  if (!sums || !batches) return result(op, undefined, parts);
  if (!settleAt(op, [left, right], sums)) return refused(op);
  const outcome = settleAt(op, [left, right], batches);
  if (!outcome) return refused(op);
  const free = (shape: Shape, side: 0 | 1): Shape =>
    shape.filter((_, axis) => ![...contracted, ...batch].some(pair => pair[side] === axis));
  return result(op, [...outcome.value, ...free(left.shape, 0), ...free(right.shape, 1)], parts);
};
