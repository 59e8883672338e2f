/** What TensorFlow.js raises, in its own words; run with 4.22. */
import { constantOf } from '../../shapes/index.ts';
import { figure, figures, tfjsOperands } from '../../words/index.ts';
import { kerasWords } from '../keras/words/index.ts';
import type { Conflict, OperandConflict } from '../parts.ts';
import { functionName, isContracted, type MismatchOf, pairOf } from '../words/operands.ts';

export function tfjsWords(conflict: Conflict): string | undefined {
  return (
    kerasWords(conflict) ??
    (conflict.kind === 'operands' && !conflict.layer ? operandWords(conflict) : undefined)
  );
}

function operandWords(conflict: OperandConflict): string | undefined {
  const { mismatch } = conflict;
  const name = functionName(conflict);
  switch (mismatch.kind) {
    case 'dims':
      return dimsWords(conflict, mismatch, name);
    case 'count':
      return name === 'reshape' && mismatch.toShape.every(dim => (constantOf(dim) ?? 0) >= 0)
        ? `Size(${figure(mismatch.from)}) must match the product of shape ${figures(mismatch.toShape, ',')}`
        : undefined;
    case 'divisible':
      return name === 'split' ? 'Number of splits must evenly divide the axis.' : undefined;
    case 'not-one':
      return name === 'squeeze'
        ? `Can't squeeze axis ${mismatch.axis} since its dim '${figure(mismatch.dim)}' is not 1`
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
  if (/^(add|sub|mul|div|maximum|minimum)$/.test(name)) return tfjsOperands.sum(pair, mismatch);
  return name === 'matMul' && isContracted(pair, mismatch) ? tfjsOperands.product(pair, mismatch) : undefined;
}
