/** Arithmetic, comparisons, logic, conditionals, await and yield. */
import { conditionalOf } from '../both.ts';
import type { ExprRule } from '../lowering.ts';
import { opaque, syntaxError } from '../lowering.ts';
import { childOf, childrenOf, firstNamed, has, named, spanOf } from '../node.ts';
import { BINARY_OPS } from '../operators.ts';
import type { CompareOp, Expr, UnaryExpr } from '../tree.ts';

const COMPARE_OPS: ReadonlyMap<string, CompareOp> = new Map([
  ['==', '=='],
  ['!=', '!='],
  ['<>', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['is', 'is'],
  ['is not', 'is-not'],
  ['in', 'in'],
  ['not in', 'not-in'],
]);

const UNARY_OPS: ReadonlyMap<string, UnaryExpr['op']> = new Map([
  ['-', '-'],
  ['+', '+'],
  ['~', '~'],
]);

export const binary: ExprRule = (node, lowering) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const op = BINARY_OPS.get(childOf(node, 'operator')?.type ?? '');
  if (left === null || right === null || op === undefined) return syntaxError(node, lowering);
  return { kind: 'binary', ...spanOf(node), op, left: lowering.expr(left), right: lowering.expr(right) };
};

export const unary: ExprRule = (node, lowering) => {
  const operand = childOf(node, 'argument');
  const op = UNARY_OPS.get(childOf(node, 'operator')?.type ?? '');
  if (operand === null || op === undefined) return syntaxError(node, lowering);
  return { kind: 'unary', ...spanOf(node), op, operand: lowering.expr(operand) };
};

export const not: ExprRule = (node, lowering) => {
  const operand = childOf(node, 'argument');
  if (operand === null) return syntaxError(node, lowering);
  return { kind: 'unary', ...spanOf(node), op: 'not', operand: lowering.expr(operand) };
};

export const boolean: ExprRule = (node, lowering) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  if (left === null || right === null) return syntaxError(node, lowering);
  const op = has(node, 'and') ? 'and' : 'or';
  return { kind: 'logical', ...spanOf(node), op, left: lowering.expr(left), right: lowering.expr(right) };
};

export const comparison: ExprRule = (node, lowering) => {
  const ops = childrenOf(node, 'operators').flatMap(child => COMPARE_OPS.get(child.type) ?? []);
  const operands = named(node).map(child => lowering.expr(child));
  if (operands.length !== ops.length + 1) return opaque(node, 'a comparison', operands);
  return { kind: 'compare', ...spanOf(node), operands, ops };
};

export const conditional: ExprRule = (node, lowering) => {
  const [body, test, orelse] = named(node);
  if (body === undefined || test === undefined || orelse === undefined) return syntaxError(node, lowering);
  return conditionalOf(node, lowering, test, body, orelse);
};

export const yieldExpr: ExprRule = (node, lowering): Expr => ({
  kind: 'yield',
  ...spanOf(node),
  value: lowering.maybe(firstNamed(node)),
  delegates: has(node, 'from'),
});

export const walrus: ExprRule = (node, lowering) => {
  const name = childOf(node, 'name');
  const value = childOf(node, 'value');
  if (name === null || value === null) return syntaxError(node, lowering);
  return { kind: 'walrus', ...spanOf(node), target: lowering.target(name), value: lowering.expr(value) };
};
