/** Lengths of ranges of numbers. */
import {
  ceilDivide,
  constantOf,
  type Dim,
  less,
  maximum,
  negate,
  size,
  subtract,
  unknownDim,
} from './dim.ts';
import { accept, refuse, type ShapeResult } from './result.ts';

export interface RangeOptions {
  /** `torch.arange` refuses a step that leads away from the end; `range` and `numpy.arange` are empty. */
  readonly refuseEmpty?: boolean;
}

/**
 * The length of `range`, `numpy.arange`, `torch.arange`, `tf.range` of integers: ceil((stop - start) / step), never below 0.
 * https://numpy.org/doc/stable/reference/generated/numpy.arange.html,
 * https://docs.pytorch.org/docs/stable/generated/torch.arange.html
 *
 * Mismatch 'argument' for a step of 0, and where `refuseEmpty` says so.
 */
export function arangeLength(
  start: Dim,
  stop: Dim,
  step: Dim = size(1),
  options: RangeOptions = {},
): ShapeResult<Dim> {
  if (constantOf(step) === 0) return refuse({ kind: 'argument', argument: 'step', value: step });
  const isForward = less(size(0), step);
  const isBackward = less(step, size(0));
  if (!isForward && !isBackward) return accept(unknownDim());
  const distance = isForward ? subtract(stop, start) : subtract(start, stop);
  if (options.refuseEmpty && less(distance, size(0)))
    return refuse({ kind: 'argument', argument: 'step', value: step });
  return accept(maximum(ceilDivide(distance, isForward ? step : negate(step)), size(0)));
}
