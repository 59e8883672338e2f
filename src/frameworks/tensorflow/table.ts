/** TensorFlow's functions of tensors, with the signatures of https://www.tensorflow.org/api_docs/python/tf. */
import { size, unknownDim } from '../../shapes/index.ts';
import { permute } from '../array/axes.ts';
import { changed } from '../array/change.ts';
import { eye, filled, fromData, full, like, ranged, spaced } from '../array/creators.ts';
import { dtypeOption } from '../array/dtype.ts';
import { oneHot, takeBatched } from '../array/gathering.ts';
import { concatenate, stack } from '../array/joins.ts';
import { literalDtype } from '../array/operand.ts';
import { define, type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { padAxes } from '../array/padding.ts';
import { binary, clamped, converted, unary, where } from '../array/pointwise.ts';
import { einsum, tensordot } from '../array/products.ts';
import { keepingAxis, norm, reduction } from '../array/reductions.ts';
import { as, each } from '../array/renaming.ts';
import { expand, repeatInterleave, tile } from '../array/repeating.ts';
import { reshape, squeeze, unsqueeze } from '../array/reshaping.ts';
import { refused, result } from '../array/scene.ts';
import { readNewShape } from '../array/sizes.ts';
import { splitNumberOrSizes, unstackInto } from '../array/splitting.ts';
import { matmulTransposed } from '../array/transposed-product.ts';
import { shapeOfTensor } from '../keras/functions.ts';
import { asShape, integer, type Value } from '../parts.ts';

/** `constant(value, shape=shape)`: the value under that shape, one number as often as needed. */
const constant = (op: Operation): Value => {
  if (option(op, 'shape').kind === 'none') return fromData(op);
  const sizes = readNewShape(op, ['shape']);
  if (sizes.refused) return refused(op);
  return result(op, sizes.shape, { dtype: dtypeOption(op, literalDtype(option(op, 'value'))), role: 'data' });
};

const ONE = 'x, name=None';
const TWO = 'x, y, name=None';
const REDUCED = 'input_tensor, axis=None, keepdims=False, name=None';

/** `where(condition)` alone: a row of positions for each element that holds. */
const chosenOrPlaces = (op: Operation): Value =>
  op.bound.given('x') || op.bound.given('y') || op.bound.call.open
    ? where(op)
    : changed(op, operandAt(op), shape => ({ ok: true, value: [unknownDim(), size(shape.length)] }), {
        dtype: 'int',
      });

/** `eye(3, batch_shape=[2])`: one for each example. */
const identity = (op: Operation): Value => {
  const made = as({ n: 'num_rows', m: 'num_columns' }, eye)(op);
  const batch = option(op, 'batch_shape');
  if (made.kind !== 'tensor' || batch.kind === 'none') return made;
  const shape = asShape(batch);
  return { ...made, shape: shape && made.shape && [...shape, ...made.shape] };
};

const CREATORS: FunctionTable = {
  ...each('zeros ones', 'shape, dtype=None, name=None, layout=None', filled('float')),
  fill: define('dims, value, name=None, layout=None', as({ shape: 'dims', fill_value: 'value' }, full)),
  eye: define('num_rows, num_columns=None, batch_shape=None, dtype=None, name=None', identity),
  constant: define('value, dtype=None, shape=None, name=None', constant),
  convert_to_tensor: define('value, dtype=None, dtype_hint=None, name=None', fromData),
  Variable: define(
    'initial_value=None, trainable=None, validate_shape=True, caching_device=None, name=None, variable_def=None, dtype=None, **kwargs',
    fromData,
  ),
  range: define(
    'start, limit=None, delta=1, dtype=None, name=None',
    as({ stop: 'limit', step: 'delta' }, ranged),
  ),
  linspace: define('start, stop, num, name=None, axis=0', spaced('num')),
  ...each('zeros_like ones_like', 'input, dtype=None, name=None, layout=None', like()),
};

/** None is the first axis. */
const ofOneAxis =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const value = (name: string): Value => {
      const given = op.bound.value(name);
      return name === 'axis' && given.kind === 'none' ? integer(size(0)) : given;
    };
    return run({ ...op, bound: { ...op.bound, value } });
  };

/** A tensor by itself is what it is. */
const joined = (op: Operation): Value =>
  op.bound.value('values').kind === 'tensor' ? unary()(op) : concatenate(op);

