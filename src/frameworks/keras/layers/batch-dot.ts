/**
 * What `Dot` of Keras 2.0 to 2.3 computes: a product of the last two axes of tensors whose ranks have been made one, whatever the shape is that it
 * describes. Source: `batch_dot` of keras/backend/tensorflow_backend.py.
 */
import { constantOf, type Dim, type Mismatch, otherRank, type Shape, size } from '../../../shapes/index.ts';
import { differs } from '../core/none.ts';

/** What does not fit, of shapes with the batch; axes count from 0. undefined: nothing, as far as is known. */
export function batchDotRefuses(a: Shape, b: Shape, m: number, n: number): Mismatch | undefined {
  const rank = Math.max(a.length, b.length);
  if (rank < 3) return undefined;
  const [x, y] = [filled(a, rank), filled(b, rank)];
  const last = rank - 1;
  const [summed, with_] = [m === last ? last : last - 1, n === last ? last : last - 1];
  for (const axis of x.keys())
    if (axis > 0 && axis < last - 1 && !isBroadcast(x[axis], y[axis]))
      return mismatch(a, b, [x, axis], [y, axis]);
  if (differ(x[summed], y[with_])) return mismatch(a, b, [x, summed], [y, with_]);
  const others = [x[2 * last - 1 - summed], y[2 * last - 1 - with_]];
  const out = [...x.slice(0, -2).map((dim, axis) => wider(dim, y[axis])), ...others];
  return dropsAxes(a.length, b.length, out) ? undefined : ranks(a, b);
}

const filled = (shape: Shape, rank: number): Shape => [
  ...shape,
  ...Array.from({ length: rank - shape.length }, () => size(1)),
];

const isOne = (dim: Dim | undefined): boolean => dim !== undefined && constantOf(dim) === 1;
const differ = (p: Dim | undefined, q: Dim | undefined): boolean => !!p && !!q && differs(p, q, true);
const isBroadcast = (p: Dim | undefined, q: Dim | undefined): boolean =>
  isOne(p) || isOne(q) || !differ(p, q);
const wider = (p: Dim, q: Dim | undefined): Dim => (isOne(p) && q ? q : p);

/** The axes that were added to the smaller one are taken out again where it takes them to be. */
function dropsAxes(first: number, second: number, out: readonly (Dim | undefined)[]): boolean {
  const from = first > second ? first + second - 3 : first - 1;
  const dropped = Array.from({ length: Math.abs(first - second) }, (_, i) => out[from + i]);
  return from + dropped.length <= out.length && dropped.every(dim => !differ(dim, size(1)));
}

const ranks = (a: Shape, b: Shape): Mismatch => otherRank(a.length, b.length);

/** An axis that was added is none of the operand's. */
function mismatch(
  a: Shape,
  b: Shape,
  [x, m]: readonly [Shape, number],
  [y, n]: readonly [Shape, number],
): Mismatch {
  const [left, right] = [x[m], y[n]];
  if (!left || !right || m >= a.length || n >= b.length) return ranks(a, b);
  return {
    kind: 'dims',
    left: { operand: 0, axis: m, dim: left },
    right: { operand: 1, axis: n, dim: right },
  };
}
