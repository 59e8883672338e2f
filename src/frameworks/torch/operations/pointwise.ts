/** Element by element, of one tensor or of several that broadcast. Signatures as https://docs.pytorch.org/docs/stable/torch.html has them. */

import { isFloatingPoint } from '../../array/attributes.ts';
import { ofForms } from '../../array/forms.ts';
import { intoItsOwn, ofOneDtype } from '../../array/one-dtype.ts';
import {
  type ArrayFunction,
  define,
  defineAll,
  type FunctionTable,
  type Operation,
  operandAt,
  unmodelled,
} from '../../array/operation.ts';
import { refuseDifference } from '../../array/operators.ts';
import { binary, clamped, masked, unary } from '../../array/pointwise.ts';
import { refuseArgument, refuseMissing } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import { type Argument, SOME_BOOL, shapeOf, type Value } from '../../parts.ts';
import { refuseUnsigned } from '../activations.ts';
import { triangle } from '../channels.ts';
import { refuseMask } from '../masks.ts';
import { mirrored, turned } from '../moves.ts';
import { addedAt, filledAt, scattered } from '../writes.ts';

const ONE = 'input, *, out=None';

export const rectified = (op: Operation): Value => {
  const input = operandAt(op);
  return (input && refuseUnsigned(op, input)) ?? unary()(op);
};

/** `add(input, other, alpha=2)`, and the old form `add(input, alpha, other)`. */
const scaledSum = (op: Operation): Value => {
  const [last, more] = op.bound.extra;
  if (!last) return binary()(op);
  const { bound } = op;
  const value = (name: string): Value => (name === 'other' ? last.value : bound.value(name));
  return (
    refuseMore(op, [bound.given('other'), ...bound.extra]) ??
    (more ? unmodelled(op) : binary()({ ...op, bound: { ...bound, value } }))
  );
};

/** `add(input, other, 2)`: of two operands the first is the factor, as the form before version 1.5 has it. Of more there is no form. */
export function refuseMore(
  op: Operation,
  [first, second, third]: readonly (Argument | undefined)[],
): Value | undefined {
  if (op.bound.open || !first || !second) return undefined;
  const isTensor = first.value.kind === 'tensor' && (shapeOf(first.value)?.length ?? 0) > 0;
  if (!third && !isTensor && !isWrittenNone(op.host, second.value, second.at)) return undefined;
  return refuseArgument(op, {
    parameter: 'alpha',
    aspect: 'type',
    allowed: 'given by its name',
    at: second.at,
    says: 'positional argument',
  });
}

/** Without a bound there is nothing to do; a bound is a number or a tensor. */
const bounded = (op: Operation): Value => {
  const bounds = ['min', 'max'] as const;
  const { given, open } = op.bound;
  const isAbsent = (name: string): boolean => {
    const argument = given(name);
    return !argument || isWrittenNone(op.host, argument.value, argument.at);
  };
  if (!open && bounds.every(isAbsent)) return refuseMissing(op, 'min');
  const wrong = bounds.find(name => ['string', 'list', 'dict'].includes(given(name)?.value.kind ?? ''));
  return wrong
    ? refuseArgument(op, {
        parameter: wrong,
        aspect: 'type',
        allowed: 'a number, or a Tensor',
        at: op.bound.at(wrong),
      })
    : clamped(op);
};

/** Rounded, the quotient of integers is one. */
const quotient = (op: Operation): Value => {
  const rounding = op.bound.value('rounding_mode');
  if (rounding.kind === 'none' && !op.bound.open) return binary('to-float')(op);
  const made = binary()(op);
  return rounding.kind === 'string' || made.kind !== 'tensor' ? made : { ...made, dtype: undefined };
};

/** Truth values are not subtracted. */
const difference = (op: Operation): Value => {
  const values = ['input', 'other'].map(name => op.bound.value(name));
  const [left, right] = values.map((value, i) => ({
    role: i === 0 ? 'input' : 'other',
    shape: undefined,
    tensor: value.kind === 'tensor' ? value : undefined,
    at: op.bound.at(i === 0 ? 'input' : 'other'),
  }));
  const wrong = op.bound.extra.length === 0 && left && right && refuseDifference(op, [left, right], values);
  return wrong || scaledSum(op);
};

/** `allclose`: operands that broadcast. */
const near = (op: Operation): Value => {
  const made = binary('bool', 'tensors')(op);
  return made.kind === 'tensor' ? SOME_BOOL : made;
};

const NEARNESS = 'rtol: number=1e-05, atol: number=1e-08, equal_nan: bool=False';

const filledWhere = (op: Operation): Value =>
  refuseMask(op, 'only supports boolean masks, but got mask with dtype') ?? masked(op);

const UNLIKE = 'Expected self.dtype to be equal to src.dtype';

/** What writes at places, in the forms that it has. */
const written = (forms: readonly string[], run: ArrayFunction['run']): ArrayFunction =>
  define('input, *args, **kwargs', ofForms(forms, run));

