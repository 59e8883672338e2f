/** Elements looked up by arrays of positions. */

import { agree } from './agree.ts';
import { normalizeAxis, replaceAxis } from './axis.ts';
import { broadcastAxes } from './broadcast.ts';
import { constantOf, type Dim, less, size } from './dim.ts';
import {
  accept,
  andThen,
  collect,
  mapResult,
  otherRank,
  refuse,
  type ShapeResult,
  tooFewAxes,
} from './result.ts';
import type { Shape } from './shape.ts';

/**
 * `numpy.take`, `tf.gather`, `torch.index_select`: the axis is replaced by the axes of the indices; without an axis NumPy
 * flattens first. https://numpy.org/doc/stable/reference/generated/numpy.take.html
 */
export function take(shape: Shape, indices: Shape, axis?: number): ShapeResult {
  if (axis === undefined) return accept(indices);
  return mapResult(normalizeAxis(axis, shape.length), at => replaceAxis(shape, at, indices));
}

/**
 * `tf.gather` with `batch_dims`: the first axes are common to both.
 * https://www.tensorflow.org/api_docs/python/tf/gather
 *
 * undefined for an axis among the batch's, which is not documented.
 * Mismatches: 'axis', 'rank' where the indices have fewer axes than `batchDims`, 'dims'.
 */
export function gatherBatched(
  shape: Shape,
  indices: Shape,
  axis: number,
  batchDims: number,
): ShapeResult<Shape | undefined> {
  if (indices.length < batchDims) return refuse(tooFewAxes(batchDims, indices.length, 1));
  return andThen(normalizeAxis(axis, shape.length), at => {
    if (at < batchDims) return accept(undefined);
    const common = collect(indices.slice(0, batchDims).map((dim, i) => agreeAt(shape, indices, i, dim)));
    return mapResult(common, batch => [
      ...batch,
      ...shape.slice(batchDims, at),
      ...indices.slice(batchDims),
      ...shape.slice(at + 1),
    ]);
  });
}

function agreeAt(a: Shape, b: Shape, axis: number, fallback: Dim): ShapeResult<Dim> {
  const [left, right] = [a[axis] ?? fallback, b[axis] ?? fallback];
  return agree([
    { operand: 0, axis, dim: left },
    { operand: 1, axis, dim: right },
  ]);
}

/**
 * `torch.gather`: the shape of the indices, which may be smaller but not larger than the operand along the other axes.
 * https://docs.pytorch.org/docs/stable/generated/torch.gather.html
 *
 * Mismatches: 'rank', 'axis', 'too-small' with what the operand needs.
 */
export function gather(shape: Shape, axis: number, indices: Shape): ShapeResult {
  if (indices.length !== shape.length) return rankMismatch(shape, indices);
  return andThen(normalizeAxis(axis, shape.length), at => {
    const small = shape.findIndex((dim, i) => i !== at && less(dim, indices[i] ?? dim) === true);
    const [dim, needed] = [shape[small], indices[small]];
    return dim && needed ? refuse({ kind: 'too-small', axis: small, dim, needed }) : accept(indices);
  });
}

/**
 * `numpy.take_along_axis`, `torch.take_along_dim`: the other axes are broadcast.
 * https://numpy.org/doc/stable/reference/generated/numpy.take_along_axis.html
 *
 * Mismatches: 'rank', 'axis', 'dims'.
 */
export function takeAlongAxis(shape: Shape, indices: Shape, axis: number): ShapeResult {
  if (indices.length !== shape.length) return rankMismatch(shape, indices);
  return andThen(normalizeAxis(axis, shape.length), at =>
    collect(
      indices.map((right, i) => {
        const left = { operand: 0, axis: i, dim: shape[i] ?? right };
        return i === at ? accept(right) : broadcastAxes([left, { operand: 1, axis: i, dim: right }]);
      }),
    ),
  );
}

const rankMismatch = (shape: Shape, indices: Shape) => refuse(otherRank(shape.length, indices.length));

/**
 * `tf.gather_nd`: each last row of the indices names a place along the first axes.
 * https://www.tensorflow.org/api_docs/python/tf/gather_nd
 *
 * undefined where the length of those rows is not known. Mismatch 'rank' where the rows are longer than the shape.
 */
export function gatherNd(shape: Shape, indices: Shape): ShapeResult<Shape | undefined> {
  const last = indices.at(-1);
  if (!last) return refuse(tooFewAxes(1, 0, 1));
  const depth = constantOf(last);
  if (depth === undefined) return accept(undefined);
  if (depth > shape.length) return refuse(tooFewAxes(depth, shape.length));
  return accept([...indices.slice(0, -1), ...shape.slice(depth)]);
}

/**
 * `tf.one_hot`, `torch.nn.functional.one_hot`, `keras.ops.one_hot`: a new axis with one place for each class.
 * https://www.tensorflow.org/api_docs/python/tf/one_hot
 */
export function oneHot(shape: Shape, depth: Dim, axis = -1): ShapeResult {
  if (less(depth, size(0))) return refuse({ kind: 'argument', argument: 'depth', value: depth });
  return mapResult(normalizeAxis(axis, shape.length + 1), at => [
    ...shape.slice(0, at),
    depth,
    ...shape.slice(at),
  ]);
}
