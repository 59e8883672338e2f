/** Functions that `keras.ops` has and `keras.backend` had not. https://keras.io/api/ops/ */
import { countFunction, rankFunction } from '../array/attributes.ts';
import { diagonal, eye, filled, like, takeDiagonal } from '../array/creators.ts';
import { takeAlong } from '../array/gathering.ts';
import { gated } from '../array/halving.ts';
import { append } from '../array/joins.ts';
import { difference, quantile } from '../array/numeric.ts';
import { literalShape } from '../array/operand.ts';
import { define, type FunctionTable, type Operation, option } from '../array/operation.ts';
import { binary, converted, unary } from '../array/pointwise.ts';
import { inner, outer } from '../array/products.ts';
import { keepingAxis, moments, reduction } from '../array/reductions.ts';
import { as, each } from '../array/renaming.ts';
import { refused, result } from '../array/scene.ts';
import { sizesOfArguments } from '../array/sizes.ts';
import { sliceAt } from '../array/slicing.ts';
import { largest } from '../array/sorting.ts';
import { splitAlong, splitSections } from '../array/splitting.ts';
import { SOME_BOOL, tuple, type Value } from '../parts.ts';

/** A result whose shape an argument says: `slice(x, start, shape)`, `scatter(indices, values, shape)`. */
const ofGivenShape = (op: Operation): Value => {
  const sizes = sizesOfArguments(op, [
    { name: undefined, value: option(op, 'shape'), at: op.bound.at('shape') },
  ]);
  return sizes.refused ? refused(op) : result(op, sizes.shape, { dtype: 'float' });
};

const shapedLike =
  (parameter: string, dtype: 'int' | 'bool' | 'float') =>
  (op: Operation): Value =>
    result(op, literalShape(option(op, parameter)), { dtype });

const REDUCED = 'x, axis=None, keepdims=False';

const POINTWISE: FunctionTable = {
  ...each(
    `arccosh arcsinh arctanh erfinv erfc celu hard_shrink hard_silu hard_swish hard_tanh soft_shrink squareplus tanh_shrink threshold
     sparse_plus sparse_sigmoid cbrt exp2 deg2rad rad2deg nan_to_num fliplr flipud trunc fabs conj conjugate angle real imag roll tril triu sinc
     bitwise_not bitwise_invert layer_normalization rms_normalization batch_normalization normalize`,
    'x, *args, **kwargs',
    unary(),
  ),
  ...each('isfinite isposinf isneginf isreal signbit', 'x', unary('bool')),
  ...each(
    'arctan2 fmax fmin fmod hypot logaddexp logaddexp2 heaviside gcd lcm divide_no_nan',
    'x1, x2',
    binary(),
  ),
  ...each(
    'bitwise_and bitwise_or bitwise_xor left_shift right_shift bitwise_left_shift bitwise_right_shift',
    'x, y',
    binary(),
  ),
  logical_xor: define('x1, x2', binary('bool')),
  isclose: define('x1, x2, *args, **kwargs', binary('bool')),
};

const ALONG_AXES: FunctionTable = {
  ...each('nanmax nanmean nanmedian nanmin nanprod nanstd nansum nanvar ptp', REDUCED, reduction()),
  count_nonzero: define('x, axis=None', reduction('int')),
  average: define('x, axis=None, weights=None', reduction('to-float')),
  ...each('cumprod nancumsum nancumprod', 'x, axis=None, dtype=None', keepingAxis('keep', 'flat')),
  sort: define('x, axis=-1', keepingAxis('keep', 'flat')),
  argsort: define('x, axis=-1', keepingAxis('int', 'flat')),
  argpartition: define('x, kth, axis=-1', keepingAxis('int', 'flat')),
  ...each(
    'quantile percentile nanquantile nanpercentile',
    "x, q, axis=None, method='linear', keepdims=False",
    quantile,
  ),
  diff: define('a, n=1, axis=-1', difference),
  moments: define('x, axes, keepdims=False, synchronized=False', moments),
  top_k: define(
    'x, k, sorted=True',
    largest((_op, ...both) => tuple(both)),
  ),
  glu: define('x, axis=-1', gated),
  take_along_axis: define('x, indices, axis=None', takeAlong),
};

export const MORE_OPS: FunctionTable = {
  ...POINTWISE,
  ...ALONG_AXES,
  empty: define('shape, dtype=None', filled('float')),
  empty_like: define('x, dtype=None', like()),
  full_like: define('x, fill_value, dtype=None', like()),
  tri: define('N, M=None, k=0, dtype=None', eye),
  diag: define('x, k=0', diagonal),
  diagonal: define('x, offset=0, axis1=0, axis2=1', takeDiagonal),
  inner: define('x1, x2', inner),
  outer: define('x1, x2', outer),
  append: define('x1, x2, axis=None', as({ arr: 'x1', values: 'x2' }, append)),
  array_split: define('x, indices_or_sections, axis=0', splitSections('any')),
  hsplit: define('x, indices_or_sections', splitAlong(1)),
  vsplit: define('x, indices_or_sections', splitAlong(0)),
  dsplit: define('x, indices_or_sections', splitAlong(2)),
  isin: define('x1, x2, *args, **kwargs', shapedLike('x1', 'bool')),
  digitize: define('x, bins', shapedLike('x', 'int')),
  searchsorted: define("sorted_sequence, values, side='left'", shapedLike('values', 'int')),
  slice: define('inputs, start_indices, shape', as({ begin: 'start_indices', size: 'shape' }, sliceAt)),
  scatter: define('indices, values, shape', ofGivenShape),
  slice_update: define('inputs, start_indices, updates', unary()),
  scatter_update: define('inputs, indices, updates, *args, **kwargs', unary()),
  convert_to_numpy: define('x', op => converted({ ...op, framework: 'numpy' })),
  ndim: define('x', rankFunction),
  size: define('x', countFunction),
  ...each('allclose is_tensor', '*args, **kwargs', () => SOME_BOOL),
};
