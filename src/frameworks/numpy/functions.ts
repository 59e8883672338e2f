/** Functions of `numpy`: names and signatures as https://numpy.org/doc/stable/reference/ has them. */
import { countFunction, rankFunction, shapeFunction } from '../array/attributes.ts';
import { moveaxis, permute, swapaxes, swapLastTwo } from '../array/axes.ts';
import {
  diagonal,
  eye,
  filled,
  fromData,
  full,
  like,
  ranged,
  spaced,
  takeDiagonal,
} from '../array/creators.ts';
import { take, takeAlong } from '../array/gathering.ts';
import { append, columnStack, concatenate, dstack, hstack, stack, vstack } from '../array/joins.ts';
import { define, defineAll, type FunctionTable } from '../array/operation.ts';
import { padAxes } from '../array/padding.ts';
import { binary, broadcastArrays, clamped, unary, where } from '../array/pointwise.ts';
import { dot, einsum, inner, matmul, outer, tensordot } from '../array/products.ts';
import { keepingAxis, norm, reduction } from '../array/reductions.ts';
import { expand, repeatInterleave, tile } from '../array/repeating.ts';
import { ravel, reshape, squeeze, unsqueeze } from '../array/reshaping.ts';
import { ofUnknownLength } from '../array/sorting.ts';
import { splitAlong, splitSections, unbind } from '../array/splitting.ts';
import { slidingWindows } from '../array/windows.ts';

const CREATION: FunctionTable = {
  ...defineAll(
    ['zeros', 'ones', 'empty'],
    'shape, dtype=None, order=None, *, device=None, like=None',
    filled('float'),
  ),
  ...defineAll(
    ['zeros_like', 'ones_like', 'empty_like'],
    'a, dtype=None, order=None, subok=True, shape=None, *, device=None',
    like(),
  ),
  full: define('shape, fill_value, dtype=None, order=None, *, device=None, like=None', full),
  full_like: define('a, fill_value, dtype=None, order=None, subok=True, shape=None, *, device=None', like()),
  array: define(
    'object, dtype=None, *, copy=True, order=None, subok=False, ndmin=0, ndmax=0, like=None',
    fromData,
  ),
  ...defineAll(
    ['asarray', 'asanyarray', 'ascontiguousarray'],
    'a, dtype=None, order=None, *, device=None, copy=None, like=None',
    fromData,
  ),
  ...defineAll(['copy', 'nan_to_num'], 'a, *args, **kwargs', fromData),
  arange: define('start=None, stop=None, step=None, dtype=None, *, device=None, like=None', ranged),
  ...defineAll(
    ['linspace', 'logspace', 'geomspace'],
    'start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, **kwargs',
    spaced('num', 50),
  ),
  eye: define('N, M=None, k=0, dtype=None, order=None, *, device=None, like=None', eye),
  identity: define('n, dtype=None, *, like=None', eye),
  diag: define('v, k=0', diagonal),
  diagonal: define('a, offset=0, axis1=0, axis2=1', takeDiagonal),
};

const SHAPES: FunctionTable = {
  reshape: define('a, shape=None, order=None, *, newshape=None, copy=None', reshape),
  ravel: define('a, order=None', ravel),
  transpose: define('a, axes=None', permute),
  permute_dims: define('a, axes=None', permute),
  matrix_transpose: define('x', swapLastTwo),
  swapaxes: define('a, axis1, axis2', swapaxes),
  moveaxis: define('a, source, destination', moveaxis),
  squeeze: define('a, axis=None', squeeze),
  expand_dims: define('a, axis', unsqueeze),
  broadcast_to: define('array, shape, subok=False', expand),
  broadcast_arrays: define('*args, subok=False', broadcastArrays),
  tile: define('A, reps', tile('any')),
  repeat: define('a, repeats, axis=None', repeatInterleave),
  ...defineAll(['flip', 'roll', 'rot90'], 'm, *args, **kwargs', unary()),
  ...defineAll(['fliplr', 'flipud'], 'm', unary()),
  pad: define('array, pad_width, mode=None, **kwargs', padAxes),
  shape: define('a', shapeFunction),
  ndim: define('a', rankFunction),
  size: define('a, axis=None', countFunction),
};

const JOINS: FunctionTable = {
  concatenate: define('arrays, axis=0, out=None, *, dtype=None, casting=None', concatenate),
  concat: define('arrays, axis=0, out=None, *, dtype=None, casting=None', concatenate),
  stack: define('arrays, axis=0, out=None, *, dtype=None, casting=None', stack),
  ...defineAll(['vstack', 'row_stack'], 'tup, *, dtype=None, casting=None', vstack),
  hstack: define('tup, *, dtype=None, casting=None', hstack),
  dstack: define('tup', dstack),
  column_stack: define('tup', columnStack),
  append: define('arr, values, axis=None', append),
  split: define('ary, indices_or_sections, axis=0', splitSections('equal')),
  array_split: define('ary, indices_or_sections, axis=0', splitSections('any')),
  vsplit: define('ary, indices_or_sections', splitAlong(0)),
  hsplit: define('ary, indices_or_sections', splitAlong(1)),
  unstack: define('x, *, axis=0', unbind),
};

const PRODUCTS: FunctionTable = {
  matmul: define('x1, x2, out=None, **kwargs', matmul),
  dot: define('a, b, out=None', dot),
  inner: define('a, b', inner),
  outer: define('a, b, out=None', outer),
  tensordot: define('a, b, axes=2', tensordot),
  einsum: define('subscripts, *operands, **kwargs', einsum),
};

