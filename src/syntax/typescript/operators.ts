/** Arithmetic, comparisons, logic, conditionals, await, yield, and what has no like in Python. */
import { conditionalOf } from '../both.ts';
import type { ExprRule, Lowering } from '../lowering.ts';
import { opaque, syntaxError } from '../lowering.ts';
import { childOf, firstNamed, has, named, type SyntaxNode, spanOf } from '../node.ts';
import { BINARY_OPS } from '../operators.ts';
import type { CompareOp, Expr, LogicalExpr, Span, UnaryExpr } from '../tree.ts';

const COMPARE_OPS: ReadonlyMap<string, CompareOp> = new Map([
  ['==', '=='],
  ['===', '=='],
  ['!=', '!='],
  ['!==', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['in', 'in'],
  ['instanceof', 'is-instance'],
]);

export const LOGICAL_OPS: ReadonlyMap<string, LogicalExpr['op']> = new Map([
  ['&&', 'and'],
  ['||', 'or'],
  ['??', '??'],
]);

const UNARY_OPS: ReadonlyMap<string, UnaryExpr['op']> = new Map([
  ['-', '-'],
  ['+', '+'],
  ['~', '~'],
  ['!', 'not'],
  ['typeof', 'typeof'],
  ['void', 'void'],
]);

export const binary: ExprRule = (node, lowering) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const written = childOf(node, 'operator')?.type ?? '';
  if (left === null || right === null) return syntaxError(node, lowering);
  return operation(node, written, lowering.expr(left), lowering.expr(right));
};

/** One operation of two operands, as the operator's spelling says. `>>>` and private names before `in` are not modelled. */
export function operation(span: Span, written: string, left: Expr, right: Expr): Expr {
  const { start, end } = span;
  const compare = COMPARE_OPS.get(written);
  if (compare !== undefined) return { kind: 'compare', start, end, operands: [left, right], ops: [compare] };
  const logical = LOGICAL_OPS.get(written);
  if (logical !== undefined) return { kind: 'logical', start, end, op: logical, left, right };
  const op = BINARY_OPS.get(written);
  if (op === undefined) return opaque(span, `the operator ${written}`, [left, right]);
  return { kind: 'binary', start, end, op, left, right };
}

export const unary: ExprRule = (node, lowering) => {
  const operand = childOf(node, 'argument');
  const op = UNARY_OPS.get(childOf(node, 'operator')?.type ?? '');
  if (operand === null) return syntaxError(node, lowering);
  if (op === undefined) return opaque(node, 'a deletion', [lowering.expr(operand)]);
  return { kind: 'unary', ...spanOf(node), op, operand: lowering.expr(operand) };
};

export const ternary: ExprRule = (node, lowering) => {
  const test = childOf(node, 'condition');
  const body = childOf(node, 'consequence');
  const orelse = childOf(node, 'alternative');
  if (test === null || body === null || orelse === null) return syntaxError(node, lowering);
  return conditionalOf(node, lowering, test, body, orelse);
};

export const yieldExpr: ExprRule = (node, lowering) => ({
  kind: 'yield',
  ...spanOf(node),
  value: lowering.maybe(firstNamed(node)),
  delegates: has(node, '*'),
});

/** `(a, b)` is b, after a: the last item of a list. */
export const sequence: ExprRule = (node, lowering): Expr => {
  const items = sequenceItems(node).map(child => lowering.expr(child));
  const last = { start: node.end, end: node.end };
  return {
    kind: 'index',
    ...spanOf(node),
    object: { kind: 'list', ...spanOf(node), items },
    indices: [{ kind: 'number', ...last, value: items.length - 1, float: false }],
  };
};

/** `a, b, c`, which some versions of the grammar nest to the right. */
export function sequenceItems(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const todo: SyntaxNode[] = [node];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next.type === 'sequence_expression') todo.push(...[...named(next)].reverse());
    else found.push(next);
  }
  return found;
}

export function jsx(node: SyntaxNode, lowering: Lowering): Expr {
  return opaque(node, 'JSX', jsxParts(node, lowering));
}

/** The expressions in braces, in this element and those inside it. */
function jsxParts(node: SyntaxNode, lowering: Lowering): readonly Expr[] {
  const found: Expr[] = [];
  const todo: SyntaxNode[] = [node];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const children = named(next);
    if (next.type === 'jsx_expression') found.push(...children.map(child => lowering.expr(child)));
    else todo.push(...[...children].reverse());
  }
  return found;
}
