/** The matrices that stay while one steps: the sequence X and the weights as the framework stores them. */
import {
  asMatrix,
  at,
  type Block,
  blocksOf,
  inputSymbol,
  letterOf,
  type Operation,
  type Place,
  type Program,
  type Source,
  type StoredWeight,
  storedPlaceOf,
  symbolIn,
  weightShapes,
} from '../../src/cells/index.ts';
import { keepLatest } from '../state/keepLatest.ts';
import { type Model, sequenceSymbol } from '../state/model.ts';
import { type Bracket, type Grid, type NamedStorage, plainGrid } from './grid.ts';
import { scaleOf } from './operandGrids.ts';

export function sequenceGrid({ x, rowAt }: Model, place: Place, pointed: Source | undefined): Grid {
  const read = rowAt(place.time);
  return {
    ...plainGrid,
    id: 'x',
    label: `X, ${x.rows} time steps of ${x.columns} features`,
    rows: x.rows,
    columns: x.columns,
    value: (row, column) => at(x, row, column),
    scale: scaleOf({ matrix: x, transposed: false }),
    target: (row, column) => ({ symbol: sequenceSymbol, row, column }),
    source: (row, column) => ({
      kind: 'given',
      time: rowAt(row),
      symbol: inputSymbol,
      row: column,
      column: 0,
    }),
    spot:
      pointed?.kind === 'given' && pointed.symbol === inputSymbol
        ? { row: rowAt(pointed.time), column: pointed.row }
        : undefined,
    lit: row => row === read,
    // Both orders are their own inverse: the row's own time step.
    rowName: row => `t = ${rowAt(row)}`,
    numbers: [x, rowAt(0)],
    marks: [read],
  };
}

/** Every fused weight with its gates as brackets; the slice of the current operation is lit. */
export function weightGrids(
  model: Model,
  operation: Operation | undefined,
  nameOf: (weight: string) => string,
  { pointed, lit }: { readonly pointed: Source | undefined; readonly lit: readonly number[] },
): readonly NamedStorage[] {
  const { bound, trace } = model;
  const { readers, weights } = storedIn(model);
  const isOf = (operations: readonly number[]) => (symbol: string) =>
    readers.get(symbol)?.some(each => operations.includes(each)) ?? false;
  const marked: Marked = { readers, isUsed: isOf(operation ? [operation.index] : []), isLit: isOf(lit) };
  const found = pointed?.kind === 'given' ? storedPlaceOf(bound, trace.sizes, pointed) : undefined;
  return weights.map(({ weight, shape, blocks, grid, operations }) => {
    const brackets = bracketsOf(model, weight, blocks, marked);
    const spot = found?.weight === weight ? found : undefined;
    return {
      name: nameOf(weight.name),
      shape,
      grid: { ...grid, spot, ...(brackets && { brackets }) },
      operations: brackets ? [] : operations,
    };
  });
}

/** What stays of a stored weight while one steps. */
interface StoredGrid {
  readonly weight: StoredWeight;
  readonly shape: string;
  readonly blocks: readonly Block[];
  readonly grid: Grid;
  /** The operations that read any of it. */
  readonly operations: readonly number[];
}

