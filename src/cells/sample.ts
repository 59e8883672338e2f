/**
 * Example numbers for a layer whose real weights are not at hand. Each number depends on the seed, its symbol and its place only, so
 * that a layer that grows keeps the numbers it had, and two layouts of one cell start from the same ones.
 */
import { type BoundCell, parametersOf } from './bind.ts';
import { inputSymbol } from './cell.ts';
import { allocate, type Matrix, type Precision, readLater } from './matrix.ts';
import { columnPart, mixed, noise, rowPart } from './noise.ts';
import { dimsOf, type NumericSizes, numericShape, parameterShape, symbolShapes } from './sizes.ts';
import type { Parameters } from './trace.ts';

function seedOf(seed: number, symbol: string): number {
  let hash = seed;
  for (const letter of symbol) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}

/**
 * Numbers within ±limit, rounded so that two decimals show them exactly while the limit allows it. A large layer has millions: they are worked out when
 * someone reads them, and what depends on the row or the column alone once.
 */
function fill(shape: SampleShape, seed: number, limit: number, precision: Precision): Matrix {
  return readLater(shape, precision, () => numbersOf(shape, seed, limit, precision));
}

function numbersOf(
  { rows, columns, transposed }: SampleShape,
  seed: number,
  limit: number,
  precision: Precision,
): Float32Array | Float64Array {
  const data = allocate(rows * columns, precision);
  const scale = limit >= 0.1 ? 100 : 10_000;
  const own = (place: number): number => rowPart(seed, place);
  const down = Int32Array.from({ length: rows }, (_, row) => (transposed ? columnPart : own)(row));
  const across = Int32Array.from({ length: columns }, (_, column) => (transposed ? own : columnPart)(column));
  for (let row = 0; row < rows; row++) {
    const [start, first] = [down[row] ?? 0, row * columns];
    for (let column = 0; column < columns; column++)
      data[first + column] = Math.floor(mixed(start ^ (across[column] ?? 0)) * limit * scale + 0.5) / scale;
  }
  return data;
}

interface SampleShape {
  readonly rows: number;
  readonly columns: number;
  readonly transposed: boolean;
}

/** Parameters within ±1.5/sqrt(units): large enough to see, small enough that gates do not saturate in a wide layer. */
export function sampleParameters(
  bound: BoundCell,
  sizes: NumericSizes,
  seed: number,
  precision: Precision,
  isWanted: (symbol: string) => boolean = () => true,
): Parameters {
  const limit = Math.min(1.5 / Math.sqrt(Math.max(sizes.units, 1)), 1);
  return new Map(
    parametersOf(bound).flatMap(({ symbol, role, weight }): [string, Matrix][] => {
      if (!isWanted(symbol)) return [];
      const [rows = 0, columns = 0] = numericShape(parameterShape(bound, role, dimsOf(sizes)));
      const stored = weight.transposed ? { rows: columns, columns: rows } : { rows, columns };
      return [
        [symbol, fill({ ...stored, transposed: weight.transposed }, seedOf(seed, symbol), limit, precision)],
      ];
    }),
  );
}

/** A mask for each product with the state before: 0 drops, 1 / (1 - rate) keeps. */
export function sampleMasks(bound: BoundCell, sizes: NumericSizes, seed: number, rate: number): Parameters {
  const shapes = symbolShapes(bound, dimsOf(sizes));
  return new Map(
    bound.masks.map((symbol): [string, Matrix] => {
      const [rows = 0] = numericShape(shapes.get(symbol) ?? []);
      const own = seedOf(seed, symbol);
      const data = Float64Array.from({ length: rows }, (_, row) =>
        (noise(own, row, 0) + 1) / 2 < rate ? 0 : 1 / (1 - rate),
      );
      return [symbol, { rows, columns: 1, data }];
    }),
  );
}

/** A sequence (steps, features) within ±1. */
export function sampleSequence(steps: number, features: number, seed: number, precision: Precision): Matrix {
  return fill({ rows: steps, columns: features, transposed: false }, seedOf(seed, inputSymbol), 1, precision);
}
