import type { Grid } from './grid.ts';

/** The same numbers with rows and columns exchanged. */
export function turned(grid: Grid): Grid {
  const { rows, columns, spot, source, choosesUnit } = grid;
  return {
    ...grid,
    label: grid.label.replace(`${rows} by ${columns}`, `${columns} by ${rows}`),
    rows: columns,
    columns: rows,
    value: (row, column) => grid.value(column, row),
    target: (row, column) => grid.target(column, row),
    lit: (row, column) => grid.lit(column, row),
    spot: spot && { row: spot.column, column: spot.row },
    ...(source && { source: (row, column) => source(column, row) }),
    rowName: rows === 1 || columns > 1 ? grid.columnName : undefined,
    columnName: grid.rowName,
    choosesUnit: choosesUnit && (choosesUnit === 'row' ? 'column' : 'row'),
    numbers: [...grid.numbers, 'turned'],
  };
}
