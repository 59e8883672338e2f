/** What JAX raises, in its own words, as far as versions agree on them; run with 0.10. Flax, Haiku and Equinox raise what JAX does. */
import { type compare, constantOf } from '../../shapes/index.ts';
import type { Conflict, OperandConflict } from '../parts.ts';
import { figure, tuple } from '../words/figures.ts';
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
  const [a, b] = pair;
  const primitive = PRIMITIVES[conflict.operation];
  if (primitive && a.length === b.length && a.every((dim, i) => isPlain(dim, b[i])))
    return `${primitive} got incompatible shapes for broadcasting: ${tuple(a)}, ${tuple(b)}.`;
  if (/^(@|matmul|dot)$/.test(name) && isContracted(pair, mismatch))
    return `dot_general requires contracting dimensions to have the same shape, got (${figure(mismatch.left.dim)},) and (${figure(mismatch.right.dim)},).`;
  return /^concatenate$/.test(name) && oddOneOut(conflict, mismatch)
    ? 'Cannot concatenate arrays with shapes that differ in dimensions other than the one being concatenated'
    : undefined;
}

/** Sizes of 1 beside others are repeated before the primitive sees them, and are not in its message then. */
function isPlain(a: Parameters<typeof compare>[0], b: Parameters<typeof compare>[0] | undefined): boolean {
  if (!b) return false;
  const [left, right] = [constantOf(a), constantOf(b)];
  return left !== undefined && right !== undefined && (left === right || (left !== 1 && right !== 1));
}