const SHAPES: FunctionTable = {
  reshape: define('tensor, shape, name=None', reshape),
  transpose: define('a, perm=None, conjugate=False, name=None', as({ axes: 'perm' }, permute)),
  expand_dims: define('input, axis=None, name=None', unsqueeze),
  squeeze: define('input, axis=None, name=None', squeeze),
  tile: define('input, multiples, name=None', tile('rank')),
  repeat: define('input, repeats, axis=None, name=None', repeatInterleave),
  broadcast_to: define('input, shape, name=None', expand),
  concat: define('values, axis, name=None', joined),
  stack: define('values, axis=0, name=None', stack),
  unstack: define('value, num=None, axis=0, name=None', unstackInto),
  split: define('value, num_or_size_splits, axis=0, num=None, name=None', splitNumberOrSizes),
  gather: define('params, indices, validate_indices=None, axis=None, batch_dims=0, name=None', takeBatched),
  one_hot: define(
    'indices, depth, on_value=None, off_value=None, axis=-1, dtype=None, name=None',
    oneHot('float'),
  ),
  pad: define("tensor, paddings, mode='CONSTANT', constant_values=0, name=None", padAxes),
  shape: define('input, out_type=None, name=None', shapeOfTensor),
  ...each('identity stop_gradient', 'input, name=None', unary()),
  reverse: define('tensor, axis, name=None', unary()),
  cast: define('x, dtype, name=None', converted),
  clip_by_value: define(
    't, clip_value_min, clip_value_max, name=None',
    as({ min: 'clip_value_min', max: 'clip_value_max' }, clamped),
  ),
  where: define('condition, x=None, y=None, name=None', chosenOrPlaces),
};

const UNARY = each(
  `abs exp expm1 log log1p sqrt rsqrt square tanh sigmoid sin cos tan round floor ceil sign negative erf sinh cosh acos asin atan
   reciprocal is_nan is_inf logical_not`,
  ONE,
  unary(),
);

const SOFTPLUS = define('features, name=None', unary());

const BINARY = each(
  'add subtract multiply divide maximum minimum pow floordiv mod truediv divide_no_nan squared_difference multiply_no_nan',
  TWO,
  binary(),
);
const ANGLE = define('y, x, name=None', binary());

const COMPARISONS = each(
  'equal not_equal less less_equal greater greater_equal logical_and logical_or',
  TWO,
  binary('bool'),
);

const REDUCTIONS: FunctionTable = {
  ...each(
    'reduce_sum reduce_mean reduce_max reduce_min reduce_prod reduce_logsumexp reduce_std reduce_variance reduce_euclidean_norm',
    REDUCED,
    reduction(),
  ),
  ...each('reduce_any reduce_all', REDUCED, reduction('bool')),
  ...each('argmax argmin', 'input, axis=0, output_type=None, name=None', ofOneAxis(reduction('int'))),
  cumsum: define('x, axis=0, exclusive=False, reverse=False, name=None', keepingAxis()),
  norm: define('tensor, ord=None, axis=None, keepdims=None, name=None', norm),
};

const PRODUCTS: FunctionTable = {
  matmul: define(
    'a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, a_is_sparse=False, b_is_sparse=False, output_type=None, grad_a=False, grad_b=False, name=None',
    matmulTransposed(['transpose_a', 'adjoint_a'], ['transpose_b', 'adjoint_b']),
  ),
  tensordot: define('a, b, axes, name=None', tensordot),
  einsum: define('equation, *inputs, **kwargs', einsum),
};

export const TENSORFLOW: FunctionTable = {
  ...CREATORS,
  ...SHAPES,
  ...UNARY,
  softplus: SOFTPLUS,
  ...BINARY,
  atan2: ANGLE,
  ...COMPARISONS,
  ...REDUCTIONS,
  ...PRODUCTS,
};

export const RANDOM: FunctionTable = each(
  'normal uniform truncated_normal',
  'shape, mean=0.0, stddev=1.0, dtype=None, seed=None, name=None, minval=0, maxval=None',
  filled('float'),
);

export const NN: FunctionTable = {
  ...each(
    'relu relu6 elu selu silu swish softplus softsign leaky_relu',
    'features, alpha=None, name=None, beta=None',
    unary(),
  ),
  gelu: define('features, approximate=False, name=None', unary()),
  ...each('tanh sigmoid', ONE, unary()),
  ...each('softmax log_softmax', 'logits, axis=-1, name=None', keepingAxis()),
  dropout: define('x, rate, noise_shape=None, seed=None, name=None', unary()),
  l2_normalize: define('x, axis=None, epsilon=1e-12, name=None, dim=None', unary()),
};
