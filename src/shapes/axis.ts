/** Axes as users name them: negative ones count from the back. */
import type { Dim } from './dim-value.ts';
import { accept, andThen, collect, refuse, type ShapeResult } from './result.ts';
import type { Shape } from './shape.ts';

/** 0..rank-1 for an axis in -rank..rank-1. */
export function normalizeAxis(axis: number, rank: number): ShapeResult<number> {
  const fromFront = axis < 0 ? axis + rank : axis;
  const isThere = Number.isInteger(axis) && fromFront >= 0 && fromFront < rank;
  return isThere ? accept(fromFront) : refuse({ kind: 'axis', axis, rank, repeated: false });
}

/** The shape with another size along one axis. */
export function changeSize(shape: Shape, axis: number, change: (dim: Dim) => Dim): ShapeResult {
  return andThen(normalizeAxis(axis, shape.length), at =>
    accept(shape.map((dim, i) => (i === at ? change(dim) : dim))),
  );
}

/** In the order given; an axis that is named twice is refused. */
export function normalizeAxes(axes: readonly number[], rank: number): ShapeResult<readonly number[]> {
  return andThen(collect(axes.map(axis => normalizeAxis(axis, rank))), normalized => {
    const twice = normalized.findIndex((axis, i) => normalized.indexOf(axis) !== i);
    const axis = axes[twice];
    return axis === undefined ? accept(normalized) : refuse({ kind: 'axis', axis, rank, repeated: true });
  });
}

/** Most functions let a scalar pass for one axis: 0 and -1 name it, though it is not there. */
export const namesScalar = (axes: readonly number[], rank: number): boolean =>
  rank === 0 && axes.every(axis => axis === 0 || axis === -1);

/** The shape with another size (or sizes, or none) at an axis that is there. */
export const replaceAxis = <T>(shape: readonly T[], axis: number, by: readonly T[]): readonly T[] => [
  ...shape.slice(0, axis),
  ...by,
  ...shape.slice(axis + 1),
];
