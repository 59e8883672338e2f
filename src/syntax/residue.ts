/** The names inside code that is not lowered, so that an analysis still knows what that code may touch. */
import type { SyntaxNode } from './node.ts';
import type { NameExpr } from './tree.ts';

/** Each different name once, at its first place; walks without recursion. */
export function namesInside(node: SyntaxNode, text: string): readonly NameExpr[] {
  const found = new Map<string, NameExpr>();
  const todo: SyntaxNode[] = [node];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next.type === 'identifier' && next.end > next.start) {
      const name = text.slice(next.start, next.end);
      if (!found.has(name)) found.set(name, { kind: 'name', start: next.start, end: next.end, name });
    }
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i];
      if (child !== undefined) todo.push(child);
    }
  }
  return [...found.values()];
}
