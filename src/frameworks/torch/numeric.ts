/**
 * Functions of PyTorch whose results have sizes of their own: differences, quantiles, grids, distances.
 * https://docs.pytorch.org/docs/stable/torch.html
 */

import { add, matmul, product, type Shape, size, UNDECIDED, unknownDim } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { nonzeroRows } from '../array/nonzero.ts';
import { difference, quantile } from '../array/numeric.ts';
import { ofOneDtype } from '../array/one-dtype.ts';
import { literalShape, takeTensor, widestDtype } from '../array/operand.ts';
import {
  define,
  defineAll,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
  unmodelled,
} from '../array/operation.ts';
import { named } from '../array/pair.ts';
import { combine } from '../array/pointwise.ts';
import { inner, ranked } from '../array/products.ts';
import { deviation, reduction } from '../array/reductions.ts';
import { checkSize, refuseArgument, refused, refuseMissing, refuseRank, result } from '../array/scene.ts';
import { ofUnknownLength } from '../array/sorting.ts';
import { splitAlong } from '../array/splitting.ts';
import { countOfTriangle, type Side } from '../array/triangle.ts';
import { isWrittenNone, KINDS } from '../kinds.ts';
import { needFloat } from '../modules/inputs.ts';
import {
  asDim,
  asInt,
  asNumber,
  asString,
  itemsOf,
  list,
  type Operand,
  tuple,
  type Value,
} from '../parts.ts';
import { refuseCondition } from './masks.ts';

/** `addcmul(input, tensor1, tensor2)`: all broadcast. Before version 1.5 the factor came second. */
const addedProduct = (op: Operation): Value => {
  const given = [...op.bound.extra, ...['tensor1', 'tensor2'].flatMap(name => op.bound.given(name) ?? [])];
  const input = operandAt(op);
  const others = given.map(({ value, at }) => takeTensor(op, value, at, 'tensor', { numbers: true }));
  if (!input || !others.every(other => other !== undefined)) return refused(op);
  return op.bound.open
    ? result(op, undefined)
    : combine(
        op,
        [input, ...others],
        widestDtype([op.bound.value('input'), ...given.map(({ value }) => value)]),
      );
};

/** `std_mean(x, dim)`: both of one shape. */
const withMean = (op: Operation): Value => {
  const spread = deviation(op);
  return spread.kind === 'tensor' ? tuple([spread, spread]) : spread;
};

const smallestAndLargest = (op: Operation): Value => {
  const bound = reduction()(op);
  return bound.kind === 'tensor' ? named(op, { min: bound, max: bound }) : bound;
};

/** The shape of an argument that may be a number. */
const shapedLike =
  (parameter: string, dtype: 'int' | 'bool') =>
  (op: Operation): Value =>
    result(op, literalShape(op.bound.value(parameter)), { dtype });

/** `histc(x, bins)`: how many there are in each bin. */
const histogram = (op: Operation): Value =>
  result(op, [asDim(option(op, 'bins')) ?? unknownDim()], { dtype: 'float' });

/** `trace(x)` of a matrix. */
const trace = (op: Operation): Value =>
  changed(op, operandAt(op), shape => (shape.length === 2 ? { ok: true, value: [] } : UNDECIDED));

/** `diag_embed(x)`: the last axis becomes the diagonal of a matrix, whose axes come where they are asked for. */
const diagonalMatrices = (op: Operation): Value => {
  const [offset, ...places] = ['offset', 'dim1', 'dim2'].map(name => asInt(option(op, name)));
  return changed(op, operandAt(op), shape => {
    const [last, rank] = [shape.at(-1), shape.length + 1];
    const axes = places.map(place => (place === undefined ? undefined : place < 0 ? place + rank : place));
    const [first, second] = axes;
    const isSure = axes.every(axis => axis !== undefined && axis >= 0 && axis < rank);
    if (!last || offset === undefined || !isSure || first === second) return UNDECIDED;
    const side = add(last, size(Math.abs(offset)));
    const others = [...shape.slice(0, -1)];
    const value = Array.from({ length: rank }, (_, axis) =>
      axes.includes(axis) ? side : (others.shift() ?? side),
    );
    return { ok: true, value };
  });
};

/** `tril_indices(row, col)`, `triu_indices`: how many elements a matrix has on and below (above) a diagonal. */
const triangle =
  (side: Side) =>
  (op: Operation): Value => {
    const [rows, columns, offset] = ['row', 'col', 'offset'].map(name => asInt(option(op, name)));
    const isKnown = rows !== undefined && columns !== undefined && offset !== undefined;
    const count = isKnown ? size(countOfTriangle(side, rows, columns, offset)) : unknownDim();
    return result(op, [size(2), count], { dtype: 'int', role: 'data' });
  };

