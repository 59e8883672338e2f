/** nn.Linear. https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.Linear.html */
import { refused, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import { noteCall } from '../modules/layer-class.ts';
import { biasWeights } from '../modules/layers/linear.ts';
import { layerClass, MLX_NN } from './dialect.ts';
import { refuseProduct, withLast } from './product.ts';

export const Linear = layerClass({
  name: 'Linear',
  signature: 'input_dims, output_dims, bias=True',
  make: options => {
    const [inputs, outputs] = [options.size('input_dims'), options.size('output_dims', 0)];
    return {
      weights: [weight('weight', [outputs, inputs]), ...biasWeights(MLX_NN, options, [outputs])],
      units: outputs,
      inputSize: inputs,
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const wrong = refuseProduct(use, input, {
          parameter: 'input_dims',
          features: inputs,
          ranks: [1, 2, 3],
          axes: ['batch', 'steps', 'features'],
          says: '[addmm] Got 0 dimension input. Inputs must have at least one dimension.',
        });
        if (wrong) return wrong;
        const shape = withLast(input.shape, outputs);
        noteCall(use, [input.shape], [shape]);
        return result(use, shape, { parents: [input.tensor], dtype: 'float' });
      },
    };
  },
});
