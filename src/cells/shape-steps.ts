/** The operations of a cell without numbers: their shapes in symbols, for one sample and for a batch, and the rule that each follows. */
import {
  broadcast,
  type Dim,
  matmul,
  printDim,
  printShape,
  type Shape,
  size,
  symbol,
} from '../shapes/index.ts';
import { mixesUnits } from './activations.ts';
import type { BoundCell } from './bind.ts';
import { type Expression, isSum, symbolsIn } from './expression.ts';
import { roleOf } from './notation.ts';
import { operators } from './operators.ts';
import { compile, type Operation } from './program.ts';
import { bracketed, type ShapeEnvironment, shapeOf } from './shape-text.ts';
import { type CellSizes, symbolShapes } from './sizes.ts';
import { activationText, expressionText, needsParentheses, symbolIn } from './write.ts';

export interface ShapeOperand {
  /** `W_fᵀ`, 'sum' */
  readonly text: string;
  /** As the equation has it, a column for a vector; [] for a plain number. */
  readonly shape: Shape;
}

export interface ShapeStep {
  /** Of the operation in the program. */
  readonly index: number;
  readonly target: string;
  /** What comes of it: `f_t`, or the operation itself. */
  readonly name: string;
  /** '·', '+', '⊙', '−', or the activation. */
  readonly operator: string;
  readonly operands: readonly ShapeOperand[];
  readonly result: Shape;
  /** The size that a product sums over. */
  readonly inner: Dim | undefined;
  /** `[units, features] · [features, 1] → [units, 1]` */
  readonly statement: string;
  /** 'The inner sizes must be equal: features and features.' */
  readonly rule: string;
  /** The same of many samples at once, each a row: `(batch, features) · (features, units) → (batch, units)`. */
  readonly batch: string;
}

/** In the words of the layout: 'hidden_size' and 'input_size' of PyTorch. */
export function symbolicSizes({ layout, cell }: BoundCell): CellSizes {
  return {
    units: symbol(layout.unitsName),
    features: symbol(layout.featuresName),
    projection: cell.roles.R ? symbol('projection') : undefined,
  };
}

export function shapeSteps(bound: BoundCell): readonly ShapeStep[] {
  const shapes = symbolShapes(bound, symbolicSizes(bound));
  return compile(bound).operations.map(operation => stepOf(operation, bound, shapes));
}

function stepOf(operation: Operation, bound: BoundCell, shapes: ShapeEnvironment): ShapeStep {
  const { node, index, target, final } = operation;
  const parts = operation.operands.map(({ expression }) => expression);
  const known = (part: Expression): Shape => {
    const shape = shapeOf(part, shapes);
    return shape.ok ? shape.value : [];
  };
  const operands = parts.map((part, place) => ({
    text: operandText(node, part, place, bound),
    shape: known(part),
  }));
  const result = known(node);
  const isProduct = node.kind === 'operation' && node.operator === 'multiply';
  const operator = node.kind === 'apply' ? activationText(node.activation, bound) : signOf(node.operator);
  const inner = isProduct ? operands[0]?.shape[1] : undefined;
  const batched = parts.map(part => inBatch(part, known(part)));
  return {
    index,
    target,
    name: final ? symbolIn(bound, target) : expressionText(node, bound),
    operator,
    operands,
    result,
    inner,
    statement: statementOf(operator, operands.map(textOf), bracketed(result), node.kind === 'apply'),
    rule: ruleOf(operation, operands, inner),
    batch: batchStatement(operator, batched, isProduct, node.kind === 'apply'),
  };
}

const signOf = (operator: keyof typeof operators): string =>
  operator === 'multiply' ? '·' : operators[operator].text.trim();

const textOf = ({ text, shape }: ShapeOperand): string => (shape.length === 0 ? text : bracketed(shape));

function statementOf(operator: string, parts: readonly string[], result: string, isApplied: boolean): string {
  const inside = parts.join();
  const left = isApplied
    ? `${operator}${inside.startsWith('(') ? inside : `(${inside})`}`
    : parts.join(` ${operator} `);
  return `${left} → ${result}`;
}

/** In parentheses where the operation would read otherwise; a sum inside of an activation is named by what it is. */
function operandText(node: Operation['node'], part: Expression, place: number, bound: BoundCell): string {
  const text = expressionText(part, bound);
  if (node.kind === 'apply') return isSum(part) ? 'sum' : text;
  const { precedence } = operators[node.operator];
  return needsParentheses(part, precedence, place, node.operator === 'subtract') ? `(${text})` : text;
}

function ruleOf({ node }: Operation, operands: readonly ShapeOperand[], inner: Dim | undefined): string {
  if (node.kind === 'apply')
    return mixesUnits(node.activation)
      ? 'Over all units together: the shape stays.'
      : 'Of every number by itself: the shape stays.';
  if (inner) {
    const other = operands[1]?.shape[0];
    return `The inner sizes must be equal, ${printDim(inner)} and ${other ? printDim(other) : '?'}: they are summed over. The outer ones remain.`;
  }
  if (operands.some(({ shape }) => shape.length === 0))
    return 'Element by element: the plain number meets every one.';
  return operands.length > 2
    ? 'Element by element: every term must have the same shape.'
    : 'Element by element: both shapes must be equal.';
}

/** One sample a row: a column becomes (batch, n), a matrix is multiplied from the right, a bias is (n,) and repeated for every sample. */
function inBatch(node: Expression, shape: Shape): Shape {
  const [rows, columns] = shape;
  if (!rows || !columns) return [];
  const names = symbolsIn(node);
  const role = names.length === 1 ? roleOf(names[0] ?? '') : undefined;
  if (role === 'W' || role === 'U' || role === 'R') return [columns, rows];
  return role === undefined ? [symbol('batch'), rows] : [rows];
}

function batchStatement(
  operator: string,
  shapes: readonly Shape[],
  isProduct: boolean,
  isApplied: boolean,
): string {
  const ordered = isProduct ? shapes.toReversed() : shapes;
  const [first = [], ...others] = ordered;
  const result = others.reduce((sum: Shape, shape) => {
    const next = isProduct ? matmul(sum, shape) : broadcast(sum, shape);
    return next.ok ? next.value : sum;
  }, first);
  const parts = ordered.map(shape => (shape.length === 0 ? printDim(size(1)) : printShape(shape)));
  return statementOf(operator, parts, printShape(result), isApplied);
}
