/** Functions that are both `torch.name(x, ...)` and `x.name(...)`. Signatures as https://docs.pytorch.org/docs/stable/torch.html has them. */
import { constantOf, less, noElements, size } from '../../shapes/index.ts';
import { countMethod, toList } from '../array/attributes.ts';
import { moveaxis, permute, swapaxes } from '../array/axes.ts';
import { diagonal, takeDiagonal } from '../array/creators.ts';
import { gather, indexSelect, take, takeAlong } from '../array/gathering.ts';
import {
  axesOf,
  define,
  defineAll,
  exactly,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
  unmodelled,
} from '../array/operation.ts';
import { refuseDifference } from '../array/operators.ts';
import { binary, clamped, masked, unary } from '../array/pointwise.ts';
import { added, bmm, matmul, ranked } from '../array/products.ts';
import {
  deviation,
  extremum,
  keepingAxis,
  median,
  normOfFloats,
  reduction,
  valuesAndIndices,
} from '../array/reductions.ts';
import { expand, repeatInterleave } from '../array/repeating.ts';
import { flatten, ravel, squeeze, unflatten, unsqueeze } from '../array/reshaping.ts';
import { refuseArgument, refuseOperands, result } from '../array/scene.ts';
import { narrow, select } from '../array/slicing.ts';
import { nonzero, ofUnknownLength, sortPair, topk } from '../array/sorting.ts';
import { chunk, unbind } from '../array/splitting.ts';
import { isWrittenNone } from '../kinds.ts';
import { needIntegers } from '../modules/inputs.ts';
import { asDim, asInt, SOME_BOOL, shapeOf, type Value } from '../parts.ts';
import { refuseUnsigned } from './activations.ts';
import { triangle } from './channels.ts';
import { stretched } from './functional.ts';
import { refuseMissing } from './making.ts';
import { refuseMask } from './masks.ts';
import { flip, mirrored, renorm, roll, turned } from './moves.ts';
import { tensorSplit } from './splitting.ts';
import { matrixTranspose } from './transposed.ts';
import { addedAt, filledAt, scattered } from './writes.ts';

/** `addmm(input, mat1, mat2)`: the input stretches to the product. */
const addedTo =
  (ranks: readonly [number, number]) =>
  (op: Operation): Value => {
    const product = added(ranks)(op);
    const input = product.kind === 'tensor' ? operandAt(op) : undefined;
    return product.kind === 'tensor' && input ? stretched(op, input, product) : product;
  };

export const rectified = (op: Operation): Value => {
  const input = operandAt(op);
  return (input && refuseUnsigned(op, input)) ?? unary()(op);
};

const ONE = 'input, *, out=None';

/** The old form with factors between the operands, `addmm(beta, input, alpha, mat1, mat2)`, is not told, nor that with a dtype at the end. */
const unscaled =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value =>
    op.bound.extra.length > 0 ? result(op, undefined) : run(op);

/** `add(input, other, alpha=2)`, and the old form `add(input, alpha, other)`. */
const scaledSum = (op: Operation): Value => {
  const [last, more] = op.bound.extra;
  if (!last) return binary()(op);
  const { bound } = op;
  const value = (name: string): Value => (name === 'other' ? last.value : bound.value(name));
  return more ? unmodelled(op) : binary()({ ...op, bound: { ...bound, value } });
};

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
  const wrong = op.bound.extra.length === 0 && left && right && refuseDifference(op, [left, right]);
  return wrong || scaledSum(op);
};

/** `allclose`: operands that broadcast. */
const near = (op: Operation): Value => {
  const made = binary('bool', 'tensors')(op);
  return made.kind === 'tensor' ? SOME_BOOL : made;
};

const NEARNESS = 'rtol: number=1e-05, atol: number=1e-08, equal_nan: bool=False';
const FACTORS = 'beta: number=1, alpha: number=1, out=None, out_dtype: dtype=None';

const filledWhere = (op: Operation): Value =>
  refuseMask(op, 'only supports boolean masks, but got mask with dtype') ?? masked(op);

