/** Between a framework's fused weights and one parameter a gate: where each block lies, splitting and joining. */
import { type BoundCell, type Parameter, parametersOf } from './bind.ts';
import type { StoredWeight } from './layouts/layout.ts';
import type { Matrix } from './matrix.ts';
import type { Problem, Result } from './result.ts';
import { dimsOf, type NumericSizes, numericShape, storedBlockShape, storedShape } from './sizes.ts';
import type { Parameters } from './trace.ts';

/** A weight as the framework has it, row by row. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** By the framework's name: 'kernel', 'weight_ih'. */
export type Weights = ReadonlyMap<string, Tensor>;

/** Where a gate's parameter lies inside a fused weight. */
export interface Block extends Parameter {
  /** First row and column; a bias (4*units,) counts as one row. */
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  /** From one row (of a bias: column) of the block to the next one; more than 1 where gates are interleaved. */
  readonly stride: number;
}

/** The blocks of one weight in storage order, for plain sizes: gates within roles. */
export function blocksOf(bound: BoundCell, weight: StoredWeight, sizes: NumericSizes): readonly Block[] {
  const start = { row: 0, column: 0 };
  const blocks: Block[] = [];
  for (const role of weight.roles) {
    const shape = numericShape(storedBlockShape(bound, weight, role, dimsOf(sizes)));
    const [rows, columns] = asMatrix(shape);
    // A vector counts as one row: its only axis runs over the columns.
    const gatesDown = shape.length === 2 && weight.gateAxis === 0;
    const rolesDown = shape.length === 2 && weight.roleAxis === 0;
    const own = parametersOf(bound).filter(each => each.weight === weight && each.role === role);
    own.forEach((parameter, place) => {
      const step = weight.interleaved ? 1 : gatesDown ? rows : columns;
      const row = start.row + (gatesDown ? place * step : 0);
      const column = start.column + (gatesDown ? 0 : place * step);
      blocks.push({ ...parameter, row, column, rows, columns, stride: weight.interleaved ? own.length : 1 });
    });
    if (rolesDown) start.row += rows * (gatesDown ? own.length : 1);
    else start.column += columns * (gatesDown ? 1 : own.length);
  }
  return blocks;
}

export interface StoredPlace {
  readonly weight: StoredWeight;
  /** Into the framework's tensor: `[0, 12]`, of a bias `[12]`. */
  readonly index: readonly number[];
  /** As it is drawn: an axis of directions is left out, a bias is one row. */
  readonly row: number;
  readonly column: number;
}

/** Where a number of a parameter, as `Parameters` have it, lies in the framework's weight; undefined for what is no parameter. */
export function storedPlaceOf(
  bound: BoundCell,
  sizes: NumericSizes,
  { symbol, row, column }: { readonly symbol: string; readonly row: number; readonly column: number },
): StoredPlace | undefined {
  const weight = parametersOf(bound).find(each => each.symbol === symbol)?.weight;
  const block = weight && blocksOf(bound, weight, sizes).find(each => each.symbol === symbol);
  if (!block) return undefined;
  const shape = numericShape(storedShape(bound, weight, dimsOf(sizes)));
  const [, width] = asMatrix(shape);
  // A bias, which is a column here, is a row in storage.
  const isRow = isBias(block) && block.rows === 1;
  const flat = isRow ? placeOf(block, width, 0, row) : placeOf(block, width, row, column);
  const drawn = { row: Math.floor(flat / width), column: flat % width };
  return { weight, ...drawn, index: [0, drawn.row, drawn.column].slice(3 - shape.length) };
}

/** Height and width of a weight as it is drawn: an axis of directions is left out, a bias is one row. */
export function asMatrix(shape: readonly number[]): readonly [rows: number, columns: number] {
  return [shape.at(-2) ?? 1, shape.at(-1) ?? 0];
}

/** The shape of every weight this cell owns, in the framework's order. */
export function weightShapes(bound: BoundCell, sizes: NumericSizes): ReadonlyMap<string, readonly number[]> {
  const dims = dimsOf(sizes);
  return new Map(bound.weights.map(weight => [weight.name, numericShape(storedShape(bound, weight, dims))]));
}

/** Splits fused weights into one parameter a gate. Fails, naming each, on weights that are missing or have another shape. */
export function splitWeights(bound: BoundCell, sizes: NumericSizes, weights: Weights): Result<Parameters> {
  const problems: Problem[] = [];
  const parameters = new Map<string, Matrix>();
  for (const weight of bound.weights) {
    const expected = numericShape(storedShape(bound, weight, dimsOf(sizes)));
    const tensor = weights.get(weight.name);
    if (!tensor || !sameShape(tensor, expected)) {
      const found = tensor ? `(${tensor.shape.join(', ')}) with ${tensor.data.length} numbers` : 'nothing';
      problems.push({
        where: weight.name,
        message: `${weight.name}: expected (${expected.join(', ')}), got ${found}.`,
      });
      continue;
    }
    const [, width] = asMatrix(expected);
    for (const block of blocksOf(bound, weight, sizes))
      parameters.set(block.symbol, cutBlock(tensor.data, width, block));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: parameters };
}

function sameShape(tensor: Tensor, expected: readonly number[]): boolean {
  const count = expected.reduce((product, each) => product * each, 1);
  return tensor.data.length === count && tensor.shape.join() === expected.join();
}

/** One block of a weight of so many columns; a bias, a row in storage, becomes a column. Numbers of float32 stay so. */
export function cutBlock(data: ArrayLike<number>, width: number, block: Block): Matrix {
  const count = block.rows * block.columns;
  const cells = data instanceof Float32Array ? new Float32Array(count) : new Float64Array(count);
  for (let row = 0; row < block.rows; row++)
    for (let column = 0; column < block.columns; column++)
      cells[row * block.columns + column] = data[placeOf(block, width, row, column)] ?? Number.NaN;
  return isBias(block)
    ? { rows: cells.length, columns: 1, data: cells }
    : { rows: block.rows, columns: block.columns, data: cells };
}

function isBias({ role }: Parameter): boolean {
  return role === 'b' || role === 'bx' || role === 'bh' || role === 'p';
}

/** The inverse of `splitWeights`; a missing parameter leaves zeros. */
export function joinWeights(bound: BoundCell, sizes: NumericSizes, parameters: Parameters): Weights {
  return new Map(
    bound.weights.map((weight): [string, Tensor] => {
      const shape = numericShape(storedShape(bound, weight, dimsOf(sizes)));
      const [height, width] = asMatrix(shape);
      const data = new Float64Array(height * width);
      for (const block of blocksOf(bound, weight, sizes))
        paste(data, width, block, parameters.get(block.symbol));
      return [weight.name, { shape, data }];
    }),
  );
}

function paste(data: Float64Array, width: number, block: Block, source: Matrix | undefined): void {
  for (let row = 0; row < block.rows; row++)
    for (let column = 0; column < block.columns; column++)
      data[placeOf(block, width, row, column)] = source?.data[row * block.columns + column] ?? 0;
}

/** The place in a weight of the element [row, column] of a block, which is a matrix or one row. */
function placeOf(block: Block, width: number, row: number, column: number): number {
  const { stride } = block;
  const isDown = block.weight.gateAxis === 0 && !isBias(block);
  const [down, across] = isDown ? [row * stride, column] : [row, column * stride];
  return (block.row + down) * width + block.column + across;
}
