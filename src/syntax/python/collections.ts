/** Lists, tuples, sets, dicts and comprehensions. */
import type { ExprRule, Lowering } from '../lowering.ts';
import { syntaxError } from '../lowering.ts';
import { childOf, childrenOf, ERROR, firstNamed, named, type SyntaxNode, spanOf } from '../node.ts';
import type { ComprehensionClause, ComprehensionExpr, DictEntry, Expr, ListExpr } from '../tree.ts';

export function display(kind: ListExpr['kind']): ExprRule {
  return (node, lowering) => ({
    kind,
    ...spanOf(node),
    items: named(node).map(child => item(child, lowering)),
  });
}

/** What cannot be read among items may stand for any number of them. */
function item(node: SyntaxNode, lowering: Lowering): Expr {
  const value = lowering.expr(node);
  return node.type === ERROR ? { kind: 'spread', ...spanOf(node), value } : value;
}

export const spread: ExprRule = (node, lowering) => {
  const inner = firstNamed(node);
  if (inner === null) return syntaxError(node, lowering);
  return { kind: 'spread', ...spanOf(node), value: lowering.expr(inner) };
};

export const dict: ExprRule = (node, lowering) => ({
  kind: 'dict',
  ...spanOf(node),
  entries: named(node).map(child => entry(child, lowering)),
});

function entry(node: SyntaxNode, lowering: Lowering): DictEntry {
  const key = childOf(node, 'key');
  const value = childOf(node, 'value');
  if (node.type === 'pair' && key !== null && value !== null) {
    return { ...spanOf(node), key: lowering.expr(key), value: lowering.expr(value) };
  }
  const inner = node.type === 'dictionary_splat' ? firstNamed(node) : null;
  return { ...spanOf(node), key: null, value: inner === null ? lowering.expr(node) : lowering.expr(inner) };
}

export function comprehension(collects: ComprehensionExpr['collects']): ExprRule {
  return (node, lowering) => {
    const body = childOf(node, 'body');
    if (body === null) return syntaxError(node, lowering);
    const key = body.type === 'pair' ? childOf(body, 'key') : null;
    const element = body.type === 'pair' ? childOf(body, 'value') : body;
    if (element === null) return syntaxError(node, lowering);
    return {
      kind: 'comprehension',
      ...spanOf(node),
      collects,
      key: lowering.maybe(key),
      element: lowering.expr(element),
      clauses: named(node).flatMap(child => clause(child, lowering)),
    };
  };
}

function clause(node: SyntaxNode, lowering: Lowering): readonly ComprehensionClause[] {
  if (node.type === 'if_clause') {
    const test = firstNamed(node);
    return test === null ? [] : [{ kind: 'if', ...spanOf(node), test: lowering.expr(test) }];
  }
  const target = childOf(node, 'left');
  if (node.type !== 'for_in_clause' || target === null) return [];
  return [
    { kind: 'for', ...spanOf(node), target: lowering.target(target), iterable: iterable(node, lowering) },
  ];
}

/** Python 2 allowed `for x in a, b` in a comprehension. */
function iterable(node: SyntaxNode, lowering: Lowering): Expr {
  const parts = childrenOf(node, 'right').filter(child => child.named);
  const [first, ...rest] = parts.map(child => lowering.expr(child));
  if (first === undefined) return syntaxError(node, lowering);
  const last = rest[rest.length - 1];
  if (last === undefined) return first;
  return { kind: 'tuple', start: first.start, end: last.end, items: [first, ...rest] };
}
