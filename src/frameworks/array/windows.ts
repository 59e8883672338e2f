/** Overlapping windows: `sliding_window_view`, `Tensor.unfold`. */
import {
  add,
  changeSize,
  constantOf,
  type Dim,
  floorDivide,
  less,
  type Shape,
  type ShapeResult,
  size,
  UNDECIDED,
  slidingWindows as windowShape,
} from '../../shapes/index.ts';
import { asDim, asInt, itemsOf, type Value } from '../parts.ts';
import { changed } from './change.ts';
import { axesOf, axisOption, type Operation, operandAt, option } from './operation.ts';

/** NumPy's windows over one axis or several; without axes over all of them. */
export const slidingWindows = (op: Operation): Value => {
  const windows = dimsOf(option(op, 'window_shape'));
  const axes = axesOf(axisOption(op));
  return changed(op, operandAt(op), shape => {
    const named = axes === 'all' ? shape.map((_, i) => i) : axes;
    return windows && named && windows.length === named.length ? windowed(shape, named, windows) : UNDECIDED;
  });
};

function windowed(shape: Shape, axes: readonly number[], windows: readonly Dim[]): ShapeResult {
  let outcome: ShapeResult = { ok: true, value: shape };
  for (const [i, axis] of axes.entries()) {
    const window = windows[i];
    const at = axis < 0 ? axis + shape.length : axis;
    if (outcome.ok && window) outcome = windowShape(outcome.value, at, window);
  }
  return outcome;
}

function dimsOf(value: Value): readonly Dim[] | undefined {
  const one = asDim(value);
  if (one) return [one];
  const dims = itemsOf(value)?.map(asDim);
  return dims?.every(dim => dim !== undefined) ? dims : undefined;
}

function emptyWindows(shape: Shape, axis: number, step: Dim): ShapeResult<Shape | undefined> {
  const counted = changeSize(shape, axis, dim => add(floorDivide(dim, step), size(1)));
  if (!counted.ok) return counted;
  return less(size(0), step) === true ? { ok: true, value: [...counted.value, size(0)] } : UNDECIDED;
}

/** PyTorch's `x.unfold(dimension, size, step)`; windows of size 0 stand before each element and behind the last. */
export const unfold = (op: Operation): Value => {
  const axis = asInt(option(op, 'dimension'));
  const [window, step] = [asDim(option(op, 'size')), asDim(option(op, 'step'))];
  return changed(op, operandAt(op), shape =>
    axis === undefined || !window || !step
      ? UNDECIDED
      : constantOf(window) === 0
        ? emptyWindows(shape, axis, step)
        : windowShape(shape, axis, window, step),
  );
};
