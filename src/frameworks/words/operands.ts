/** What a conflict of operands is about, for the tables of words: the name of its function alone, and the two sides that disagree. */
import type { Shape } from '../../shapes/index.ts';
import type { Conflict, OperandConflict } from '../parts.ts';

export type MismatchOf<K extends OperandConflict['mismatch']['kind']> = Extract<
  OperandConflict['mismatch'],
  { readonly kind: K }
>;

/** 'cat' of 'torch.cat', '@'. */
export function functionName({ operation }: Pick<Conflict, 'operation'>): string {
  return operation.slice(operation.lastIndexOf('.') + 1);
}

export function shapeAt({ operands }: OperandConflict, index: number): Shape | undefined {
  return operands[index]?.shape;
}

/** The first two operands, where both shapes are known. */
export function pairOf(conflict: OperandConflict): readonly [Shape, Shape] | undefined {
  const [a, b] = [shapeAt(conflict, 0), shapeAt(conflict, 1)];
  return a && b && [a, b];
}

/** Whether the sizes that differ are those that a matrix product sums over. */
export function isContracted([a, b]: readonly [Shape, Shape], { left, right }: MismatchOf<'dims'>): boolean {
  return left.axis === a.length - 1 && right.axis === Math.max(b.length - 2, 0);
}

/** Of operands that are joined: the first and the one that differs from it, where only one does, so that no other can be named for it. */
export function oddOneOut(
  conflict: OperandConflict,
  { left, right }: MismatchOf<'dims'>,
): readonly [Shape, Shape] | undefined {
  const shapes = conflict.operands.map(({ shape }) => shape);
  const [first, odd] = [shapes[left.operand], shapes[right.operand]];
  return left.operand === 0 && shapes.length === 2 && first && odd ? [first, odd] : undefined;
}

const ELEMENTWISE = /^([-+*/%]|\/\/|\*\*|[<>]=?|[!=]=|&|\||\^)$/;

/** An operator between elements. */
export function isElementwise({ operation }: Pick<Conflict, 'operation'>): boolean {
  return ELEMENTWISE.test(operation);
}
