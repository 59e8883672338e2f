/** PReLU, an activation with a weight. https://docs.kidger.site/equinox/api/nn/activations/ */
import { weight } from '../layer.ts';
import { callPointwise } from '../modules/layers/pointwise.ts';
import { shapeOf } from '../parts.ts';
import { layerClass } from './dialect.ts';

export const PReLU = layerClass({
  name: 'PReLU',
  signature: 'init_alpha=0.25',
  make: ({ bound }) => {
    const slope = bound.value('init_alpha');
    const shape = slope.kind === 'tensor' ? shapeOf(slope) : [];
    return { weights: [weight('negative_slope', shape)], call: callPointwise };
  },
});
