/**
 * Names of arguments and functions that TensorFlow 1 had: `keep_prob`, `reduction_indices`, `keep_dims`. Its functions take more keywords than
 * those of version 2, in another order: what version 2 has no name for is let pass.
 * https://www.tensorflow.org/versions/r1.15/api_docs/python/tf
 */
import { filled } from '../array/creators.ts';
import type { Flavour } from '../array/flavour.ts';
import {
  define,
  defineAll,
  defineOpen,
  type FunctionTable,
  type Operation,
  operandAt,
} from '../array/operation.ts';
import { convertedTo, unary } from '../array/pointwise.ts';
import { matmul } from '../array/products.ts';
import { refused } from '../array/scene.ts';
import type { Value } from '../parts.ts';

/** Keywords of version 1 by those of version 2. */
const ALIASES: Flavour['aliases'] = {
  keep_dims: 'keepdims',
  reduction_indices: 'axis',
  dim: 'axis',
  dimension: 'axis',
  squeeze_dims: 'axis',
  value: 'input',
  filter: 'filters',
  rate: 'dilations',
  dilation_rate: 'dilations',
  targets: 'labels',
  inputs: 'logits',
};

/** Also the names that functions of version 2 spell otherwise than these. */
export const legacyFlavour = (flavour: Flavour): Flavour => ({ ...flavour, aliases: ALIASES });

/** What follows the first argument may be left out, and any keyword is taken. */
export const legacyTable = (table: FunctionTable): FunctionTable =>
  Object.fromEntries(
    Object.entries(table).map(([name, made]) => [name, { ...made, signature: loosened(made.signature) }]),
  );

function loosened(text: string): string {
  const [first, ...others] = text.split(/,\s*(?![^()]*\))/);
  const rest = others.map(part => (part.includes('=') || part.startsWith('*') ? part : `${part}=None`));
  const all = [first, ...rest].join(', ');
  return all.includes('**') ? all : `${all}, **kwargs`;
}

/** `xw_plus_b(x, weights, biases)` */
const product = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  return left && right ? matmul(op) : refused(op);
};

/** Of `tf` itself; version 2 has them elsewhere or under other names. */
export const LEGACY_FUNCTIONS: FunctionTable = {
  ...defineAll(
    ['random_normal', 'truncated_normal'],
    'shape, mean=0.0, stddev=1.0, dtype=None, seed=None, name=None',
    filled('float', ['shape']),
  ),
  random_uniform: define(
    'shape, minval=0, maxval=None, dtype=None, seed=None, name=None',
    filled('float', ['shape']),
  ),
  ...defineOpen('log log1p log_sigmoid is_nan is_inf is_finite ceil lgamma digamma rsqrt erf', 'x', unary()),
  ...defineOpen('to_float to_double', 'x', convertedTo('float')),
  ...defineOpen('to_int32 to_int64', 'x', convertedTo('int')),
  ...defineOpen('random_shuffle', 'value', unary()),
};

/** Of `tf.nn`. */
export const LEGACY_NN: FunctionTable = {
  xw_plus_b: define('x, weights, biases, name=None', product),
};
