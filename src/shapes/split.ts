/** One array taken apart along an axis. */
import { normalizeAxis, replaceAxis } from './axis.ts';
import {
  ceilDivide,
  compare,
  constantOf,
  type Dim,
  floorDivide,
  less,
  modulo,
  multiply,
  size,
  subtract,
  sum,
} from './dim.ts';
import { accept, andThen, mapResult, refuse, type ShapeResult } from './result.ts';
import type { Shape } from './shape.ts';
import { sliceLength } from './slice-length.ts';

/** The parts one by one; or, where their number is not known, the number and the shape that all but the last have. */
export type Parts =
  | { readonly known: true; readonly shapes: readonly Shape[] }
  | { readonly known: false; readonly count: Dim; readonly each: Shape };

/** No program unpacks more; a longer list is described by its number. */
const maxParts = 4096;

type Lengths = (dim: Dim, axis: number) => ShapeResult<readonly Dim[]>;

function splitWith(shape: Shape, axis: number, lengths: Lengths): ShapeResult<readonly Shape[]> {
  return andThen(normalizeAxis(axis, shape.length), at =>
    mapResult(lengths(shape[at] ?? size(0), at), parts => parts.map(part => replaceAxis(shape, at, [part]))),
  );
}

const invalidCount = (count: number) =>
  refuse({ kind: 'argument', argument: 'sections', value: size(count) });
const isCount = (n: number) => Number.isInteger(n) && n > 0 && n <= maxParts;

/**
 * `numpy.split` and `tf.split` by a number: equal parts. https://numpy.org/doc/stable/reference/generated/numpy.split.html
 *
 * Mismatches: 'axis', 'divisible', 'argument' for a number below 1.
 */
export function splitEqually(shape: Shape, count: number, axis = 0): ShapeResult<readonly Shape[]> {
  if (!isCount(count)) return invalidCount(count);
  const by = size(count);
  return splitWith(shape, axis, (dim, at) => {
    if (compare(modulo(dim, by), size(0)) === 'different')
      return refuse({ kind: 'divisible', axis: at, dim, by });
    return accept(repeat(floorDivide(dim, by), count));
  });
}

const repeat = (dim: Dim, count: number): readonly Dim[] => Array.from({ length: count }, () => dim);

/**
 * `numpy.array_split`, `torch.tensor_split` by a number: the first parts are one longer where it does not divide.
 * https://numpy.org/doc/stable/reference/generated/numpy.array_split.html
 */
export function arraySplit(shape: Shape, count: number, axis = 0): ShapeResult<readonly Shape[]> {
  if (!isCount(count)) return invalidCount(count);
  const lengthOf = (dim: Dim, i: number) => floorDivide(sum([dim, size(count - 1 - i)]), size(count));
  return splitWith(shape, axis, dim => accept(Array.from({ length: count }, (_, i) => lengthOf(dim, i))));
}

/**
 * `torch.split` and `tf.split` by sizes, one of which may be -1 in TensorFlow.
 * https://docs.pytorch.org/docs/stable/generated/torch.split.html and https://www.tensorflow.org/api_docs/python/tf/split
 *
 * Mismatches: 'axis', 'argument' for a negative size, 'parts' where they do not add up.
 */
export function splitBySizes(
  shape: Shape,
  sizes: readonly Dim[],
  axis = 0,
  options: { readonly infer?: boolean } = {},
): ShapeResult<readonly Shape[]> {
  const inferred = options.infer ? sizes.findIndex(d => constantOf(d) === -1) : -1;
  const negative = sizes.find((d, i) => i !== inferred && less(d, size(0)) === true);
  if (negative) return refuse({ kind: 'argument', argument: 'sizes', value: negative });
  const total = sum(sizes.filter((_, i) => i !== inferred));
  return splitWith(shape, axis, (dim, at) => {
    const isWrong = inferred < 0 ? compare(total, dim) === 'different' : less(dim, total) === true;
    if (isWrong) return refuse({ kind: 'parts', axis: at, dim, total, parts: sizes });
    return accept(sizes.map((part, i) => (i === inferred ? subtract(dim, total) : part)));
  });
}

/**
 * `numpy.split`, `torch.tensor_split` at positions: from each to the next, as slices are taken.
 * https://numpy.org/doc/stable/reference/generated/numpy.split.html
 */
export function splitAt(shape: Shape, positions: readonly Dim[], axis = 0): ShapeResult<readonly Shape[]> {
  return splitWith(shape, axis, dim =>
    accept([...positions, undefined].map((stop, i) => sliceLength(dim, { start: positions[i - 1], stop }))),
  );
}

/**
 * `torch.split` by one size: parts of that size, the last one shorter where it does not divide.
 * https://docs.pytorch.org/docs/stable/generated/torch.split.html
 *
 * Mismatches: 'axis', 'argument' for a size below 1 (0 is taken for an axis of size 0).
 */
export function splitBySize(shape: Shape, part: Dim, axis = 0): ShapeResult<Parts> {
  return andThen(normalizeAxis(axis, shape.length), at => {
    const dim = shape[at] ?? size(0);
    const isWrong =
      less(part, size(0)) === true || (constantOf(part) === 0 && compare(dim, size(0)) === 'different');
    if (isWrong) return refuse({ kind: 'argument', argument: 'split_size', value: part });
    if (constantOf(part) === 0 || constantOf(dim) === 0) return accept({ known: true, shapes: [shape] });
    const count = ceilDivide(dim, part);
    return accept(partsOf(shape, at, count, [part, lastOf(dim, part, count)]));
  });
}

const lastOf = (dim: Dim, part: Dim, count: Dim) => subtract(dim, multiply(part, subtract(count, size(1))));

function partsOf(shape: Shape, axis: number, count: Dim, [part, last]: readonly [Dim, Dim]): Parts {
  const number = constantOf(count);
  const isListed = number !== undefined && number >= 0 && number <= maxParts;
  if (!isListed) return { known: false, count, each: replaceAxis(shape, axis, [part]) };
  const lengths = number === 0 ? [] : [...repeat(part, number - 1), last];
  return { known: true, shapes: lengths.map(length => replaceAxis(shape, axis, [length])) };
}

/**
 * `torch.chunk`: parts of ceil(size / count), which can be fewer than `count`.
 * https://docs.pytorch.org/docs/stable/generated/torch.chunk.html
 *
 * A size with symbols is taken to be large enough for `count` parts. Of an unknown size the parts are unknown.
 */
export function chunk(shape: Shape, count: number, axis = 0): ShapeResult<Parts> {
  if (!isCount(count)) return refuse({ kind: 'argument', argument: 'chunks', value: size(count) });
  return andThen(normalizeAxis(axis, shape.length), at => {
    const dim = shape[at] ?? size(0);
    if (constantOf(dim) === 0) return accept({ known: true, shapes: repeat(dim, count).map(() => shape) });
    const part = ceilDivide(dim, size(count));
    const number = constantOf(dim) === undefined ? size(count) : ceilDivide(dim, part);
    return accept(partsOf(shape, at, number, [part, lastOf(dim, part, number)]));
  });
}

/** `torch.unbind`, `tf.unstack`, iteration: the shape without the axis, as often as its size says. */
export function unstack(shape: Shape, axis = 0): ShapeResult<Parts> {
  return mapResult(normalizeAxis(axis, shape.length), at => {
    const count = shape[at] ?? size(0);
    const each = replaceAxis(shape, at, []);
    const number = constantOf(count);
    const isListed = number !== undefined && number <= maxParts;
    return isListed
      ? { known: true, shapes: Array.from({ length: number }, () => each) }
      : { known: false, count, each };
  });
}
