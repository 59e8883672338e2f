/** How Paddle treats the arguments of its functions; since 3.0 they go by PyTorch's names too. */
import { type Flavour, TENSORS_ONLY } from '../array/flavour.ts';

export const PADDLE: Flavour = {
  ...TENSORS_ONLY,
  framework: 'paddle',
  module: 'paddle',
  lenientSqueeze: true,
  leavesSizesOpen: true,
  sequences: 'list',
  repeatsLists: true,
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
