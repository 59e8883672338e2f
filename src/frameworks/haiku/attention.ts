/** MultiHeadAttention. https://dm-haiku.readthedocs.io/en/latest/api.html#multiheadattention, haiku/_src/attention.py */
import { compare, constantOf, type Dim, type Mismatch, multiply } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, refuseOperands, result } from '../array/scene.ts';
import type { Options } from '../modules/options.ts';
import type { Operand, Value } from '../parts.ts';
import { layerClass, type Made, noteCall, parameters, type Use } from './layer-class.ts';
import { affine } from './linear.ts';

interface Sizes {
  readonly keys: Dim;
  readonly values: Dim;
  readonly model: Dim;
  readonly bias: boolean | undefined;
}

export const MultiHeadAttention = layerClass({
  name: 'MultiHeadAttention',
  signature:
    'num_heads, key_size, w_init_scale=None, *, w_init=None, with_bias=True, b_init=None, value_size=None, model_size=None',
  forward: 'query, key, value, mask=None',
  make,
});

/** Projections of all heads: num_heads * key_size, and model_size where nothing else is told. */
function make(options: Options): Made {
  const [heads, each] = [options.size('num_heads'), options.size('key_size')];
  const keys = multiply(heads, each);
  const values = options.isGiven('value_size') ? multiply(heads, options.size('value_size')) : keys;
  const model = options.isGiven('model_size') ? options.size('model_size') : keys;
  const sizes: Sizes = { keys, values, model, bias: options.flag('with_bias') };
  return { units: model, call: use => callAttention(use, sizes) };
}

const SAYS = "Size of label 'T' for operand 1";

const ROLES = ['query', 'key', 'value'] as const;

function callAttention(use: Use, { keys, values, model, bias }: Sizes): Value {
  const operands: Operand[] = [];
  for (const role of ROLES) {
    const operand = takeTensor(use, use.arguments.value(role), use.arguments.at(role), role, { lists: true });
    if (!operand) return refused(use);
    operands.push(operand);
  }
  const [query, key, value] = operands;
  if (!query || !key || !value) return refused(use);
  const mismatch = unequalSteps(key, value);
  if (mismatch) return refuseOperands(use, [key, value], mismatch, use.site, SAYS);
  const features = operands.map(({ shape }) => shape?.at(-1));
  const wanted = [
    ...affine(features[0], keys, bias, 'query/'),
    ...affine(features[1], keys, bias, 'key/'),
    ...affine(features[2], values, bias, 'value/'),
    ...affine(values, model, bias, 'linear/'),
  ];
  if (features.every(size => size !== undefined) && !parameters(use, query, wanted, features[0]))
    return refused(use);
  const shape = query.shape && [...query.shape.slice(0, -1), model];
  noteCall(
    use,
    operands.map(o => o.shape),
    [shape],
  );
  return result(use, shape, { parents: operands.map(o => o.tensor), dtype: 'float' });
}

/** There is a value for each key; one stands for any number. */
function unequalSteps(key: Operand, value: Operand): Mismatch | undefined {
  const sides = [key, value].map(({ shape }, operand) => {
    const dim = shape?.at(-2);
    return shape && dim && constantOf(dim) !== 1 ? { operand, axis: shape.length - 2, dim } : undefined;
  });
  const [left, right] = sides;
  if (!left || !right || compare(left.dim, right.dim) !== 'different') return undefined;
  return { kind: 'dims', left, right };
}
