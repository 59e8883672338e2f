/**
 * The functions of `keras.backend` in Keras 2, tf_keras and `tf.keras`, which Keras 3 keeps there under these names and parameters.
 * https://github.com/keras-team/tf-keras/blob/master/tf_keras/src/backend.py
 */
import { add, product, size, UNDECIDED } from '../../shapes/index.ts';
import { rankFunction } from '../array/attributes.ts';
import { permute } from '../array/axes.ts';
import { changed } from '../array/change.ts';
import { eye, filled, fromData, like, ranged } from '../array/creators.ts';
import { oneHot, take } from '../array/gathering.ts';
import { concatenate, stack } from '../array/joins.ts';
import { define, type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { binary, clamped, converted, unary } from '../array/pointwise.ts';
import { dot } from '../array/products.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { as, each } from '../array/renaming.ts';
import { repeatInterleave, tile } from '../array/repeating.ts';
import { ravel, reshape, squeeze, unsqueeze } from '../array/reshaping.ts';
import { refuseArgument, refused, refuseRank } from '../array/scene.ts';
import { asDim, asInt, itemsOf, type Value } from '../parts.ts';
import { batchDot } from './backend-products.ts';
import { shapeOfTensor } from './functions.ts';

const REDUCED = 'x, axis=None, keepdims=False';
/** `repeat(x, n)`: (samples, features) becomes (samples, n, features). */
const repeated = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  if (input.shape && input.shape.length !== 2) return refuseRank(op, input, [2], ['samples', 'features']);
  const count = asDim(option(op, 'n'));
  return changed(op, input, ([samples, features]) =>
    samples && features && count ? { ok: true, value: [samples, count, features] } : UNDECIDED,
  );
};

/** `batch_flatten(x)`: everything but the first axis in one. */
const flattened = (op: Operation): Value =>
  changed(op, operandAt(op), ([samples, ...rest]) =>
    samples ? { ok: true, value: [samples, product(rest)] } : UNDECIDED,
  );

/** `temporal_padding(x, (1, 1))`: steps before and after. */
const paddedInTime = (op: Operation): Value => {
  const padding = itemsOf(option(op, 'padding'))?.map(asInt);
  const [before = 1, after = 1] = padding ?? [];
  return changed(op, operandAt(op), ([samples, steps, ...features]) =>
    samples && steps && features.length === 1 && !padding?.includes(undefined)
      ? { ok: true, value: [samples, add(steps, size(before + after)), ...features] }
      : UNDECIDED,
  );
};

/** What Keras 1 took other arguments for. */
export const BACKEND_1: FunctionTable = {
  random_normal: define('shape, mean=0.0, std=1.0, dtype=None, seed=None', filled('float')),
  random_uniform: define('shape, low=0.0, high=1.0, dtype=None, seed=None', filled('float')),
};

export const BACKEND: FunctionTable = {
  ...each(
    'abs exp log sqrt square tanh sigmoid sin cos round sign softsign softplus hard_sigmoid cast_to_floatx eval get_value',
    'x',
    unary(),
  ),
  ...each('identity', 'x, name=None', unary()),
  elu: define('x, alpha=1.0', unary()),
  relu: define('x, alpha=0.0, max_value=None, threshold=0.0', unary()),
  dropout: define('x, level, noise_shape=None, seed=None', unary()),
  bias_add: define('x, bias, data_format=None', unary()),
  reverse: define('x, axes', unary()),
  stop_gradient: define('variables', unary()),
  l2_normalize: define('x, axis=None', unary()),
  softmax: define('x, axis=-1', keepingAxis()),
  ...each('cumsum cumprod', 'x, axis=0', keepingAxis('to-number')),
  ...each('sum mean max min prod std var logsumexp', REDUCED, reduction()),
  ...each('any all', REDUCED, reduction('bool')),
  ...each('argmax argmin', 'x, axis=-1', reduction('int')),
  ...each('maximum minimum', 'x, y', binary()),
  ...each('equal not_equal less less_equal greater greater_equal', 'x, y', binary('bool')),
  pow: define('x, a', binary()),
  clip: define('x, min_value, max_value', clamped),
  cast: define('x, dtype', converted),
  dot: define('x, y', op => listIn(op, ['x', 'y']) ?? dot(op)),
  batch_dot: define('x, y, axes=None', batchDot),
  ...each('zeros ones', 'shape, dtype=None, name=None', filled('float')),
  ...each('zeros_like ones_like', 'x, dtype=None, name=None', like()),
  eye: define('size, dtype=None, name=None', as({ n: 'size' }, eye)),
  constant: define('value, dtype=None, shape=None, name=None', fromConstant),
  variable: define('value, dtype=None, name=None, constraint=None', fromData),
  arange: define("start, stop=None, step=1, dtype='int32'", ranged),
  ...each(
    'random_normal truncated_normal',
    'shape, mean=0.0, stddev=1.0, dtype=None, seed=None',
    filled('float'),
  ),
  random_uniform: define('shape, minval=0.0, maxval=1.0, dtype=None, seed=None', filled('float')),
  ...each('random_bernoulli random_binomial', 'shape, p=0.0, dtype=None, seed=None', filled('float')),
  expand_dims: define('x, axis=-1', unsqueeze),
  squeeze: define('x, axis', squeeze),
  reshape: define('x, shape', reshape),
  flatten: define('x', ravel),
  batch_flatten: define('x', flattened),
  transpose: define('x', permute),
  permute_dimensions: define('x, pattern', as({ axes: 'pattern' }, permute)),
  repeat: define('x, n', repeated),
  repeat_elements: define('x, rep, axis', as({ repeats: 'rep' }, repeatInterleave)),
  tile: define('x, n', as({ repeats: 'n' }, tile('any'))),
  temporal_padding: define('x, padding=(1, 1)', paddedInTime),
  concatenate: define('tensors, axis=-1', concatenate),
  stack: define('x, axis=0', stack),
  gather: define('reference, indices, axis=0', take),
  one_hot: define('indices, num_classes', oneHot('float')),
  shape: define('x', shapeOfTensor),
  ndim: define('x', rankFunction),
};

/** It asks its operands for their shapes before anything is made of them. */
function listIn(op: Operation, parameters: readonly string[]): Value | undefined {
  for (const parameter of parameters) {
    const given = op.bound.given(parameter);
    if (given?.value.kind === 'list')
      return refuseArgument(op, { parameter, aspect: 'type', allowed: 'a tensor', at: given.at });
  }
  return undefined;
}

/** `constant(value, shape=...)` is of that shape. */
function fromConstant(op: Operation): Value {
  return op.bound.given('shape') ? filled('float', ['shape'])(op) : fromData(op);
}
