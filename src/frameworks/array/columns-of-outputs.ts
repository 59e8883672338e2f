/**
 * `prediction - target` or `prediction == target` where one is a column (n, 1) and the other a vector (n,): broadcasting sets each against every other.
 * That is how pairs are made, too, so that the column has to be what a layer with one output gives, or a matrix times a column (`W @ x_t + b`), through
 * operations that leave its shape alone, or the names say what they are.
 */
import { compare, constantOf, type Shape, size } from '../../shapes/index.ts';
import { type Operand, shapeOf, type TensorValue } from '../parts.ts';
import { type Scene, suspectMisreading } from './scene.ts';

export function suspectColumn(
  scene: Scene,
  operands: readonly [Operand, Operand],
  gives: Shape | undefined,
): void {
  const [column, vector] = operands[0].shape?.length === 2 ? operands : [operands[1], operands[0]];
  const [rows, one] = column.shape ?? [];
  const [length] = vector.shape ?? [];
  if (column.shape?.length !== 2 || vector.shape?.length !== 1 || !rows || !one || !length) return;
  if (constantOf(one) !== 1 || constantOf(rows) === 1 || compare(rows, length) !== 'equal') return;
  const isNamed = PREDICTED.test(scene.host.textOf(column.at)) && WANTED.test(scene.host.textOf(vector.at));
  const output = column.tensor && (isNamed ? column.tensor : outputOf(column.tensor));
  // Of the same output: all of its pairs are meant.
  if (!output || !vector.tensor || isMadeOf(vector.tensor, output)) return;
  suspectMisreading(scene, { about: 'column-against-vector', tensor: column, axis: 1, other: vector, gives });
}

/** What people call an output, and what they compare it with. */
const PREDICTED = /^(y_?(pred|hat)\w*|preds?|predictions?|predicted|y_?hats?)$/i;
const WANTED = /^(y|y_?(true|test|train|real|val)|targets?|labels?)$/i;

const DEEPEST = 8;

/** The output of a layer or model that a column is, as it was or computed with; undefined: it was made a column by hand. */
function outputOf(column: TensorValue, depth = 0): TensorValue | undefined {
  if (depth > DEEPEST || !isColumn(column) || RESHAPING.test(column.source.operation)) return undefined;
  if (column.source.layer || CHOOSING.test(column.source.operation) || isOfMatrix(column)) return column;
  for (const parent of column.source.parents) {
    const output = outputOf(parent, depth + 1);
    if (output) return output;
  }
  return undefined;
}

/** The names of matrix products. */
export const isProductName = (operation: string): boolean => /^@$|(^|\.)(dot|matmul)$/.test(operation);

/** Whether a column is the product of a matrix and a column of several numbers. */
function isOfMatrix({ source: { operation, parents } }: TensorValue): boolean {
  const [, of, ...more] = parents;
  if (!isProductName(operation) || !of || more.length > 0 || !isColumn(of)) return false;
  return (constantOf(shapeOf(of)?.[0] ?? size(1)) ?? 1) > 1;
}

/** What takes one of each row, as of the values of actions. */
const CHOOSING = /gather|take_along/;
const RESHAPING = /reshape|view|squeeze|indexing|expand|newaxis|stack|cat|transpose|^T$|\bto_frame\b/i;

function isColumn(tensor: TensorValue): boolean {
  const shape = shapeOf(tensor);
  const [, one] = shape ?? [];
  return shape?.length === 2 && one !== undefined && constantOf(one) === 1;
}

function isMadeOf(tensor: TensorValue, output: TensorValue, depth = 0): boolean {
  if (tensor.id === output.id) return true;
  return depth < DEEPEST && tensor.source.parents.some(parent => isMadeOf(parent, output, depth + 1));
}
