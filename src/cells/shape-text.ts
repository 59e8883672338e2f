/** Shapes of an expression: what each part has, and the line that stands under an equation. */
import { printDim, type Shape, size, sum } from '../shapes/index.ts';
import type { BoundCell } from './bind.ts';
import type { Shown } from './notations/index.ts';
import { operators } from './operators.ts';
import { failure, type Result, success } from './result.ts';
import { isLying, needsParentheses } from './write.ts';

/** The shape of each symbol, in the column convention: a matrix [rows, columns], a vector [n, 1]. */
export type ShapeEnvironment = ReadonlyMap<string, Shape>;

/**
 * The shape of an expression. A plain number has shape []. Fails on a symbol without a shape and on operands that cannot work;
 * the problem's `where` is the shapes line of that operation.
 */
export function shapeOf(node: Shown, shapes: ShapeEnvironment): Result<Shape> {
  if (node.kind === 'number') return success([]);
  if (node.kind === 'symbol') {
    const shape = shapes.get(node.name);
    return shape ? success(shape) : failure(node.name, `The shape of ${node.name} is not known.`);
  }
  if (node.kind === 'apply') return shapeOf(node.operand, shapes);
  const operands: Shape[] = [];
  for (const child of node.operands) {
    const operand = shapeOf(child, shapes);
    if (!operand.ok) return operand;
    operands.push(operand.value);
  }
  if (node.kind === 'join') return success(joinedShape(operands, node.axis));
  const result = operators[node.operator].shape(operands);
  if (result.ok) return success(result.value);
  const line = operands.map(bracketed).join(operators[node.operator].shapeText);
  return failure(line, `${line} does not fit.`);
}

/** One after the other along an axis. */
function joinedShape(operands: readonly Shape[], axis: 0 | 1): Shape {
  const [first = []] = operands;
  return first.map((dim, at) => (at === axis ? sum(operands.map(shape => shape[axis] ?? size(0))) : dim));
}

/** A shape as the cell's notation has it: turned where vectors lie. */
export const writtenShape = (shape: Shape, bound: BoundCell): string =>
  bracketed(isLying(bound) ? [...shape].reverse() : shape);

/** `[10, 8]`, as the question that started this wrote it. */
export function bracketed(shape: Shape): string {
  return `[${shape.map(printDim).join(', ')}]`;
}

/** `[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1]`: activations keep a shape and are not written; a transposed matrix is shown transposed. */
export function shapesLine(node: Shown, shapes: ShapeEnvironment): string {
  if (node.kind === 'number') return String(node.value);
  if (node.kind === 'apply') return shapesLine(node.operand, shapes);
  if (node.kind === 'symbol' || node.kind === 'join' || node.operator === 'transpose') {
    const shape = shapeOf(node, shapes);
    return shape.ok ? bracketed(shape.value) : '[?]';
  }
  const { precedence, shapeText } = operators[node.operator];
  const parts = node.operands.map((operand, index) => {
    const inner = operand.kind === 'apply' ? operand.operand : operand;
    const text = shapesLine(inner, shapes);
    return needsParentheses(inner, precedence, index, node.operator === 'subtract') ? `(${text})` : text;
  });
  return parts.join(shapeText);
}
