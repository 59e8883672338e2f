/** Sizes, shapes and counts as hover and report write them. */
import {
  add,
  constantOf,
  type Dim,
  isUnknown,
  printDim,
  printShape,
  product,
  type Shape,
  size,
} from '../shapes/index.ts';
import type { Weight } from '../values/index.ts';

export function shapeText(shape: Shape | undefined): string {
  return shape ? printShape(shape) : '?';
}

/** One shape, or several side by side. */
export function shapesText(shapes: readonly (Shape | undefined)[]): string {
  return shapes.length === 0 ? '?' : shapes.map(shapeText).join(', ');
}

/** 66560 as '66,560'; a symbolic count as it is; '?' where it is not known. */
export function countText(count: Dim | undefined): string {
  if (!count || isUnknown(count)) return '?';
  const number = constantOf(count);
  return number === undefined ? printDim(count) : number.toLocaleString('en-US');
}

/** Number of scalars in these weights; undefined where a shape is not known. */
export function parameterCount(weights: readonly Weight[] | undefined): Dim | undefined {
  if (!weights) return undefined;
  let total = size(0);
  for (const { shape } of weights) {
    if (!shape) return undefined;
    total = add(total, product(shape));
  }
  return isUnknown(total) ? undefined : total;
}
