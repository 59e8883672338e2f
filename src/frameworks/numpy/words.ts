/** What NumPy raises, in its own words; run with 2.4, and the same since 1.17. */

import { figure, numpyOperands, tuple } from '../../words/index.ts';
import type { Conflict, OperandConflict } from '../parts.ts';
import {
  functionName,
  isContracted,
  isElementwise,
  type MismatchOf,
  oddOneOut,
  pairOf,
} from '../words/operands.ts';
import { pythonWords } from '../words/python.ts';

export function numpyWords(conflict: Conflict): string | undefined {
  return conflict.kind === 'operands' ? operandWords(conflict) : pythonWords(conflict);
}

function operandWords(conflict: OperandConflict): string | undefined {
  const { mismatch } = conflict;
  const name = functionName(conflict);
  switch (mismatch.kind) {
    case 'dims':
      return dimsWords(conflict, mismatch, name);
    case 'rank':
      return name === 'concatenate' ? joinedRanks(conflict) : undefined;
    case 'count':
      return name === 'reshape' && !mismatch.toShape.some(dim => figure(dim) === '-1')
        ? `cannot reshape array of size ${figure(mismatch.from)} into shape ${tuple(mismatch.toShape, ',')}`
        : undefined;
    case 'bounds':
      return name === 'indexing'
        ? `index ${figure(mismatch.position)} is out of bounds for axis ${mismatch.axis} with size ${figure(mismatch.dim)}`
        : undefined;
    case 'divisible':
      return name === 'split' ? 'array split does not result in an equal division' : undefined;
    case 'axis':
      return mismatch.repeated || mismatch.rank === 0 || !NORMALISED.test(name)
        ? undefined
        : `axis ${mismatch.axis} is out of bounds for array of dimension ${mismatch.rank}`;
    case 'entries':
      return name === 'transpose' ? "axes don't match array" : undefined;
    case 'argument':
      return mismatch.argument === 'shape' && figure(mismatch.value) === '-1' && name === 'reshape'
        ? 'can only specify one unknown dimension'
        : undefined;
    case 'not-one':
      return name === 'squeeze'
        ? 'cannot select an axis to squeeze out which has size not equal to one'
        : undefined;
    default:
      return undefined;
  }
}

/** Functions that count axes from the end by the same helper; others look them up, and fail in ways of their own. */
const NORMALISED =
  /^(sum|mean|max|min|prod|std|var|argmax|argmin|any|all|cumsum|expand_dims|squeeze|concatenate|stack|transpose|swapaxes|moveaxis)$/;

function dimsWords(
  conflict: OperandConflict,
  mismatch: MismatchOf<'dims'>,
  name: string,
): string | undefined {
  const pair = pairOf(conflict);
  if (!pair) return undefined;
  const [a, b] = pair;
  const { left, right } = mismatch;
  if (isElementwise(conflict)) return numpyOperands.sum(pair, mismatch);
  if ((name === '@' || name === 'matmul') && isContracted(pair, mismatch))
    return numpyOperands.product(pair, mismatch);
  if (name === 'dot' && isContracted(pair, mismatch))
    return `shapes ${tuple(a, ',')} and ${tuple(b, ',')} not aligned: ${figure(left.dim)} (dim ${left.axis}) != ${figure(right.dim)} (dim ${right.axis})`;
  if (name === 'stack') return 'all input arrays must have the same shape';
  if (/^(concatenate|vstack|hstack)$/.test(name) && oddOneOut(conflict, mismatch))
    return `all the input array dimensions except for the concatenation axis must match exactly, but along dimension ${left.axis}, the array at index 0 has size ${figure(left.dim)} and the array at index 1 has size ${figure(right.dim)}`;
  return undefined;
}

function joinedRanks({ operands: [a, b, c] }: OperandConflict): string | undefined {
  return !c && a?.shape && b?.shape
    ? `all the input arrays must have same number of dimensions, but the array at index 0 has ${a.shape.length} dimension(s) and the array at index 1 has ${b.shape.length} dimension(s)`
    : undefined;
}
