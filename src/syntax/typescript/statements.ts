/** Statements without a body of their own: expressions, return, throw, jumps. */
import type { Lowering, StmtRule } from '../lowering.ts';
import { exprStmt, valueBeside } from '../lowering.ts';
import { childOf, firstNamed, type SyntaxNode, spanOf } from '../node.ts';
import type { Stmt } from '../tree.ts';
import { assignmentStatement, augmentedStatement, updateStatement } from './assignments.ts';
import { withLabel } from './labels.ts';
import { sequenceItems } from './operators.ts';
import { unwrap } from './unwrap.ts';

export const expressionStatement: StmtRule = (node, lowering) => {
  const inner = firstNamed(node);
  return inner === null ? [] : effectsOf(inner, lowering);
};

/** An expression for its effect: assignments become statements, and `a, b` is two. */
export function effectsOf(node: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  return sequenceItems(unwrap(node)).flatMap(child => effectOf(unwrap(child), lowering));
}

function effectOf(node: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  return structured(node, lowering) ?? [exprStmt(lowering.expr(node))];
}

function structured(node: SyntaxNode, lowering: Lowering): readonly Stmt[] | null {
  switch (node.type) {
    case 'assignment_expression':
      return assignmentStatement(node, lowering);
    case 'augmented_assignment_expression':
      return augmentedStatement(node, lowering);
    case 'update_expression':
      return updateStatement(node, lowering);
    case 'unary_expression':
      return childOf(node, 'operator')?.type === 'delete' ? deletion(node, lowering) : null;
    case 'internal_module':
      return lowering.stmt(node);
    default:
      return null;
  }
}

function deletion(node: SyntaxNode, lowering: Lowering): readonly Stmt[] | null {
  const operand = childOf(node, 'argument');
  return operand === null ? null : [{ kind: 'delete', ...spanOf(node), targets: [lowering.target(operand)] }];
}

export const returnStatement: StmtRule = (node, lowering) => [
  { kind: 'return', ...spanOf(node), value: valueBeside(node, firstNamed(node), lowering) },
];

export const throwStatement: StmtRule = (node, lowering) => [
  { kind: 'raise', ...spanOf(node), value: lowering.maybe(firstNamed(node)) },
];

export function jump(kind: 'break' | 'continue'): StmtRule {
  return (node, lowering) => {
    const label = childOf(node, 'label');
    return [{ kind, ...spanOf(node), ...(label !== null && { label: lowering.textOf(label) }) }];
  };
}

export const labelled: StmtRule = (node, lowering) => {
  const body = childOf(node, 'body');
  const label = childOf(node, 'label');
  if (body === null) return [];
  const lowered = lowering.stmt(body);
  return label === null ? lowered : withLabel(lowered, lowering.textOf(label));
};

export const nothing: StmtRule = () => [];
