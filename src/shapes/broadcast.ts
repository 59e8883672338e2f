/**
 * Broadcasting: shapes aligned at their last axes, where an axis of size 1 stretches.
 *
 * https://numpy.org/doc/stable/user/basics.broadcasting.html, which PyTorch
 * (https://docs.pytorch.org/docs/stable/notes/broadcasting.html) and TensorFlow follow.
 */
import { betterKnown, firstConflict } from './agree.ts';
import { compare, constantOf, type Dim, isUnknown, size, uniteOrigins, unknownDim } from './dim.ts';
import { type AxisOf, accept, collect, mapResult, refuse, type ShapeResult } from './result.ts';
import type { Shape } from './shape.ts';

/** The common shape of two operands. Mismatch 'dims': two sizes that differ, neither of them 1. */
export const broadcast = (a: Shape, b: Shape): ShapeResult => broadcastAll([a, b]);

/** The common shape of all operands; () of none. Of several axes that do not fit the last is named, from which shapes are lined up. */
export function broadcastAll(shapes: readonly Shape[]): ShapeResult {
  const rank = Math.max(0, ...shapes.map(s => s.length));
  const fromBack = Array.from({ length: rank }, (_, i) => broadcastAxes(axesAt(shapes, i + 1)));
  return mapResult(collect(fromBack), dims => dims.toReversed());
}

/** The axes of all operands that are `fromBack` places from the end (1 for the last). */
function axesAt(shapes: readonly Shape[], fromBack: number): readonly AxisOf[] {
  return shapes.flatMap((shape, operand) => {
    const axis = shape.length - fromBack;
    const dim = shape[axis];
    return dim ? [{ operand, axis, dim }] : [];
  });
}

const isNotOne = (d: Dim) => compare(d, size(1)) === 'different';
const isOne = (d: Dim) => constantOf(d) === 1;

/** The one size of axes that are equal or 1. */
export function broadcastAxes(axes: readonly AxisOf[]): ShapeResult<Dim> {
  const conflict = firstConflict(axes, (a, b) => compare(a, b) === 'different' && isNotOne(a) && isNotOne(b));
  if (conflict) return refuse({ kind: 'dims', left: conflict[0], right: conflict[1] });
  const dims = axes.map(a => a.dim);
  const wide = dims.filter(d => !isOne(d));
  return accept(wide.length === 0 ? dims.reduce(betterKnown) : stretched(wide));
}

/**
 * Whatever is surely not 1 is the result. Beyond that a symbol is taken for the result if it is the only one: where
 * two may each be 1, nothing is known.
 */
function stretched(dims: readonly Dim[]): Dim {
  const sure = dims.filter(isNotOne);
  const candidates = sure.length > 0 ? sure : dims.filter(d => !isUnknown(d));
  const best = (candidates.length > 0 ? candidates : dims).reduce(betterKnown);
  const isDecided = sure.length > 0 || candidates.every(d => compare(d, best) === 'equal');
  if (!isDecided) return unknownDim();
  if (candidates.length > 0 || dims.every(d => compare(d, best) === 'equal')) return best;
  return { ...unknownDim(), origins: uniteOrigins(dims.map(d => d.origins)) };
}

/**
 * A shape stretched to a target: `numpy.broadcast_to`, `Tensor.expand`
 * (https://docs.pytorch.org/docs/stable/generated/torch.Tensor.expand.html), where -1 keeps an axis.
 *
 * Mismatches: 'rank' where the target has fewer axes; 'dims' where a size is neither 1 nor the target's (the target is
 * operand 1); 'argument' for a -1 at a new axis or any other negative size.
 */
export function broadcastTo(shape: Shape, target: Shape): ShapeResult {
  const added = target.length - shape.length;
  if (added < 0) {
    return refuse({
      kind: 'rank',
      operand: 0,
      expected: { least: 0, most: target.length },
      actual: shape.length,
    });
  }
  return collect(target.map((wanted, axis) => stretchTo(shape[axis - added], axis - added, wanted, axis)));
}

function stretchTo(dim: Dim | undefined, axis: number, wanted: Dim, wantedAxis: number): ShapeResult<Dim> {
  const number = constantOf(wanted);
  if (number === -1 && dim) return accept(dim);
  if (number !== undefined && number < 0)
    return refuse({ kind: 'argument', argument: 'shape', value: wanted });
  if (!dim) return accept(wanted);
  if (compare(dim, wanted) === 'different' && isNotOne(dim)) {
    const right = { operand: 1, axis: wantedAxis, dim: wanted };
    return refuse({ kind: 'dims', left: { operand: 0, axis, dim }, right });
  }
  return accept(isNotOne(dim) ? betterKnown(wanted, dim) : wanted);
}

/** The shapes of all operands after each has been stretched to the common shape: `numpy.broadcast_arrays`. */
export const broadcastEach = (shapes: readonly Shape[]): ShapeResult<readonly Shape[]> =>
  mapResult(broadcastAll(shapes), common => shapes.map(() => common));
