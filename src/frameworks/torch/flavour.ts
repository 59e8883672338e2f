/** How PyTorch treats the arguments of its functions. */
import { type Flavour, TENSORS_ONLY } from '../array/flavour.ts';

export const TORCH: Flavour = {
  ...TENSORS_ONLY,
  framework: 'torch',
  module: 'torch',
  hasFunctionsOnly: true,
  lenientSqueeze: true,
  skipsEmpty: true,
  repeatsLists: true,
  refusesBackwardSlices: true,
  refusesBackwardRanges: true,
  strictSizes: true,
  endsAtEmptyRow: true,
  checksArraysOfPositions: true,
  einsum: { sumEllipsis: true, stretchOnes: true },
  aliases: {
    axis: 'dim',
    keepdims: 'keepdim',
    x: 'input',
    a: 'input',
    x1: 'input',
    x2: 'other',
    // Of overloads that are called otherwise than the one that is documented.
    sections: 'indices_or_sections',
    indices: 'indices_or_sections',
    tensor_indices_or_sections: 'indices_or_sections',
    element: 'elements',
    test_element: 'test_elements',
  },
};
