/**
 * Subscripts: `x[:, -1]`, `x[..., None]`, `x[0, :, [1, 2]]`, `x[mask]`.
 *
 * https://numpy.org/doc/stable/user/basics.indexing.html
 */
import { broadcastAxes } from './broadcast.ts';
import { compare, constantOf, type Dim, less, negate, size, unknownDim } from './dim.ts';
import {
  type AxisOf,
  accept,
  andThen,
  collect,
  mapResult,
  refuse,
  type ShapeResult,
  tooFewAxes,
} from './result.ts';
import type { Shape } from './shape.ts';
import { type SliceBounds, sliceLength } from './slice-length.ts';

export type Index =
  /** One place; the axis goes away. Without a position: some integer. */
  | { readonly kind: 'at'; readonly position?: Dim }
  | ({ readonly kind: 'slice' } & SliceBounds)
  | { readonly kind: 'newaxis' }
  | { readonly kind: 'ellipsis' }
  /** An array of integers. */
  | { readonly kind: 'array'; readonly shape: Shape }
  /** An array of booleans over `rank` axes, whose sizes are in `shape` and whose true places are counted, where they are known. */
  | {
      readonly kind: 'mask';
      readonly rank: number;
      readonly shape?: Shape;
      readonly count?: Dim | undefined;
    };

export interface IndexOptions {
  /**
   * Beside arrays NumPy and JAX count an integer as one of them, which can move axes to the front: x[0, :, [1, 2]];
   * PyTorch takes the place first, and passes over a second ellipsis.
   */
  readonly integers?: 'advanced' | 'select';
}

/**
 * The shape of x[indices].
 *
 * The axes that arrays and masks make stand where the first of them stood, or first of all where a slice, an ellipsis or a
 * new axis stands between them. Mismatches, in which operand 0 is x and operand i + 1 is index i: 'rank' for too many
 * indices, 'bounds', 'dims' for arrays that do not broadcast or a mask of another size, 'argument' for a step of 0 or (but in PyTorch) a second ellipsis.
 */
export function index(
  shape: Shape,
  indices: readonly Index[],
  { integers = 'advanced' }: IndexOptions = {},
): ShapeResult {
  const meant = integers === 'select' ? indices.map(scalarAsPlace) : indices;
  return andThen(placeIndices(shape, meant, integers), placed => {
    const hasArrays = placed.some(p => p.index.kind === 'array' || p.index.kind === 'mask');
    const isAdvanced = (p: Placed) =>
      p.index.kind === 'array' ||
      p.index.kind === 'mask' ||
      (p.index.kind === 'at' && hasArrays && integers === 'advanced');
    return andThen(collect(placed.map(p => checkIndex(shape, p))), () =>
      mapResult(broadcastArrays(placed.filter(isAdvanced)), joint => assemble(placed, isAdvanced, joint)),
    );
  });
}

/** PyTorch takes an array without axes for the integer in it. */
const scalarAsPlace = (i: Index): Index => (i.kind === 'array' && i.shape.length === 0 ? { kind: 'at' } : i);

interface Placed {
  readonly index: Index;
  /** Which of the given indices; operand number minus 1. */
  readonly operand: number;
  /** The first axis it stands for, and the sizes of all. */
  readonly axis: number;
  readonly dims: Shape;
}

/** How many axes an index takes; an ellipsis takes those that are left. */
export function axesTaken(index: Index): number {
  if (index.kind === 'mask') return index.rank;
  return index.kind === 'newaxis' || index.kind === 'ellipsis' ? 0 : 1;
}

