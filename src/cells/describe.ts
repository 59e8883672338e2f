/** What an operation does and means, in plain words. */
import { isGateActivation } from './activations.ts';
import type { BoundCell } from './bind.ts';
import { progressAt } from './explain.ts';
import { type Expression, isSum } from './expression.ts';
import { at, viewShape } from './matrix.ts';
import { numberText } from './number-text.ts';
import { operators } from './operators.ts';
import type { Operation } from './program.ts';
import { type ShapeEnvironment, shapeOf, writtenShape } from './shape-text.ts';
import type { Place } from './steps.ts';
import { operandView, type StepValues, type Trace } from './trace.ts';
import { activationText, isLying, needsParentheses, stepText } from './write.ts';

/** `W_fᵀ [10, 8] · x_t [8, 1] → [10, 1]` */
export function operationText(operation: Operation, bound: BoundCell, shapes: ShapeEnvironment): string {
  const { node } = operation;
  const result = shapeOf(node, shapes);
  const arrow = ` → ${result.ok ? writtenShape(result.value, bound) : '[?]'}`;
  if (node.kind === 'apply')
    return `${activationText(node.activation, bound)}(${shortText(node.operand, bound)} ${shapeText(node.operand, shapes, bound)})${arrow}`;
  const parts = node.operands.map((operand, index) => {
    const text = stepText(operand, bound);
    const loose = needsParentheses(operand, operators[node.operator].precedence + 1, index, false);
    const named = loose ? `(${text})` : text;
    const shape = shapeText(operand, shapes, bound);
    return shape === '' ? named : `${named} ${shape}`;
  });
  if (isLying(bound) && node.operator === 'multiply') parts.reverse();
  return parts.join(node.operator === 'multiply' ? ' · ' : operators[node.operator].text) + arrow;
}

function shapeText(node: Expression, shapes: ShapeEnvironment, bound: BoundCell): string {
  const shape = shapeOf(node, shapes);
  if (!shape.ok) return '[?]';
  return shape.value.length === 0 ? '' : writtenShape(shape.value, bound);
}

/** A sum inside an activation is named by what it is. */
function shortText(node: Expression, bound: BoundCell): string {
  return isSum(node) ? 'sum' : stepText(node, bound);
}

/** What happens at a place, in plain words; of the whole of a gate or state, first what its number means for one unit. */
export function sentence(trace: Trace, place: Place, row: number): string {
  const operation = trace.program.operations[place.operation];
  if (!operation) return '';
  if (place.element !== undefined) return elementSentence(trace, place, operation);
  const values = trace.at(place.time);
  const what = doing(operation, trace.program.bound, values);
  const meaning = operation.final ? meaningOf(trace, operation, values, row) : '';
  return meaning === '' ? what : `${meaning} ${what}`;
}

/** One number of a result, or as much of its sum as the place has. */
function elementSentence(trace: Trace, place: Place, operation: Operation): string {
  const progress = progressAt(trace, place, { digits: 2, most: 4 });
  if (!progress) return '';
  const { done, all, value, subject, latest } = progress;
  if (done === all) {
    const meaning = operation.final ? meaningOf(trace, operation, trace.at(place.time), progress.row) : '';
    return meaning === '' ? `${subject} is ${numberText(value, 2)}.` : meaning;
  }
  const added = `Term ${done} of ${all} of ${subject}: ${latest}`;
  return done === 1 ? `${added}.` : `${added}; ${numberText(value, 2)} so far.`;
}

function doing(operation: Operation, bound: BoundCell, values: StepValues): string {
  const { node, operands } = operation;
  const names = operands.map(operand => stepText(operand.expression, bound));
  if (node.kind === 'apply') {
    const name = activationText(node.activation, bound);
    const range = isGateActivation(node.activation) ? ', which puts it between 0 and 1' : '';
    const subject = node.operand.kind === 'operation' ? 'of the sum' : `of ${names[0] ?? ''}`;
    return `${name} is applied to each number ${subject}${range}.`;
  }
  if (node.operator === 'multiply') {
    const [left] = operands;
    const [rows = 0, inner = 0] = left ? viewShape(operandView(left, values)) : [];
    if (isLying(bound))
      return `${names[1]} is multiplied with each of the ${rows} columns of ${names[0]}: ${rows} sums of ${inner} products.`;
    return `Each of the ${rows} rows of ${names[0]} is multiplied with ${names[1]}: ${rows} sums of ${inner} products.`;
  }
  if (node.operator === 'hadamard') return `${names[0]} and ${names[1]} are multiplied number by number.`;
  if (node.operator === 'subtract') return `${names[1]} is subtracted from ${names[0]}, number by number.`;
  return `The ${operands.length} results are added, number by number.`;
}

/** "The forget gate of unit 2 keeps 60 % of its memory." */
function meaningOf(trace: Trace, operation: Operation, values: StepValues, row: number): string {
  const line = trace.program.bound.cell.lines.find(each => each.target === operation.target);
  const result = values.results[operation.index];
  if (!line || !result) return '';
  const value = at(result, row, 0);
  const owner = `The ${line.name} of unit ${row}`;
  if (Number.isNaN(value)) return `${owner} is not a number any more.`;
  // A gate that is not held between 0 and 1 is no share of anything.
  if (line.says.includes(share) && !(value >= 0 && value <= 1))
    return `${owner} is ${numberText(value, 2)}: ${line.does}.`;
  const says = line.says.replace(share, `${Math.round(value * 100)} %`).replace('{}', numberText(value, 2));
  return `${owner} ${says}.`;
}

/** Where a line's sentence has its number as a share. */
const share = '{%}';