const POINTWISE: FunctionTable = {
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
      'square',
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
  round: define('input, *, decimals: int=0, out=None', unary()),
  logit: define('input, eps: number=None, *, out=None', unary()),
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
  ...defineAll(['scatter', 'scatter_add', 'scatter_reduce'], 'input, *args, **kwargs', scattered),
  ...defineAll(['index_add', 'index_copy'], 'input, *args, **kwargs', addedAt),
  index_fill: define('input, *args, **kwargs', filledAt),
  ...defineAll(['index_put', 'masked_scatter'], 'input, *args, **kwargs', unary()),
  ...defineAll(
    [
      'mul',
      'multiply',
      'pow',
      'remainder',
      'fmod',
      'floor_divide',
      'bitwise_and',
      'bitwise_or',
      'bitwise_xor',
      'copysign',
      'xlogy',
      'bitwise_left_shift',
      'bitwise_right_shift',
    ],
    'input, other, *, out=None',
    binary(),
  ),
  add: define('input, other, *args, alpha: number=1, out=None', scaledSum),
  ...defineAll(['sub', 'subtract'], 'input, other, *args, alpha: number=1, out=None', difference),
  rsub: define('input, other, *args, alpha: number=1', difference),
  ...defineAll(
    [
      'maximum',
      'minimum',
      'fmax',
      'fmin',
      'atan2',
      'arctan2',
      'hypot',
      'logaddexp',
      'logaddexp2',
      'gcd',
      'lcm',
    ],
    'input, other, *, out=None',
    binary('keep', 'tensors'),
  ),
  ...defineAll(
    ['logical_and', 'logical_or', 'logical_xor'],
    'input, other, *, out=None',
    binary('bool', 'tensors'),
  ),
  isclose: define(`input, other, ${NEARNESS}`, binary('bool', 'tensors')),
  pow: define('input, exponent, *, out=None', binary()),
  lerp: define('input, end: Tensor, weight, *, out=None', binary()),
  ...defineAll(['div', 'divide', 'true_divide'], 'input, other, *, rounding_mode=None, out=None', quotient),
  ...defineAll(
    ['eq', 'ne', 'not_equal', 'lt', 'less', 'le', 'less_equal', 'gt', 'greater', 'ge', 'greater_equal'],
    'input, other, *, out=None',
    binary('bool'),
  ),
  ...defineAll(['clamp', 'clip'], 'input, min=None, max=None, *, out=None', bounded),
  clamp_min: define('input, min, *, out=None', unary()),
  clamp_max: define('input, max, *, out=None', unary()),
  masked_fill: define('input, mask: Tensor, value: number', filledWhere),
  equal: define('input, other: Tensor', () => SOME_BOOL),
  allclose: define(`input, other: Tensor, ${NEARNESS}`, near),
  is_floating_point: define('input', () => SOME_BOOL),
};

const SHAPES: FunctionTable = {
  flip: define('input, dims: shape', flip),
  roll: define('input, shifts: ints, dims: ints=None', roll),
  renorm: define('input, p: number, dim: int, maxnorm: number, *, out=None', renorm),
  flatten: define('input, start_dim: int=0, end_dim: int=-1', flatten),
  ravel: define('input', ravel),
  unflatten: define('input, dim: int, sizes: shape', unflatten),
  squeeze: define('input, dim: ints=...', squeeze),
  unsqueeze: define('input, dim: int', unsqueeze),
  transpose: define('input, dim0: int, dim1: int', swapaxes),
  swapdims: define('input, dim0: int, dim1: int', swapaxes),
  swapaxes: define('input, axis0: int, axis1: int', swapaxes),
  ...defineAll(['movedim', 'moveaxis'], 'input, source: ints, destination: ints', moveaxis),
  permute: define('input, dims: shape', permute),
  t: define('input', matrixTranspose),
  broadcast_to: define('input, size: shape', expand),
  repeat_interleave: define('input, repeats: count, dim: int=None, *, output_size=None', repeatInterleave),
  chunk: define('input, chunks: int, dim: int=0', chunk),
  tensor_split: define(
    'input, indices_or_sections=None, dim: int=0, *, sections: int=..., indices=None',
    tensorSplit,
  ),
  unbind: define('input, dim: int=0', unbind),
  narrow: define('input, dim: int, start: int, length: int', narrow),
  select: define('input, dim: int, index: int', select),
  diag: define('input, diagonal: int=0, *, out=None', diagonal),
  diagonal: define('input, offset: int=0, dim1: int=0, dim2: int=1', takeDiagonal),
  numel: define('input', countMethod),
};

/** Positions are whole numbers. */
const byIntegers =
  (run: (op: Operation) => Value, says?: string) =>
  (op: Operation): Value => {
    const name = op.bound.names.find(parameter => /^ind(ex|ices)$/.test(parameter)) ?? 'index';
    const value = op.bound.value(name);
    const operand = { role: name, shape: undefined, at: op.bound.at(name) };
    const wrong = value.kind === 'tensor' && needIntegers(op, { ...operand, tensor: value }, says);
    return wrong || run(op);
  };

/** `masked_select(mask)`: both broadcast. */
const selected = (op: Operation): Value => {
  const wrong = refuseMask(op, 'masked_select: expected BoolTensor for mask');
  if (wrong) return wrong;
  const both = masked(op);
  return both.kind === 'tensor' ? ofUnknownLength()(op) : both;
};

