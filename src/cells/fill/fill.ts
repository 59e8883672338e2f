/**
 * Ways to fill a matrix, by name, with the formulas of the frameworks' initialisers. Sources: keras/src/initializers/random_initializers.py (VarianceScaling and
 * compute_fans), torch/nn/modules/rnn.py (reset_parameters: uniform within ±1/sqrt(hidden_size)), jax/_src/nn/initializers.py.
 */
import type { Matrix } from '../matrix.ts';
import { failure, type Result, success } from '../result.ts';
import { MOST_ORTHOGONAL, orthogonal } from './orthogonal.ts';
import { normalOf, type Random, randomOf, truncatedOf } from './random.ts';

export const fillNames = [
  'zeros',
  'ones',
  'identity',
  'glorot_uniform',
  'glorot_normal',
  'he_uniform',
  'he_normal',
  'lecun_normal',
  'orthogonal',
  'random_normal',
  'uniform_by_units',
] as const;

export type FillName = (typeof fillNames)[number];

export interface FillShape {
  readonly rows: number;
  readonly columns: number;
  /** For row vectors (x W), as Keras stores kernels: the inputs are the rows. Else they are the columns. */
  readonly isForRows: boolean;
  /** A vector has as many inputs as outputs. */
  readonly isVector: boolean;
  /** Of the layer. */
  readonly units: number;
}

/** What a fill does, for a menu. */
export function fillTitle(name: FillName, { units }: Pick<FillShape, 'units'>): string {
  const titles: Readonly<Record<FillName, string>> = {
    zeros: 'Zeros',
    ones: 'Ones',
    identity: 'Identity',
    glorot_uniform: 'Glorot uniform',
    glorot_normal: 'Glorot normal',
    he_uniform: 'He uniform',
    he_normal: 'He normal',
    lecun_normal: 'LeCun normal',
    orthogonal: 'Orthogonal',
    random_normal: 'Normal, deviation 0.05',
    uniform_by_units: `Uniform within ±1/√${units}`,
  };
  return titles[name];
}

/** Deviation of a normal distribution that was cut at two deviations. */
const CUT = 0.87962566103423978;

/** Fails where it would take too long. */
export function fillMatrix(name: FillName, shape: FillShape, seed: number): Result<Matrix> {
  const { rows, columns } = shape;
  if (name === 'orthogonal' && Math.min(rows, columns) > MOST_ORTHOGONAL)
    return failure(
      'orthogonal',
      `An orthogonal matrix is made of at most ${MOST_ORTHOGONAL} rows or columns here.`,
    );
  return success({ rows, columns, data: numbers(name, shape, seed) });
}

function numbers(name: FillName, shape: FillShape, seed: number): Float64Array {
  const { rows, columns, units } = shape;
  const random = randomOf(seed);
  const { inputs, outputs } = fans(shape);
  const each = (draw: Random, scale: number) =>
    Float64Array.from({ length: rows * columns }, () => draw() * scale);
  switch (name) {
    case 'zeros':
      return new Float64Array(rows * columns);
    case 'ones':
      return new Float64Array(rows * columns).fill(1);
    case 'identity':
      return Float64Array.from({ length: rows * columns }, (_, place) =>
        Math.floor(place / columns) === place % columns ? 1 : 0,
      );
    case 'glorot_uniform':
      return each(random, Math.sqrt(6 / (inputs + outputs)));
    case 'glorot_normal':
      return each(truncatedOf(random), Math.sqrt(2 / (inputs + outputs)) / CUT);
    case 'he_uniform':
      return each(random, Math.sqrt(6 / inputs));
    case 'he_normal':
      return each(truncatedOf(random), Math.sqrt(2 / inputs) / CUT);
    case 'lecun_normal':
      return each(truncatedOf(random), Math.sqrt(1 / inputs) / CUT);
    case 'orthogonal':
      return orthogonal(rows, columns, normalOf(random));
    case 'random_normal':
      return each(normalOf(random), 0.05);
    case 'uniform_by_units':
      return each(random, 1 / Math.sqrt(units));
  }
}

function fans({ rows, columns, isForRows, isVector }: FillShape): {
  readonly inputs: number;
  readonly outputs: number;
} {
  if (isVector) return { inputs: rows * columns, outputs: rows * columns };
  return isForRows ? { inputs: rows, outputs: columns } : { inputs: columns, outputs: rows };
}
