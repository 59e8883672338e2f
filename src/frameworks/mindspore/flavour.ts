/** How MindSpore treats the arguments of its functions; `mindspore.mint` and newer functions go by PyTorch's names. */
import { type Flavour, TENSORS_ONLY } from '../array/flavour.ts';

export const MINDSPORE: Flavour = {
  ...TENSORS_ONLY,
  framework: 'mindspore',
  module: 'ops',
  lenientSqueeze: true,
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
