/** Where an axis of size 1 can be put into a tensor so that a person sees at once what is meant. */
import { type Shape, size } from '../../shapes/index.ts';

/** At the front, behind the first axis, or at the end. */
export type NewAxis = 0 | 1 | -1;

export const PLACES: readonly NewAxis[] = [0, 1, -1];

export function withOne(shape: Shape, axis: NewAxis): Shape {
  return shape.toSpliced(axis === -1 ? shape.length : axis, 0, size(1));
}
