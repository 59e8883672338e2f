/** Conditions that ask what a function accepts: the path below fits what it is, and what is known of it here may be less than the program knows. */
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

/** Walks any part of the tree: every node is a plain object, lists of nodes are arrays. */
function search(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(search);
  if (typeof part !== 'object' || part === null) return false;
  if ('kind' in part && part.kind === 'call' && 'callee' in part && isAsking(part.callee)) return true;
  return Object.values(part).some(search);
}

function isAsking(callee: unknown): boolean {
  return (
    typeof callee === 'object' &&
    callee !== null &&
    'name' in callee &&
    typeof callee.name === 'string' &&
    ASKS.has(callee.name)
  );
}
