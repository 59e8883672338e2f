/** Elements moved or scaled along axes, which keep the shape: `flip`, `roll`, `renorm`. */
import {
  accept,
  normalizeAxis,
  refuse,
  type ShapeResult,
  swapaxes,
  tooFewAxes,
  UNDECIDED,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { axesOf, axisAt, axisOption, type Operation, operandAt, option } from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { refuseArgument, refused, refuseRank } from '../array/scene.ts';
import { needFloat } from '../modules/inputs.ts';
import { asInt, asNumber, itemsOf, type Operand, type Value } from '../parts.ts';
import { checkAxis } from './axis.ts';

/** The shape stays where all axes are there, each named once. */
function alongAll(
  op: Operation,
  input: Operand | undefined,
  axes: readonly number[],
  isOnce: boolean,
): Value {
  return changed(op, input, shape => {
    const seen = new Set<number>();
    for (const axis of axes) {
      const named = normalizeAxis(axis, Math.max(1, shape.length));
      if (!named.ok) return named;
      if (isOnce && seen.has(named.value))
        return { ok: false, mismatch: { kind: 'axis', axis, rank: shape.length, repeated: true } };
      seen.add(named.value);
    }
    return { ok: true, value: shape };
  });
}

/** `flip(0, 1)`, `flip([0, 1])`. */
export const flip = (op: Operation): Value => {
  const axes = op.bound.open ? undefined : axesOf(option(op, 'dims'));
  return axes === undefined || axes === 'all' ? unary()(op) : alongAll(op, operandAt(op), axes, true);
};

/** `roll(shifts, dims)`: an axis for each shift; without axes all elements are one row. */
export const roll = (op: Operation): Value => {
  const axes = axesOf(axisOption(op));
  const shifts = option(op, 'shifts');
  if (axes === undefined || axes === 'all' || op.bound.open) return unary()(op);
  const count = shifts.kind === 'number' ? 1 : itemsOf(shifts)?.length;
  const isFlat = count === 1 && axes.length === 0;
  if (count !== undefined && count !== axes.length && !isFlat)
    return refuseArgument(op, {
      parameter: 'dims',
      aspect: 'value',
      allowed: `${count === 1 ? 'one axis' : `${count} axes`}, one for each shift`,
      at: axisAt(op),
      says: 'shifts and dimensions must align',
    });
  return alongAll(op, operandAt(op), axes, false);
};

/** `renorm(p, dim, maxnorm)`: slices of two axes at least. */
export const renorm = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const whole = needFloat(op, input, 'Expected a floating point or complex tensor as input.');
  if (whole) return whole;
  const rank = input.shape?.length ?? 2;
  if (rank < 2)
    return refuseRank(op, input, [2, 3], ['slices', 'features'], 'renorm: input needs at least 2 dimensions');
  const [order, most] = ['p', 'maxnorm'].map(name => asNumber(op.bound.value(name)));
  const wrong =
    order !== undefined && order <= 0
      ? { parameter: 'p', allowed: 'a positive number', says: 'renorm: non-positive-norm not supported' }
      : most !== undefined && most < 0
        ? { parameter: 'maxnorm', allowed: 'a number of at least 0', says: 'expected maxnorm to be >= 0' }
        : undefined;
  if (wrong) return refuseArgument(op, { ...wrong, aspect: 'value', at: op.bound.at(wrong.parameter) });
  return checkAxis(op, input, asInt(op.bound.value('dim'))) ?? unary()(op);
};

/** `rot90(k, dims)`: an odd number of quarter turns swaps the sizes of two axes. */
export const turned = (op: Operation): Value => {
  const [turns, axes] = [asInt(option(op, 'k')), axesOf(option(op, 'dims'))];
  if (turns === undefined || axes === undefined || axes === 'all' || op.bound.open)
    return changed(op, operandAt(op), () => UNDECIDED);
  return changed(op, operandAt(op), (shape): ShapeResult => {
    if (axes.length !== 2)
      return { ok: false, mismatch: { kind: 'entries', expected: 2, actual: axes.length } };
    if (shape.length < 2) return refuse(tooFewAxes(2, shape.length));
    const [first = 0, second = 1] = axes;
    const swapped = swapaxes(shape, first, second);
    return !swapped.ok || turns % 2 !== 0 ? swapped : { ok: true, value: shape };
  });
};

/** `fliplr`, `flipud`: of so many axes at least. */
export const mirrored =
  (least: number) =>
  (op: Operation): Value =>
    changed(
      op,
      operandAt(op),
      (shape): ShapeResult =>
        shape.length < least ? refuse(tooFewAxes(least, shape.length)) : accept(shape),
    );
