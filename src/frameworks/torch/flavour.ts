/** How PyTorch treats the arguments of its functions. */
import { type Flavour, TENSORS_ONLY } from '../array/flavour.ts';

export const TORCH: Flavour = {
  ...TENSORS_ONLY,
  framework: 'torch',
  module: 'torch',
  lenientSqueeze: true,
  skipsEmpty: true,
  repeatsLists: true,
  refusesBackwardSlices: true,
  refusesBackwardRanges: true,
  strictSizes: true,
  einsum: { sumEllipsis: true, stretchOnes: true },
  aliases: { axis: 'dim', keepdims: 'keepdim', x: 'input', a: 'input', x1: 'input', x2: 'other' },
};