const storedIn = keepLatest((model: Model) => {
  const { bound, trace, program } = model;
  const readers = readersIn(program);
  const shapes = weightShapes(bound, trace.sizes);
  const weights = bound.weights.map((weight): StoredGrid => {
    const shape = shapes.get(weight.name) ?? [];
    const blocks = blocksOf(bound, weight, trace.sizes);
    return {
      weight,
      shape: shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`,
      blocks,
      grid: weightGrid(model, weight, shape, blocks),
      operations: blocks.flatMap(({ symbol }) => readers.get(symbol) ?? []),
    };
  });
  return { readers, weights };
});

/** Which operations read a parameter, and whether the one that is shown or one that is lit is among them. */
interface Marked {
  readonly readers: ReadonlyMap<string, readonly number[]>;
  readonly isUsed: (symbol: string) => boolean;
  readonly isLit: (symbol: string) => boolean;
}

function readersIn({ operations }: Program): ReadonlyMap<string, readonly number[]> {
  const readers = new Map<string, readonly number[]>();
  for (const { index, operands } of operations)
    for (const { source } of operands)
      if (source.kind === 'symbol') readers.set(source.name, [...(readers.get(source.name) ?? []), index]);
  return readers;
}

function weightGrid(
  model: Model,
  weight: StoredWeight,
  shape: readonly number[],
  blocks: readonly Block[],
): Grid {
  const [rows, columns] = asMatrix(shape);
  const find = finder(blocks, rows);
  const scales = blocks.map(block => scaleOf({ matrix: matrixOf(model, block), transposed: false }));
  const limit = Math.max(...scales.map(scale => (scale.kind === 'signed' ? scale.limit : 1)));
  return {
    ...plainGrid,
    id: `weight:${weight.name}`,
    label: `${weight.name} as stored, ${rows} by ${columns}`,
    rows,
    columns,
    value: (row, column) => {
      const block = find(row, column);
      return block && matrixOf(model, block).data[placeInBlock(block, row, column)];
    },
    scale: { kind: 'signed', limit },
    target: (row, column) => {
      const block = find(row, column);
      if (!block) return undefined;
      const width = matrixOf(model, block).columns;
      const index = placeInBlock(block, row, column);
      return { symbol: block.symbol, row: Math.floor(index / width), column: index % width };
    },
    rowName: undefined,
    columnName: undefined,
    compact: true,
    numbers: [model],
    marks: [],
  };
}

function matrixOf(model: Model, block: Block) {
  return model.parameters.get(block.symbol) ?? { rows: 0, columns: 1, data: [] };
}

/** Neighbours lie in the same block mostly, so that it is tried first. Weights of input and state that are one have blocks of different heights. */
function finder(blocks: readonly Block[], rows: number): (row: number, column: number) => Block | undefined {
  const [first] = blocks;
  if (!first) return () => undefined;
  // Interleaved gates: neighbours along the axis belong to different ones.
  if (first.stride > 1) return (row, column) => blocks[(rows === 1 ? column : row) % first.stride];
  let last = first;
  return (row, column) => {
    if (holds(last, row, column)) return last;
    const found = blocks.find(block => holds(block, row, column));
    if (found) last = found;
    return found;
  };
}

function holds(block: Block, row: number, column: number): boolean {
  const [down, across] = [row - block.row, column - block.column];
  return down >= 0 && down < block.rows && across >= 0 && across < block.columns;
}

/** Also right for a bias, whose stored row is the parameter's column. */
function placeInBlock(block: Block, row: number, column: number): number {
  // Interleaved gates lie along the only axis of a bias, and down a matrix.
  const isRow = block.role !== 'W' && block.role !== 'U' && block.rows === 1;
  const [down, across] = isRow ? [1, block.stride] : [block.stride, 1];
  return ((row - block.row) / down) * block.columns + (column - block.column) / across;
}

function bracketsOf(
  model: Model,
  weight: StoredWeight,
  blocks: readonly Block[],
  marked: Marked,
): Grid['brackets'] {
  const { bound } = model;
  const { readers, isUsed, isLit } = marked;
  if (blocks.some(block => block.stride > 1)) return wovenBrackets(model, blocks, marked);
  const down = weight.gateAxis === 0 && blocks.some(block => block.row > 0);
  // Two rows of biases share one row of brackets.
  const along = blocks.filter(block => (down ? block.column === 0 : block.row === 0));
  if (along.length < 2 && weight.roles.length < 2) return undefined;
  const items = along.map((block): Bracket => {
    const sharing = blocks.filter(other => (down ? other.row === block.row : other.column === block.column));
    return {
      label: sharing.length > 1 ? letterOf(block.gate, bound.stored) : symbolIn(bound, block.symbol),
      start: down ? block.row : block.column,
      length: down ? block.rows : block.columns,
      current: sharing.some(({ symbol }) => isUsed(symbol)),
      lit: sharing.some(({ symbol }) => isLit(symbol)),
      operations: [...new Set(sharing.flatMap(({ symbol }) => readers.get(symbol) ?? []))],
    };
  });
  return { axis: down ? 0 : 1, items };
}

/** As many brackets of single rows as are worth their while. */
const MOST_WOVEN = 256;

/** Interleaved gates: one letter for each row, or number of a bias. */
function wovenBrackets(
  { bound }: Model,
  blocks: readonly Block[],
  { readers, isUsed, isLit }: Marked,
): Grid['brackets'] {
  const down = blocks.some(block => block.row > 0);
  const count = blocks.reduce((sum, { rows, columns }) => sum + (down ? rows : columns), 0);
  if (count > MOST_WOVEN) return undefined;
  const items = blocks.flatMap(({ symbol, gate, row, column, rows, columns, stride }): readonly Bracket[] =>
    Array.from({ length: down ? rows : columns }, (_, unit) => ({
      label: letterOf(gate, bound.stored),
      start: (down ? row : column) + unit * stride,
      length: 1,
      current: isUsed(symbol),
      lit: isLit(symbol),
      operations: readers.get(symbol) ?? [],
    })),
  );
  return { axis: down ? 0 : 1, items: items.sort((a, b) => a.start - b.start) };
}
