/**
 * What a shape function answers: a value, or the mismatch that makes the operation impossible.
 *
 * A mismatch holds the operands' axes and sizes, so that a message can be written without doing the arithmetic again.
 * It is given only where it is provable; what cannot be decided yields a value with unknown sizes.
 */
import { type Dim, size } from './dim.ts';
import type { Shape } from './shape.ts';

/** One axis of one operand (0 for the first), counted from the front. */
export interface AxisOf {
  readonly operand: number;
  readonly axis: number;
  readonly dim: Dim;
}

export type Mismatch =
  /** Two sizes that the operation needs equal; in broadcasting equal or 1, which is so where `isExact` does not say otherwise. */
  | { readonly kind: 'dims'; readonly left: AxisOf; readonly right: AxisOf; readonly isExact?: true }
  /** An operand has a number of axes that the operation does not take. */
  | {
      readonly kind: 'rank';
      readonly operand: number;
      readonly expected: RankRange;
      readonly actual: number;
      /** The axis that the operands are joined along, of the larger rank. */
      readonly along?: number;
    }
  /** There is no such axis, or one axis is named twice. */
  | { readonly kind: 'axis'; readonly axis: number; readonly rank: number; readonly repeated: boolean }
  /** A permutation or a list with one entry an axis has another number of entries than there are axes. */
  | { readonly kind: 'entries'; readonly expected: number; readonly actual: number }
  /** The shapes hold different numbers of elements; `toShape` has its -1 still unresolved. */
  | {
      readonly kind: 'count';
      readonly from: Dim;
      readonly to: Dim;
      readonly fromShape: Shape;
      readonly toShape: Shape;
    }
  /** Two axes that were to become one lie apart in memory, and nothing may be copied. */
  | { readonly kind: 'apart'; readonly axes: readonly [number, number]; readonly toShape: Shape }
  /** A size cannot be divided without remainder. */
  | { readonly kind: 'divisible'; readonly axis: number; readonly dim: Dim; readonly by: Dim }
  /** The parts of a split do not add up to the size. */
  | {
      readonly kind: 'parts';
      readonly axis: number;
      readonly dim: Dim;
      readonly total: Dim;
      readonly parts: readonly Dim[];
    }
  /** squeeze of an axis that is not 1. */
  | { readonly kind: 'not-one'; readonly axis: number; readonly dim: Dim }
  /** A position outside of the axis. */
  | { readonly kind: 'bounds'; readonly axis: number; readonly position: Dim; readonly dim: Dim }
  /** A window, kernel or slice that does not fit: the result would have a size below what is allowed. */
  | { readonly kind: 'too-small'; readonly axis: number; readonly dim: Dim; readonly needed: Dim }
  /** An argument that is no valid size or option: a negative size, a step of 0, two -1. */
  | { readonly kind: 'argument'; readonly argument: string; readonly value: Dim }
  | EinsumMismatch;

export type EinsumMismatch = {
  readonly kind: 'einsum';
  readonly subscripts: string;
} & (
  | { readonly reason: 'syntax'; readonly position: number }
  | { readonly reason: 'operands'; readonly expected: number; readonly actual: number }
  | { readonly reason: 'rank'; readonly operand: number; readonly term: string; readonly actual: number }
  | { readonly reason: 'output'; readonly label: string }
  | { readonly reason: 'dims'; readonly label: string; readonly left: AxisOf; readonly right: AxisOf }
);

export interface RankRange {
  readonly least: number;
  readonly most: number;
}

export type ShapeResult<T = Shape> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mismatch: Mismatch };

/** An operand has fewer axes than the operation needs. */
export const tooFewAxes = (least: number, actual: number, operand = 0): Mismatch => ({
  kind: 'rank',
  operand,
  expected: { least, most: Infinity },
  actual,
});

/** An operand has another number of axes than the one that it must have. */
export const otherRank = (expected: number, actual: number, operand = 1): Mismatch => ({
  kind: 'rank',
  operand,
  expected: { least: expected, most: expected },
  actual,
});

/** An axis that must have elements has none. */
export const noElements = (axis: number): Mismatch => ({
  kind: 'too-small',
  axis,
  dim: size(0),
  needed: size(1),
});

export const accept = <T>(value: T): ShapeResult<T> => ({ ok: true, value });
/** It fits, and nothing is known of the shape. */
export const UNDECIDED = { ok: true, value: undefined } as const;
export const refuse = <T = never>(mismatch: Mismatch): ShapeResult<T> => ({ ok: false, mismatch });

export const mapResult = <A, B>(result: ShapeResult<A>, change: (value: A) => B): ShapeResult<B> =>
  result.ok ? accept(change(result.value)) : result;

export const andThen = <A, B>(result: ShapeResult<A>, next: (value: A) => ShapeResult<B>): ShapeResult<B> =>
  result.ok ? next(result.value) : result;

/** All the values, or the first mismatch. */
export function collect<T>(results: Iterable<ShapeResult<T>>): ShapeResult<readonly T[]> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return accept(values);
}
