/** Whether what is refused is certain enough to be told: nobody has checked what a comment says. */
import type { Conflict, TensorValue } from '../values/index.ts';
import { COMMENTED } from './stated.ts';

/** Whether anything in a conflict is known from a comment only. */
export function restsOnComment(conflict: Conflict): boolean {
  const seen = new Set<unknown>();
  return Object.values(conflict).some(part => isCommented(part, seen));
}

function isCommented(part: unknown, seen: Set<unknown>): boolean {
  if (typeof part !== 'object' || part === null || seen.has(part)) return false;
  seen.add(part);
  if (isTensor(part)) return isTensorCommented(part, seen);
  // Layers and models are what they are whatever a comment says.
  if ('kind' in part && part.kind === 'native') return false;
  if ('what' in part && part.what === COMMENTED) return true;
  return Object.values(part).some(inner => isCommented(inner, seen));
}

function isTensor(part: object): part is TensorValue {
  return 'kind' in part && part.kind === 'tensor';
}

function isTensorCommented({ source }: TensorValue, seen: Set<unknown>): boolean {
  if (source.role === 'comment') return true;
  return source.parents.some(parent => !seen.has(parent) && isCommented(parent, seen));
}
