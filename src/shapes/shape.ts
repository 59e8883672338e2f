/** A shape is the list of its axes' sizes. */
import { compare, constantOf, type Dim, jsonDim, printDim, product, sameDim, size } from './dim.ts';

export type Shape = readonly Dim[];

/** As Python prints the tuple: `(batch, 8, 8)`, `(10,)`, `()`. */
export function printShape(shape: Shape): string {
  const [first, ...others] = shape.map(printDim);
  if (first === undefined) return '()';
  return others.length === 0 ? `(${first},)` : `(${[first, ...others].join(', ')})`;
}

export const jsonShape = (shape: Shape): readonly (number | string | null)[] => shape.map(jsonDim);

/** How many elements there are, where that surely is another number than one. */
export function countBesideOne(shape: Shape | undefined): Dim | undefined {
  const count = shape && product(shape);
  return count && compare(count, size(1)) === 'different' ? count : undefined;
}

/** Whether there are two shapes, and provably the same. */
export const surelySame = (a: Shape | undefined, b: Shape | undefined): boolean =>
  a !== undefined && a.length === b?.length && a.every((dim, axis) => sameDim(dim, b[axis]));

/** Whether two shapes cannot be the same: false where either is not known. */
export const surelyDiffer = (a: Shape | undefined, b: Shape | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  (a.length !== b.length ||
    a.some((dim, axis) => {
      const other = b[axis];
      return other !== undefined && compare(dim, other) === 'different';
    }));

/** The sizes, where all of them are numbers. */
export function constantSizes(shape: Shape | undefined): readonly number[] | undefined {
  const sizes = shape?.map(constantOf);
  return sizes?.every(dim => dim !== undefined) ? sizes : undefined;
}

/** How many elements there are of such sizes. */
export const elementsOf = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);
