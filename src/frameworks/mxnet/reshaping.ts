/**
 * Reshaping with MXNet's codes: 0 keeps an axis, -1 is inferred, -2 keeps all that remain, -3 merges two, -4 splits one into the two that follow.
 * https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/ndarray/ndarray.html#mxnet.ndarray.reshape
 */
import {
  broadcastTo,
  constantOf,
  type Dim,
  flatten as flattenShape,
  floorDivide,
  multiply,
  product,
  reshape as reshapeTo,
  type Shape,
  type ShapeResult,
  size,
  UNDECIDED,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { reshapedBy } from '../array/reshaping.ts';
import { refused } from '../array/scene.ts';
import { readSizes } from '../array/sizes.ts';
import { asBool, type Value } from '../parts.ts';

export const reshape = (op: Operation): Value => {
  const sizes = readSizes(op, ['shape']);
  if (sizes.refused) return refused(op);
  const codes = sizes.shape;
  const isReversed = op.bound.names.includes('reverse') ? asBool(option(op, 'reverse')) : false;
  return reshapedBy(op, operandAt(op), shape => {
    if (!codes || codes.length === 0 || isReversed === undefined) return UNDECIDED;
    return isReversed ? fromTheRight(shape, codes) : byCodes(shape, codes);
  });
};

/** With `reverse=True` codes are read from the last axis on. Of those that merge or split axes it is not told what becomes of them. */
function fromTheRight(shape: Shape, codes: readonly Dim[]): ShapeResult<Shape | undefined> {
  if (codes.some(code => (constantOf(code) ?? 0) < -1)) return UNDECIDED;
  const outcome = byCodes(shape.toReversed(), codes.toReversed());
  return outcome.ok ? { ok: true, value: outcome.value?.toReversed() } : UNDECIDED;
}

/** Undecided where the codes ask for axes that are not there, or an unknown size may be a code. */
function byCodes(shape: Shape, codes: readonly Dim[]): ShapeResult<Shape | undefined> {
  const target: Dim[] = [];
  let at = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? size(1);
    const dim = shape[at];
    switch (constantOf(code)) {
      case 0:
        if (!dim) return UNDECIDED;
        target.push(dim);
        at++;
        break;
      case -2:
        target.push(...shape.slice(at));
        at = shape.length;
        break;
      case -3: {
        const next = shape[at + 1];
        if (!dim || !next) return UNDECIDED;
        target.push(multiply(dim, next));
        at += 2;
        break;
      }
      case -4: {
        const parts = dim && split(dim, codes[i + 1], codes[i + 2]);
        if (!parts) return UNDECIDED;
        target.push(...parts);
        at++;
        i += 2;
        break;
      }
      default:
        target.push(code);
        at++;
    }
  }
  return reshapeTo(shape, target);
}

function split(dim: Dim, first: Dim | undefined, second: Dim | undefined): readonly Dim[] | undefined {
  if (!first || !second) return undefined;
  if (constantOf(first) === -1) return [floorDivide(dim, second), second];
  return constantOf(second) === -1 ? [first, floorDivide(dim, first)] : [first, second];
}

/** `broadcast_to(x, shape)`: sizes of 0 keep their axes. */
export const stretched = (op: Operation): Value => {
  const sizes = readSizes(op, ['shape']);
  if (sizes.refused) return refused(op);
  const { shape: target } = sizes;
  return changed(op, operandAt(op), shape =>
    target?.length === shape.length
      ? broadcastTo(
          shape,
          target.map((dim, i) => (constantOf(dim) === 0 ? (shape[i] ?? dim) : dim)),
        )
      : UNDECIDED,
  );
};

/** `flatten(x)`: (batch, everything else). */
export const flatten = (op: Operation): Value => changed(op, operandAt(op), flattened);

/** A vector becomes a column. */
export function flattened(shape: Shape): ShapeResult {
  const [batch, ...rest] = shape;
  if (!batch) return flattenShape(shape, 0, -1);
  return { ok: true, value: [batch, product(rest)] };
}
