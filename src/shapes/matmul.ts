/** Products that sum over one axis of each operand. */
import { agree } from './agree.ts';
import { broadcastAll } from './broadcast.ts';
import { product } from './dim.ts';
import { accept, andThen, mapResult, otherRank, refuse, type ShapeResult, tooFewAxes } from './result.ts';
import type { Shape } from './shape.ts';

const atLeastOneAxis = (operand: number) => refuse(tooFewAxes(1, 0, operand));

/** Sums over axis i of a and axis j of b; gives what `result` builds. */
function contract(a: Shape, i: number, b: Shape, j: number, result: () => ShapeResult): ShapeResult {
  const [left, right] = [a[i], b[j]];
  if (!left) return atLeastOneAxis(0);
  if (!right) return atLeastOneAxis(1);
  return andThen(
    agree([
      { operand: 0, axis: i, dim: left },
      { operand: 1, axis: j, dim: right },
    ]),
    result,
  );
}

/** The axis of b that a product sums over: the second last, or the only one. */
const contractedAxis = (b: Shape) => Math.max(b.length - 2, 0);

/**
 * `numpy.matmul`, `torch.matmul`, `tf.matmul`: (..., n, k) and (..., k, m) give (..., n, m), the leading axes broadcast; a
 * first operand (k,) counts as (1, k), a second as (k, 1), and the 1 is taken away again.
 * https://numpy.org/doc/stable/reference/generated/numpy.matmul.html
 *
 * Mismatches: 'rank' for a scalar, 'dims'.
 */
export function matmul(a: Shape, b: Shape): ShapeResult {
  return contract(a, a.length - 1, b, contractedAxis(b), () =>
    mapResult(broadcastAll([a.slice(0, -2), b.slice(0, -2)]), batch => [
      ...batch,
      ...a.slice(-2, -1),
      ...(b.length > 1 ? b.slice(-1) : []),
    ]),
  );
}

/**
 * `numpy.dot`: as matmul up to two axes; beyond, all other axes of a, then all other axes of b; a scalar multiplies.
 * https://numpy.org/doc/stable/reference/generated/numpy.dot.html
 */
export function dot(a: Shape, b: Shape): ShapeResult {
  if (a.length === 0 || b.length === 0) return accept([...a, ...b]);
  const axis = contractedAxis(b);
  return contract(a, a.length - 1, b, axis, () =>
    accept([...a.slice(0, -1), ...b.slice(0, axis), ...b.slice(axis + 1)]),
  );
}

/**
 * `torch.bmm`: (b, n, k) and (b, k, m) give (b, n, m); the batch sizes have to be equal, nothing is broadcast.
 * https://docs.pytorch.org/docs/stable/generated/torch.bmm.html
 */
export function bmm(a: Shape, b: Shape): ShapeResult {
  for (const [operand, shape] of [a, b].entries()) {
    if (shape.length !== 3) return refuse(otherRank(3, shape.length, operand));
  }
  return contract(a, 0, b, 0, () => matmul(a, b));
}

/**
 * `numpy.outer`: both operands are flattened first.
 * https://numpy.org/doc/stable/reference/generated/numpy.outer.html
 */
export const outer = (a: Shape, b: Shape): ShapeResult => accept([product(a), product(b)]);
