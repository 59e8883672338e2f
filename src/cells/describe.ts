/** What an operation does and means, in plain words. */
import { isGateActivation, writtenActivation } from './activations.ts';
import type { BoundCell } from './bind.ts';
import type { Expression } from './expression.ts';
import { at, viewShape } from './matrix.ts';
import { numberText } from './number-text.ts';
import { operators } from './operators.ts';
import type { Operation } from './program.ts';
import { bracketed, type ShapeEnvironment, shapeOf } from './shape-text.ts';
import type { Place } from './steps.ts';
import { operandView, type StepValues, type Trace } from './trace.ts';
import { expressionText, needsParentheses, symbolIn } from './write.ts';

/** `W_fᵀ [10, 8] · x_t [8, 1] → [10, 1]` */
export function operationText(operation: Operation, bound: BoundCell, shapes: ShapeEnvironment): string {
  const { node } = operation;
  const result = shapeOf(node, shapes);
  const arrow = ` → ${result.ok ? bracketed(result.value) : '[?]'}`;
  if (node.kind === 'apply')
    return `${writtenActivation(node.activation)}(${shortText(node.operand, bound)} ${shapeText(node.operand, shapes)})${arrow}`;
  const parts = node.operands.map((operand, index) => {
    const text = expressionText(operand, bound);
    const loose = needsParentheses(operand, operators[node.operator].precedence + 1, index, false);
    const named = loose ? `(${text})` : text;
    const shape = shapeText(operand, shapes);
    return shape === '' ? named : `${named} ${shape}`;
  });
  return parts.join(node.operator === 'multiply' ? ' · ' : operators[node.operator].text) + arrow;
}

function shapeText(node: Expression, shapes: ShapeEnvironment): string {
  const shape = shapeOf(node, shapes);
  if (!shape.ok) return '[?]';
  return shape.value.length === 0 ? '' : bracketed(shape.value);
}

/** A sum inside an activation is named by what it is. */
function shortText(node: Expression, bound: BoundCell): string {
  return node.kind === 'operation' && node.operator === 'add' ? 'sum' : expressionText(node, bound);
}

/** One sentence on what this operation does at this place, and one on what came out where that means something. */
export function sentence(trace: Trace, place: Place, row: number): string {
  const operation = trace.program.operations[place.operation];
  if (!operation) return '';
  const values = trace.at(place.time);
  const what = doing(operation, trace.program.bound, values);
  const meaning = operation.final ? meaningOf(trace, operation, values, row) : '';
  return meaning === '' ? what : `${what} ${meaning}`;
}

function doing(operation: Operation, bound: BoundCell, values: StepValues): string {
  const { node, operands } = operation;
  const names = operands.map(operand => expressionText(operand.expression, bound));
  const line = lineName(bound, operation.target);
  if (node.kind === 'apply') {
    const name = writtenActivation(node.activation);
    const range = isGateActivation(node.activation) ? ', which puts every number between 0 and 1' : '';
    return operation.final
      ? `The activation ${name} is applied to each number${range}: this is the ${line}.`
      : `The activation ${name} is applied to each number of ${names[0] ?? ''}${range}.`;
  }
  if (node.operator === 'multiply') {
    const [left] = operands;
    const [rows = 0, inner = 0] = left ? viewShape(operandView(left, values)) : [];
    return `Each of the ${rows} rows of ${names[0]} is multiplied with ${names[1]}: ${rows} sums of ${inner} products.`;
  }
  if (node.operator === 'hadamard') return `${names[0]} and ${names[1]} are multiplied number by number.`;
  if (node.operator === 'subtract') return `${names[1]} is subtracted from ${names[0]}, number by number.`;
  return `The ${operands.length} results are added, number by number.`;
}

function lineName(bound: BoundCell, target: string): string {
  return bound.cell.lines.find(line => line.target === target)?.name ?? symbolIn(bound, target);
}

/** Says what a gate's number means for one unit. */
function meaningOf(trace: Trace, operation: Operation, values: StepValues, row: number): string {
  const { bound } = trace.program;
  const line = bound.cell.lines.find(each => each.target === operation.target);
  const result = values.results[operation.index];
  if (!line || !result) return '';
  const value = at(result, row, 0);
  const isGate =
    line.gate !== '' && operation.node.kind === 'apply' && isGateActivation(operation.node.activation);
  if (!isGate || !Number.isFinite(value))
    return `It is ${line.does}; unit ${row} has ${numberText(value, 2)}.`;
  return `It says ${line.does}: unit ${row}, ${Math.round(value * 100)} %.`;
}
