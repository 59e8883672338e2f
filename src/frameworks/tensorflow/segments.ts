/** Functions of `tf` and `tf.math` that count, scatter, slice or measure. https://www.tensorflow.org/api_docs/python/tf/math */
import { multiply, product, type Shape, size, unknownDim } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { filled } from '../array/creators.ts';
import { meshgrid } from '../array/numeric.ts';
import { literalShape } from '../array/operand.ts';
import {
  define,
  defineAll,
  defineLoose,
  defineOpen,
  defineSomeArray,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { named } from '../array/pair.ts';
import { binary, converted, unary } from '../array/pointwise.ts';
import { keepingAxis, moments } from '../array/reductions.ts';
import { result } from '../array/scene.ts';
import { sizesOfArguments } from '../array/sizes.ts';
import { sliceAt, strided } from '../array/slicing.ts';
import { asDim, asInt, integer, itemsOf, list, SOME_BOOL, tuple, type Value } from '../parts.ts';

const shapedLike =
  (parameter: string, dtype: 'int' | 'bool' | 'float') =>
  (op: Operation): Value =>
    result(op, literalShape(option(op, parameter)), { dtype });

const scalar = (op: Operation): Value => result(op, [], { dtype: 'float' });

/** `segment_sum(data, ids)`: rows of one segment become one; how many there are the ids say. */
const segments = (op: Operation): Value =>
  changed(op, operandAt(op), shape => ({
    ok: true,
    value: shape.length > 0 ? [unknownDim(), ...shape.slice(1)] : undefined,
  }));

/** `unsorted_segment_sum(data, ids, num_segments)` */
const countedSegments = (op: Operation): Value => {
  const ids = literalShape(option(op, 'segment_ids'));
  const count = asDim(option(op, 'num_segments')) ?? unknownDim();
  return changed(op, operandAt(op), shape => ({
    ok: true,
    value: ids && [count, ...shape.slice(ids.length)],
  }));
};

/** `scatter_nd(indices, updates, shape)` */
const scattered = (op: Operation): Value => {
  const sizes = sizesOfArguments(op, [
    { name: undefined, value: option(op, 'shape'), at: op.bound.at('shape') },
  ]);
  return sizes.refused ? result(op, undefined) : result(op, sizes.shape, { dtype: 'float' });
};

/** `confusion_matrix(labels, predictions, num_classes)` */
const confusion = (op: Operation): Value => {
  const count = asDim(option(op, 'num_classes')) ?? unknownDim();
  return result(op, [count, count], { dtype: 'int' });
};

/** `unique(x)`: the values, and where each element went. */
const distinct = (op: Operation): Value => {
  const shape = literalShape(option(op, 'x'));
  return named(op, {
    y: result(op, [unknownDim()], { dtype: operandAt(op)?.tensor?.dtype }),
    idx: result(op, shape, { dtype: 'int' }),
  });
};

/** `clip_by_global_norm(tensors, norm)`: the tensors, and the norm that they had. */
const clippedAll = (op: Operation): Value => {
  const items = op.host.items(option(op, 't_list'));
  return items
    ? tuple([list(items.map(item => like(op, item))), scalar(op)])
    : op.host.unknown('clipped tensors', op.site);
};

const like = (op: Operation, value: Value): Value =>
  value.kind === 'tensor' ? result(op, literalShape(value), { parents: [value], dtype: value.dtype }) : value;

const same = (op: Operation): Value => {
  const items = op.host.items(op.bound.value('input'));
  return items ? list(items.map(item => like(op, item))) : op.host.unknown('tensors', op.site);
};

/** `polyval(coefficients, x)` */
const polynomial = (op: Operation): Value => shapedLike('x', 'float')(op);

/** The number of elements, and of axes, as tensors without axes. */
const countOfElements = (op: Operation): Value => {
  const shape = literalShape(option(op, 'input'));
  const count = shape && product(shape);
  return count ? integer(count) : result(op, [], { dtype: 'int' });
};

const countOfAxes = (op: Operation): Value => {
  const shape = literalShape(option(op, 'input'));
  return shape ? integer(size(shape.length)) : result(op, [], { dtype: 'int' });
};

/** `histogram_fixed_width(values, range, nbins)` */
const bins = (op: Operation): Value =>
  result(op, [asDim(option(op, 'nbins')) ?? unknownDim()], { dtype: 'int' });

/** `unravel_index(indices, dims)`: one row of positions for each axis. */
const unravelled = (op: Operation): Value => {
  const indices = literalShape(option(op, 'indices'));
  const axes = literalShape(option(op, 'dims'))?.[0];
  const shape: Shape | undefined = indices && axes && [axes, ...indices];
  return result(op, shape, { dtype: 'int' });
};

const first = (op: Operation): Value => {
  const [item] = itemsOf(op.bound.value('inputs')) ?? [];
  return item ? like(op, item) : result(op, undefined);
};

export const MORE_MATH: FunctionTable = {
  ...defineOpen(
    'segment_sum segment_mean segment_max segment_min segment_prod',
    'data, segment_ids',
    segments,
  ),
  ...defineOpen(
    `unsorted_segment_sum unsorted_segment_mean unsorted_segment_max unsorted_segment_min unsorted_segment_prod unsorted_segment_sqrt_n`,
    'data, segment_ids, num_segments',
    countedSegments,
  ),
  confusion_matrix: define(
    'labels, predictions, num_classes=None, weights=None, dtype=None, name=None',
    confusion,
  ),
  in_top_k: define('targets, predictions, k, name=None', shapedLike('targets', 'bool')),
  ...defineOpen('real imag angle', 'input', unary('float')),
  ...defineOpen(
    `conj reciprocal_no_nan bessel_i0 bessel_i0e bessel_i1 bessel_i1e erfcinv ndtri softsign invert_permutation`,
    'x',
    unary(),
  ),
  nextafter: define('x1, x2, name=None', binary()),
  xlog1py: define('x, y, name=None', binary()),
  zeta: define('x, q, name=None', binary()),
  ...defineAll(['igamma', 'igammac', 'polygamma'], 'a, x, name=None', binary()),
  scalar_mul: define('scalar, x, name=None', polynomial),
  polyval: define('coeffs, x, name=None', polynomial),
  cumulative_logsumexp: define('x, axis=0, exclusive=False, reverse=False, name=None', keepingAxis()),
  zero_fraction: define('value, name=None', scalar),
  bincount: define('arr, *args, **kwargs', op => result(op, undefined, { dtype: 'int' })),
  accumulate_n: define('inputs, *args, **kwargs', first),
  ...defineOpen('is_non_decreasing is_strictly_increasing', 'x', op => result(op, [], { dtype: 'bool' })),
};

/** Of `tf` itself. */
export const MORE_FUNCTIONS: FunctionTable = {
  meshgrid: define("*args, indexing='xy', sparse=False, **kwargs", meshgrid),
  rank: define('input, name=None', countOfAxes),
  size: define('input, out_type=None, name=None', countOfElements),
  slice: define('input_, begin, size, name=None', sliceAt),
  scatter_nd: define('indices, updates, shape, *args, **kwargs', scattered),
  ...defineOpen(
    `tensor_scatter_nd_update tensor_scatter_nd_add tensor_scatter_nd_sub tensor_scatter_nd_max tensor_scatter_nd_min clip_by_norm`,
    'tensor, *args',
    unary(),
  ),
  unique: define('x, out_idx=None, name=None', distinct),
  clip_by_global_norm: define('t_list, clip_norm, use_norm=None, name=None', clippedAll),
  complex: define('real, imag, name=None', binary('complex')),
  saturate_cast: define('value, dtype, name=None', converted),
  scalar_mul: define('scalar, x, name=None', polynomial),
  histogram_fixed_width: define('values, value_range, nbins=100, dtype=None, name=None', bins),
  histogram_fixed_width_bins: define(
    'values, value_range, nbins=100, dtype=None, name=None',
    shapedLike('values', 'int'),
  ),
  strided_slice: define(
    'input_, begin, end, strides=None, begin_mask=0, end_mask=0, ellipsis_mask=0, new_axis_mask=0, shrink_axis_mask=0, var=None, name=None',
    strided({
      begin: 'begin_mask',
      end: 'end_mask',
      shrink: 'shrink_axis_mask',
      others: ['ellipsis_mask', 'new_axis_mask'],
    }),
  ),
  identity_n: define('input, name=None', same),
  ...defineOpen('truncatediv truncatemod realdiv', 'x, y', binary()),
  unravel_index: define('indices, dims, name=None', unravelled),
  ...defineOpen('is_tensor is_symbolic_tensor executing_eagerly inside_function', '*args', () => SOME_BOOL),
  ...Object.fromEntries(
    [
      'bitcast',
      'space_to_batch',
      'batch_to_space',
      'dynamic_stitch',
      'py_function',
      'numpy_function',
      'parallel_stack',
      'edit_distance',
      'space_to_batch_nd',
    ].map(name => [name, defineSomeArray('*args, **kwargs')]),
  ),
};

/** `crelu(x)`: positive and negative parts beside each other. */
const doubled = (op: Operation): Value => {
  const axis = asInt(option(op, 'axis'));
  return changed(op, operandAt(op), shape => ({
    ok: true,
    value:
      axis === -1
        ? [...shape.slice(0, -1), ...shape.slice(-1).map(dim => multiply(dim, size(2)))]
        : undefined,
  }));
};

/** Weights may stretch the input; those that are a number do not. */
const weightedMoments = (op: Operation): Value => {
  if (literalShape(option(op, 'frequency_weights'))?.length === 0) return moments(op);
  const made = result(op, undefined, { dtype: 'float' });
  return tuple([made, made]);
};

/** Of `tf.nn`. */
export const NN_LOSSES: FunctionTable = {
  crelu: define('features, axis=-1, name=None', doubled),
  weighted_cross_entropy_with_logits: define(
    'labels, logits, pos_weight, name=None',
    shapedLike('logits', 'float'),
  ),
  log_poisson_loss: define(
    'targets, log_input, compute_full_loss=False, name=None',
    shapedLike('log_input', 'float'),
  ),
  ctc_loss: define(
    'labels, logits, label_length, logit_length, logits_time_major=True, unique=None, blank_index=None, name=None',
    op => {
      const [time, batch] = literalShape(option(op, 'logits')) ?? [];
      const order = option(op, 'logits_time_major');
      const isTimeFirst = order.kind === 'bool' ? order.value : undefined;
      const count = isTimeFirst === undefined ? undefined : isTimeFirst ? batch : time;
      return result(op, [count ?? unknownDim()], { dtype: 'float' });
    },
  ),
  in_top_k: define('targets, predictions, k, name=None', shapedLike('targets', 'bool')),
  ...defineOpen('zero_fraction compute_average_loss scale_regularization_loss', 'value', scalar),
  weighted_moments: define('x, axes, frequency_weights, keepdims=False, name=None', weightedMoments),
  softsign: define('features, name=None', unary()),
};

const ofShape = filled('float', ['shape']);

/** `categorical(logits, num_samples)`: one row of samples for each row of logits. */
const categorical = (op: Operation): Value => {
  const count = asDim(option(op, 'num_samples')) ?? unknownDim();
  return changed(
    op,
    operandAt(op),
    shape => {
      if (shape.length === 2) return { ok: true, value: [shape[0] ?? unknownDim(), count] };
      const expected = { least: 2, most: 2 };
      return { ok: false, mismatch: { kind: 'rank', operand: 0, expected, actual: shape.length } };
    },
    { dtype: 'int' },
  );
};

/** `gamma(shape, alpha)`: of the shape, and then of the parameter's own. */
const perParameter =
  (parameter: string) =>
  (op: Operation): Value => {
    const sizes = sizesOfArguments(op, [
      { name: undefined, value: option(op, 'shape'), at: op.bound.at('shape') },
    ]);
    const own = literalShape(option(op, parameter));
    const shape = sizes.refused ? undefined : sizes.shape;
    return result(op, shape && own && [...shape, ...own], { dtype: 'float', role: 'data' });
  };

/** Of `tf.random`. */
export const MORE_RANDOM: FunctionTable = {
  ...defineLoose(
    'stateless_normal stateless_uniform stateless_truncated_normal stateless_poisson stateless_binomial stateless_gamma',
    'shape, seed=None, a=None, b=None, dtype=None, name=None, alg=None',
    ofShape,
  ),
  categorical: define('logits, num_samples, dtype=None, seed=None, name=None', categorical),
  stateless_categorical: define('logits, num_samples, seed, dtype=None, name=None', categorical),
  gamma: define('shape, alpha, beta=None, dtype=None, seed=None, name=None', perParameter('alpha')),
  poisson: define('shape, lam, dtype=None, seed=None, name=None', perParameter('lam')),
  shuffle: define('value, seed=None, name=None', unary()),
};

/** Methods of `tf.random.Generator`. */
export const GENERATOR: FunctionTable = defineLoose(
  'normal uniform truncated_normal binomial uniform_full_int',
  'shape, a=None, b=None, dtype=None, name=None',
  ofShape,
);
