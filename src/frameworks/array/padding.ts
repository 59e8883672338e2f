/** `numpy.pad` and `torch.nn.functional.pad`. */
import {
  type Dim,
  type PadWidth,
  pad as padShape,
  type Shape,
  type ShapeResult,
  size,
  UNDECIDED,
} from '../../shapes/index.ts';
import { asDim, itemsOf, type Value } from '../parts.ts';
import { changed } from './change.ts';
import { type Operation, operandAt, option } from './operation.ts';

const NO_PAD: PadWidth = { before: size(0), after: size(0) };

/** Pairs for the last axes first: `F.pad(x, (left, right, top, bottom))`. */
export const padLastAxes = (op: Operation): Value => {
  const value = option(op, 'pad');
  const widths = dimsOf(value);
  const count = itemsOf(value)?.length ?? 0;
  // What others make of half a pair is not known.
  if (count % 2 !== 0 && op.framework === 'torch') return changed(op, operandAt(op), () => halfPair(count));
  const isLeftOpen = !widths || count % 2 !== 0;
  return changed(op, operandAt(op), shape => (isLeftOpen ? UNDECIDED : fromBack(shape, widths)));
};

const halfPair = (count: number): ShapeResult<undefined> => ({
  ok: false,
  mismatch: { kind: 'entries', expected: count + 1, actual: count },
});

function fromBack(shape: Shape, widths: readonly Dim[]): ShapeResult<Shape | undefined> {
  if (widths.length / 2 > shape.length) {
    return { ok: false, mismatch: { kind: 'entries', expected: 2 * shape.length, actual: widths.length } };
  }
  const pairs = shape.map((_, axis): PadWidth => {
    const k = 2 * (shape.length - 1 - axis);
    const [before, after] = [widths[k], widths[k + 1]];
    return before && after ? { before, after } : NO_PAD;
  });
  return padShape(shape, pairs, { crop: true });
}

/** `numpy.pad(x, pad_width)`: one number, one pair, or one pair for each axis. */
export const padAxes = (op: Operation): Value => {
  const value = option(op, 'pad_width', 'paddings', 'array');
  return changed(op, operandAt(op), shape => {
    const pairs = pairsOf(value, shape.length);
    return pairs ? padShape(shape, pairs) : UNDECIDED;
  });
};

function pairsOf(value: Value, rank: number): readonly PadWidth[] | undefined {
  const one = asDim(value);
  if (one) return Array.from({ length: rank }, () => ({ before: one, after: one }));
  const items = itemsOf(value);
  if (!items) return undefined;
  const flat = items.map(asDim);
  const [before, after] = flat.length === 1 ? [flat[0], flat[0]] : flat;
  if (before && after && flat.length <= 2) return Array.from({ length: rank }, () => ({ before, after }));
  const pairs = items.map(pairOf);
  const [only] = pairs;
  if (!pairs.every(p => p !== undefined)) return undefined;
  return pairs.length === 1 && only ? Array.from({ length: rank }, () => only) : pairs;
}

function pairOf(value: Value): PadWidth | undefined {
  const one = asDim(value);
  if (one) return { before: one, after: one };
  const [before, ...others] = itemsOf(value)?.map(asDim) ?? [];
  const after = others.length === 0 ? before : others[0];
  return before && after ? { before, after } : undefined;
}

function dimsOf(value: Value): readonly Dim[] | undefined {
  const dims = itemsOf(value)?.map(asDim);
  return dims?.every(dim => dim !== undefined) ? dims : undefined;
}
