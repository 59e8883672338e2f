/**
 * The one tree that a formula becomes. Shapes, numbers, steps, text and LaTeX are all read off it; nothing else in the
 * product knows how a cell computes.
 */

/** `multiply` is the matrix product, `hadamard` the element-wise one; `add` takes any number of operands. */
export type OperatorName = 'multiply' | 'hadamard' | 'add' | 'subtract' | 'transpose';

export interface SymbolLeaf {
  readonly kind: 'symbol';
  /** Framework-neutral name: `W_f`, `x_t`, `h_prev`. */
  readonly name: string;
}

export interface NumberLeaf {
  readonly kind: 'number';
  readonly value: number;
}

export interface OperationNode {
  readonly kind: 'operation';
  readonly operator: OperatorName;
  readonly operands: readonly Expression[];
}

/** An activation applied to every element: `sigmoid(...)`. */
export interface ApplyNode {
  readonly kind: 'apply';
  readonly activation: string;
  readonly operand: Expression;
}

export type Expression = SymbolLeaf | NumberLeaf | OperationNode | ApplyNode;

/** `target = expression`. */
export interface Equation {
  readonly target: string;
  readonly expression: Expression;
}

export function symbolLeaf(name: string): SymbolLeaf {
  return { kind: 'symbol', name };
}

export function operation(operator: OperatorName, ...operands: readonly Expression[]): OperationNode {
  return { kind: 'operation', operator, operands };
}

export const isSum = (node: Expression): boolean => node.kind === 'operation' && node.operator === 'add';

/** The operands of any node, in reading order; none for a leaf. */
export function childrenOf(node: Expression): readonly Expression[] {
  if (node.kind === 'operation') return node.operands;
  return node.kind === 'apply' ? [node.operand] : [];
}

/** Every symbol name in the tree, in reading order, with repetitions. */
export function symbolsIn(node: Expression): readonly string[] {
  return node.kind === 'symbol' ? [node.name] : childrenOf(node).flatMap(symbolsIn);
}
