/** Whether a block reads certain names other than to print them: a loop whose rounds do not depend on its variable need not run them all. */
import { someNode } from '../syntax/find.ts';
import type { Expr, Stmt } from '../syntax/tree.ts';

const ANSWERS = new WeakMap<readonly Stmt[], boolean>();
/** Calls that only show their arguments. */
const SHOWS = new Set([
  'print',
  'log',
  'info',
  'debug',
  'warning',
  'write',
  'set_description',
  'set_postfix',
]);

export function mentions(body: readonly Stmt[], names: ReadonlySet<string>): boolean {
  const known = ANSWERS.get(body);
  if (known !== undefined) return known;
  const answer = search(body, names);
  ANSWERS.set(body, answer);
  return answer;
}

/** All names that a part of the tree reads or calls. */
export function namesIn(part: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(part)) for (const item of part) namesIn(item, found);
  else if (typeof part === 'object' && part !== null) {
    if (isName(part)) found.add(part.name);
    for (const child of Object.values(part)) namesIn(child, found);
  }
  return found;
}

const search = (body: readonly Stmt[], names: ReadonlySet<string>): boolean =>
  someNode(body, node => {
    if (isName(node)) return names.has(node.name) ? 'found' : 'closed';
    return isShowing(node) ? 'closed' : 'open';
  });

function isName(part: object): part is Extract<Expr, { kind: 'name' }> {
  return 'kind' in part && part.kind === 'name' && 'name' in part;
}

function isShowing(part: object): boolean {
  if (!('kind' in part) || part.kind !== 'call' || !('callee' in part)) return false;
  const { callee } = part;
  return (
    typeof callee === 'object' &&
    callee !== null &&
    'name' in callee &&
    typeof callee.name === 'string' &&
    SHOWS.has(callee.name)
  );
}