/** Gives each index its axes; an ellipsis, or the end where there is none, stands for all axes left over. */
function placeIndices(
  shape: Shape,
  indices: readonly Index[],
  integers: IndexOptions['integers'],
): ShapeResult<readonly Placed[]> {
  const used = indices.reduce((sum, i) => sum + axesTaken(i), 0);
  if (used > shape.length) return refuse(tooFewAxes(used, shape.length));
  const ellipses = indices.filter(i => i.kind === 'ellipsis').length;
  if (ellipses > 1 && integers === 'advanced') {
    return refuse({ kind: 'argument', argument: 'ellipsis', value: size(ellipses) });
  }
  const all: readonly Index[] = ellipses > 0 ? indices : [...indices, { kind: 'ellipsis' }];
  const rest = all.findIndex(i => i.kind === 'ellipsis');
  let axis = 0;
  return accept(
    all.map((index, operand) => {
      const width = operand === rest ? shape.length - used : axesTaken(index);
      const placed = { index, operand, axis, dims: shape.slice(axis, axis + width) };
      axis += width;
      return placed;
    }),
  );
}

function checkIndex(shape: Shape, { index, axis, dims, operand }: Placed): ShapeResult<undefined> {
  const dim = dims[0];
  if (index.kind === 'slice' && index.step && constantOf(index.step) === 0) {
    return refuse({ kind: 'argument', argument: 'step', value: index.step });
  }
  if (index.kind === 'at' && index.position && dim && isOutside(index.position, dim)) {
    return refuse({ kind: 'bounds', axis, position: index.position, dim });
  }
  if (index.kind === 'mask') return checkMask(shape, index.shape ?? [], axis, operand + 1);
  return accept(undefined);
}

const isOutside = (position: Dim, dim: Dim) =>
  less(position, negate(dim)) === true || less(position, dim) === false;

function checkMask(shape: Shape, mask: Shape, axis: number, operand: number): ShapeResult<undefined> {
  // An array without elements is taken for no positions, whatever its sizes.
  if (mask.some(d => compare(d, size(0)) !== 'different')) return accept(undefined);
  for (const [i, right] of mask.entries()) {
    const left = shape[axis + i];
    if (left && compare(left, right) === 'different') {
      return refuse({
        kind: 'dims',
        left: { operand: 0, axis: axis + i, dim: left },
        right: { operand, axis: i, dim: right },
      });
    }
  }
  return accept(undefined);
}

/** The axes that the arrays make together; a mask is one axis, whose size its content decides, an integer none. */
function broadcastArrays(arrays: readonly Placed[]): ShapeResult {
  const shapes = arrays.map(({ index, operand }) => ({ operand: operand + 1, shape: arrayShape(index) }));
  const rank = Math.max(0, ...shapes.map(s => s.shape.length));
  return collect(
    Array.from({ length: rank }, (_, i) => {
      const axes = shapes.flatMap(({ operand, shape }): readonly AxisOf[] => {
        const axis = shape.length - rank + i;
        const dim = shape[axis];
        return dim ? [{ operand, axis, dim }] : [];
      });
      return broadcastAxes(axes);
    }),
  );
}

function arrayShape(index: Index): Shape {
  if (index.kind === 'array') return index.shape;
  return index.kind === 'mask' ? [index.count ?? unknownDim()] : [];
}

function assemble(placed: readonly Placed[], isAdvanced: (p: Placed) => boolean, joint: Shape): Shape {
  // A place that is taken before the arrays separates nothing; neither does the ellipsis we added at the end.
  const standing = placed.filter(p => p.index.kind !== 'at' || isAdvanced(p));
  const positions = standing.flatMap((p, i) => (isAdvanced(p) ? [i] : []));
  const [first = 0, last = -1] = [positions[0], positions.at(-1)];
  const isTogether = last - first + 1 === positions.length;
  const dims = standing.flatMap((p, i) => {
    if (isAdvanced(p)) return isTogether && i === first ? joint : [];
    return dimsOfBasic(p);
  });
  return isTogether ? dims : [...joint, ...dims];
}

function dimsOfBasic({ index, dims }: Placed): Shape {
  if (index.kind === 'newaxis') return [size(1)];
  return index.kind === 'slice' ? dims.map(dim => sliceLength(dim, index)) : dims;
}
