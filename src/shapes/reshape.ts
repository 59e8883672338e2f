/** The same elements under another shape. */
import { betterKnown } from './agree.ts';
import { normalizeAxis } from './axis.ts';
import {
  compare,
  constantOf,
  type Dim,
  floorDivide,
  isUnknown,
  less,
  modulo,
  product,
  size,
  unknownDim,
} from './dim.ts';
import { accept, andThen, mapResult, refuse, type ShapeResult, tooFewAxes } from './result.ts';
import type { Shape } from './shape.ts';

export interface ReshapeOptions {
  /** NumPy takes every negative size as -1; the others refuse all but -1. */
  readonly negativeInfers?: boolean;
}

/**
 * `numpy.reshape`, `Tensor.view`, `tf.reshape`; one size of the target may be -1 and follows from the others.
 * https://numpy.org/doc/stable/reference/generated/numpy.reshape.html
 *
 * Unknown sizes that stand on both sides cancel; they are taken not to be 0, as symbols are.
 * Mismatches: 'count' where the element counts cannot be equal (or not be divided), 'argument' for a second -1, another
 * negative size, or a -1 beside a 0.
 */
export function reshape(shape: Shape, target: Shape, options: ReshapeOptions = {}): ShapeResult {
  if (options.negativeInfers) return reshape(shape, target.map(negativeAsMinusOne));
  const inferred = target.findIndex(isMinusOne);
  const wrong = target.find((d, i) => (isMinusOne(d) ? i !== inferred : less(d, size(0)) === true));
  if (wrong) return refuse({ kind: 'argument', argument: 'shape', value: wrong });
  return inferred < 0 ? reshapeTo(shape, target) : reshapeInferring(shape, target, inferred);
}

/** `keras.layers.Reshape`: the first axis, the batch, stays. https://keras.io/api/layers/reshaping_layers/reshape/ */
export function reshapeKeepingBatch(shape: Shape, target: Shape): ShapeResult {
  const [batch, ...rest] = shape;
  if (!batch) return refuse(tooFewAxes(1, 0));
  return mapResult(reshape(rest, target), reshaped => [batch, ...reshaped]);
}

const isMinusOne = (d: Dim) => constantOf(d) === -1;
const negativeAsMinusOne = (d: Dim) => ((constantOf(d) ?? 0) < 0 ? size(-1) : d);

interface Counts {
  /** Products of what is known, after equal sizes on both sides are cancelled. */
  readonly from: Dim;
  readonly to: Dim;
  readonly unknownFrom: readonly Dim[];
  readonly unknownTo: readonly Dim[];
}

function countsOf(shape: Shape, target: Shape): Counts {
  const unknownTo = target.filter(isUnknown);
  const unknownFrom = shape.filter(isUnknown).filter(d => {
    const same = unknownTo.findIndex(other => other.value === d.value);
    if (same >= 0) unknownTo.splice(same, 1);
    return same < 0;
  });
  const known = (dims: Shape) => product(dims.filter(d => !isUnknown(d)));
  return { from: known(shape), to: known(target), unknownFrom, unknownTo };
}

function reshapeTo(shape: Shape, target: Shape): ShapeResult {
  const { from, to, unknownFrom, unknownTo } = countsOf(shape, target);
  const [lone] = unknownTo;
  const isImpossible =
    (unknownFrom.length + unknownTo.length === 0 && compare(from, to) === 'different') ||
    (unknownTo.length === 0 && unknownFrom.length > 0 && !mayDivide(to, from)) ||
    (unknownFrom.length === 0 && unknownTo.length > 0 && !mayDivide(from, to));
  if (isImpossible) return refuse(countMismatch(shape, target));
  if (!lone || unknownTo.length > 1) return accept(target);
  const value = quotientOf({ from, to, unknownFrom, unknownTo: [] });
  return accept(target.map(d => (d === lone ? betterKnown(value, lone) : d)));
}

function reshapeInferring(shape: Shape, target: Shape, inferred: number): ShapeResult {
  const others = target.filter((_, i) => i !== inferred);
  const zero = others.find(d => constantOf(d) === 0);
  if (zero) return refuse({ kind: 'argument', argument: 'shape', value: zero });
  const counts = countsOf(shape, others);
  if (counts.unknownFrom.length === 0 && !mayDivide(counts.from, counts.to)) {
    return refuse(countMismatch(shape, target));
  }
  return accept(target.map((d, i) => (i === inferred ? quotientOf(counts) : d)));
}

/** Whether `dim` can be a multiple of `by`; a product with anything unknown in it can be 0. */
function mayDivide(dim: Dim, by: Dim): boolean {
  const divisor = constantOf(by);
  if (divisor === 0) return compare(dim, size(0)) !== 'different';
  if (constantOf(dim) !== undefined && less(dim, by) && less(size(0), dim)) return false;
  return compare(modulo(dim, by), size(0)) !== 'different';
}

/** from / to, where the unknown sizes have cancelled or a single one is left over. */
function quotientOf({ from, to, unknownFrom, unknownTo }: Counts): Dim {
  const [lone] = unknownFrom;
  if (unknownTo.length > 0 || unknownFrom.length > 1) return unknownDim();
  if (!lone) return floorDivide(from, to);
  return compare(from, to) === 'equal' ? lone : unknownDim();
}

const countMismatch = (shape: Shape, target: Shape) =>
  ({
    kind: 'count',
    from: product(shape),
    to: product(target.filter(d => !isMinusOne(d))),
    fromShape: shape,
    toShape: target,
  }) as const;

/**
 * `torch.flatten`: the axes start..end (both included) become one; a scalar becomes (1,).
 * https://docs.pytorch.org/docs/stable/generated/torch.flatten.html
 *
 * Mismatch 'axis' for an axis that is not there, or an end before the start.
 */
export function flatten(shape: Shape, start = 0, end = -1): ShapeResult {
  const rank = Math.max(shape.length, 1);
  return andThen(normalizeAxis(start, rank), first =>
    andThen(normalizeAxis(end, rank), last => {
      if (last < first) return refuse({ kind: 'axis', axis: end, rank, repeated: false });
      return accept([
        ...shape.slice(0, first),
        product(shape.slice(first, last + 1)),
        ...shape.slice(last + 1),
      ]);
    }),
  );
}

/** `keras.layers.Flatten`: (batch, ...) becomes (batch, n). https://keras.io/api/layers/reshaping_layers/flatten/ */
export function flattenKeepingBatch(shape: Shape): ShapeResult {
  const [batch, ...rest] = shape;
  if (!batch) return refuse(tooFewAxes(1, 0));
  return accept([batch, product(rest)]);
}

/**
 * `torch.unflatten`: one axis becomes several, one of them may be -1.
 * https://docs.pytorch.org/docs/stable/generated/torch.unflatten.html
 */
export function unflatten(shape: Shape, axis: number, sizes: Shape): ShapeResult {
  if (sizes.length === 0) return refuse({ kind: 'entries', expected: 1, actual: 0 });
  return andThen(normalizeAxis(axis, shape.length), at =>
    mapResult(reshape(shape.slice(at, at + 1), sizes), parts => [
      ...shape.slice(0, at),
      ...parts,
      ...shape.slice(at + 1),
    ]),
  );
}
