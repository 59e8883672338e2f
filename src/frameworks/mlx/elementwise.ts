/** Functions of mlx.core that work element by element, and those that reduce or order along axes. https://ml-explore.github.io/mlx/build/html/python/ops.html */
import { UNDECIDED, unknownDim } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { convolve, difference, searched } from '../array/numeric.ts';
import { axisOption, type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { binary, clamped, unary } from '../array/pointwise.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { as } from '../array/renaming.ts';
import { refuseArgument, result } from '../array/scene.ts';
import { selected } from '../array/sorting.ts';
import { asDim, asInt, tuple, type Value } from '../parts.ts';
import { integerOf } from './arguments.ts';
import { streamed } from './flavour.ts';
import { keepingAxes } from './shaping.ts';

const both =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const made = run(op);
    return made.kind === 'tensor' ? tuple([made, made]) : made;
  };

/** `clip(a, a_min, a_max)`: one of the two may be None. */
const clipped = (op: Operation): Value => {
  const isOpen = (name: string): boolean => op.bound.value(name).kind === 'none' && !op.bound.open;
  return isOpen('a_min') && isOpen('a_max')
    ? refuseArgument(op, {
        parameter: 'a_max',
        aspect: 'value',
        allowed: 'a number, where a_min is None',
        at: op.bound.at('a_max'),
        says: 'At most one of a_min and a_max may be None',
      })
    : clamped(op);
};

/** Whether all elements agree: the two must go together. */
const compared = (op: Operation): Value => {
  const made = binary('bool')(op);
  return made.kind === 'tensor' ? result(op, [], { parents: made.source.parents, dtype: 'bool' }) : made;
};

/** `array_equal(a, b)`: of whatever shapes. */
const agreed = (op: Operation): Value => result(op, [], { dtype: 'bool' });

export const POINTWISE: FunctionTable = {
  ...streamed(
    `arccos arccosh arcsin arcsinh arctan arctanh acos acosh asin asinh atan atanh cos cosh sin sinh tan tanh exp expm1 erf erfinv log log10
     log1p log2 sqrt rsqrt sigmoid reciprocal degrees radians`,
    'a',
    unary('to-float'),
  ),
  ...streamed(
    'abs ceil floor trunc negative positive sign square conj conjugate real imag stop_gradient bitwise_invert',
    'a',
    unary(),
  ),
  ...streamed('isfinite isinf isnan isneginf isposinf logical_not', 'a', unary('bool')),
  ...streamed('round', 'a, decimals=0', unary()),
  ...streamed('nan_to_num', 'a, nan=0, posinf=None, neginf=None', unary()),
  ...streamed(
    'add subtract multiply maximum minimum power pow remainder floor_divide bitwise_and bitwise_or bitwise_xor',
    'a, b',
    binary(),
  ),
  ...streamed('left_shift right_shift bitwise_left_shift bitwise_right_shift', 'a, b', binary()),
  ...streamed('divide logaddexp arctan2 atan2', 'a, b', binary('to-float')),
  ...streamed(
    'equal not_equal greater greater_equal less less_equal logical_and logical_or logical_xor',
    'a, b',
    binary('bool'),
  ),
  ...streamed('divmod', 'a, b', both(binary())),
  ...streamed('isclose', 'a, b, rtol=1e-05, atol=1e-08, *, equal_nan=False', binary('bool')),
  ...streamed('allclose', 'a, b, rtol=1e-05, atol=1e-08, *, equal_nan=False', compared),
  ...streamed('array_equal', 'a, b, equal_nan=False', agreed),
  ...streamed('clip', 'a, a_min, a_max', clipped),
};

/** `topk(a, k, axis)`: the largest, without their positions. Without an axis of all elements. */
const topk = (op: Operation): Value => {
  const count = asDim(option(op, 'k')) ?? unknownDim();
  const axis = axisOption(op);
  const at = asInt(axis);
  return changed(op, operandAt(op), shape => {
    if (axis.kind === 'none') return { ok: true, value: [count] };
    return at === undefined ? UNDECIDED : selected(shape, at, count);
  });
};

/** `unique(a, size)`: padded to the size that is asked for; what is asked for beside it is as long. */
const unique = (op: Operation): Value => {
  const flags = ['return_index', 'return_inverse', 'return_counts'].map(name => asInt(option(op, name)));
  const input = operandAt(op);
  const count = asDim(option(op, 'size')) ?? unknownDim();
  return flags.every(flag => flag === 0)
    ? result(op, [count], { parents: [input?.tensor], dtype: input?.tensor?.dtype })
    : op.host.unknown('what `unique` gives', op.site);
};

const AXES = 'a, axis=None, keepdims=False';
const SCAN = 'a, axis=None, *, reverse=False, inclusive=True';

export const REDUCTIONS: FunctionTable = {
  ...streamed('sum prod', AXES, reduction('to-number')),
  ...streamed('mean median logsumexp', AXES, reduction('to-float')),
  ...streamed('max min', AXES, reduction()),
  ...streamed('var std', `${AXES}, ddof=0`, reduction('to-float')),
  ...streamed('any all', AXES, reduction('bool')),
  ...streamed('argmax argmin', AXES, integerOf(['axis'], reduction('int'))),
  ...streamed('count_nonzero', AXES, reduction('int')),
  ...streamed('minmax', AXES, both(reduction())),
  ...streamed(
    'cumsum cumprod cumulative_sum cumulative_prod',
    `${SCAN}, dtype=None`,
    keepingAxis('to-number', 'flat'),
  ),
  ...streamed('cummax cummin', SCAN, keepingAxis('keep', 'flat')),
  ...streamed('logcumsumexp', SCAN, keepingAxis('to-float', 'flat')),
  ...streamed('softmax', 'a, axis=None, *, precise=False', keepingAxes('to-float')),
  ...streamed('sort', 'a, axis=-1', keepingAxis('keep', 'flat')),
  ...streamed('argsort', 'a, axis=-1', keepingAxis('int', 'flat')),
  ...streamed('partition', 'a, kth, axis=-1', keepingAxis('keep', 'flat')),
  ...streamed('argpartition', 'a, kth, axis=-1', keepingAxis('int', 'flat')),
  ...streamed('topk', 'a, k, axis=-1', topk),
  ...streamed('searchsorted', "sorted_sequence, values, side='left'", as({ v: 'values' }, searched)),
  ...streamed('diff', 'a, n=1, axis=-1', difference),
  ...streamed('convolve', "a, v, mode='full'", convolve),
  ...streamed(
    'unique',
    'a, size, return_index=False, return_inverse=False, return_counts=False, fill_value=None',
    unique,
  ),
};
