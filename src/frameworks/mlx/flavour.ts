/** How MLX treats the arguments of its functions: as NumPy, but lists are refused, and positions outside of an array are not looked at. */
import type { Flavour } from '../array/operation.ts';

export const MLX: Flavour = {
  framework: 'mlx',
  module: 'mx',
  takesLists: false,
  takesNumbers: true,
  lenientSqueeze: false,
  skipsEmpty: false,
  integers: 'advanced',
  clampsPositions: true,
  sequences: 'list',
  repeatsLists: false,
  comparesLists: false,
  refusesBackwardSlices: false,
  refusesBackwardRanges: false,
  negativeInfers: false,
  emptyAxes: 'none',
  joinsRows: true,
  flattensJoins: true,
  takesRagged: () => false,
  einsum: { sumEllipsis: true, stretchOnes: true },
  aliases: {},
};

export const within = (module: string): Flavour => ({ ...MLX, module });