/** The tensors given one by one, or as one list, which may be of any length. */
function tensorsOf(op: Operation): readonly (Operand | undefined)[] {
  const [first, second] = op.bound.extra;
  const only = second ? undefined : first;
  const listed = only && itemsOf(only.value);
  if (only && !listed && only.value.kind !== 'tensor') return [undefined];
  const given = listed ? listed.map(value => ({ value, at: only?.at ?? op.site })) : op.bound.extra;
  return given.map(({ value, at }) => takeTensor(op, value, at, 'tensor', { numbers: true }));
}

/** `meshgrid(x, y)`: each vector runs along its own axis, in their order unless `indexing='xy'`. */
const grids = (op: Operation): Value => {
  const vectors = tensorsOf(op);
  const indexing = option(op, 'indexing');
  const order = indexing.kind === 'none' ? 'ij' : asString(indexing);
  if (op.bound.open || order === undefined || vectors.some(vector => !vector?.shape))
    return op.host.unknown('the grids of vectors', op.site);
  const wrong = vectors.find(vector => vector?.shape && vector.shape.length > 1);
  if (wrong) return refuseRank(op, wrong, [0, 1], ['places'], 'Expected 0D or 1D tensor in the tensor list');
  const sizes = vectors.map(vector => vector?.shape?.[0] ?? size(1));
  const [first, second, ...rest] = sizes;
  const shape = order === 'xy' && first && second ? [second, first, ...rest] : sizes;
  return tuple(vectors.map(v => result(op, shape, { parents: [v?.tensor], dtype: v?.tensor?.dtype })));
};

/** `cartesian_prod(x, y)`: one row for each pair. */
const pairs = (op: Operation): Value => {
  const vectors = tensorsOf(op);
  const sizes = vectors.flatMap(vector => vector?.shape?.[0] ?? []);
  const isKnown = sizes.length === vectors.length && !op.bound.open;
  const rows = isKnown ? product(sizes) : unknownDim();
  const shape = vectors.length === 1 ? sizes : [rows, size(vectors.length)];
  return result(op, isKnown ? shape : undefined, { dtype: vectors[0]?.tensor?.dtype });
};

const raised = (shape: Shape, rank: 1 | 2 | 3): Shape => {
  if (shape.length >= rank) return shape;
  if (rank === 3) return shape.length === 2 ? [...shape, size(1)] : [size(1), ...raised(shape, 1), size(1)];
  return rank === 2 ? [size(1), ...raised(shape, 1)] : [size(1)];
};

/** `atleast_2d(x)`: axes of size 1 in front (`atleast_3d` puts one behind); of several tensors a tuple. */
const atLeast =
  (rank: 1 | 2 | 3) =>
  (op: Operation): Value => {
    const [first] = op.bound.extra;
    if (op.bound.open || !first) return unmodelled(op);
    const isOnly = op.bound.extra.length === 1;
    const given = isOnly && itemsOf(first.value)?.map(value => ({ value, at: first.at }));
    const wrong = (given || op.bound.extra).find(
      ({ value, at }) => KINDS.Tensor.refuses(value) || isWrittenNone(op.host, value, at),
    );
    if (wrong)
      return refuseArgument(op, {
        parameter: 'tensors',
        aspect: 'type',
        allowed: 'a Tensor, or several',
        at: wrong.at,
      });
    const made = tensorsOf(op).map(each =>
      changed(op, each, shape => ({ ok: true, value: raised(shape, rank) })),
    );
    const [only] = made;
    return only && isOnly && first.value.kind !== 'list' ? only : tuple(made);
  };

const NO_INTEGERS = 'cdist only supports floating-point dtypes';

/** `cdist(x1, x2)`: a distance for each pair of rows. */
const distances = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const flat = [left, right].find(({ shape }) => shape && shape.length < 2);
  if (flat)
    return refuseRank(op, flat, [2, 3], ['rows', 'columns'], 'cdist only supports at least 2D tensors');
  const whole = [left, right].map(operand => needFloat(op, operand, NO_INTEGERS)).find(wrong => wrong);
  if (whole) return whole;
  const order = asNumber(option(op, 'p'));
  if (order !== undefined && order < 0)
    return refuseArgument(op, {
      parameter: 'p',
      aspect: 'value',
      allowed: 'a number of at least 0',
      at: op.bound.at('p'),
      says: 'cdist only supports non-negative p values',
    });
  const columns = right.shape?.at(-1);
  const says = 'X1 and X2 must have the same number of columns';
  const wrong = columns && checkSize(op, left, { axis: -1, expected: columns, parameter: 'x2', says });
  if (wrong) return wrong;
  const rows = right.shape && [...right.shape.slice(0, -2), ...right.shape.slice(-2).toReversed()];
  const isKnown = left.shape && rows && left.shape.length > 1 && rows.length > 1;
  const outcome = isKnown ? matmul(left.shape, rows) : undefined;
  const parts = { parents: [left.tensor, right.tensor], dtype: 'float' } as const;
  return result(op, outcome?.ok ? outcome.value : undefined, parts);
};

