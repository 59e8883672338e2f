/**
 * Operators that run by broadcasting, or by the chance of equal sizes, where the equations of a cell or of a softmax say something else. Sizes alone
 * prove none of it, so that each needs a second witness: how the operands came to be, or names that only a matrix or a gate has.
 */
import { constantOf, type Dim, type Shape, sameDim, size } from '../../shapes/index.ts';
import { beside, isMatrixName, type Operand, shapeOf, type TensorValue } from '../parts.ts';
import { isProductName, suspectColumn } from './columns-of-outputs.ts';
import { type Scene, suspectMisreading } from './scene.ts';

type Pair = readonly [Operand, Operand];

export function suspectOperator(scene: Scene, op: string, operands: Pair, gives: Shape | undefined): void {
  if (op === '+') {
    suspectSum(scene, operands, gives);
    suspectRowsOfSequence(scene, operands, gives);
  }
  if (op === '*') suspectElementwise(scene, operands, gives);
  if (op === '@') suspectDot(scene, operands);
  if (op === '/') suspectWholeSum(scene, operands);
  if (op === '/' || op === '-') suspectRows(scene, operands);
  if (op === '+' || op === '-') suspectColumn(scene, operands, gives);
}

const sizeOf = (dim: Dim | undefined): number | undefined => dim && constantOf(dim);
const isMany = (dim: Dim | undefined): boolean => (sizeOf(dim) ?? 0) > 1;
const operationOf = (tensor: TensorValue | undefined): string => tensor?.source.operation ?? '';
const isProduct = ({ tensor }: Operand): boolean => isProductName(operationOf(tensor));

/** `W @ X + U @ h`: a matrix of all steps and a column of one. */
function suspectSum(scene: Scene, operands: Pair, gives: Shape | undefined): void {
  const [wide, column] = isMany(operands[0].shape?.at(-1)) ? operands : [operands[1], operands[0]];
  const isColumn = column.shape?.length === 2 && sizeOf(column.shape[1]) === 1 && isMany(column.shape[0]);
  const isWide =
    wide.shape?.length === 2 && isMany(wide.shape[1]) && sameDim(wide.shape[0], column.shape?.[0]);
  if (!isColumn || !isWide || !isProduct(wide) || !isProduct(column)) return;
  suspectMisreading(scene, { about: 'sequence-as-step', tensor: wide, axis: 1, other: column, gives });
}

/**
 * `X @ W + h @ U` of the weights of a layer, where X has as many rows as the layer reads steps: each row is a step, and all of them get the same h.
 */
function suspectRowsOfSequence(scene: Scene, operands: Pair, gives: Shape | undefined): void {
  const [wide, row] = operands[0].shape?.length === 2 ? operands : [operands[1], operands[0]];
  const isRow = row.shape?.length === 1 || (row.shape?.length === 2 && sizeOf(row.shape[0]) === 1);
  if (wide.shape?.length !== 2 || !isRow || !isProduct(wide) || !isProduct(row)) return;
  const [kernel, recurrent] = [wide, row].map(({ tensor }) =>
    tensor?.source.parents.find(({ weight }) => weight),
  );
  const layer = kernel?.weight?.layer;
  const input = wide.tensor?.source.parents.find(parent => parent !== kernel);
  const steps = layer?.layer?.built.value.steps;
  if (!layer?.layer?.recurrent || recurrent?.weight?.layer !== layer || !input) return;
  if (!isMany(steps) || !sameDim(shapeOf(input)?.[0], steps) || input.source.operation === 'indexing') return;
  suspectMisreading(scene, { about: 'sequence-as-step', tensor: wide, axis: 0, other: row, gives });
}

