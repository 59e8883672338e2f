/** Positional encodings. https://ml-explore.github.io/mlx/build/html/python/nn/layers.html, mlx/nn/layers/positional_encoding.py */
import { compare, modulo, size, subtract, unknownDim } from '../../shapes/index.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import { inputOf } from '../modules/inputs.ts';
import { noteCall } from '../modules/layer-class.ts';
import { asDim, bind, type NativeClass, type NativeFunction, nativeFunction, signature } from '../parts.ts';
import { keep } from './activations.ts';
import { layerClass } from './dialect.ts';
import { sceneOf } from './transforms.ts';

const RoPE = layerClass({
  name: 'RoPE',
  signature: 'dims, traditional=False, base=10000, scale=1.0',
  forward: 'x, offset=0',
  make: options => {
    options.size('dims');
    return {
      weights: [],
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const says = '[rope] Input must have at least 3 dimensions';
        return input.shape && input.shape.length < 3
          ? refuseRank(use, input, [3, 4], ['batch', 'steps', 'features'], says)
          : keep(use, 'to-float');
      },
    };
  },
});

/** Positions of any shape; each becomes `dims` numbers. */
const SinusoidalPositionalEncoding = layerClass({
  name: 'SinusoidalPositionalEncoding',
  signature: 'dims, min_freq=0.0001, max_freq=1, scale=None, cos_first=False, full_turns=False',
  make: options => {
    const dims = options.size('dims');
    if (!options.isRefused && compare(modulo(dims, size(2)), size(0)) === 'different')
      options.refuse('dims', 'an even number', 'value', 'dims must be positive and even');
    return {
      weights: [],
      units: dims,
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const shape = input.shape && [...input.shape, dims];
        noteCall(use, [input.shape], [shape]);
        return result(use, shape, { parents: [input.tensor], dtype: 'float' });
      },
    };
  },
});

const MATRIX = signature('q_sequence_length, k_sequence_length, num_heads, offset=0, dtype=None');

/** (1, heads, queries, keys) */
const alibiMatrix: NativeFunction = nativeFunction('create_alibi_matrix', call => {
  const scene = sceneOf(call, 'create_alibi_matrix');
  const bound = bind(call, MATRIX, scene.operation, 'mlx');
  const of = (name: string) => asDim(bound.value(name)) ?? unknownDim();
  if (bound.refused) return refused(scene);
  const queries = subtract(of('q_sequence_length'), of('offset'));
  return result(scene, [size(1), of('num_heads'), queries, of('k_sequence_length')], { dtype: 'float' });
});

/** Adds to scores (batch, heads, queries, keys). */
const ALiBi: NativeClass = {
  ...layerClass({
    name: 'ALiBi',
    signature: '',
    forward: 'attention_scores, offset=0, mask=None',
    make: () => ({
      weights: [],
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const isPlain = input.shape?.length === 4 && use.arguments.value('mask').kind === 'none';
        return isPlain
          ? keep(use, 'to-float')
          : result(use, undefined, { parents: [input.tensor], dtype: 'float' });
      },
    }),
  }),
  member: (_host, name) => (name === 'create_alibi_matrix' ? alibiMatrix : undefined),
};

export const POSITIONAL: readonly NativeClass[] = [RoPE, SinusoidalPositionalEncoding, ALiBi];