/** `x.where(condition, other)`. */
const whereMethod = (op: Operation): Value => {
  const wrong = refuseCondition(op);
  if (wrong) return wrong;
  const operands = [0, 1, 2].map(i => operandAt(op, i, { numbers: true }));
  const all = operands.flatMap(operand => operand ?? []);
  return all.length === operands.length
    ? combine(op, all, widestDtype([0, 2].map(i => op.bound.value(op.bound.names[i] ?? ''))))
    : refused(op);
};

/** `hsplit(x, 2)`, `hsplit(x, [1, 3])`, and `x.hsplit(1, 3)`. */
const splitAt =
  (axis: number) =>
  (op: Operation): Value => {
    const { bound } = op;
    const [first, ...more] = bound.extra;
    if (!first)
      return bound.given(SECTIONS) || bound.open ? splitAlong(axis)(op) : refuseMissing(op, SECTIONS);
    const sections = more.length === 0 ? first.value : list(bound.extra.map(({ value }) => value));
    const value = (name: string): Value => (name === SECTIONS ? sections : bound.value(name));
    return splitAlong(axis)({ ...op, bound: { ...bound, value } });
  };
const SECTIONS = 'indices_or_sections';

/** Functions that are methods too. */
export const NUMERIC: FunctionTable = {
  ...defineAll(
    ['addcmul', 'addcdiv'],
    'input, *args, tensor1=None, tensor2=None, value=1, out=None',
    addedProduct,
  ),
  diff: define(
    'input, n: int=1, dim: int=-1, prepend: Tensor=None, append: Tensor=None, *, out=None',
    difference,
  ),
  ...defineAll(
    ['quantile', 'nanquantile'],
    "input, q, dim: int=None, keepdim: bool=False, *, interpolation: text='linear', out=None",
    quantile,
  ),
  aminmax: define('input, *, dim: int=None, keepdim: bool=False, out=None', smallestAndLargest),
  histc: define('input, bins: int=100, min: number=0, max: number=0, *, out=None', histogram),
  bincount: define('input, weights: Tensor=None, minlength: int=0', ofUnknownLength()),
  trace: define('input', trace),
  diag_embed: define('input, offset: int=0, dim1: int=-2, dim2: int=-1', diagonalMatrices),
  argwhere: define('input', nonzeroRows),
  inner: define('input, other, *, out=None', inner),
  vdot: define('input, other, *, out=None', ranked([1, 1])),
  hsplit: define('input, *indices, indices_or_sections=None', splitAt(1)),
  vsplit: define('input, *indices, indices_or_sections=None', splitAt(0)),
  dsplit: define('input, *indices, indices_or_sections=None', splitAt(2)),
};

export const NUMERIC_METHODS: FunctionTable = {
  ...NUMERIC,
  where: define('input, condition, other', whereMethod),
};

export const NUMERIC_FUNCTIONS: FunctionTable = {
  ...NUMERIC,
  ...defineAll(
    ['std_mean', 'var_mean'],
    'input, dim=None, unbiased=True, keepdim=False, *, correction=1, out=None',
    withMean,
  ),
  bucketize: define(
    'input, boundaries, *, out_int32=False, right=False, out=None',
    shapedLike('input', 'int'),
  ),
  searchsorted: define(
    'sorted_sequence, input, *, out_int32=False, right=False, side=None, sorter=None, out=None',
    shapedLike('input', 'int'),
  ),
  isin: define(
    'elements, test_elements, *, assume_unique=False, invert=False, out=None',
    shapedLike('elements', 'bool'),
  ),
  meshgrid: define('*tensors, indexing=None', grids),
  cartesian_prod: define('*tensors', pairs),
  atleast_1d: define('*tensors', atLeast(1)),
  atleast_2d: define('*tensors', atLeast(2)),
  atleast_3d: define('*tensors', atLeast(3)),
  cdist: define(
    "x1, x2, p: number=2.0, compute_mode: text='use_mm_for_euclid_dist_if_necessary'",
    ofOneDtype('x1 x2', 'expected scalar type', distances),
  ),
  tril_indices: define('row, col, offset=0, **kwargs', triangle('lower')),
  triu_indices: define('row, col, offset=0, **kwargs', triangle('upper')),
  ...defineAll(
    ['hann_window', 'hamming_window', 'blackman_window', 'bartlett_window'],
    'window_length, periodic=True, *args, **kwargs',
    op => result(op, [asDim(option(op, 'window_length')) ?? unknownDim()], { dtype: 'float', role: 'data' }),
  ),
};
