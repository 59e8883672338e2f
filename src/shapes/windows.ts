/** Arrays made larger at their ends, or cut into overlapping windows. */
import { normalizeAxis, replaceAxis } from './axis.ts';
import { windowCount } from './convolution.ts';
import { type Dim, less, minimum, negate, size, sum } from './dim.ts';
import { accept, andThen, collect, mapResult, refuse, type ShapeResult } from './result.ts';
import type { Shape } from './shape.ts';

export interface PadWidth {
  readonly before: Dim;
  readonly after: Dim;
}

export interface PadOptions {
  /** PyTorch's negative widths cut off; the others refuse them. */
  readonly crop?: boolean;
}

/**
 * `numpy.pad`, `tf.pad`, `torch.nn.functional.pad`: one pair for each axis.
 * https://numpy.org/doc/stable/reference/generated/numpy.pad.html,
 * https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html
 *
 * Mismatches: 'entries', 'argument'; 'too-small' where more is cut off than there is.
 */
export function pad(
  shape: Shape,
  widths: readonly PadWidth[],
  { crop = false }: PadOptions = {},
): ShapeResult {
  if (widths.length !== shape.length)
    return refuse({ kind: 'entries', expected: shape.length, actual: widths.length });
  return collect(
    shape.map((dim, axis) => {
      const { before, after } = widths[axis] ?? { before: size(0), after: size(0) };
      const negative = [before, after].find(d => less(d, size(0)));
      if (negative && !crop) return refuse({ kind: 'argument', argument: 'pad_width', value: negative });
      const cut = sum([before, after].map(d => minimum(d, size(0))));
      if (less(dim, negate(cut))) return refuse({ kind: 'too-small', axis, dim, needed: negate(cut) });
      return accept(sum([dim, before, after]));
    }),
  );
}

/**
 * `Tensor.unfold`, `numpy.lib.stride_tricks.sliding_window_view` with a step: the axis counts the windows, a new last axis
 * is one window. https://docs.pytorch.org/docs/stable/generated/torch.Tensor.unfold.html
 *
 * Mismatches: 'axis', 'too-small', 'argument'.
 */
export function slidingWindows(shape: Shape, axis: number, window: Dim, step?: Dim): ShapeResult {
  return andThen(normalizeAxis(axis, shape.length), at =>
    mapResult(windowCount(shape[at] ?? size(0), window, step, at), count => [
      ...replaceAxis(shape, at, [count]),
      window,
    ]),
  );
}
