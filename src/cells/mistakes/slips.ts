/** Mistakes that run without a word, as other parameters: what the cell computes then is what the mistake computes. */
import { type BoundCell, parametersOf } from '../bind.ts';
import type { Matrix } from '../matrix.ts';
import type { Parameters } from '../trace.ts';
import type { Slip } from './mistake.ts';

function altering(change: (symbol: string, matrix: Matrix, all: Parameters) => Matrix): Slip {
  return {
    kind: 'parameters',
    alter: all => new Map([...all].map(([symbol, matrix]) => [symbol, change(symbol, matrix, all)])),
  };
}

/** The recurrent matrices are square; the input's are too where a layer has as many units as features. */
export function transposedRecurrent(bound: BoundCell): Slip {
  const matrices = symbolsOf(bound, ['W', 'U']);
  return altering((symbol, matrix) =>
    matrices.has(symbol) && matrix.rows === matrix.columns ? transposed(matrix) : matrix,
  );
}

/** Plain loops: a large layer has millions of numbers. */
function transposed({ rows, columns, data }: Matrix): Matrix {
  const turned = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = data[row * columns + column] ?? Number.NaN;
  return { rows: columns, columns: rows, data: turned };
}

/** Every bias counts double; of two biases, the one beside the recurrent product counts as the other once more. */
export function biasTwice(bound: BoundCell): Slip {
  const biases = symbolsOf(bound, ['b', 'bx', 'bh']);
  return altering((symbol, matrix) =>
    biases.has(symbol) ? { ...matrix, data: Float64Array.from(matrix.data, value => 2 * value) } : matrix,
  );
}

/** The gates as they are found when a weight in the order `stored` is read in the order `read`. */
export function readInOrder(bound: BoundCell, stored: readonly string[], read: readonly string[]): Slip {
  const foundAs = new Map(read.map((gate, place) => [gate, stored[place] ?? gate]));
  const gates = new Map(parametersOf(bound).map(({ symbol, role, gate }) => [symbol, { role, gate }]));
  return altering((symbol, matrix, all) => {
    const own = gates.get(symbol);
    const other = own && foundAs.get(own.gate);
    return (other !== undefined && all.get(`${own?.role}_${other}`)) || matrix;
  });
}

function symbolsOf(bound: BoundCell, roles: readonly string[]): ReadonlySet<string> {
  return new Set(parametersOf(bound).flatMap(({ symbol, role }) => (roles.includes(role) ? [symbol] : [])));
}
