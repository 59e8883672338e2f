/** Whether what is refused is certain enough to be told: nobody has counted the axes of an input that is not known. */
import {
  type Conflict,
  shapeOf,
  TAKEN_FOR_BATCH,
  TAKEN_FOR_SEVERAL,
  type TensorValue,
} from '../values/index.ts';

/** Whether a conflict about a number of axes has an operand that was only taken for a batch, or of which an axis was only taken to stay: it may have an axis less. */
export const restsOnAssumedRank = (conflict: Conflict): boolean => isOfRank(conflict) && isMarked(conflict);

/** Whether the tensor may have an axis less. */
export const isOfAssumedRank = (tensor: TensorValue): boolean => mentions(tensor, new Set());

function isOfRank(conflict: Conflict): boolean {
  switch (conflict.kind) {
    case 'input-rank':
    case 'unpack-count':
    case 'assertion':
      return true;
    case 'operands':
    case 'target-shape':
      return ['rank', 'axis', 'entries', 'einsum'].includes(conflict.mismatch.kind);
    case 'initial-state':
      return conflict.aspect === 'rank' || conflict.aspect === 'structure';
    default:
      return false;
  }
}

const isMarked = (conflict: Conflict): boolean => {
  const seen = new Set<unknown>();
  return Object.values(conflict).some(part => mentions(part, seen));
};

function mentions(part: unknown, seen: Set<unknown>): boolean {
  if (typeof part !== 'object' || part === null || seen.has(part)) return false;
  seen.add(part);
  if (isTensor(part)) return mentions(shapeOf(part), seen);
  // Layers and models are what they are whatever they were called with.
  if ('kind' in part && part.kind === 'native') return false;
  if ('what' in part && (part.what === TAKEN_FOR_BATCH || part.what === TAKEN_FOR_SEVERAL)) return true;
  return Object.values(part).some(inner => mentions(inner, seen));
}

function isTensor(part: object): part is TensorValue {
  return 'kind' in part && part.kind === 'tensor';
}
