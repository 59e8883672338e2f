/** nn.MultiHeadAttention over (batch, steps, features). https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.MultiHeadAttention.html, mlx/nn/layers/transformer.py */
import { compare, type Dim, modulo, size, unknownDim } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { checkSize, refuseArgument, refused, refuseRank, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { type Made, noteCall, type Use } from '../modules/layer-class.ts';
import type { Options } from '../modules/options.ts';
import {
  asDim,
  bind,
  type NativeClass,
  type NativeFunction,
  nativeFunction,
  type Operand,
  signature,
  type Value,
  type Weight,
} from '../parts.ts';
import { layerClass } from './dialect.ts';
import { refuseBatch, refuseMask } from './fast.ts';
import { sceneOf } from './transforms.ts';

/** Sizes of what goes in and of what the projections make of it. */
export interface AttentionSizes {
  readonly heads: Dim;
  readonly dims: Dim;
  readonly queries: Dim;
  readonly keys: Dim;
  readonly values: Dim;
  /** Of all heads together. */
  readonly inner: Dim;
  readonly outputs: Dim;
}

export const plainSizes = (dims: Dim, heads: Dim): AttentionSizes => ({
  heads,
  dims,
  queries: dims,
  keys: dims,
  values: dims,
  inner: dims,
  outputs: dims,
});

/** A matrix (out, in), and a bias where there is one; undefined: not known whether. */
export function projectionWeights(
  name: string,
  inputs: Dim,
  outputs: Dim,
  bias: boolean | undefined,
): readonly Weight[] {
  const matrix = weight(`${name}.weight`, [outputs, inputs]);
  return bias === false ? [matrix] : [matrix, weight(`${name}.bias`, bias ? [outputs] : undefined)];
}

export const attentionWeights = (
  { dims, queries, keys, values, inner, outputs }: AttentionSizes,
  bias: boolean | undefined,
): readonly Weight[] => [
  ...projectionWeights('query_proj', queries, dims, bias),
  ...projectionWeights('key_proj', keys, dims, bias),
  ...projectionWeights('value_proj', values, inner, bias),
  ...projectionWeights('out_proj', inner, outputs, bias),
];

export function checkHeads(options: Options, dims: Dim, heads: Dim): void {
  if (!options.isRefused && compare(modulo(dims, heads), size(0)) === 'different')
    options.refuse(
      'num_heads',
      'a divisor of dims',
      'value',
      'The input feature dimensions should be divisible by the number of heads',
    );
}

function readSizes(options: Options): AttentionSizes {
  const [dims, heads] = [options.size('dims'), options.size('num_heads')];
  checkHeads(options, dims, heads);
  const or = (name: string, otherwise: Dim): Dim =>
    options.isGiven(name) && options.int(name) !== 0 ? options.size(name) : otherwise;
  const keys = or('key_input_dims', dims);
  return {
    heads,
    dims,
    queries: or('query_input_dims', dims),
    keys,
    values: or('value_input_dims', keys),
    inner: or('value_dims', dims),
    outputs: or('value_output_dims', dims),
  };
}

function make(options: Options): Made {
  const sizes = readSizes(options);
  return {
    weights: attentionWeights(sizes, options.flag('bias')),
    units: sizes.outputs,
    attributes: { create_additive_causal_mask: causalMask },
    call: use => call(use, options, sizes),
  };
}

const MASK = signature('N, dtype=None');

/** (N, N) */
const causalMask: NativeFunction = nativeFunction('create_additive_causal_mask', inner => {
  const scene = sceneOf(inner, 'create_additive_causal_mask');
  const bound = bind(inner, MASK, scene.operation, 'mlx');
  const steps = asDim(bound.value('N')) ?? unknownDim();
  return bound.refused ? refused(scene) : result(scene, [steps, steps], { dtype: 'float', role: 'data' });
});

export const MultiHeadAttention: NativeClass = {
  ...layerClass({
    name: 'MultiHeadAttention',
    signature:
      'dims, num_heads, query_input_dims=None, key_input_dims=None, value_input_dims=None, value_dims=None, value_output_dims=None, bias=False',
    forward: 'queries, keys, values, mask=None',
    make,
  }),
  member: (_host, name) => (name === 'create_additive_causal_mask' ? causalMask : undefined),
};

const SAYS = 'Last dimension of first input … must match second to last dimension of second input';
const AXES = ['batch', 'steps', 'features'];

function call(use: Use, options: Options, sizes: AttentionSizes): Value {
  if (compare(modulo(sizes.inner, sizes.heads), size(0)) === 'different') return refuseInner(use, options);
  const operands: Operand[] = [];
  for (const name of ['queries', 'keys', 'values'] as const) {
    const operand = takeTensor(use, use.arguments.value(name), use.arguments.at(name), name);
    if (!operand) return refused(use);
    const wrong = refuseFeatures(use, operand, sizes[name], PARAMETERS[name]);
    if (wrong) return wrong;
    operands.push(operand);
  }
  const [queries, keys, values] = operands;
  if (!queries || !keys || !values) return refused(use);
  const wrong =
    refuseBatch(use, queries, [keys, values]) ??
    checkSize(use, values, { axis: 1, expected: keys.shape?.[1], parameter: undefined, says: SAYS });
  if (wrong || refusesMask(use, 'mask', queries, keys, sizes.heads)) return wrong ?? refused(use);
  const shape = queries.shape && [...queries.shape.slice(0, -1), sizes.outputs];
  noteCall(
    use,
    operands.map(o => o.shape),
    [shape],
  );
  return result(use, shape, { parents: operands.map(o => o.tensor), dtype: 'float' });
}

const PARAMETERS = {
  queries: 'query_input_dims',
  keys: 'key_input_dims',
  values: 'value_input_dims',
} as const;

const refuseInner = (use: Use, { bound }: Options): Value =>
  refuseArgument(use, {
    parameter: 'value_dims',
    aspect: 'value',
    allowed: 'a multiple of num_heads',
    at: bound.at('value_dims'),
    says: '[Unflatten] Cannot unflatten axis -1',
  });

/** (batch, steps, features) with as many features as the layer was made for. */
export function refuseFeatures(
  use: Use,
  operand: Operand,
  expected: Dim,
  parameter: string,
  says = SAYS,
): Value | undefined {
  const { shape } = operand;
  if (!shape) return undefined;
  if (shape.length !== 3)
    return refuseRank(use, operand, [3], AXES, '[transpose] Received 4 axes for array with');
  return checkSize(use, operand, { axis: 2, expected, parameter, says });
}

/** Whether a mask of scores does not fit, which has been stated. */
export function refusesMask(
  use: Use,
  name: string,
  { shape: queries }: Operand,
  { shape: keys }: Operand,
  heads: Dim,
): boolean {
  const value = use.arguments.value(name);
  if (value.kind !== 'tensor') return false;
  const mask = takeTensor(use, value, use.arguments.at(name), name);
  return mask !== undefined && refuseMask(use, mask, [queries?.[0], heads, queries?.[1], keys?.[1]]);
}
