/** Filling matrices. */
export { type FillName, type FillShape, fillMatrix, fillNames, fillTitle } from './fill.ts';
export { MOST_ORTHOGONAL } from './orthogonal.ts';
export { type FilledWeight, fillShapeOf, fillWeight, frameworkFill } from './weight.ts';
