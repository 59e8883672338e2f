/** How JAX treats the arguments of its functions: as NumPy, but lists are refused, and positions outside of an array are moved inside. */
import type { Flavour } from '../array/operation.ts';

export const JAX: Flavour = {
  framework: 'jax',
  module: 'jnp',
  takesLists: false,
  takesNumbers: true,
  lenientSqueeze: false,
  skipsEmpty: false,
  integers: 'advanced',
  clampsPositions: true,
  sequences: 'list',
  repeatsLists: false,
  comparesLists: true,
  refusesBackwardSlices: false,
  refusesBackwardRanges: false,
  negativeInfers: false,
  emptyAxes: 'none',
  joinsRows: true,
  flattensJoins: true,
  takesRagged: () => false,
  einsum: { sumEllipsis: false, stretchOnes: true },
  aliases: {},
};

export const within = (module: string): Flavour => ({ ...JAX, module });
