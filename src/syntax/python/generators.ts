/** Whether a function's body makes it a generator: a `yield` of its own, not of a function inside it. */
import type { SyntaxNode } from '../node.ts';

const OWN_BODIES = new Set(['function_definition', 'lambda', 'class_definition']);

export function yieldsInside(body: SyntaxNode): boolean {
  const todo: SyntaxNode[] = [body];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next.type === 'yield' && next.named) return true;
    for (const child of next.children) if (child.named && !OWN_BODIES.has(child.type)) todo.push(child);
  }
  return false;
}
