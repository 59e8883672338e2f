/** What JAX raises, in its own words, as far as versions agree on them; run with 0.10. Flax, Haiku and Equinox raise what JAX does. */
import { constantOf } from '../../shapes/index.ts';
import { figure, jaxElementwise, jaxOperands, tuple } from '../../words/index.ts';
import type { Conflict, OperandConflict } from '../parts.ts';
import { functionName, isContracted, type MismatchOf, oddOneOut, pairOf } from '../words/operands.ts';
import { pythonWords } from '../words/python.ts';

export function jaxWords(conflict: Conflict): string | undefined {
  return conflict.kind === 'operands' ? operandWords(conflict) : pythonWords(conflict);
}

const PRIMITIVES: Readonly<Record<string, string>> = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' };

function operandWords(conflict: OperandConflict): string | undefined {
  const { mismatch } = conflict;
  const name = functionName(conflict);
  switch (mismatch.kind) {
    case 'dims':
      return dimsWords(conflict, mismatch, name);
    case 'count':
      return name === 'reshape' &&
        mismatch.toShape.length > 1 &&
        mismatch.toShape.every(dim => (constantOf(dim) ?? 0) >= 0)
        ? `cannot reshape array of shape ${tuple(mismatch.fromShape)} (size ${figure(mismatch.from)}) into shape ${tuple(mismatch.toShape)}`
        : undefined;
    case 'axis':
      return /^(sum|max|min)$/.test(name) && !mismatch.repeated
        ? `axis ${mismatch.axis} is out of bounds for array of dimension ${mismatch.rank}`
        : undefined;
    default:
      return undefined;
  }
}

function dimsWords(
  conflict: OperandConflict,
  mismatch: MismatchOf<'dims'>,
  name: string,
): string | undefined {
  const pair = pairOf(conflict);
  if (!pair) return undefined;
  const primitive = PRIMITIVES[conflict.operation];
  if (primitive) return jaxElementwise(primitive, pair);
  if (/^(@|matmul|dot)$/.test(name) && isContracted(pair, mismatch))
    return jaxOperands.product(pair, mismatch);
  return /^concatenate$/.test(name) && oddOneOut(conflict, mismatch)
    ? 'Cannot concatenate arrays with shapes that differ in dimensions other than the one being concatenated'
    : undefined;
}
