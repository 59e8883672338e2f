/** Several arrays put together into one. */
import { agree } from './agree.ts';
import { normalizeAxis } from './axis.ts';
import { compare, constantOf, type Dim, size, sum } from './dim.ts';
import {
  type AxisOf,
  accept,
  andThen,
  collect,
  type Mismatch,
  mapResult,
  otherRank,
  refuse,
  type ShapeResult,
} from './result.ts';
import type { Shape } from './shape.ts';

export interface ConcatenateOptions {
  /** PyTorch leaves out operands of shape (0,), whatever the others' rank. */
  readonly skipEmpty?: boolean;
}

/**
 * `numpy.concatenate`, `torch.cat`, `tf.concat`, `keras.layers.Concatenate`: sizes add up along the axis and are equal along all
 * others. https://numpy.org/doc/stable/reference/generated/numpy.concatenate.html
 * and https://docs.pytorch.org/docs/stable/generated/torch.cat.html
 *
 * Mismatches: 'rank', 'axis', 'dims'; 'entries' for an empty list.
 */
export function concatenate(
  shapes: readonly Shape[],
  axis: number,
  options: ConcatenateOptions = {},
): ShapeResult {
  const isSkipped = (shape: Shape) => isEmpty(shape, axis, shapes);
  const kept = shapes
    .map((shape, operand) => ({ shape, operand }))
    .filter(o => !options.skipEmpty || !isSkipped(o.shape));
  const [first] = kept;
  if (!first) return shapes[0] ? accept(shapes[0]) : refuse({ kind: 'entries', expected: 1, actual: 0 });
  const ranks = sameRank(kept);
  if (!ranks.ok) return refuse(joinedAlong(ranks.mismatch, axis, kept));
  return andThen(ranks, rank =>
    andThen(normalizeAxis(axis, rank), at =>
      collect(
        first.shape.map((_, i) =>
          i === at ? accept(sum(sizesAt(kept, i).map(a => a.dim))) : sameSize(kept, i),
        ),
      ),
    ),
  );
}

function joinedAlong(mismatch: Mismatch, axis: number, operands: readonly Operand[]): Mismatch {
  const most = Math.max(...operands.map(({ shape }) => shape.length));
  const at = normalizeAxis(axis, most);
  return mismatch.kind === 'rank' && at.ok ? { ...mismatch, along: at.value } : mismatch;
}

/** Of shape (0,); where only that can be meant, also of one size that may be 0. */
function isEmpty(shape: Shape, axis: number, all: readonly Shape[]): boolean {
  const [only] = shape;
  if (!only || shape.length !== 1) return false;
  if (constantOf(only) === 0) return true;
  const isMeant = axis > 0 || axis < -1 || all.some(other => other.length !== 1);
  return isMeant && compare(only, size(0)) !== 'different';
}

/**
 * `numpy.stack`, `torch.stack`, `tf.stack`: equal shapes, and a new axis with one place for each of them.
 * https://numpy.org/doc/stable/reference/generated/numpy.stack.html
 */
export function stack(shapes: readonly Shape[], axis = 0): ShapeResult {
  const operands = shapes.map((shape, operand) => ({ shape, operand }));
  const [first] = shapes;
  if (!first) return refuse({ kind: 'entries', expected: 1, actual: 0 });
  return andThen(sameRank(operands), rank =>
    andThen(normalizeAxis(axis, rank + 1), at =>
      mapResult(collect(first.map((_, i) => sameSize(operands, i))), common => [
        ...common.slice(0, at),
        size(shapes.length),
        ...common.slice(at),
      ]),
    ),
  );
}

/** The one shape of operands that have to be the same: branches of a conditional, states handed on. */
export function sameShape(shapes: readonly Shape[]): ShapeResult {
  const operands = shapes.map((shape, operand) => ({ shape, operand }));
  return andThen(sameRank(operands), rank =>
    collect(Array.from({ length: rank }, (_, i) => sameSize(operands, i))),
  );
}

interface Operand {
  readonly shape: Shape;
  readonly operand: number;
}

function sameRank(operands: readonly Operand[]): ShapeResult<number> {
  const rank = operands[0]?.shape.length ?? 0;
  const other = operands.find(o => o.shape.length !== rank);
  if (!other) return accept(rank);
  return refuse(otherRank(rank, other.shape.length, other.operand));
}

const sizesAt = (operands: readonly Operand[], axis: number): readonly AxisOf[] =>
  operands.flatMap(({ shape, operand }) => {
    const dim = shape[axis];
    return dim ? [{ operand, axis, dim }] : [];
  });

function sameSize(operands: readonly Operand[], axis: number): ShapeResult<Dim> {
  const [first, ...others] = sizesAt(operands, axis);
  return first ? agree([first, ...others]) : accept(size(0));
}
