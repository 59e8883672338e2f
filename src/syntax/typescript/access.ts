/** Names, members, subscripts, calls and `new`. */
import type { ExprRule, Lowering } from '../lowering.ts';
import { opaque, syntaxError } from '../lowering.ts';
import { childOf, ERROR, firstNamed, has, named, type SyntaxNode, spanOf } from '../node.ts';
import type { Argument, Expr, Span } from '../tree.ts';

export const name: ExprRule = (node, lowering) => ({
  kind: 'name',
  ...spanOf(node),
  name: lowering.textOf(node),
});

export const member: ExprRule = (node, lowering) => {
  const object = childOf(node, 'object');
  const property = childOf(node, 'property');
  if (object === null || property === null || property.missing) return syntaxError(node, lowering);
  return {
    kind: 'attribute',
    ...spanOf(node),
    object: lowering.expr(object),
    name: lowering.textOf(property),
    nameSpan: spanOf(property),
    optional: has(node, 'optional_chain') || has(node, '?.'),
  };
};

export const subscript: ExprRule = (node, lowering) => {
  const object = childOf(node, 'object');
  const index = childOf(node, 'index');
  if (object === null || index === null) return syntaxError(node, lowering);
  return { kind: 'index', ...spanOf(node), object: lowering.expr(object), indices: [lowering.expr(index)] };
};

export const call: ExprRule = (node, lowering) => {
  const callee = childOf(node, 'function');
  const args = childOf(node, 'arguments');
  if (callee === null || args === null) return syntaxError(node, lowering);
  if (callee.type === 'await_expression') return awaitOutside(node, callee, args, lowering);
  return callOf(node, callee, args, lowering);
};

function callOf(span: Span, callee: SyntaxNode, args: SyntaxNode, lowering: Lowering): Expr {
  const made = lowering.expr(callee);
  if (args.type === 'template_string') return opaque(span, 'a tagged template', [made, lowering.expr(args)]);
  return {
    kind: 'call',
    ...spanOf(span),
    callee: made,
    arguments: argumentsOf(args, lowering),
    constructs: false,
    argumentsSpan: spanOf(args),
  };
}

/** The grammar reads `await f<T>(x)` as a call of `await f`. */
function awaitOutside(node: SyntaxNode, callee: SyntaxNode, args: SyntaxNode, lowering: Lowering): Expr {
  const inner = firstNamed(callee);
  if (inner === null) return syntaxError(node, lowering);
  const value = callOf({ start: inner.start, end: node.end }, inner, args, lowering);
  return { kind: 'await', ...spanOf(node), value };
}

/** `new X` without parentheses has an empty span for them at its end. */
export const newExpr: ExprRule = (node, lowering) => {
  const callee = childOf(node, 'constructor');
  const args = childOf(node, 'arguments');
  if (callee === null) return syntaxError(node, lowering);
  return {
    kind: 'call',
    ...spanOf(node),
    callee: lowering.expr(callee),
    arguments: args === null ? [] : argumentsOf(args, lowering),
    constructs: true,
    argumentsSpan: args === null ? { start: node.end, end: node.end } : spanOf(args),
  };
};

function argumentsOf(list: SyntaxNode, lowering: Lowering): readonly Argument[] {
  return named(list).map(child => {
    const inner = child.type === 'spread_element' ? firstNamed(child) : null;
    const spread = child.type === ERROR || inner !== null ? 'list' : null;
    return { ...spanOf(child), name: null, spread, value: lowering.expr(inner ?? child) };
  });
}