/** What only the vectors of a step are called: `h`, `x_t`, `h_prev`. */
const VECTOR = /^(self\.)?[hx](_?(t|prev|0|new|last))?$/;
const GATE = /^(self\.)?([ifogzr](_?(t|gate))?|(input|forget|output|update|reset)_gate)$/;
const STATE =
  /^(self\.)?([chgn](_?(t|prev|0|new|tilde|hat|bar))?|cell|cell_state|candidate)$|^([a-z]+\.)?tanh\(/;

function suspectElementwise(scene: Scene, operands: Pair, gives: Shape | undefined): void {
  const [left, right] = operands;
  const isMatrix = left.shape?.length === 2 && isMany(left.shape[0]) && isMany(left.shape[1]);
  const isRow = right.shape?.length === 1 && sameDim(right.shape[0], left.shape?.[1]);
  const isColumn = right.shape?.length === 2 && sizeOf(right.shape[1]) === 1;
  if (!isMatrix || !(isRow || isColumn)) return;
  const { host } = scene;
  if (!isMatrixName(host.textOf(left.at)) || !VECTOR.test(host.textOf(right.at))) return;
  suspectMisreading(scene, { about: 'elementwise-as-product', tensor: left, other: right, gives });
}

/** `f @ c` of two vectors is one number. */
function suspectDot(scene: Scene, [left, right]: Pair): void {
  if (left.shape?.length !== 1 || right.shape?.length !== 1 || !isMany(left.shape[0])) return;
  const { host } = scene;
  if (!GATE.test(host.textOf(left.at)) || !STATE.test(host.textOf(right.at))) return;
  suspectMisreading(scene, { about: 'product-as-elementwise', tensor: left, other: right, gives: [] });
}

const isExponential = (tensor: TensorValue | undefined): boolean => /(^|\.)exp$/.test(operationOf(tensor));

/** Of scores; what is scaled or squared first is a kernel or a density, which may well sum to 1 as a whole. */
function isOfScores(exponential: TensorValue): boolean {
  const [argument] = exponential.source.parents;
  const { operation = '', parents = [] } = argument?.source ?? {};
  const isNegated = operation === '-' && parents.length < 2;
  return (
    argument !== undefined &&
    !isNegated &&
    !/^([*/]|\*\*)$|square|power|multiply|negative|divide/.test(operation)
  );
}

/** `np.exp(z) / np.sum(np.exp(z))` of a batch. */
function suspectWholeSum(scene: Scene, [left, right]: Pair): void {
  const [summed] = right.tensor?.source.parents ?? [];
  const isWhole = right.shape?.length === 0 && /(^|\.)sum$/.test(operationOf(right.tensor));
  const isBatch = left.shape?.length === 2 && left.shape.every(isMany);
  if (!isWhole || !isBatch || !left.tensor || !isExponential(left.tensor) || !isExponential(summed)) return;
  if (!isOfScores(left.tensor)) return;
  suspectMisreading(scene, {
    about: 'softmax-over-samples',
    tensor: left,
    axis: 1,
    other: right,
    gives: left.shape,
  });
}

/** Which axis a reduction took away. */
const REDUCED = beside<TensorValue, number>();

export const noteReduced = (made: TensorValue, axis: number): void => REDUCED.set(made, axis);

/** The axis that was summed over, as it was written. */
export const reducedAxis = (made: TensorValue): number | undefined => REDUCED.get(made);

/** `z / z.sum(axis=1)` of a square array: the sums of the rows are laid along the columns. */
function suspectRows(scene: Scene, [left, right]: Pair): void {
  const { tensor, shape } = left;
  const [from] = right.tensor?.source.parents ?? [];
  if (!tensor || !right.tensor || !from || shape?.length !== 2 || right.shape?.length !== 1) return;
  const axis = REDUCED.get(right.tensor);
  const isSame = from.id === tensor.id || (isExponential(from) && isExponential(tensor));
  const isSquare = isMany(shape[0]) && sameDim(shape[0], shape[1]) && shapeOf(from)?.length === 2;
  if (!isSame || !isSquare || (axis !== 1 && axis !== -1)) return;
  suspectMisreading(scene, { about: 'missing-keepdims', tensor: left, axis: 1, other: right, gives: shape });
}

/** `h.T` of a vector is the vector. */
export function suspectVector(scene: Scene, input: Operand): void {
  const isArray = scene.framework === 'numpy' || scene.framework === 'jax';
  if (
    !/^T$|(^|\.)transpose$/.test(scene.operation) ||
    !isArray ||
    input.shape?.length !== 1 ||
    !isMany(input.shape[0])
  )
    return;
  suspectMisreading(scene, { about: 'transposed-vector', tensor: input, axis: 0, gives: input.shape });
}

/** `np.split(z, 4)` without an axis, of four samples: each part is a sample, no gate. */
export function suspectSplit(scene: Scene, input: Operand, count: number | undefined): void {
  const [rows, columns] = (input.shape ?? []).map(sizeOf);
  if (input.shape?.length !== 2 || (count !== 3 && count !== 4) || input.tensor?.weight) return;
  if (rows !== count || columns === undefined || columns <= rows || columns % count !== 0) return;
  const [, features] = input.shape;
  suspectMisreading(scene, {
    about: 'samples-as-gates',
    tensor: input,
    axis: 0,
    gives: features && [size(1), features],
  });
}
