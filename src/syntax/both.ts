/** What Python's and TypeScript's grammars say in the same shape: lowered once. */
import type { ExprRule, Lowering } from './lowering.ts';
import { syntaxError } from './lowering.ts';
import { childOf, firstNamed, type SyntaxNode, spanOf } from './node.ts';
import type { ConditionalExpr, Target } from './tree.ts';

export const awaitExpr: ExprRule = (node, lowering) => {
  const value = firstNamed(node);
  if (value === null) return syntaxError(node, lowering);
  return { kind: 'await', ...spanOf(node), value: lowering.expr(value) };
};

/** The three parts stand in another order in each language. */
export function conditionalOf(
  node: SyntaxNode,
  lowering: Lowering,
  test: SyntaxNode,
  body: SyntaxNode,
  orelse: SyntaxNode,
): ConditionalExpr {
  return {
    kind: 'conditional',
    ...spanOf(node),
    test: lowering.expr(test),
    body: lowering.expr(body),
    orelse: lowering.expr(orelse),
  };
}

/** `a.b = ...`; `field` is the grammar's name for the part behind the dot. */
export function attributeTarget(
  node: SyntaxNode,
  lowering: Lowering,
  field: 'attribute' | 'property',
): Target {
  const object = childOf(node, 'object');
  const name = childOf(node, field);
  if (object === null || name === null) return unassignable(node, lowering);
  const nameSpan = spanOf(name);
  return {
    kind: 'attribute',
    ...spanOf(node),
    object: lowering.expr(object),
    name: lowering.textOf(name),
    nameSpan,
  };
}

/** Half-typed code may assign to anything: `f(x) = 1` stores somewhere inside `f(x)`. */
export function unassignable(node: SyntaxNode, lowering: Lowering): Target {
  return { kind: 'index', ...spanOf(node), object: lowering.expr(node), indices: [] };
}
