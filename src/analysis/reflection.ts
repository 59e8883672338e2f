/** Conditions that ask what a function accepts: the path below fits what it is, and what is known of it here may be less than the program knows. */
import { kindOf, someNode } from '../syntax/find.ts';
import type { Expr } from '../syntax/tree.ts';

/** https://docs.python.org/3/library/inspect.html */
const ASKS = new Set(['getargspec', 'getfullargspec', 'signature']);

const ANSWERS = new WeakMap<Expr, boolean>();

export function asksForParameters(test: Expr): boolean {
  const known = ANSWERS.get(test);
  if (known !== undefined) return known;
  const answer = search(test);
  ANSWERS.set(test, answer);
  return answer;
}

const search = (test: Expr): boolean =>
  someNode(test, node =>
    kindOf(node) === 'call' && 'callee' in node && isAsking(node.callee) ? 'found' : 'open',
  );

function isAsking(callee: unknown): boolean {
  return (
    typeof callee === 'object' &&
    callee !== null &&
    'name' in callee &&
    typeof callee.name === 'string' &&
    ASKS.has(callee.name)
  );
}
