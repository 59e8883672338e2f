/** Where the numbers that a sum is made of lie in the matrices that stay while one steps: weights as stored, and states over time. */
import { cardOf, inputSymbol, type Source, storedPlaceOf } from '../../src/cells/index.ts';
import { keepLatest } from '../state/keepLatest.ts';
import type { Model } from '../state/model.ts';
import type { Area } from './grid.ts';
import type { GridCell } from './slice.ts';

/** By the grid's id. */
export type Areas = ReadonlyMap<string, readonly Area[]>;

const none: Areas = new Map();

/** What a given number shows nothing of is its own sources: it has none. */
export function sourceAreas(model: Model, source: Source): Areas {
  if (source.kind === 'given') return none;
  return areasOf(model, source.time, source.operation, source.row, source.column);
}

const areasOf = keepLatest((model: Model, time: number, operation: number, row: number, column: number) => {
  const card = cardOf(model.trace, { kind: 'result', time, operation, row, column });
  const boxes = new Map<string, Box>();
  for (const { factors } of card?.terms ?? [])
    for (const { source: own } of factors) if (own) widen(boxes, own);
  const areas = new Map<string, Area[]>();
  for (const { first, last } of boxes.values()) {
    const [from, to] = [cellOf(model, first), cellOf(model, last)];
    if (!from || !to) continue;
    const { grid, row, column } = from;
    const area = { row, column, rows: to.row - row + 1, columns: to.column - column + 1 };
    areas.set(grid, [...(areas.get(grid) ?? []), area]);
  }
  return areas;
});

interface Box {
  readonly first: Source;
  readonly last: Source;
}

/** The corners of what is used of a matrix: a row or a column of it. */
function widen(boxes: Map<string, Box>, source: Source): void {
  const key = source.kind === 'given' ? source.symbol : `${source.time} ${source.operation}`;
  const box = boxes.get(key) ?? { first: source, last: source };
  const { first, last } = box;
  const row = (of: Source, choose: (a: number, b: number) => number): Source => ({
    ...of,
    row: choose(of.row, source.row),
    column: choose(of.column, source.column),
  });
  boxes.set(key, { first: row(first, Math.min), last: row(last, Math.max) });
}

/** The cell that shows a number: of the sequence, of a stored weight, or of the states over time; undefined for what none of them holds. */
export function cellOf({ bound, trace, program, rowAt }: Model, source: Source): GridCell | undefined {
  if (source.kind === 'result') {
    const state = bound.cell.states.find(({ symbol }) => program.resultOf.get(symbol) === source.operation);
    return state && { grid: `state:${state.symbol}`, row: source.time + 1, column: source.row };
  }
  if (source.symbol === inputSymbol) return { grid: 'x', row: rowAt(source.time), column: source.row };
  const state = bound.cell.states.find(({ previous }) => previous === source.symbol);
  if (state) return { grid: `state:${state.symbol}`, row: 0, column: source.row };
  const place = storedPlaceOf(bound, trace.sizes, source);
  return place && { grid: `weight:${place.weight.name}`, row: place.row, column: place.column };
}
