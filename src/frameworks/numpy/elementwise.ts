/** Functions of `numpy` that work element by element or along axes. https://numpy.org/doc/stable/reference/routines.html */
import { take, takeAlong } from '../array/gathering.ts';
import { nonzeroPlaces, nonzeroRows } from '../array/nonzero.ts';
import {
  average,
  convolve,
  difference,
  gradient,
  meshgrid,
  quantile,
  searched,
  unique,
} from '../array/numeric.ts';
import { define, defineAll, type FunctionTable, type Operation, operandAt } from '../array/operation.ts';
import { binary, clamped, unary, where } from '../array/pointwise.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { ofUnknownLength } from '../array/sorting.ts';
import type { Value } from '../parts.ts';
import { rounded, toEven } from './rounding.ts';

const ONE = 'x, out=None, **kwargs';
const TWO = 'x1, x2, out=None, **kwargs';

export const POINTWISE: FunctionTable = {
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
    ['abs', 'absolute', 'fabs', 'sign', 'negative', 'positive', 'conjugate', 'invert', 'bitwise_not'],
    ONE,
    unary(),
  ),
  ...defineAll(['square', 'reciprocal'], ONE, unary('to-number')),
  floor: define(ONE, rounded(Math.floor)),
  ceil: define(ONE, rounded(Math.ceil)),
  trunc: define(ONE, rounded(Math.trunc)),
  rint: define(ONE, rounded(toEven, 'to-float')),
  ...defineAll(['isnan', 'isinf', 'isfinite', 'logical_not', 'signbit'], ONE, unary('bool')),
  ...defineAll(['round', 'around', 'round_'], 'a, decimals=0, out=None', rounded(toEven)),
  ...defineAll(
    [
      'add',
      'subtract',
      'multiply',
      'maximum',
      'minimum',
      'fmax',
      'fmin',
      'bitwise_and',
      'bitwise_or',
      'bitwise_xor',
    ],
    TWO,
    binary(),
  ),
  ...defineAll(['power', 'mod', 'remainder', 'fmod', 'floor_divide'], TWO, binary('to-number')),
  ...defineAll(
    ['divide', 'true_divide', 'float_power', 'hypot', 'arctan2', 'logaddexp', 'heaviside'],
    TWO,
    binary('to-float'),
  ),
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
    ],
    'x1, x2, *args, **kwargs',
    binary('bool'),
  ),
  ...defineAll(['real', 'imag'], 'val', unary()),
  isclose: define('a, b, *args, **kwargs', binary('bool')),
  where: define('condition, x=None, y=None', op => (op.bound.given('x') ? where(op) : nonzeroPlaces(op))),
  clip: define('a, a_min=None, a_max=None, out=None, *, min=None, max=None, **kwargs', clamped),
};

/** `out` and `where` never change a shape that fits. */
const REDUCTION = 'a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None';

/** `trim_zeros(x)`: of a vector; what it makes of more axes differs by version. */
const trimmed = (op: Operation): Value => {
  const input = operandAt(op);
  const isVector = input?.tensor && input.shape?.length === 1;
  return isVector ? ofUnknownLength()(op) : op.host.unknown('what is left of an array or a list', op.site);
};

export const REDUCTIONS: FunctionTable = {
  ...defineAll(['sum', 'prod', 'nansum', 'nanprod'], REDUCTION, reduction('to-number')),
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
  ...defineAll(
    ['percentile', 'quantile', 'nanpercentile', 'nanquantile'],
    'a, q, axis=None, out=None, overwrite_input=False, method=None, keepdims=False, **kwargs',
    quantile,
  ),
  diff: define('a, n=1, axis: whole=-1, prepend=None, append=None', difference),
  gradient: define('f, *args, **kwargs', gradient),
  convolve: define("a, v, mode='full'", convolve),
  correlate: define("a, v, mode='valid'", convolve),
  meshgrid: define("*xi, copy=True, sparse=False, indexing='xy'", meshgrid),
  unique: define(
    'ar, return_index=False, return_inverse=False, return_counts=False, axis=None, **kwargs',
    unique,
  ),
  interp: define('x, xp, fp, *args, **kwargs', unary('to-float')),
  digitize: define('x, bins, right=False', unary('int')),
  argwhere: define('a', nonzeroRows),
  searchsorted: define('a, v, side=None, sorter=None', searched),
  count_nonzero: define('a, axis=None, *, keepdims=False', reduction('int')),
  ptp: define('a, axis=None, out=None, keepdims=False', reduction()),
  ...defineAll(
    ['median', 'nanmedian'],
    'a, axis=None, out=None, overwrite_input=False, keepdims=False',
    reduction('to-float'),
  ),
  average: define('a, axis=None, weights=None, returned=False, *, keepdims=False', average),
  ...defineAll(['cumsum', 'cumprod'], 'a, axis=None, dtype=None, out=None', keepingAxis('to-number', 'flat')),
  sort: define('a, axis=-1, kind=None, order=None, *, stable=None', keepingAxis('keep', 'flat')),
  argsort: define('a, axis=-1, kind=None, order=None, *, stable=None', keepingAxis('int', 'flat')),
  take: define('a, indices, axis=None, out=None, mode=None', take),
  take_along_axis: define('arr, indices, axis=-1', takeAlong),
  flatnonzero: define('a', ofUnknownLength('int')),
  bincount: define('x, weights=None, minlength=0', ofUnknownLength()),
  trim_zeros: define('filt, *args, **kwargs', trimmed),
};
