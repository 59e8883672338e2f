/** Diagonals taken out of arrays and put into them. */
import { normalizeAxes } from './axis.ts';
import { add, type Dim, less, maximum, minimum, negate, size, subtract, unknownDim } from './dim.ts';
import { accept, mapResult, refuse, type ShapeResult, tooFewAxes } from './result.ts';
import type { Shape } from './shape.ts';

export interface DiagonalOptions {
  /** Above the main diagonal where positive, below it where negative. */
  readonly offset?: Dim;
  /** The axes of the planes; the first two where left out. */
  readonly axes?: readonly [number, number];
}

/**
 * `numpy.diagonal`, `torch.diagonal`: two axes go away, the diagonal's length comes last.
 * https://numpy.org/doc/stable/reference/generated/numpy.diagonal.html
 *
 * Mismatches: 'rank' for fewer than two axes, 'axis'.
 */
export function diagonal(
  shape: Shape,
  { offset = size(0), axes = [0, 1] }: DiagonalOptions = {},
): ShapeResult {
  if (shape.length < 2) {
    return refuse(tooFewAxes(2, shape.length));
  }
  return mapResult(normalizeAxes(axes, shape.length), plane => {
    const [rows, columns] = plane.map(axis => shape[axis] ?? size(0));
    const length = rows && columns ? diagonalLength(rows, columns, offset) : size(0);
    return [...shape.filter((_, axis) => !plane.includes(axis)), length];
  });
}

function diagonalLength(rows: Dim, columns: Dim, offset: Dim): Dim {
  const isBelow = less(offset, size(0));
  if (isBelow === undefined) return unknownDim();
  const [down, across] = isBelow ? [add(rows, offset), columns] : [rows, subtract(columns, offset)];
  return maximum(minimum(down, across), size(0));
}

/**
 * `numpy.diag`, `torch.diag`: of a vector the square matrix with it on a diagonal, of a matrix its diagonal.
 * https://numpy.org/doc/stable/reference/generated/numpy.diag.html
 */
export function diag(shape: Shape, offset: Dim = size(0)): ShapeResult {
  const [only] = shape;
  if (shape.length === 2) return diagonal(shape, { offset });
  if (!only || shape.length > 2) {
    return refuse({ kind: 'rank', operand: 0, expected: { least: 1, most: 2 }, actual: shape.length });
  }
  const side = add(only, maximum(offset, negate(offset)));
  return accept([side, side]);
}
