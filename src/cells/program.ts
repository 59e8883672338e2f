/**
 * The steps of a cell: the nodes of its equations in post-order, each one operation on earlier results. A transpose is no step, it is
 * how an operand is read.
 */
import type { BoundCell } from './bind.ts';
import type { ApplyNode, Expression, OperationNode } from './expression.ts';
import { activationKernel, type Kernel, kernels } from './kernels.ts';

export type OperandSource =
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'result'; readonly operation: number }
  | { readonly kind: 'number'; readonly value: number };

export interface Operand {
  readonly source: OperandSource;
  readonly transposed: boolean;
  /** What the operand is in the formula. */
  readonly expression: Expression;
}

export interface Operation {
  /** Its place in the program. */
  readonly index: number;
  /** The line it belongs to: `f_t`. */
  readonly target: string;
  /** It is the last of its line: its result is the line's symbol. */
  readonly final: boolean;
  readonly node: OperationNode | ApplyNode;
  readonly operands: readonly Operand[];
}

export interface Program {
  readonly bound: BoundCell;
  readonly operations: readonly Operation[];
  /** The operation that computes a line's symbol. */
  readonly resultOf: ReadonlyMap<string, number>;
}

export function compile(bound: BoundCell): Program {
  const operations: Operation[] = [];
  const resultOf = new Map<string, number>();
  for (const { target, expression } of bound.equations) {
    const root = asNode(expression);
    flatten(root, target, operations, resultOf);
    const last = operations.at(-1);
    if (!last) continue;
    operations[last.index] = { ...last, final: true };
    resultOf.set(target, last.index);
  }
  return { bound, operations, resultOf };
}

/** A line that only renames something still needs a step of its own. */
function asNode(expression: Expression): OperationNode | ApplyNode {
  if (expression.kind === 'apply') return expression;
  if (expression.kind === 'operation' && expression.operator !== 'transpose') return expression;
  return { kind: 'apply', activation: 'linear', operand: expression };
}

function flatten(
  node: OperationNode | ApplyNode,
  target: string,
  operations: Operation[],
  resultOf: ReadonlyMap<string, number>,
): number {
  const children = node.kind === 'apply' ? [node.operand] : node.operands;
  const operands = children.map(child => operandOf(child, child, false));
  const index = operations.length;
  operations.push({ index, target, final: false, node, operands });
  return index;

  function operandOf(child: Expression, expression: Expression, transposed: boolean): Operand {
    if (child.kind === 'operation' && child.operator === 'transpose' && child.operands[0])
      return operandOf(child.operands[0], expression, !transposed);
    if (child.kind === 'number') return { source: child, transposed, expression };
    if (child.kind !== 'symbol') {
      const operation = flatten(child, target, operations, resultOf);
      return { source: { kind: 'result', operation }, transposed, expression };
    }
    const earlier = resultOf.get(child.name);
    const source: OperandSource =
      earlier === undefined ? { kind: 'symbol', name: child.name } : { kind: 'result', operation: earlier };
    return { source, transposed, expression };
  }
}

/** undefined: an activation whose arithmetic is not known. */
export function kernelOf({ node }: Operation): Kernel | undefined {
  if (node.kind === 'apply') return activationKernel(node.activation);
  return node.operator === 'transpose' ? undefined : kernels[node.operator];
}
