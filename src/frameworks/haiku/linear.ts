/** Linear, MLP and Embed. https://dm-haiku.readthedocs.io/en/latest/api.html#linear-modules, haiku/_src/basic.py, embed.py, nets/mlp.py */
import { type Dim, type Shape, unknownDim } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { asDim, itemsOf, type Operand, shapeOf, type Value, type Weight } from '../parts.ts';
import { layerClass, noteCall, parameters, type Use } from './layer-class.ts';

/** The first argument of a call, which numbers and lists may be too. */
export function inputOf(use: Use): Operand | undefined {
  const name = use.arguments.names[0] ?? 'inputs';
  const options = { numbers: true, lists: true };
  return takeTensor(use, use.arguments.value(name), use.arguments.at(name), name, options);
}

/** w (in, out) and b (out). */
export function affine(
  inputs: Dim | undefined,
  outputs: Dim,
  bias: boolean | undefined,
  path = '',
): readonly Weight[] {
  const matrix = weight(`${path}w`, inputs && [inputs, outputs]);
  return bias === false ? [matrix] : [matrix, weight(`${path}b`, bias ? [outputs] : undefined)];
}

export function give(use: Use, input: Operand, shape: Shape | undefined): Value {
  noteCall(use, [input.shape], [shape]);
  return result(use, shape, { parents: [input.tensor], dtype: 'float' });
}

export const Linear = layerClass({
  name: 'Linear',
  signature: 'output_size, with_bias=True, w_init=None, b_init=None',
  forward: 'inputs, *, precision=None',
  make: options => {
    const outputs = options.size('output_size', 0);
    const bias = options.flag('with_bias');
    return {
      units: outputs,
      call: use => callLinear(use, [outputs], features => affine(features, outputs, bias)),
    };
  },
});

/** (*, in) to (*, out), through as many products as there are sizes. */
function callLinear(
  use: Use,
  outputs: readonly Dim[],
  weightsOf: (features: Dim | undefined) => readonly Weight[],
): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  if (input.shape?.length === 0)
    return refuseRank(use, input, [1, 2], ['batch', 'features'], 'Input must not be scalar.');
  const features = input.shape?.at(-1);
  if (input.shape && !parameters(use, input, weightsOf(features), features)) return refused(use);
  const last = outputs.at(-1) ?? features;
  return give(use, input, last && input.shape && [...input.shape.slice(0, -1), last]);
}

export const MLP = layerClass({
  name: 'MLP',
  signature: 'output_sizes, w_init=None, b_init=None, with_bias=True, activation=None, activate_final=False',
  forward: 'inputs, dropout_rate=None, rng=None',
  make: options => {
    const items = itemsOf(options.bound.value('output_sizes'));
    const sizes = items?.map(item => asDim(item) ?? unknownDim());
    const bias = options.flag('with_bias');
    if (!sizes) return { call: use => (inputOf(use) ? result(use, undefined) : refused(use)) };
    const weightsOf = (features: Dim | undefined): readonly Weight[] =>
      sizes.flatMap((outputs, i) =>
        affine(i === 0 ? features : sizes[i - 1], outputs, bias, `~/linear_${i}/`),
      );
    return { units: sizes.at(-1), call: use => callLinear(use, sizes, weightsOf) };
  },
});

export const Embed = layerClass({
  name: 'Embed',
  signature:
    "vocab_size=None, embed_dim=None, embedding_matrix=None, w_init=None, lookup_style='ARRAY_INDEX', name=None, precision=None",
  forward: 'ids, lookup_style=None, precision=None',
  make: options => {
    const matrix = options.bound.value('embedding_matrix');
    const given = matrix.kind === 'tensor' ? shapeOf(matrix) : undefined;
    const isGiven = options.isGiven('embedding_matrix');
    const count = isGiven ? given?.[0] : options.size('vocab_size', 0);
    const width = isGiven ? given?.[1] : options.size('embed_dim', 0);
    return { units: width, call: use => callEmbed(use, count, width) };
  },
});

function callEmbed(use: Use, count: Dim | undefined, width: Dim | undefined): Value {
  const ids = inputOf(use);
  if (!ids) return refused(use);
  if (!parameters(use, ids, [weight('embeddings', count && width && [count, width])])) return refused(use);
  return give(use, ids, width && ids.shape && [...ids.shape, width]);
}

export const Bias = layerClass({
  name: 'Bias',
  signature: 'output_size=None, bias_dims=None, b_init=None',
  forward: 'inputs, multiplier=None',
  make: options => {
    const isWhole = options.bound.value('bias_dims').kind === 'none';
    return {
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const shape = isWhole ? input.shape?.slice(1) : undefined;
        parameters(use, input, [weight('b', shape)]);
        return give(use, input, input.shape);
      },
    };
  },
});
