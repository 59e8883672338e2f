/**
 * The length of a slice, as Python's `slice.indices` has it.
 *
 * https://docs.python.org/3/library/stdtypes.html#common-sequence-operations, notes 3 to 5: positions below 0 count from the
 * end, positions outside are moved to the nearest end, the length is never below 0.
 */
import {
  add,
  ceilDivide,
  type Dim,
  less,
  maximum,
  minimum,
  negate,
  size,
  subtract,
  unknownDim,
} from './dim.ts';

export interface SliceBounds {
  readonly start?: Dim | undefined;
  readonly stop?: Dim | undefined;
  /** 1 where left out. */
  readonly step?: Dim | undefined;
  /** Where start and stop are not known, and yet how far they are apart: of an axis of at least `reach` places. */
  readonly window?: { readonly width: Dim; readonly reach: Dim } | undefined;
}

const one = size(1);
const zero = size(0);

/** How many places of an axis of this length a slice takes; unknown where it depends on the sign of something unknown. */
export function sliceLength(length: Dim, { start, stop, step = one, window }: SliceBounds): Dim {
  if (window && less(length, window.reach) === false)
    return sliceLength(window.width, { start: zero, stop: window.width, step });
  const isForward = less(zero, step);
  const isBackward = less(step, zero);
  if (isForward) {
    const range = { lower: zero, upper: length };
    const [from, to] = [clamp(start, length, range) ?? zero, clamp(stop, length, range) ?? length];
    return maximum(ceilDivide(subtract(to, from), step), zero);
  }
  if (!isBackward) return unknownDim();
  const range = { lower: size(-1), upper: subtract(length, one) };
  const [from, to] = [clamp(start, length, range) ?? range.upper, clamp(stop, length, range) ?? range.lower];
  return maximum(ceilDivide(subtract(from, to), negate(step)), zero);
}

interface Range {
  readonly lower: Dim;
  readonly upper: Dim;
}

function clamp(position: Dim | undefined, length: Dim, { lower, upper }: Range): Dim | undefined {
  if (!position) return undefined;
  const isNegative = less(position, zero);
  if (isNegative === undefined) return unknownDim();
  return isNegative ? maximum(add(position, length), lower) : minimum(position, upper);
}
