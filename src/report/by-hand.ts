/** The cell that a program writes down itself, `sigmoid(W_f @ x + U_f @ h + b_f)`, as far as the operands of one of its problems tell. */
import type { FileFacts } from '../analysis/result.ts';
import type { VectorAxes } from '../cells/index.ts';
import type { CalculatorSpec } from '../protocol/calculatorSpec.ts';
import { elementwiseProduct, frameworkTitle, type Locate, type Problem } from '../rules/index.ts';
import { constantOf, type Shape } from '../shapes/index.ts';
import { nodesAround } from '../syntax/find.ts';
import { type Conflict, type MisreadConflict, type Operand, shapeOf } from '../values/index.ts';
import { placeAt } from './source-place.ts';

/** What the calculator opens with: the sizes of the operands that do not fit, and the line that they stand in. */
export function specByHand(
  problem: Problem,
  file: FileFacts,
  options: { readonly locate?: Locate; readonly uriOf?: (path: string) => string } = {},
): CalculatorSpec | undefined {
  const conflict = problem.finding?.conflict;
  const sizes = conflict && sizesOf(conflict, file);
  if (!conflict || !sizes) return undefined;
  const vectorAxes = vectorAxesAt(problem, file, sizes.units);
  const source = options.locate && placeAt(problem.file, problem.start, options.locate, options.uriOf);
  return {
    framework: frameworkTitle(conflict.framework),
    layer: 'Cell by hand',
    cell: 'lstm',
    layoutName: 'by-hand',
    ...sizes,
    activations: { activation: 'tanh', recurrentActivation: 'sigmoid' },
    biases: true,
    resetAfter: false,
    projection: null,
    ...(vectorAxes && { vectorAxes }),
    ...(source && { source }),
  };
}

type Sizes = Pick<CalculatorSpec, 'units' | 'inputSize' | 'steps'>;

function sizesOf(conflict: Conflict, file: FileFacts): Sizes | undefined {
  if (conflict.kind === 'misread') return ofMisreading(conflict, file);
  if (conflict.kind !== 'operands' || conflict.layer) return undefined;
  const facts = { files: new Map([[file.path, file]]), locate: () => undefined };
  const elementwise = elementwiseProduct(conflict, facts);
  if (elementwise) return ofElementwise(elementwise.matrix, elementwise.input);
  const [left, right] = conflict.operands;
  if (!left || !right) return undefined;
  // A sum has a column for each step where x_t was meant.
  if (conflict.operation === '+') return ofSum(left, right, file);
  if (left.shape?.length !== 2) return undefined;
  const [units, inputSize] = numbers(left.shape);
  const isProduct = /^@$|(^|\.)(dot|matmul)$/.test(conflict.operation);
  if (!isProduct) return { units, inputSize, steps: null };
  const [steps] = numbers(right.shape);
  return right.shape?.length === 2 ? { units, inputSize, steps } : undefined;
}

function ofMisreading({ about, tensor, axis }: MisreadConflict, file: FileFacts): Sizes | undefined {
  const [first, second] = numbers(tensor.shape);
  if (about === 'sequence-as-step') {
    const [units, steps] = axis === 0 ? [second, first] : [first, second];
    const [, inputSize] = numbers(leftFactor(tensor, file));
    return { units, steps, inputSize };
  }
  if (about !== 'elementwise-as-product') return undefined;
  // A square matrix is the recurrent one, which says nothing of the input.
  return { units: first, inputSize: first === second ? null : second, steps: null };
}

/** `W * X`: the axis of W that X does not have is that of the units. */
function ofElementwise(matrix: Operand, input: Operand): Sizes {
  const [rows, columns] = numbers(matrix.shape);
  const inputSize = numberAt(input.shape, -1);
  const steps = input.shape?.length === 2 ? numberAt(input.shape, 0) : null;
  return { units: inputSize === columns ? rows : columns, inputSize, steps };
}

function ofSum(left: Operand, right: Operand, file: FileFacts): Sizes | undefined {
  const [a, b] = [numbers(left.shape), numbers(right.shape)];
  const isLeftWide = (a[1] ?? 0) >= (b[1] ?? 0);
  const [units, steps] = isLeftWide ? a : b;
  const [, inputSize] = numbers(leftFactor(isLeftWide ? left : right, file));
  return units === null ? undefined : { units, steps, inputSize };
}

/** The matrix with which a product begins: `W_f` of `W_f @ X`. */
function leftFactor({ at }: Operand, file: FileFacts): Shape | undefined {
  if (at.file !== file.path) return undefined;
  const [longest] = file.observations
    .filter(({ start, end }) => start === at.start && end < at.end)
    .toSorted((a, b) => b.end - a.end);
  const value = longest?.values[0];
  return value?.kind === 'tensor' ? shapeOf(value) : undefined;
}

/** Whether the statement's vectors, its state and its bias, have one axis or are columns. */
function vectorAxesAt(problem: Problem, file: FileFacts, units: number | null): VectorAxes | undefined {
  if (units === null || problem.file !== file.path || !file.module) return undefined;
  const statement = nodesAround(file.module, problem).findLast(
    ({ kind }) => kind === 'assign' || kind === 'expr' || kind === 'return',
  );
  if (!statement) return undefined;
  const found = new Set<VectorAxes>();
  for (const { start, end, values } of file.observations) {
    const [value] = values;
    if (start < statement.start || end > statement.end || value?.kind !== 'tensor') continue;
    const shape = shapeOf(value);
    if (numberAt(shape, 0) !== units) continue;
    if (shape?.length === 1) found.add(1);
    else if (shape?.length === 2 && numberAt(shape, 1) === 1) found.add(2);
  }
  const [axes] = found;
  return found.size === 1 ? axes : undefined;
}

function numbers(shape: Shape | undefined): readonly [number | null, number | null] {
  return [numberAt(shape, 0), numberAt(shape, 1)];
}

function numberAt(shape: Shape | undefined, axis: number): number | null {
  const dim = shape?.at(axis);
  const value = dim && constantOf(dim);
  return value !== undefined && value >= 1 ? value : null;
}
