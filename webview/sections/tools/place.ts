/** Numbers into a matrix on the page: whole where they are of its shape, else from the chosen cell on. */
import {
  type FillName,
  fillMatrix,
  fillWeight,
  type Matrix,
  type Result,
  readMatrix,
  success,
} from '../../../src/cells/index.ts';
import type { Grid } from '../../grids/grid.ts';
import type { Model } from '../../state/model.ts';
import { sequenceSymbol } from '../../state/model.ts';
import type { State } from '../../state/state.ts';
import { type Numbers, type Placed, withMatrices, withPlaced } from '../edits/matrices.ts';

export interface Cursor {
  readonly row: number;
  readonly column: number;
}

export interface Done {
  readonly numbers: Numbers;
  /** 'Pasted (8, 40).' */
  readonly text: string;
}

const shapeText = (rows: number, columns: number): string => `(${rows}, ${columns})`;

/** Whether any of it can be set. */
export function isEditable(grid: Grid): boolean {
  return grid.target(0, 0) !== undefined;
}

/** Fails with both shapes where it does not fit. */
export function pasted(
  text: string,
  grid: Grid,
  cursor: Cursor,
  { model, state }: { readonly model: Model; readonly state: State },
): Result<Done> {
  const read = readMatrix(text);
  if (!read.ok) return read;
  const block = fitted(read.value, grid);
  const isWhole = block.rows === grid.rows && block.columns === grid.columns;
  const from = isWhole ? { row: 0, column: 0 } : cursor;
  const left = { rows: grid.rows - from.row, columns: grid.columns - from.column };
  if (block.rows > left.rows || block.columns > left.columns) return wrongShape(read.value, grid, from);
  const placed = placedAt(block, grid, from);
  if (!placed) return wrong('These numbers are computed: only given ones can be set.');
  const where = isWhole ? '' : ` from [${from.row}, ${from.column}] on`;
  return success({
    numbers: withPlaced(state, placed, symbol => matrixOf(model, symbol)),
    text: `Pasted ${shapeText(block.rows, block.columns)}${where}.`,
  });
}

/** A vector may be pasted as a row or as a column. */
function fitted(block: Matrix, grid: Grid): Matrix {
  const isRowIntoColumn = block.rows === 1 && block.columns > 1 && grid.columns === 1;
  const isColumnIntoRow = block.columns === 1 && block.rows > 1 && grid.rows === 1;
  return isRowIntoColumn || isColumnIntoRow ? { ...block, rows: block.columns, columns: block.rows } : block;
}

function wrong<T>(message: string): Result<T> {
  return { ok: false, problems: [{ where: 'text', message }] };
}

function wrongShape<T>(block: Matrix, grid: Grid, from: Cursor): Result<T> {
  const own = shapeText(grid.rows, grid.columns);
  const given = shapeText(block.rows, block.columns);
  const isTurned = block.rows === grid.columns && block.columns === grid.rows;
  const rest =
    from.row + from.column > 0
      ? ` From [${from.row}, ${from.column}] on ${shapeText(grid.rows - from.row, grid.columns - from.column)} are left.`
      : '';
  const turn = isTurned ? ' It is the transpose: paste it turned around.' : '';
  return wrong(`The pasted text is ${given}, and the matrix is ${own}.${rest}${turn} Nothing was changed.`);
}

/** undefined: some of the places are computed. */
function placedAt(block: Matrix, grid: Grid, from: Cursor): readonly Placed[] | undefined {
  const placed: Placed[] = [];
  for (let row = 0; row < block.rows; row++)
    for (let column = 0; column < block.columns; column++) {
      const target = grid.target(from.row + row, from.column + column);
      if (!target) return undefined;
      placed.push({ target, value: block.data[row * block.columns + column] ?? Number.NaN });
    }
  return placed;
}

export function matrixOf(model: Model, symbol: string): Matrix | undefined {
  if (symbol === sequenceSymbol) return model.x;
  return model.parameters.get(symbol) ?? model.input.initialState.get(symbol);
}

/** The stored weight that a grid shows whole. */
export function weightOf(model: Model, grid: Grid) {
  return model.bound.weights.find(({ name }) => grid.id === `weight:${name}`);
}

export function filled(
  fill: FillName | 'unit_forget_bias',
  grid: Grid,
  title: string,
  { model, state }: { readonly model: Model; readonly state: State },
): Result<Done> {
  const { fillSeed: seed, precision, sizes } = state;
  const text = `Filled ${shapeText(grid.rows, grid.columns)}: ${title}.`;
  const weight = weightOf(model, grid);
  if (weight) {
    const parts = fillWeight({ bound: model.bound, weight, sizes, precision }, fill, seed);
    if (!parts.ok) return parts;
    const origin = { kind: 'filled', weight: weight.name, fill, seed } as const;
    const matrices = new Map([...parts.value].map(([symbol, matrix]) => [symbol, { matrix, origin }]));
    return success({ numbers: withMatrices(state, matrices), text });
  }
  const { rows, columns } = grid;
  const shape = { rows, columns, isForRows: false, isVector: columns === 1, units: sizes.units };
  const matrix = fillMatrix(fill === 'unit_forget_bias' ? 'zeros' : fill, shape, seed);
  if (!matrix.ok) return matrix;
  const placed = placedAt(matrix.value, grid, { row: 0, column: 0 });
  if (!placed) return wrong('These numbers are computed: only given ones can be set.');
  return success({ numbers: withPlaced(state, placed, symbol => matrixOf(model, symbol)), text });
}

/** The matrix as it is on the page. */
export function shownMatrix({ rows, columns, value }: Grid): Matrix {
  const data = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      data[row * columns + column] = value(row, column) ?? Number.NaN;
  return { rows, columns, data };
}
