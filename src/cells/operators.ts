/**
 * The operators of a formula, one row each: how tightly it binds, how it is written, and what it does to shapes. Their numbers
 * are in `kernels.ts`, beside the loops.
 */
import {
  accept,
  compare,
  difference,
  type Mismatch,
  otherRank,
  refuse,
  type Shape,
  type ShapeResult,
} from '../shapes/index.ts';
import type { OperatorName } from './expression.ts';

export interface Operator {
  /** Higher binds tighter; operands that bind more loosely are put in parentheses. */
  readonly precedence: number;
  readonly text: string;
  readonly latex: string;
  /** Between two shapes: `[10, 8]·[8, 1]`. */
  readonly shapeText: string;
  readonly shape: (operands: readonly Shape[]) => ShapeResult;
}

export const leafPrecedence = 9;

/** Addition and element-wise products of mathematics: equal shapes, or a plain number. Nothing is broadcast. */
function sameShape(operands: readonly Shape[]): ShapeResult {
  const [first, ...others] = operands.filter(shape => shape.length > 0);
  for (const other of others) {
    const mismatch = difference(first ?? [], other, {
      left: operands.indexOf(first ?? []),
      right: operands.indexOf(other),
    });
    if (mismatch) return refuse(mismatch);
  }
  return accept(first ?? []);
}

/** Matrices only: the formulas' vectors are columns [n, 1], so that none of the 1-D rules of `matmul` apply. */
function matrixProduct(a: Shape, b: Shape): ShapeResult {
  const [rows, inner] = a;
  const [outer, columns] = b;
  if (!rows || !inner || a.length !== 2) return refuse(notMatrix(0, a));
  if (!outer || !columns || b.length !== 2) return refuse(notMatrix(1, b));
  if (compare(inner, outer) !== 'different') return accept([rows, columns]);
  return refuse({
    kind: 'dims',
    left: { operand: 0, axis: 1, dim: inner },
    right: { operand: 1, axis: 0, dim: outer },
  });
}

function notMatrix(operand: number, shape: Shape): Mismatch {
  return otherRank(2, shape.length, operand);
}

const none: Shape = [];

export const operators: Readonly<Record<OperatorName, Operator>> = {
  add: { precedence: 1, text: ' + ', latex: ' + ', shapeText: ' + ', shape: sameShape },
  subtract: { precedence: 1, text: ' − ', latex: ' - ', shapeText: ' − ', shape: sameShape },
  hadamard: { precedence: 2, text: ' ⊙ ', latex: ' \\odot ', shapeText: ' ⊙ ', shape: sameShape },
  multiply: {
    precedence: 3,
    text: ' ',
    latex: ' \\, ',
    shapeText: '·',
    shape: ([a = none, b = none]) => matrixProduct(a, b),
  },
  transpose: {
    precedence: leafPrecedence,
    text: 'ᵀ',
    latex: '^{\\mathsf{T}}',
    shapeText: '',
    shape: ([a = none]) => accept([...a].reverse()),
  },
};
