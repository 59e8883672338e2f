/** Whether what is refused is certain enough to be told: nobody has checked what a comment says, or counted the axes of an input that is not known. */
import { type Conflict, shapeOf, TAKEN_FOR_BATCH, type TensorValue } from '../values/index.ts';
import { COMMENTED } from './stated.ts';

/** What of a tensor and of an origin is looked for. */
interface Mark {
  readonly what: string;
  readonly tensor: (tensor: TensorValue) => boolean;
  /** Looked through of a tensor: what it was made of, or the shape that it has. */
  readonly within: 'parents' | 'shape';
}

const COMMENT: Mark = {
  what: COMMENTED,
  tensor: ({ source }) => source.role === 'comment',
  within: 'parents',
};

const ASSUMED: Mark = { what: TAKEN_FOR_BATCH, tensor: () => false, within: 'shape' };

/** Whether anything in a conflict is known from a comment only. */
export const restsOnComment = (conflict: Conflict): boolean => isMarked(conflict, COMMENT);

/** Whether a conflict about a number of axes has an operand that was only taken for a batch: as one sample it has an axis less. */
export const restsOnAssumedRank = (conflict: Conflict): boolean =>
  isOfRank(conflict) && isMarked(conflict, ASSUMED);

/** Whether the tensor was only taken for a batch, so that it may have an axis less. */
export const isOfAssumedRank = (tensor: TensorValue): boolean => mentions(tensor, ASSUMED, new Set());

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

const isMarked = (conflict: Conflict, mark: Mark): boolean => {
  const seen = new Set<unknown>();
  return Object.values(conflict).some(part => mentions(part, mark, seen));
};

function mentions(part: unknown, mark: Mark, seen: Set<unknown>): boolean {
  if (typeof part !== 'object' || part === null || seen.has(part)) return false;
  seen.add(part);
  if (isTensor(part)) return isTensorMarked(part, mark, seen);
  // Layers and models are what they are whatever a comment says.
  if ('kind' in part && part.kind === 'native') return false;
  if ('what' in part && part.what === mark.what) return true;
  return Object.values(part).some(inner => mentions(inner, mark, seen));
}

function isTensor(part: object): part is TensorValue {
  return 'kind' in part && part.kind === 'tensor';
}

function isTensorMarked(tensor: TensorValue, mark: Mark, seen: Set<unknown>): boolean {
  if (mark.tensor(tensor)) return true;
  if (mark.within === 'shape') return mentions(shapeOf(tensor), mark, seen);
  return tensor.source.parents.some(parent => !seen.has(parent) && mentions(parent, mark, seen));
}
