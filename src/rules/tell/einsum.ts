/** What does not fit in an einsum, in terms of its letters. */
import { type EinsumMismatch, printDim } from '../../shapes/index.ts';
import type { OperandConflict } from '../../values/index.ts';
import type { Facts } from './facts.ts';
import { nameOperand } from './operands.ts';
import { code, count } from './words.ts';

export function einsumSentence(conflict: OperandConflict, mismatch: EinsumMismatch, facts: Facts): string {
  const { operation } = conflict;
  const subscripts = code(mismatch.subscripts);
  switch (mismatch.reason) {
    case 'syntax':
      return `${operation} cannot read the subscripts ${subscripts} from character ${mismatch.position + 1} on.`;
    case 'operands':
      return `${operation} with ${subscripts} names ${count(mismatch.expected, 'operand')}, but gets ${mismatch.actual}.`;
    case 'rank':
      return `${operation} reads ${count(mismatch.term.length, 'axis', 'axes')} (${code(mismatch.term)}) of ${nameOperand(conflict, mismatch.operand, facts)}, which has ${mismatch.actual}.`;
    case 'output':
      return `${operation} puts ${code(mismatch.label)} into the result, but in ${subscripts} no operand has it, or the result has it twice.`;
    case 'dims': {
      const { left, right, label } = mismatch;
      const side = (part: typeof left) =>
        `${printDim(part.dim)} on axis ${part.axis} of ${nameOperand(conflict, part.operand, facts)}`;
      return `${operation} with ${subscripts} needs one size for ${code(label)}, but it is ${side(left)} and ${side(right)}.`;
    }
  }
}
