/** Sentences about operands that do not fit, one a kind of mismatch. The numbers are the engine's: nothing is computed again. */
import { constantOf, type Dim, isUnknown, type Mismatch, printDim, type Shape } from '../../shapes/index.ts';
import type { OperandConflict } from '../../values/index.ts';
import type { Told } from '../rule.ts';
import { einsumSentence } from './einsum.ts';
import type { Facts } from './facts.ts';
import { nameOperand, operandWords, shapeText } from './operands.ts';
import { layerNote, type Note, operandNotes } from './related.ts';
import { count, oneOf, operationWords } from './words.ts';

export type MismatchOf<K extends Mismatch['kind']> = Extract<Mismatch, { readonly kind: K }>;

/** What a rule without words of its own says. */
export function tellMismatch(conflict: OperandConflict, facts: Facts): Told {
  const made = conflict.layer ? [layerNote(conflict.layer)] : [];
  return { sentences: [mismatchSentence(conflict, facts)], related: [...mismatchNotes(conflict), ...made] };
}

/** Where each operand was made, and what set the sizes that disagree. */
export function mismatchNotes({ mismatch, operands }: OperandConflict): readonly Note[] {
  const axesOf = (index: number): readonly number[] => {
    if (mismatch.kind === 'dims' || (mismatch.kind === 'einsum' && mismatch.reason === 'dims')) {
      return [mismatch.left, mismatch.right].filter(side => side.operand === index).map(side => side.axis);
    }
    return 'axis' in mismatch ? [mismatch.axis] : [];
  };
  return operands.flatMap((operand, index) => operandNotes(operand, axesOf(index)));
}

/** 'axis 1 of `a` (4, 8) is 8, but axis 0 of `b` (40, 8) is 40', without the full stop. */
export function dimsSentence(
  conflict: OperandConflict,
  { left, right }: MismatchOf<'dims'>,
  facts: Facts,
): string {
  const side = (part: typeof left) =>
    `axis ${part.axis} of ${nameOperand(conflict, part.operand, facts)} is ${printDim(part.dim)}`;
  return `${side(left)}, but ${side(right)}`;
}

/** The sentence of any mismatch, for rules that own several kinds and for what is only suspicious. */
export function mismatchSentence(conflict: OperandConflict, facts: Facts): string {
  const { mismatch } = conflict;
  const operation = operationWords(conflict.operation);
  const [first] = conflict.operands;
  const whole = first ? operandWords(first, conflict, facts) : 'its operand';
  switch (mismatch.kind) {
    case 'dims':
      return `${operation} does not fit: ${dimsSentence(conflict, mismatch, facts)}.`;
    case 'rank':
      return rankSentence(conflict, mismatch, facts);
    case 'axis':
      return axisSentence(operation, mismatch, knownOperand(conflict, facts) ?? whole);
    case 'entries':
      return `${operation} takes one entry an axis of ${whole}: ${mismatch.expected}, but gets ${mismatch.actual}.`;
    case 'count':
      return countSentence(conflict, mismatch, facts);
    case 'apart':
      return `${operation} copies nothing, and cannot make ${shapeText(mismatch.toShape, conflict.framework)} of ${whole}: since axes were exchanged, its axes ${mismatch.axes.join(' and ')} do not lie one behind the other in memory.`;
    case 'divisible':
      return `${operation} needs axis ${mismatch.axis} of ${whole} to be divisible by ${printDim(mismatch.by)}, but it is ${printDim(mismatch.dim)}.`;
    case 'parts':
      return `${operation} splits axis ${mismatch.axis} of ${whole} into ${mismatch.parts.map(printDim).join(' + ')} = ${printDim(mismatch.total)}, but it is ${printDim(mismatch.dim)}.`;
    case 'not-one':
      return `${operation} can only drop an axis of size 1, but axis ${mismatch.axis} of ${whole} is ${printDim(mismatch.dim)}.`;
    case 'bounds':
      return boundsSentence(mismatch, whole);
    case 'too-small':
      return `${operation} needs at least ${printDim(mismatch.needed)} on axis ${mismatch.axis} of ${whole}, but there ${constantOf(mismatch.dim) === 1 ? 'is' : 'are'} ${printDim(mismatch.dim)}.`;
    case 'argument':
      if (isInferredTwice(mismatch))
        return `${operation} can let one size of the shape follow from the others, but gets more than one -1 for the axes of ${whole}.`;
      return `${operation} cannot work with ${printDim(mismatch.value)} as ${mismatch.argument}${first ? ` on ${whole}` : ''}.`;
    case 'einsum':
      return einsumSentence(conflict, mismatch, facts);
  }
}

