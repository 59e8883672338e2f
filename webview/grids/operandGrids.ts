/** The matrices of the current operation: its operands and its result. */
import {
  at,
  inputSymbol,
  isGateActivation,
  isLying,
  type MatrixView,
  type Operand,
  type Operation,
  operandView,
  type Place,
  progressAt,
  type Source,
  sourceOf,
  stepText,
  symbolIn,
  viewAt,
  viewShape,
} from '../../src/cells/index.ts';
import type { EditTarget } from '../sections/edits/slice.ts';
import { type Model, sequenceSymbol } from '../state/model.ts';
import { type Grid, plainGrid, type Scale } from './grid.ts';
import { turned } from './turned.ts';

/** An operand or result with what stands over it: `W_fᵀ` and `[10, 8]`. A plain number has no grid. */
export interface NamedGrid {
  readonly name: string;
  readonly shape: string;
  readonly grid: Grid | undefined;
}

/** Numbers of a matrix that are looked at to find its colour scale; weights beyond it have their numbers alike. */
const scanned = 4096;

/** A matrix never changes. */
const known = new WeakMap<MatrixView['matrix'], Scale>();

export function scaleOf({ matrix }: MatrixView): Scale {
  const before = known.get(matrix);
  if (before) return before;
  let limit = 0;
  const { data } = matrix;
  for (let index = 0; index < Math.min(data.length, scanned); index++) {
    const size = Math.abs(data[index] ?? 0);
    if (Number.isFinite(size)) limit = Math.max(limit, size);
  }
  const scale: Scale = { kind: 'signed', limit: limit || 1 };
  known.set(matrix, scale);
  return scale;
}

export function operandGrids(
  model: Model,
  place: Place,
  operation: Operation,
  unit: number,
  pointed: Source | undefined,
): readonly NamedGrid[] {
  return operation.operands.map((operand, index) => {
    const name = stepText(operand.expression, model.bound);
    if (operand.source.kind === 'number') return { name, shape: '', grid: undefined };
    const view = operandView(operand, model.trace.at(place.time));
    const [rows, columns] = viewShape(view);
    const product = operation.node.kind === 'operation' && operation.node.operator === 'multiply';
    const grid: Grid = {
      ...plainGrid,
      id: `operand${index}`,
      label: `${name}, ${rows} by ${columns}`,
      rows,
      columns,
      value: (row, column) => viewAt(view, row, column),
      source: (row, column) => sourceOf(model.trace, operand, place.time, row, column),
      spot: spotIn(model, operand, place, pointed),
      scale: isGate(model, operand) ? { kind: 'gate' } : scaleOf(view),
      target: (row, column) => operandTarget(model, operand, place, row, column),
      lit: litBy(place, unit, product ? index : undefined),
      choosesUnit: product && index === 1 ? undefined : 'row',
      numbers: [view.matrix, operation],
      marks: [place.term, unit],
    };
    return { name, shape: shapeText(view, model), grid: asWritten(grid, model) };
  });
}

/** What an element is made of: the same row of every operand, of a product also all of the right one; for a single term, its own two factors. */
function litBy({ term }: Place, unit: number, side: number | undefined): Grid['lit'] {
  if (side === undefined) return row => row === unit;
  if (side === 0) return (row, column) => row === unit && (term === undefined || column === term);
  return row => term === undefined || row === term;
}

function spotIn(model: Model, operand: Operand, place: Place, pointed: Source | undefined): Grid['spot'] {
  if (!pointed) return undefined;
  const first = sourceOf(model.trace, operand, place.time, 0, 0);
  if (!first || !sameMatrix(first, pointed)) return undefined;
  const { row, column } = pointed;
  return operand.transposed ? { row: column, column: row } : { row, column };
}

/** Whether two numbers are of one matrix. */
function sameMatrix(a: Source, b: Source): boolean {
  if (a.kind === 'result') return b.kind === 'result' && a.time === b.time && a.operation === b.operation;
  return b.kind === 'given' && a.symbol === b.symbol;
}

function shapeText(view: MatrixView, { bound }: Model): string {
  const [rows, columns] = viewShape(view);
  return isLying(bound) ? `[${columns}, ${rows}]` : `[${rows}, ${columns}]`;
}

/** As it stands, or lying where vectors are written as rows. */
const asWritten = (grid: Grid, { bound }: Model): Grid => (isLying(bound) ? turned(grid) : grid);

function isGate(model: Model, { source }: Operand): boolean {
  const earlier = source.kind === 'result' ? model.program.operations[source.operation] : undefined;
  return earlier ? computesGate(earlier) : false;
}

function computesGate({ node }: Operation): boolean {
  return node.kind === 'apply' && isGateActivation(node.activation);
}

function operandTarget(
  model: Model,
  operand: Operand,
  place: Place,
  row: number,
  column: number,
): EditTarget | undefined {
  const { source, transposed } = operand;
  if (source.kind !== 'symbol') return undefined;
  if (source.name === inputSymbol)
    return { symbol: sequenceSymbol, row: model.rowAt(place.time), column: row };
  if (source.name.endsWith('_prev'))
    return place.time === 0 ? { symbol: source.name, row, column: 0 } : undefined;
  return transposed
    ? { symbol: source.name, row: column, column: row }
    : { symbol: source.name, row, column };
}

export function resultGrid(model: Model, place: Place, operation: Operation, unit: number): NamedGrid {
  const matrix = model.trace.at(place.time).results[operation.index] ?? { rows: 0, columns: 1, data: [] };
  const { bound } = model;
  const name = operation.final ? symbolIn(bound, operation.target) : stepText(operation.node, bound);
  const view = { matrix, transposed: false };
  const { time, element, term } = place;
  const progress = progressAt(model.trace, place, { digits: 2, most: 4 });
  const grid: Grid = {
    ...plainGrid,
    id: 'result',
    label: `result ${name}, ${matrix.rows} by ${matrix.columns}`,
    rows: matrix.rows,
    columns: matrix.columns,
    // Within an operation, numbers come one by one.
    value: (row, column) => {
      const index = row * matrix.columns + column;
      if (element !== undefined && index > element) return undefined;
      return index === element && progress ? progress.value : at(matrix, row, column);
    },
    scale: computesGate(operation) ? { kind: 'gate' } : scaleOf(view),
    source: (row, column) => ({ kind: 'result', time, operation: operation.index, row, column }),
    lit: row => row === unit,
    choosesUnit: 'row',
    numbers: [matrix, operation, element, term],
    marks: [unit],
  };
  return { name, shape: shapeText(view, model), grid: asWritten(grid, model) };
}