const ONE = 'x, out=None, **kwargs';
const TWO = 'x1, x2, out=None, **kwargs';

const POINTWISE: FunctionTable = {
  ...defineAll(
    [
      'exp',
      'expm1',
      'exp2',
      'log',
      'log2',
      'log10',
      'log1p',
      'sqrt',
      'cbrt',
      'sin',
      'cos',
      'tan',
      'arcsin',
      'arccos',
      'arctan',
      'sinh',
      'cosh',
      'tanh',
      'arcsinh',
      'arccosh',
      'arctanh',
      'deg2rad',
      'rad2deg',
      'radians',
      'degrees',
    ],
    ONE,
    unary('to-float'),
  ),
  ...defineAll(
    [
      'abs',
      'absolute',
      'fabs',
      'sign',
      'negative',
      'positive',
      'square',
      'reciprocal',
      'floor',
      'ceil',
      'trunc',
      'rint',
      'conjugate',
      'invert',
      'bitwise_not',
      'real',
      'imag',
    ],
    ONE,
    unary(),
  ),
  ...defineAll(['isnan', 'isinf', 'isfinite', 'logical_not', 'signbit'], ONE, unary('bool')),
  ...defineAll(['round', 'around', 'round_'], 'a, decimals=0, out=None', unary()),
  ...defineAll(
    [
      'add',
      'subtract',
      'multiply',
      'maximum',
      'minimum',
      'fmax',
      'fmin',
      'power',
      'float_power',
      'mod',
      'remainder',
      'fmod',
      'floor_divide',
      'bitwise_and',
      'bitwise_or',
      'bitwise_xor',
      'hypot',
      'arctan2',
      'logaddexp',
      'heaviside',
    ],
    TWO,
    binary(),
  ),
  ...defineAll(['divide', 'true_divide'], TWO, binary('to-float')),
  ...defineAll(
    [
      'equal',
      'not_equal',
      'less',
      'less_equal',
      'greater',
      'greater_equal',
      'logical_and',
      'logical_or',
      'logical_xor',
      'isclose',
    ],
    'x1, x2, *args, **kwargs',
    binary('bool'),
  ),
  where: define('condition, x=None, y=None', where),
  clip: define('a, a_min=None, a_max=None, out=None, *, min=None, max=None, **kwargs', clamped),
};

/** `out` and `where` never change a shape that fits. */
const REDUCTION = 'a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None';

const REDUCTIONS: FunctionTable = {
  ...defineAll(['sum', 'prod', 'nansum', 'nanprod'], REDUCTION, reduction()),
  ...defineAll(
    ['mean', 'nanmean'],
    'a, axis=None, dtype=None, out=None, keepdims=False, *, where=None',
    reduction('to-float'),
  ),
  ...defineAll(
    ['std', 'var', 'nanstd', 'nanvar'],
    'a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, **kwargs',
    reduction('to-float'),
  ),
  ...defineAll(
    ['max', 'min', 'amax', 'amin', 'nanmax', 'nanmin'],
    'a, axis=None, out=None, keepdims=False, initial=None, where=None',
    reduction(),
  ),
  ...defineAll(['any', 'all'], 'a, axis=None, out=None, keepdims=False, *, where=None', reduction('bool')),
  ...defineAll(
    ['argmax', 'argmin', 'nanargmax', 'nanargmin'],
    'a, axis=None, out=None, *, keepdims=False',
    reduction('int'),
  ),
  count_nonzero: define('a, axis=None, *, keepdims=False', reduction('int')),
  ptp: define('a, axis=None, out=None, keepdims=False', reduction()),
  ...defineAll(
    ['median', 'nanmedian'],
    'a, axis=None, out=None, overwrite_input=False, keepdims=False',
    reduction('to-float'),
  ),
  average: define('a, axis=None, weights=None, returned=False, *, keepdims=False', reduction('to-float')),
  ...defineAll(['cumsum', 'cumprod'], 'a, axis=None, dtype=None, out=None', keepingAxis('keep', 'flat')),
  sort: define('a, axis=-1, kind=None, order=None, *, stable=None', keepingAxis()),
  argsort: define('a, axis=-1, kind=None, order=None, *, stable=None', keepingAxis('int')),
  take: define('a, indices, axis=None, out=None, mode=None', take),
  take_along_axis: define('arr, indices, axis=-1', takeAlong),
  ...defineAll(['flatnonzero', 'bincount', 'trim_zeros'], 'a, *args, **kwargs', ofUnknownLength('int')),
};

/** `numpy.linalg` */
export const LINEAR_ALGEBRA: FunctionTable = {
  norm: define('x, ord=None, axis=None, keepdims=False', norm),
  inv: define('a', unary('to-float')),
  cholesky: define('a, *, upper=False', unary('to-float')),
  matmul: define('x1, x2', matmul),
};

export const STRIDE_TRICKS: FunctionTable = {
  sliding_window_view: define('x, window_shape, axis=None, *, subok=False, writeable=False', slidingWindows),
};

export const FUNCTIONS: FunctionTable = {
  ...CREATION,
  ...SHAPES,
  ...JOINS,
  ...PRODUCTS,
  ...POINTWISE,
  ...REDUCTIONS,
};
