/** Sizes that an operation needs to be equal: the check, and which of them tells most. */
import { compare, constantOf, type Dim, isUnknown, uniteOrigins } from './dim.ts';
import { type AxisOf, accept, refuse, type ShapeResult } from './result.ts';

/** A number beats a symbol, a symbol beats unknown; the first of two that tell as much. */
export function betterKnown(a: Dim, b: Dim): Dim {
  const best = knowledge(b) > knowledge(a) ? b : a;
  const other = best === a ? b : a;
  return compare(a, b) === 'equal'
    ? { value: best.value, origins: uniteOrigins([best.origins, other.origins]) }
    : best;
}

function knowledge(d: Dim): number {
  if (isUnknown(d)) return 0;
  return constantOf(d) === undefined ? 1 : 2;
}

/** The one size of axes that have to be equal; a 'dims' mismatch for the first two that cannot be. */
export function agree(axes: readonly [AxisOf, ...AxisOf[]]): ShapeResult<Dim> {
  const conflict = firstConflict(axes, (a, b) => compare(a, b) === 'different');
  if (conflict) return refuse({ kind: 'dims', left: conflict[0], right: conflict[1] });
  return accept(axes.map(a => a.dim).reduce(betterKnown));
}

export function firstConflict(
  axes: readonly AxisOf[],
  conflicts: (a: Dim, b: Dim) => boolean,
): readonly [AxisOf, AxisOf] | undefined {
  for (const [i, right] of axes.entries()) {
    const left = axes.slice(0, i).find(a => conflicts(a.dim, right.dim));
    if (left) return [left, right];
  }
  return undefined;
}