/** -1 is a size that follows from the others, once. */
function isInferredTwice({ argument, value }: MismatchOf<'argument'>): boolean {
  return argument === 'shape' && constantOf(value) === -1;
}

function rankSentence(
  conflict: OperandConflict,
  { operand, expected, actual }: MismatchOf<'rank'>,
  facts: Facts,
): string {
  const { least, most } = expected;
  const range =
    most === Number.POSITIVE_INFINITY
      ? `at least ${least}`
      : least === most
        ? `${least}`
        : `${oneOf([least, most], 'to')}`;
  const noun = range === '1' ? 'dimension' : 'dimensions';
  return `${operationWords(conflict.operation)} expects ${range} ${noun}, but ${nameOperand(conflict, operand, facts)} has ${actual}.`;
}

/** Where nothing is known of the first operand, the one that tells how many axes there are. */
function knownOperand(conflict: OperandConflict, facts: Facts): string | undefined {
  const [first] = conflict.operands;
  const known = conflict.operands.findIndex(({ shape }) => shape);
  return first?.shape || known < 0 ? undefined : nameOperand(conflict, known, facts);
}

function axisSentence(
  operation: string,
  { axis, rank, repeated }: MismatchOf<'axis'>,
  whole: string,
): string {
  if (repeated) return `${operation} names axis ${axis} of ${whole} twice.`;
  if (rank === 0) return `${operation} works along axis ${axis}, but ${whole} has no axes.`;
  return `${operation} works along axis ${axis}, but ${whole} has ${count(rank, 'axis', 'axes')}: ${-rank} to ${rank - 1}.`;
}

function boundsSentence({ axis, position, dim }: MismatchOf<'bounds'>, whole: string): string {
  const size = constantOf(dim);
  const range = size === undefined ? '' : size === 0 ? ': it is empty' : ` (${-size} to ${size - 1})`;
  const which = isUnknown(position) ? 'position' : `position ${printDim(position)}`;
  return `There is no ${which} on axis ${axis} of ${whole}, which is ${printDim(dim)}${range}.`;
}

function countSentence(
  conflict: OperandConflict,
  { from, to, fromShape, toShape }: MismatchOf<'count'>,
  facts: Facts,
): string {
  const { operation, framework, operands } = conflict;
  const [first] = operands;
  const subject = operationWords(operation);
  const source = first?.shape ? operandWords(first, conflict, facts) : shapeText(fromShape, framework);
  const target = shapeText(toShape, framework);
  const elements = `${source}, which has ${elementsOf(from, fromShape)},`;
  if (toShape.some(dim => constantOf(dim) === -1)) {
    return `${subject} cannot turn ${elements} into ${target}: ${printDim(from)} is not divisible by ${printDim(to)}.`;
  }
  return `${subject} cannot turn ${elements} into ${target}, which has ${elementsOf(to, toShape)}.`;
}

/** '4 × 7 × 10 = 280 elements' */
function elementsOf(total: Dim, shape: Shape): string {
  const sum = printDim(total);
  const factors = shape.map(printDim).join(' × ');
  const noun = constantOf(total) === 1 ? 'element' : 'elements';
  return shape.length > 1 && factors !== sum ? `${factors} = ${sum} ${noun}` : `${sum} ${noun}`;
}
