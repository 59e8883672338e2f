/** Elements repeated: whole blocks, or each by itself. */
import { agree } from './agree.ts';
import { normalizeAxis, replaceAxis } from './axis.ts';
import { constantOf, type Dim, isPositive, less, multiply, product, size, sum, unknownDim } from './dim.ts';
import { accept, andThen, collect, mapResult, refuse, type ShapeResult } from './result.ts';
import type { Shape } from './shape.ts';

export interface TileOptions {
  /**
   * Which numbers of repetitions are taken: any (`numpy.tile`), at least one for each axis (`Tensor.repeat`), exactly
   * one for each axis (`tf.tile`).
   */
  readonly repetitions?: 'any' | 'at-least-rank' | 'rank';
}

/**
 * `numpy.tile`, `Tensor.repeat`, `tf.tile`: shape and repetitions are aligned at their ends, the shorter filled with 1.
 * https://numpy.org/doc/stable/reference/generated/numpy.tile.html,
 * https://docs.pytorch.org/docs/stable/generated/torch.Tensor.repeat.html
 *
 * Mismatches: 'entries', 'argument' for a negative repetition.
 */
export function tile(shape: Shape, repetitions: readonly Dim[], options: TileOptions = {}): ShapeResult {
  const { repetitions: allowed = 'any' } = options;
  const isWrong =
    (allowed !== 'any' && repetitions.length < shape.length) ||
    (allowed === 'rank' && repetitions.length > shape.length);
  if (isWrong) return refuse({ kind: 'entries', expected: shape.length, actual: repetitions.length });
  const rank = Math.max(shape.length, repetitions.length);
  const [sizes, times] = [padded(shape, rank), padded(repetitions, rank)];
  return collect(sizes.map((dim, i) => repeatedSize(dim, times[i] ?? size(1))));
}

/** dim * times; of an empty axis even a negative number of times is taken. */
function repeatedSize(dim: Dim, times: Dim): ShapeResult<Dim> {
  if (!less(times, size(0)) || constantOf(dim) === 0) return accept(multiply(dim, times));
  return isPositive(dim)
    ? refuse({ kind: 'argument', argument: 'repeats', value: times })
    : accept(unknownDim());
}

const padded = (dims: Shape, rank: number): Shape => [
  ...Array.from({ length: rank - dims.length }, () => size(1)),
  ...dims,
];

/**
 * `numpy.repeat`, `torch.repeat_interleave`, `tf.repeat`: every element by one number, or each place of the axis by its
 * own; without an axis the array is flattened first.
 * https://numpy.org/doc/stable/reference/generated/numpy.repeat.html
 *
 * Mismatches: 'axis', 'argument' for a negative number, 'dims' where there is not one number for each place.
 */
export function repeatInterleave(shape: Shape, repeats: Dim | readonly Dim[], axis?: number): ShapeResult {
  if (axis === undefined) return repeatInterleave([product(shape)], repeats, 0);
  const counts = 'value' in repeats ? [repeats] : repeats;
  return andThen(normalizeAxis(axis, shape.length), at => {
    const dim = shape[at] ?? size(1);
    return mapResult(repeated(dim, at, counts), length => replaceAxis(shape, at, [length]));
  });
}

function repeated(dim: Dim, axis: number, counts: readonly Dim[]): ShapeResult<Dim> {
  const [only] = counts;
  if (only && counts.length === 1) return repeatedSize(dim, only);
  const right = { operand: 1, axis: 0, dim: size(counts.length) };
  const negative = counts.find(d => less(d, size(0)));
  if (negative) return refuse({ kind: 'argument', argument: 'repeats', value: negative });
  return mapResult(agree([{ operand: 0, axis, dim }, right]), () => sum(counts));
}
