/** How MindSpore treats the arguments of its functions; `mindspore.mint` and newer functions go by PyTorch's names. */
import type { Flavour } from '../array/operation.ts';

export const MINDSPORE: Flavour = {
  framework: 'mindspore',
  module: 'ops',
  takesLists: false,
  lenientSqueeze: false,
  skipsEmpty: false,
  integers: 'select',
  sequences: 'tuple',
  repeatsLists: false,
  comparesLists: false,
  refusesBackwardSlices: false,
  refusesBackwardRanges: false,
  negativeInfers: false,
  emptyAxes: 'all',
  joinsRows: false,
  flattensJoins: false,
  takesRagged: () => false,
  einsum: { sumEllipsis: false, stretchOnes: true },
  aliases: {
    dim: 'axis',
    dims: 'axis',
    keepdims: 'keepdim',
    keep_dims: 'keepdim',
    input_x: 'input',
    x: 'input',
    input_y: 'other',
    y: 'other',
    size: 'shape',
  },
};
