/** How Paddle treats the arguments of its functions; since 3.0 they go by PyTorch's names too. */
import type { Flavour } from '../array/operation.ts';

export const PADDLE: Flavour = {
  framework: 'paddle',
  module: 'paddle',
  takesLists: false,
  lenientSqueeze: true,
  skipsEmpty: false,
  integers: 'select',
  sequences: 'list',
  repeatsLists: true,
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
    input: 'x',
    tensors: 'x',
    other: 'y',
    keepdims: 'keepdim',
    size: 'shape',
    start_dim: 'start_axis',
    end_dim: 'stop_axis',
  },
};
