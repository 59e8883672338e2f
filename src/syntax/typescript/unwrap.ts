/** Parentheses and what only speaks to the type checker: `x as T`, `x satisfies T`, `x!`, `<T>x`, `f<T>`. */
import { ERROR, named, type SyntaxNode } from '../node.ts';

const FIRST = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'instantiation_expression',
]);

/** The expression inside, however deep, without recursion. */
export function unwrap(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (FIRST.has(inner.type) || inner.type === 'type_assertion') {
    const children = named(inner);
    const next = inner.type === 'type_assertion' ? children[children.length - 1] : children[0];
    if (next === undefined || children.some(child => child.type === ERROR)) return inner;
    inner = next;
  }
  return inner;
}
