/** The states over time: where they start, which can be edited, and each state after each time step. */
import { type CellState, type Place, type Source, symbolIn, symbolSource } from '../../src/cells/index.ts';
import type { Model } from '../state/model.ts';
import { type Grid, type NamedStorage, plainGrid } from './grid.ts';

/** One row a time step below the initial state; what is not computed yet is blank. */
export function stateGrids(model: Model, place: Place, pointed: Source | undefined): readonly NamedStorage[] {
  const { bound, trace, program } = model;
  return bound.cell.states.map(state => {
    const columns = trace.at(0).value(state.symbol)?.rows ?? 0;
    const symbol = symbolIn(bound, state.symbol);
    return {
      name: `${state.name} ${symbol}`,
      shape: `${trace.steps} × [${columns}, 1]`,
      operations: [program.resultOf.get(state.symbol) ?? []].flat(),
      grid: { ...stateGrid(model, state, columns, place), spot: spotIn(model, state, pointed) },
    };
  });
}

function stateGrid({ bound, trace }: Model, state: CellState, columns: number, place: Place): Grid {
  const computed = trace.computed();
  return {
    ...plainGrid,
    id: `state:${state.symbol}`,
    label: `${state.name} ${symbolIn(bound, state.symbol)}: the initial one, then one row for each of ${trace.steps} time steps`,
    rows: trace.steps + 1,
    columns,
    value: (row, column) => {
      if (row === 0) return trace.at(0).value(state.previous)?.data[column];
      return row <= computed ? trace.at(row - 1).value(state.symbol)?.data[column] : undefined;
    },
    scale: { kind: 'signed', limit: 1 },
    target: (row, column) => (row === 0 ? { symbol: state.previous, row: column, column: 0 } : undefined),
    source: (row, column) =>
      symbolSource(trace, row === 0 ? state.previous : state.symbol, Math.max(0, row - 1), column),
    lit: row => row === place.time + 1,
    rowName: row => (row === 0 ? 'start' : `t = ${row - 1}`),
    columnName: undefined,
    compact: true,
    numbers: [trace, computed],
    marks: [place.time],
  };
}

function spotIn(
  { program }: Model,
  { symbol, previous }: CellState,
  pointed: Source | undefined,
): Grid['spot'] {
  if (pointed?.kind === 'result' && pointed.operation === program.resultOf.get(symbol))
    return { row: pointed.time + 1, column: pointed.row };
  const isInitial = pointed?.kind === 'given' && pointed.symbol === previous;
  return isInitial ? { row: 0, column: pointed.row } : undefined;
}
