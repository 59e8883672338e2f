/** How PyTorch treats the arguments of its functions. */
import type { Flavour } from '../array/operation.ts';

export const TORCH: Flavour = {
  framework: 'torch',
  module: 'torch',
  takesLists: false,
  lenientSqueeze: true,
  skipsEmpty: true,
  integers: 'select',
  sequences: 'tuple',
  repeatsLists: true,
  comparesLists: false,
  refusesBackwardSlices: true,
  refusesBackwardRanges: true,
  negativeInfers: false,
  emptyAxes: 'all',
  joinsRows: false,
  flattensJoins: false,
  takesRagged: () => false,
  einsum: { sumEllipsis: true, stretchOnes: true },
  aliases: { axis: 'dim', keepdims: 'keepdim', x: 'input', a: 'input', x1: 'input', x2: 'other' },
};
