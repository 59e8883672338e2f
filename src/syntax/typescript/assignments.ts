/** Assignments, compound assignments and `++`, as statements and inside expressions. */
import type { ExprRule, Lowering } from '../lowering.ts';
import { syntaxError } from '../lowering.ts';
import { childOf, type SyntaxNode, spanOf } from '../node.ts';
import { augmentOp } from '../operators.ts';
import type { Expr, NumberExpr, Stmt, Target } from '../tree.ts';
import { operation } from './operators.ts';

export function assignmentStatement(node: SyntaxNode, lowering: Lowering): readonly Stmt[] | null {
  const targets: Target[] = [];
  let value: SyntaxNode | null = node;
  while (value?.type === 'assignment_expression') {
    const left = childOf(value, 'left');
    if (left === null) return null;
    targets.push(lowering.target(left));
    value = childOf(value, 'right');
  }
  return value === null ? null : [assign(node, targets, lowering.expr(value))];
}

/** `a ||= b` is `a = a || b`; other operators stay what they are. */
export function augmentedStatement(node: SyntaxNode, lowering: Lowering): readonly Stmt[] | null {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const written = childOf(node, 'operator')?.type ?? '';
  if (left === null || right === null) return null;
  const op = augmentOp(written);
  const target = lowering.target(left);
  if (op !== null) return [{ kind: 'augment', ...spanOf(node), target, op, value: lowering.expr(right) }];
  return [assign(node, [target], augmentedValue(node, left, right, written, lowering))];
}

export function updateStatement(node: SyntaxNode, lowering: Lowering): readonly Stmt[] | null {
  const update = updateOf(node);
  if (update === null) return null;
  const target = lowering.target(update.operand);
  return [{ kind: 'augment', ...spanOf(node), target, op: update.op, value: update.one }];
}

function assign(node: SyntaxNode, targets: readonly Target[], value: Expr): Stmt {
  return { kind: 'assign', ...spanOf(node), targets, value, annotation: null, declares: null };
}

export const assignmentExpr: ExprRule = (node, lowering) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  if (left === null || right === null) return syntaxError(node, lowering);
  return { kind: 'walrus', ...spanOf(node), target: lowering.target(left), value: lowering.expr(right) };
};

export const augmentedExpr: ExprRule = (node, lowering) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  if (left === null || right === null) return syntaxError(node, lowering);
  const value = augmentedValue(node, left, right, childOf(node, 'operator')?.type ?? '', lowering);
  return { kind: 'walrus', ...spanOf(node), target: lowering.target(left), value };
};

function augmentedValue(
  node: SyntaxNode,
  left: SyntaxNode,
  right: SyntaxNode,
  written: string,
  lowering: Lowering,
): Expr {
  return operation(node, written.replace(/=$/, ''), lowering.expr(left), lowering.expr(right));
}

/** `++i` is the new value; `i++` is the old one, which is the new one less the step. */
export const updateExpr: ExprRule = (node, lowering) => {
  const update = updateOf(node);
  if (update === null) return syntaxError(node, lowering);
  const { operand, op, one, prefix } = update;
  const span = spanOf(node);
  const next: Expr = { kind: 'binary', ...span, op, left: lowering.expr(operand), right: one };
  const walrus: Expr = { kind: 'walrus', ...span, target: lowering.target(operand), value: next };
  return prefix ? walrus : { kind: 'binary', ...span, op: op === '+' ? '-' : '+', left: walrus, right: one };
};

interface Update {
  readonly operand: SyntaxNode;
  readonly op: '+' | '-';
  /** Stands where the operator is written. */
  readonly one: NumberExpr;
  readonly prefix: boolean;
}

function updateOf(node: SyntaxNode): Update | null {
  const operand = childOf(node, 'argument');
  const operator = childOf(node, 'operator');
  if (operand === null || operator === null) return null;
  return {
    operand,
    op: operator.type === '--' ? '-' : '+',
    one: { kind: 'number', ...spanOf(operator), value: 1, float: false },
    prefix: operator.start < operand.start,
  };
}
