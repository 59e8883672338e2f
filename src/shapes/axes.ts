/** Axes in another order, and axes of size 1 added or taken away. */
import { namesScalar, normalizeAxes, normalizeAxis } from './axis.ts';
import { compare, type Dim, isUnknown, size, symbolsOf } from './dim.ts';
import { accept, andThen, mapResult, refuse, type ShapeResult } from './result.ts';
import type { Shape } from './shape.ts';

/**
 * `numpy.transpose`, `Tensor.permute`, `keras.layers.Permute` (there counted without the batch): axis i of the result is axis
 * permutation[i] of the operand; without a permutation all axes in reverse.
 * https://numpy.org/doc/stable/reference/generated/numpy.transpose.html
 *
 * Mismatches: 'entries', 'axis'.
 */
export function transpose(shape: Shape, permutation?: readonly number[]): ShapeResult {
  if (!permutation) return accept(shape.toReversed());
  if (permutation.length !== shape.length) {
    return refuse({ kind: 'entries', expected: shape.length, actual: permutation.length });
  }
  return mapResult(normalizeAxes(permutation, shape.length), axes => pick(shape, axes));
}

const pick = (shape: Shape, axes: readonly number[]): Shape => axes.flatMap(axis => shape[axis] ?? []);

/** `numpy.swapaxes`, `torch.transpose`. https://numpy.org/doc/stable/reference/generated/numpy.swapaxes.html */
export function swapaxes(shape: Shape, first: number, second: number): ShapeResult {
  if (namesScalar([first, second], shape.length)) return accept(shape);
  return andThen(normalizeAxis(first, shape.length), i =>
    mapResult(normalizeAxis(second, shape.length), j =>
      pick(
        shape,
        shape.map((_, axis) => (axis === i ? j : axis === j ? i : axis)),
      ),
    ),
  );
}

/** `numpy.moveaxis`, `torch.movedim`. https://numpy.org/doc/stable/reference/generated/numpy.moveaxis.html */
export function moveaxis(
  shape: Shape,
  source: readonly number[],
  destination: readonly number[],
): ShapeResult {
  if (source.length !== destination.length) {
    return refuse({ kind: 'entries', expected: source.length, actual: destination.length });
  }
  return andThen(normalizeAxes(source, shape.length), from =>
    mapResult(normalizeAxes(destination, shape.length), to => {
      const others = shape.map((_, axis) => axis).filter(axis => !from.includes(axis));
      const order = shape.map((_, axis) => (to.includes(axis) ? from[to.indexOf(axis)] : others.shift()));
      return order.flatMap(axis => (axis === undefined ? [] : (shape[axis] ?? [])));
    }),
  );
}

export interface SqueezeOptions {
  /** PyTorch leaves a named axis that is not 1 as it is; NumPy and TensorFlow refuse. */
  readonly lenient?: boolean;
}

/**
 * `numpy.squeeze`, `torch.squeeze`, `tf.squeeze`.
 * https://numpy.org/doc/stable/reference/generated/numpy.squeeze.html
 * and https://docs.pytorch.org/docs/stable/generated/torch.squeeze.html
 *
 * Where it depends on a size whether its axis stays, an expression with symbols is taken not to be 1; of an unknown
 * size, or one that a flag makes 1, nothing can be said, and the value is undefined: the result's rank is not known.
 * Mismatches: 'axis'; 'not-one' for a named axis (unless lenient).
 */
export function squeeze(
  shape: Shape,
  axes: readonly number[] | 'all',
  options: SqueezeOptions = {},
): ShapeResult<Shape | undefined> {
  if (axes === 'all') return accept(withoutOnes(shape, () => true));
  if (namesScalar(axes, shape.length)) return accept(shape);
  return andThen(normalizeAxes(axes, shape.length), named => {
    if (options.lenient) return accept(withoutOnes(shape, axis => named.includes(axis)));
    const wrong = shape.findIndex(
      (dim, axis) => named.includes(axis) && compare(dim, size(1)) === 'different',
    );
    const dim = shape[wrong];
    return dim
      ? refuse({ kind: 'not-one', axis: wrong, dim })
      : accept(shape.filter((_, axis) => !named.includes(axis)));
  });
}

function withoutOnes(shape: Shape, mayGo: (axis: number) => boolean): Shape | undefined {
  if (shape.some((dim, axis) => mayGo(axis) && isUndecided(dim))) return undefined;
  return shape.filter((dim, axis) => !mayGo(axis) || compare(dim, size(1)) !== 'equal');
}

/** Unknown, or 1 for some choice of its flags: `directions` that is 1 or 2. */
const isUndecided = (dim: Dim) =>
  isUnknown(dim) || (compare(dim, size(1)) === 'unknown' && symbolsOf(dim).every(s => s.flag));

/**
 * `numpy.expand_dims`, `torch.unsqueeze`, `tf.expand_dims`: the axes are places in the result.
 * https://numpy.org/doc/stable/reference/generated/numpy.expand_dims.html
 */
export function expandDims(shape: Shape, axes: readonly number[]): ShapeResult {
  const rank = shape.length + axes.length;
  return mapResult(normalizeAxes(axes, rank), added => {
    const rest = [...shape];
    return Array.from({ length: rank }, (_, axis) =>
      added.includes(axis) ? size(1) : (rest.shift() ?? size(1)),
    );
  });
}
