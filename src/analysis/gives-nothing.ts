/** Functions that come to their end without a word: who takes what they give for something has forgotten the `return`. */
import { kindOf, someNode } from '../syntax/find.ts';
import type { FunctionExpr, Stmt } from '../syntax/tree.ts';

/** Whether nothing in a body returns a value, and the body is more than the place of one that a subclass writes. */
export const givesNothing = ({ body }: FunctionExpr): boolean => !body.every(isEmpty) && !givesValue(body);

/** `pass` is no statement of the tree. */
export const isEmpty = (statement: Stmt): boolean =>
  statement.kind === 'raise' ||
  (statement.kind === 'return' && statement.value === null) ||
  (statement.kind === 'expr' && (statement.value.kind === 'string' || statement.value.kind === 'ellipsis'));

/** Functions and classes inside return for themselves. */
const givesValue = (body: readonly Stmt[]): boolean =>
  someNode(body, node => {
    const kind = kindOf(node);
    if (kind === 'return') return 'value' in node && node.value !== null ? 'found' : 'closed';
    return kind === 'function' || kind === 'class' ? 'closed' : 'open';
  });
