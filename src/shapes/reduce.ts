/** Sums, means, maxima: axes that disappear or stay as 1. */
import { namesScalar, normalizeAxes } from './axis.ts';
import { size } from './dim.ts';
import { accept, mapResult, type ShapeResult } from './result.ts';
import type { Shape } from './shape.ts';

/**
 * `numpy.sum`, `torch.sum`, `tf.reduce_sum` and their like.
 * https://numpy.org/doc/stable/reference/generated/numpy.sum.html
 *
 * Mismatch 'axis' for one that is not there or is named twice.
 */
export function reduce(shape: Shape, axes: readonly number[] | 'all', keepdims = false): ShapeResult {
  if (axes !== 'all' && namesScalar(axes, shape.length)) return accept(shape);
  const reduced = axes === 'all' ? accept(shape.map((_, axis) => axis)) : normalizeAxes(axes, shape.length);
  return mapResult(reduced, gone =>
    shape.flatMap((dim, axis) => {
      if (!gone.includes(axis)) return [dim];
      return keepdims ? [size(1)] : [];
    }),
  );
}
