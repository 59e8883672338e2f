/** nn.Linear. https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.Linear.html, mlx/nn/layers/linear.py */
import { linearLayer } from '../modules/layers/linear.ts';
import { MLX_NN } from './dialect.ts';

/** What every product of mlx.nn says: `addmm(bias, x, W.T)`. */
export const ADDMM_SAYS =
  '[addmm] Last dimension of first input must match second to last dimension of second input';

export const Linear = linearLayer(MLX_NN, {
  name: 'Linear',
  signature: 'input_dims, output_dims, bias=True',
  inputs: 'input_dims',
  outputs: 'output_dims',
  least: 0,
  rows: false,
  says: ADDMM_SAYS,
  saysScalar: '[addmm] Got 0 dimension input. Inputs must have at least one dimension.',
});
