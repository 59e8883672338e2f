/** Products that sum over several axes of each operand. */
import { agree } from './agree.ts';
import { product } from './arithmetic.ts';
import { normalizeAxes } from './axis.ts';
import { broadcastAxes } from './broadcast.ts';
import { compare } from './compare.ts';
import type { Dim } from './dim.ts';
import { accept, andThen, collect, mapResult, refuse, type ShapeResult } from './result.ts';
import type { Shape } from './shape.ts';

/** The last n axes of the first operand with the first n of the second, or which axis of the one with which of the other. */
export type ContractedAxes = number | { readonly left: readonly number[]; readonly right: readonly number[] };

export interface TensordotOptions {
  /** PyTorch sums the other operand where an axis has size 1. */
  readonly stretches?: boolean;
  /** TensorFlow makes one axis of those that are summed over, and compares no others. */
  readonly merges?: boolean;
}

/**
 * `numpy.tensordot`, `torch.tensordot`, `tf.tensordot`: the axes that are not summed over, those of a first.
 * https://numpy.org/doc/stable/reference/generated/numpy.tensordot.html
 *
 * Mismatches: 'axis', 'entries' where the two lists differ in length, 'dims'.
 */
export function tensordot(
  a: Shape,
  b: Shape,
  axes: ContractedAxes,
  options: TensordotOptions = {},
): ShapeResult {
  const { left, right } = typeof axes === 'number' ? innermost(a.length, axes) : axes;
  if (left.length !== right.length)
    return refuse({ kind: 'entries', expected: left.length, actual: right.length });
  return andThen(normalizeAxes(left, a.length), i =>
    andThen(normalizeAxes(right, b.length), j => contract(a, i, b, j, options)),
  );
}

function innermost(
  rank: number,
  count: number,
): { readonly left: readonly number[]; readonly right: readonly number[] } {
  const right = Array.from({ length: count }, (_, i) => i);
  return { left: right.map(i => rank - count + i).map(i => (i < 0 ? i - rank : i)), right };
}

function contract(
  a: Shape,
  i: readonly number[],
  b: Shape,
  j: readonly number[],
  { stretches, merges }: TensordotOptions,
): ShapeResult {
  const counts = [i.map(at => a[at]), j.map(at => b[at])].map(dims =>
    product(dims.flatMap(dim => dim ?? [])),
  );
  const [left, right] = counts;
  if (merges && left && right && compare(left, right) !== 'different')
    return accept([...without(a, i), ...without(b, j)]);
  const match = stretches ? broadcastAxes : agree;
  const agreed = i.map((axis, n) => matchAt(match, [a, axis], [b, j[n] ?? 0]));
  return mapResult(collect(agreed), () => [...without(a, i), ...without(b, j)]);
}

function matchAt(
  match: typeof agree,
  [a, i]: readonly [Shape, number],
  [b, j]: readonly [Shape, number],
): ShapeResult<Dim | undefined> {
  const [left, right] = [a[i], b[j]];
  if (!left || !right) return accept(undefined);
  return match([
    { operand: 0, axis: i, dim: left },
    { operand: 1, axis: j, dim: right },
  ]);
}

const without = (shape: Shape, axes: readonly number[]) => shape.filter((_, axis) => !axes.includes(axis));
