/** Along axes: sums, means, extremes, and what accumulates or normalises. Signatures as https://docs.pytorch.org/docs/stable/torch.html has them. */
import { constantOf, less, noElements, size } from '../../../shapes/index.ts';
import { ofForms } from '../../array/forms.ts';
import {
  axesOf,
  define,
  defineAll,
  exactly,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../../array/operation.ts';
import { unary } from '../../array/pointwise.ts';
import {
  deviation,
  extremum,
  keepingAxis,
  median,
  normOfFloats,
  reduction,
  valuesAndIndices,
} from '../../array/reductions.ts';
import { refuseArgument, refuseMissing, refuseOperands } from '../../array/scene.ts';
import { valuesAndPlaces } from '../../array/sorting.ts';
import { asDim, asInt, asNumber, asString, itemsOf, type Value } from '../../parts.ts';

/** `kthvalue(x, k)`: k counts from 1. */
const kthValue = (op: Operation): Value => {
  const input = operandAt(op);
  const [k, axis] = [asDim(option(op, 'k')), asInt(option(op, 'dim'))];
  const dim = axis === undefined ? undefined : input?.shape?.at(axis);
  const isBeyond = k && dim && (less(dim, k) === true || less(k, size(1)) === true);
  if (!isBeyond || (input?.shape?.length ?? 0) <= (axis ?? 0)) return valuesAndIndices(op);
  return refuseArgument(op, {
    parameter: 'k',
    aspect: 'value',
    allowed: 'from 1 to the size of the axis',
    at: op.bound.at('k'),
    says: 'kthvalue(): selected number k out of range for dimension',
  });
};

/** `sum(keepdim=True)` names no axes to keep: PyTorch has no such form of these. */
const keptAlong =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const { given, open } = op.bound;
    return !open && given('keepdim') && !given('dim') ? refuseMissing(op, 'dim') : run(op);
  };

/** The largest of nothing is none: the axes that go must have elements. */
const ofSome =
  (run: (op: Operation) => Value, otherwise?: number) =>
  (op: Operation): Value => {
    const input = operandAt(op);
    const value = option(op, 'dim');
    if (value.kind === 'tensor') return run(op);
    const named = value.kind === 'none' ? (otherwise === undefined ? 'all' : [otherwise]) : axesOf(value);
    const { shape } = input ?? {};
    if (!input || !shape || named === undefined) return run(op);
    const isEmpty = (axis: number): boolean => {
      const dim = shape[axis];
      return dim !== undefined && constantOf(dim) === 0;
    };
    const axes =
      named === 'all'
        ? shape.map((_, axis) => axis)
        : named.map(axis => (axis < 0 ? axis + shape.length : axis));
    const axis = axes.find(isEmpty);
    if (axis === undefined) return run(op);
    return refuseOperands(op, [input], noElements(axis), op.site, 'Expected reduction dim');
  };

/** The median of nothing is NaN, and along an axis without elements there is none. */
const ofSomeAlong =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value =>
    op.bound.given('dim') ? ofSome(run)(op) : run(op);

/** Norms of a negative or endless order are extremes, which nothing has. */
export const normOfOrder = (parameter: string): ((op: Operation) => Value) => {
  const ofAny = ofSome(normOfFloats);
  return op => {
    const order = asNumber(option(op, parameter));
    return order !== undefined && (order < 0 || order === Infinity) ? ofAny(op) : normOfFloats(op);
  };
};

/** `norm(x, p)`: of which order says a number, or one of two names. */
const normed = (op: Operation): Value => {
  const given = op.bound.given('p');
  const text = given && asString(given.value);
  const isOther = given?.value.kind === 'list' || (text !== undefined && text !== 'fro' && text !== 'nuc');
  if (!given || !isOther) return normOfOrder('p')(op);
  return refuseArgument(op, {
    parameter: 'p',
    aspect: text === undefined ? 'type' : 'value',
    allowed: "a number, 'fro' or 'nuc'",
    at: given.at,
  });
};

/** `any(x, ())`: along no axis at all, where other reductions take all of them. */
const truth = (op: Operation): Value =>
  itemsOf(op.bound.value('dim'))?.length === 0 ? unary('bool')(op) : reduction('bool')(op);

export const REDUCTIONS: FunctionTable = {
  sum: define(
    'input, dim: ints=None, keepdim: bool=False, *, dtype: dtype=None, out=None',
    keptAlong(reduction('to-number')),
  ),
  nansum: define(
    'input, dim: ints=None, keepdim: bool=False, *, dtype: dtype=None, out=None',
    reduction('to-number'),
  ),
  mean: define(
    'input, dim: ints=None, keepdim: bool=False, *, dtype: dtype=None, out=None',
    keptAlong(reduction('to-float', 'floats')),
  ),
  nanmean: define(
    'input, dim: ints=None, keepdim: bool=False, *, dtype: dtype=None, out=None',
    reduction('to-float', 'floats'),
  ),
  prod: define(
    'input, dim: int=..., keepdim: bool=False, *, dtype: dtype=None, out=None',
    keptAlong(reduction('to-number')),
  ),
  ...defineAll(
    ['std', 'var'],
    'input, dim: axes=None, unbiased: bool=True, keepdim: bool=False, *, correction: number=None, out=None',
    ofForms(
      [
        'input, dim: ints=None, unbiased: bool=True, keepdim: bool=False, *, out: Tensor=None',
        'input, dim: ints=None, *, correction: number=None, keepdim: bool=False, out: Tensor=None',
        'input, unbiased: bool=True',
      ],
      deviation,
    ),
  ),
  ...defineAll(
    ['max', 'min'],
    'input, dim: int=..., keepdim: bool=False, *, other=None, out=None',
    ofSome(keptAlong(extremum)),
  ),
  ...defineAll(
    ['amax', 'amin'],
    'input, dim: ints=None, keepdim: bool=False, *, out=None',
    ofSome(reduction()),
  ),
  ...defineAll(
    ['argmax', 'argmin'],
    'input, dim: int=None, keepdim: bool=False, *, out=None',
    ofSome(reduction('int')),
  ),
  ...defineAll(['any', 'all'], 'input, dim: ints=None, keepdim: bool=False, *, out=None', truth),
  ...defineAll(
    ['median', 'nanmedian'],
    'input, dim: int=..., keepdim: bool=False, *, out=None',
    keptAlong(ofSomeAlong(median)),
  ),
  mode: define('input, dim: int=-1, keepdim: bool=False, *, out=None', ofSome(valuesAndIndices, -1)),
  kthvalue: define('input, k: int, dim: int=-1, keepdim: bool=False, *, out=None', kthValue),
  logsumexp: define('input, dim: ints, keepdim: bool=False, *, out=None', reduction('to-float')),
  count_nonzero: define('input, dim: ints=None', reduction('int')),
  ...exactly({
    norm: define(`input, p='fro', dim: ints=None, keepdim: bool=False, out=None, dtype: dtype=None`, normed),
  }),
  ...defineAll(
    ['cumsum', 'cumprod', 'logcumsumexp'],
    'input, dim: int, *, dtype: dtype=None, out=None',
    keepingAxis('to-number'),
  ),
  ...defineAll(['cummax', 'cummin'], 'input, dim: int, *, out=None', valuesAndPlaces),
  ...defineAll(
    ['softmax', 'log_softmax'],
    'input, dim: int, dtype: dtype=None, *, out=None',
    keepingAxis('to-float', 'same', 'floats'),
  ),
};
