/** Dropout layers: they keep the shape. Those that drop whole channels want as many axes. https://ml-explore.github.io/mlx/build/html/python/nn/layers.html, mlx/nn/layers/dropout.py */
import { refused, refuseRank } from '../array/scene.ts';
import { spatialAxes } from '../array/spatial-axes.ts';
import { inputOf } from '../modules/inputs.ts';
import { checkProbability } from '../modules/layers/pointwise.ts';
import type { NativeClass } from '../parts.ts';
import { keep, keepingLayer } from './activations.ts';
import { layerClass } from './dialect.ts';

const SAYS = 'The dropout probability … is not in [0, 1)';
const check = checkProbability('p', { below1: true, says: SAYS });

const channelDropout = (rank: 2 | 3): NativeClass =>
  layerClass({
    name: `Dropout${rank}d`,
    signature: 'p=0.5',
    make: options => {
      check(options);
      const ranks = [rank + 1, rank + 2];
      return {
        weights: [],
        call: use => {
          const input = inputOf(use);
          if (!input) return refused(use);
          const says = `Expected ${ranks.join(' or ')} dimensions.`;
          return input.shape && !ranks.includes(input.shape.length)
            ? refuseRank(use, input, ranks, ['batch', ...spatialAxes(rank), 'channels'], says)
            : keep(use, 'to-float');
        },
      };
    },
  });

export const DROPOUT: readonly NativeClass[] = [
  keepingLayer('Dropout', 'p=0.5', 'to-float', check),
  channelDropout(2),
  channelDropout(3),
];
