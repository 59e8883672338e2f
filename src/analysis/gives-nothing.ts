/** Functions that come to their end without a word: who takes what they give for something has forgotten the `return`. */
import type { FunctionExpr, Stmt } from '../syntax/tree.ts';

/** Whether nothing in a body returns a value, and the body is more than the place of one that a subclass writes. */
export const givesNothing = ({ body }: FunctionExpr): boolean => !body.every(isEmpty) && !givesValue(body);

/** `pass` is no statement of the tree. */
export const isEmpty = (statement: Stmt): boolean =>
  statement.kind === 'raise' ||
  (statement.kind === 'return' && statement.value === null) ||
  (statement.kind === 'expr' && (statement.value.kind === 'string' || statement.value.kind === 'ellipsis'));

/** Nodes are plain data: whatever they hold is looked into, but for functions and classes inside. */
function givesValue(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(givesValue);
  if (typeof node !== 'object' || node === null) return false;
  const kind = 'kind' in node ? node.kind : undefined;
  if (kind === 'return') return 'value' in node && node.value !== null;
  return kind !== 'function' && kind !== 'class' && Object.values(node).some(givesValue);
}
