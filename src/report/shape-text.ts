/** Sizes, shapes and counts as hover and report write them. */
import { constantOf, type Dim, isUnknown, printDim, printShape, type Shape } from '../shapes/index.ts';

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