/** `topk(x, k)`: k of at least 0. */
const largestOf = (op: Operation): Value => {
  const k = asDim(option(op, 'k'));
  if (!k || less(k, size(0)) !== true) return topk(op);
  const says = 'selected index k out of range';
  return refuseArgument(op, {
    parameter: 'k',
    aspect: 'value',
    allowed: 'an integer of at least 0',
    at: op.bound.at('k'),
    says,
  });
};

/** An axis without elements has none to select. */
const selectedRows = (op: Operation): Value => {
  const [input, axis] = [operandAt(op), asInt(option(op, 'dim'))];
  const index = op.bound.value('index');
  const count = index.kind === 'tensor' ? shapeOf(index)?.[0] : undefined;
  const dim = axis === undefined ? undefined : input?.shape?.at(axis);
  const isEmpty =
    dim !== undefined && constantOf(dim) === 0 && count !== undefined && (constantOf(count) ?? 0) > 0;
  if (!input || axis === undefined || !isEmpty) return indexSelect(op);
  const empty = noElements(axis < 0 ? axis + (input.shape?.length ?? 0) : axis);
  return refuseOperands(op, [input], empty, op.site, 'self indexing axis dim should be positive');
};

const SELECTION: FunctionTable = {
  gather: define(
    'input, dim: int, index: Tensor, *, sparse_grad: bool=False, out=None',
    byIntegers(gather, 'gather(): Expected dtype int32/int64 for index'),
  ),
  index_select: define(
    'input, dim: int, index: Tensor, *, out=None',
    byIntegers(selectedRows, 'index_select(): Expected dtype int32 or int64 for index'),
  ),
  take: define('input, index: Tensor, *, out=None', byIntegers(take)),
  take_along_dim: define('input, indices: Tensor, dim: int=None, *, out=None', byIntegers(takeAlong)),
  masked_select: define('input, mask: Tensor, *, out=None', selected),
  nonzero: define('input, *, out=None, as_tuple: bool=False', nonzero),
  sort: define('input, dim: int=-1, descending: bool=False, stable=False, *, out=None', sortPair),
  argsort: define(
    'input, dim: int=-1, descending: bool=False, stable=False, *, out=None',
    keepingAxis('int'),
  ),
  msort: define('input, *, out=None', unary()),
  topk: define('input, k: int, dim: int=-1, largest: bool=True, sorted: bool=True, *, out=None', largestOf),
};

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

const REDUCTIONS: FunctionTable = {
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
    deviation,
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
  ...defineAll(['any', 'all'], 'input, dim: ints=None, keepdim: bool=False, *, out=None', reduction('bool')),
  ...defineAll(
    ['median', 'nanmedian'],
    'input, dim: int=..., keepdim: bool=False, *, out=None',
    keptAlong(ofSomeAlong(median)),
  ),
  mode: define('input, dim: int=-1, keepdim: bool=False, *, out=None', ofSome(valuesAndIndices, -1)),
  kthvalue: define('input, k: int, dim: int=-1, keepdim: bool=False, *, out=None', kthValue),
  logsumexp: define('input, dim: ints, keepdim: bool=False, *, out=None', reduction('to-float')),
  count_nonzero: define('input, dim: ints=None', reduction('int')),
  ...exactly({ norm: define(`input, p='fro', dim=None, keepdim=False, out=None, dtype=None`, normOfFloats) }),
  ...defineAll(
    ['cumsum', 'cumprod', 'logcumsumexp'],
    'input, dim: int, *, dtype: dtype=None, out=None',
    keepingAxis(),
  ),
  ...defineAll(['cummax', 'cummin'], 'input, dim: int, *, out=None', sortPair),
  ...defineAll(
    ['softmax', 'log_softmax'],
    'input, dim: int, dtype: dtype=None, *, out=None',
    keepingAxis('to-float', 'same', 'floats'),
  ),
};

const PRODUCTS: FunctionTable = {
  matmul: define('input, other, *, out=None', matmul),
  mm: define('input, mat2, out_dtype: dtype=None, *, out=None', ranked([2, 2])),
  mv: define('input, vec, *, out=None', ranked([2, 1])),
  dot: define('input, tensor, *, out=None', ranked([1, 1])),
  ...defineAll(['outer', 'ger'], 'input, vec2, *, out=None', ranked([1, 1], 'outer')),
  bmm: define('input, mat2, out_dtype: dtype=None, *, out=None', bmm),
  addmm: define(`input, mat1, mat2, *args, ${FACTORS}`, unscaled(addedTo([2, 2]))),
  baddbmm: define(`input, batch1, batch2, *args, ${FACTORS}`, unscaled(addedTo([3, 3]))),
  addmv: define(`input, mat, vec, *args, ${FACTORS}`, unscaled(addedTo([2, 1]))),
};

export const OPERATIONS: FunctionTable = {
  ...POINTWISE,
  ...SHAPES,
  ...SELECTION,
  ...REDUCTIONS,
  ...PRODUCTS,
  tolist: define('input', toList),
};