export const POINTWISE: FunctionTable = {
  ...defineAll(
    [
      'exp',
      'exp2',
      'expm1',
      'log',
      'log2',
      'log10',
      'log1p',
      'sqrt',
      'rsqrt',
      'sin',
      'cos',
      'tan',
      'asin',
      'acos',
      'atan',
      'sinh',
      'cosh',
      'tanh',
      'sigmoid',
      'erf',
      'reciprocal',
      'lgamma',
      'digamma',
      'arcsin',
      'arccos',
      'arctan',
      'asinh',
      'acosh',
      'atanh',
      'arcsinh',
      'arccosh',
      'arctanh',
      'erfc',
      'erfinv',
      'deg2rad',
      'rad2deg',
      'sinc',
      'i0',
    ],
    ONE,
    unary('to-float'),
  ),
  ...defineAll(
    [
      'abs',
      'absolute',
      'neg',
      'negative',
      'sign',
      'floor',
      'ceil',
      'trunc',
      'frac',
      'bitwise_not',
      'conj',
      'conj_physical',
      'positive',
      'sgn',
      'fix',
    ],
    ONE,
    unary(),
  ),
  ...defineAll(
    ['logical_not', 'isnan', 'isinf', 'isfinite', 'isposinf', 'isneginf', 'signbit'],
    ONE,
    unary('bool'),
  ),
  square: define(ONE, unary('to-number')),
  round: define('input, *, decimals: int=0, out=None', unary()),
  logit: define('input, eps: number=None, *, out=None', unary('to-float')),
  nan_to_num: define(
    'input, nan: number=None, posinf: number=None, neginf: number=None, *, out=None',
    unary(),
  ),
  dropout: define('input, p: number, train: bool', unary()),
  bernoulli: define('input, *args, **kwargs', unary()),
  rot90: define('input, k: int=1, dims: shape=(0, 1)', turned),
  fliplr: define('input', mirrored(2)),
  flipud: define('input', mirrored(1)),
  clone: define('input, *, memory_format=None', unary()),
  relu: define(ONE, rectified),
  ...defineAll(['tril', 'triu'], 'input, diagonal: int=0, *, out=None', triangle),
  scatter: written(
    [
      'input, dim: axis, index: Tensor, src: Tensor, *, reduce: text=..., out: Tensor=None',
      'input, dim: axis, index: Tensor, value: number, *, reduce: text=..., out: Tensor=None',
    ],
    intoItsOwn(2, 'src', UNLIKE, scattered),
  ),
  scatter_add: written(
    ['input, dim: axis, index: Tensor, src: Tensor, *, out: Tensor=None'],
    intoItsOwn(2, 'src', UNLIKE, scattered),
  ),
  scatter_reduce: define('input, *args, **kwargs', intoItsOwn(2, 'src', UNLIKE, scattered)),
  index_add: written(
    ['input, dim: axis, index: Tensor, source: Tensor, *, alpha: number=1, out: Tensor=None'],
    intoItsOwn(2, 'source', undefined, addedAt),
  ),
  index_copy: written(
    ['input, dim: axis, index: Tensor, source: Tensor, *, out: Tensor=None'],
    intoItsOwn(2, 'source', undefined, addedAt),
  ),
  index_fill: written(['input, dim: axis, index: Tensor, value: number'], filledAt),
  index_put: written(
    ['input, indices, values: Tensor, accumulate: bool=False'],
    intoItsOwn(1, 'values source', undefined, unary()),
  ),
  masked_scatter: written(
    ['input, mask: Tensor, source: Tensor'],
    intoItsOwn(1, 'values source', undefined, unary()),
  ),
  ...defineAll(
    [
      'mul',
      'multiply',
      'remainder',
      'fmod',
      'floor_divide',
      'bitwise_and',
      'bitwise_or',
      'bitwise_xor',
      'bitwise_left_shift',
      'bitwise_right_shift',
    ],
    'input, other, *, out=None',
    binary(),
  ),
  ...defineAll(['copysign', 'xlogy'], 'input, other, *, out=None', binary('to-float')),
  add: define('input, other, *args, alpha: number=1, out=None', scaledSum),
  ...defineAll(['sub', 'subtract'], 'input, other, *args, alpha: number=1, out=None', difference),
  rsub: define('input, other, *args, alpha: number=1', difference),
  ...defineAll(
    ['maximum', 'minimum', 'fmax', 'fmin', 'hypot', 'logaddexp', 'logaddexp2', 'gcd', 'lcm'],
    'input, other, *, out=None',
    binary('keep', 'tensors'),
  ),
  ...defineAll(['atan2', 'arctan2'], 'input, other, *, out=None', binary('to-float', 'tensors')),
  ...defineAll(
    ['logical_and', 'logical_or', 'logical_xor'],
    'input, other, *, out=None',
    binary('bool', 'tensors'),
  ),
  isclose: define(`input, other, ${NEARNESS}`, binary('bool', 'tensors')),
  pow: define(
    'input, exponent, *, out=None',
    ofForms(
      ['input: Tensor, exponent, *, out=None', 'input: number, exponent: Tensor, *, out=None'],
      binary(),
    ),
  ),
  lerp: define(
    'input, end: Tensor, weight, *, out=None',
    ofOneDtype('input end', 'expected dtype', binary()),
  ),
  ...defineAll(['div', 'divide', 'true_divide'], 'input, other, *, rounding_mode=None, out=None', quotient),
  ...defineAll(
    ['eq', 'ne', 'not_equal', 'lt', 'less', 'le', 'less_equal', 'gt', 'greater', 'ge', 'greater_equal'],
    'input, other, *, out=None',
    binary('bool'),
  ),
  ...defineAll(['clamp', 'clip'], 'input, min=None, max=None, *, out=None', bounded),
  clamp_min: define('input, min, *, out=None', clamped),
  clamp_max: define('input, max, *, out=None', clamped),
  masked_fill: define('input, mask: Tensor, value: number', filledWhere),
  equal: define('input, other: Tensor', () => SOME_BOOL),
  allclose: define(`input, other: Tensor, ${NEARNESS}`, near),
  is_floating_point: define('input', isFloatingPoint),
};
