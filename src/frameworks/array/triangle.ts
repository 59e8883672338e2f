/** Elements of a matrix on one side of a diagonal: how many there are. */

export type Side = 'lower' | 'upper';

/** On the diagonal `offset` (0: the main one, above it positive) and below it, or above it, in a matrix of `rows` and `columns`. */
export function countOfTriangle(side: Side, rows: number, columns: number, offset: number): number {
  if (side === 'upper') return rows * columns - countOfTriangle('lower', rows, columns, offset - 1);
  // Rows without any, then rows of which each has one more, then full ones.
  const first = Math.min(Math.max(-offset, 0), rows);
  const full = Math.min(Math.max(columns - offset - 1, first), rows);
  const growing = ((full - first) * (first + full + 1 + 2 * offset)) / 2;
  return growing + (rows - full) * columns;
}
