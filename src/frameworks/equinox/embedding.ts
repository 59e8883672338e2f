/** Embedding of one index. https://docs.kidger.site/equinox/api/nn/embedding/, equinox/nn/_embedding.py */

import type { Dim } from '../../shapes/index.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import { noteCall, type Use } from '../modules/layer-class.ts';
import type { Options } from '../modules/options.ts';
import { shapeOf, type Value } from '../parts.ts';
import { layerClass } from './dialect.ts';

interface Table {
  readonly count: Dim | undefined;
  readonly width: Dim | undefined;
}

function tableOf(options: Options): Table {
  const matrix = options.bound.value('weight');
  const shape = matrix.kind === 'tensor' ? shapeOf(matrix) : undefined;
  if (options.isGiven('weight')) return { count: shape?.[0], width: shape?.[1] };
  return { count: options.size('num_embeddings', 0), width: options.size('embedding_size', 0) };
}

export const Embedding = layerClass({
  name: 'Embedding',
  signature: 'num_embeddings=None, embedding_size=None, weight=None, dtype=None, *, key=None',
  forward: 'x, *, key=None',
  make: options => {
    const { count, width } = tableOf(options);
    return {
      weights: [weight('weight', count && width && [count, width])],
      units: width,
      call: use => callEmbedding(use, width),
    };
  },
});

function callEmbedding(use: Use, width: Dim | undefined): Value {
  const input = inputOf(use, { numbers: true });
  if (!input) return refused(use);
  if (input.shape && input.shape.length > 0) {
    const says = '`eqx.nn.Embedding()(x)` should be called with a scalar index `x`.';
    return refuseRank(use, input, [0], [], says);
  }
  const shape = width && [width];
  noteCall(use, [input.shape], [shape]);
  return result(use, shape, { parents: [input.tensor], dtype: 'float' });
}

export const RotaryPositionalEmbedding = layerClass({
  name: 'RotaryPositionalEmbedding',
  signature: 'embedding_size, theta=10000.0, dtype=None',
  forward: 'x, *, key=None',
  make: () => ({
    weights: [],
    call: use => {
      const input = inputOf(use);
      return input ? result(use, input.shape, { parents: [input.tensor], dtype: 'float' }) : refused(use);
    },
  }),
});
