/**
 * Functions of NumPy that find, count, compare or measure: places of what is not zero, bins, sets, areas, windows.
 * https://numpy.org/doc/stable/reference/routines.html
 */

import { add, constantOf, type Dim, size, UNDECIDED, unknownDim } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { eye, filled, fromData } from '../array/creators.ts';
import { area, kronecker } from '../array/linear-algebra.ts';
import { nonzeroPlaces } from '../array/nonzero.ts';
import { literalShape } from '../array/operand.ts';
import {
  define,
  defineAll,
  type FunctionTable,
  integers,
  type Operation,
  operandAt,
  option,
  unmodelled,
} from '../array/operation.ts';
import { binary, converted, unary } from '../array/pointwise.ts';
import { keepingAxis } from '../array/reductions.ts';
import { result } from '../array/scene.ts';
import { ofUnknownLength } from '../array/sorting.ts';
import { splitAlong } from '../array/splitting.ts';
import { countOfTriangle, type Side } from '../array/triangle.ts';
import { asDim, asInt, itemsOf, SOME_BOOL, tuple, type Value } from '../parts.ts';

const one = size(1);

/** `trace(a)`: over two axes. */
export const trace = (op: Operation): Value => {
  const [first, second] = [asInt(option(op, 'axis1')), asInt(option(op, 'axis2'))];
  return changed(op, operandAt(op), shape => {
    if (first === undefined || second === undefined || shape.length < 2) return UNDECIDED;
    const axes = [first, second].map(axis => (axis < 0 ? axis + shape.length : axis));
    return { ok: true, value: shape.filter((_, i) => !axes.includes(i)) };
  });
};

/** `hanning(M)` */
const window = (op: Operation): Value =>
  result(op, [asDim(option(op, 'M')) ?? unknownDim()], { dtype: 'float', role: 'data' });

/** `histogram(a, bins)`: counts, and the edges, of which there is one more. */
const histogram = (op: Operation): Value => {
  const bins = option(op, 'bins');
  const edges = bins.kind === 'number' ? undefined : literalShape(bins)?.[0];
  const count: Dim | undefined = asDim(bins);
  return tuple([
    result(op, [count ?? (edges ? add(edges, size(-1)) : unknownDim())], { dtype: 'int' }),
    result(op, [edges ?? (count ? add(count, one) : unknownDim())], { dtype: 'float' }),
  ]);
};

/** `rot90(m, k)`: an odd number of turns exchanges the two axes. */
const turned = (op: Operation): Value => {
  const times = asInt(option(op, 'k'));
  const axes = option(op, 'axes');
  const [first, second] = axes.kind === 'none' ? [0, 1] : (integers(itemsOf(axes)) ?? []);
  return changed(op, operandAt(op), shape => {
    if (times === undefined || first === undefined || second === undefined) return UNDECIDED;
    if (times % 2 === 0) return { ok: true, value: shape };
    const at = [first, second].map(axis => (axis < 0 ? axis + shape.length : axis));
    const [a, b] = at;
    if (a === undefined || b === undefined || !shape[a] || !shape[b]) return UNDECIDED;
    return { ok: true, value: shape.map((dim, i) => shape[i === a ? b : i === b ? a : i] ?? dim) };
  });
};

const both = (op: Operation): Value => {
  const made = binary()(op);
  return made.kind === 'tensor' ? tuple([made, made]) : made;
};

const parted = (op: Operation): Value => {
  const made = unary('to-float')(op);
  return made.kind === 'tensor' ? tuple([made, made]) : made;
};

/** `triu_indices(n, k, m)`: the places on one side of a diagonal. */
const triangle =
  (side: Side) =>
  (op: Operation): Value => {
    const [n, k] = [asInt(option(op, 'n')), asInt(option(op, 'k'))];
    const m = option(op, 'm').kind === 'none' ? n : asInt(option(op, 'm'));
    return placesOf(op, side, n, m, k);
  };

/** `tril_indices_from(arr)`: those of a matrix of its size. */
const triangleOf =
  (side: Side) =>
  (op: Operation): Value => {
    const [n, m] = [0, 1].map(axis => operandAt(op)?.shape?.[axis]).map(dim => dim && constantOf(dim));
    return placesOf(op, side, n, m, asInt(option(op, 'k')));
  };

function placesOf(
  op: Operation,
  side: Side,
  rows: number | undefined,
  columns: number | undefined,
  offset: number | undefined,
): Value {
  const isKnown = rows !== undefined && columns !== undefined && offset !== undefined;
  const count = isKnown ? size(countOfTriangle(side, rows, columns, offset)) : unknownDim();
  return tuple([0, 1].map(() => result(op, [count], { dtype: 'int' })));
}

const polynomial = (op: Operation): Value => {
  const degree = asDim(option(op, 'deg'));
  const y = literalShape(option(op, 'y'));
  const isPlain = ['full', 'cov'].every(name => !op.bound.given(name));
  return isPlain && degree && y
    ? result(op, [add(degree, one), ...y.slice(1)], { dtype: 'float' })
    : op.host.unknown('the coefficients of a polynomial', op.site);
};

const ALIASES: FunctionTable = {
  ...defineAll(
    ['acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'sinc', 'i0'],
    'x, out=None, **kwargs',
    unary('to-float'),
  ),
  ...defineAll(['fix', 'conj', 'bitwise_invert'], 'x, out=None, **kwargs', unary()),
  ...defineAll(['isposinf', 'isneginf', 'isreal', 'iscomplex'], 'x, out=None', unary('bool')),
  ...defineAll(
    ['pow', 'left_shift', 'right_shift', 'bitwise_left_shift', 'bitwise_right_shift', 'gcd', 'lcm'],
    'x1, x2, out=None, **kwargs',
    binary('to-number'),
  ),
  ...defineAll(
    ['atan2', 'copysign', 'logaddexp2', 'nextafter', 'ldexp'],
    'x1, x2, out=None, **kwargs',
    binary('to-float'),
  ),
  divmod: define('x1, x2, *args, **kwargs', both),
  modf: define('x, *args, **kwargs', parted),
  ...defineAll(['asfortranarray', 'asarray_chkfinite'], 'a, dtype=None, order=None, **kwargs', fromData),
  astype: define('x, dtype, *, copy=True, device=None', converted),
};

export const COUNTING: FunctionTable = {
  ...ALIASES,
  ...defineAll(
    [
      'allclose',
      'array_equal',
      'array_equiv',
      'isscalar',
      'iterable',
      'issubdtype',
      'can_cast',
      'shares_memory',
    ],
    '*args, **kwargs',
    () => SOME_BOOL,
  ),
  nonzero: define('a', nonzeroPlaces),
  isin: define('element, test_elements, assume_unique=False, invert=False, **kwargs', op =>
    result(op, literalShape(option(op, 'element')), { dtype: 'bool' }),
  ),
  partition: define('a, kth, axis=-1, kind=None, order=None', keepingAxis('keep', 'flat')),
  argpartition: define('a, kth, axis=-1, kind=None, order=None', keepingAxis('int', 'flat')),
  ...defineAll(
    ['nancumsum', 'nancumprod'],
    'a, axis=None, dtype=None, out=None',
    keepingAxis('to-number', 'flat'),
  ),
  unwrap: define('p, discont=None, axis=-1, *, period=None', unary('to-float')),
  tri: define('N, M=None, k=0, dtype=None, *, like=None', eye),
  trace: define('a, offset=0, axis1=0, axis2=1, dtype=None, out=None', trace),
  ...defineAll(['trapezoid', 'trapz'], 'y, x=None, dx=1.0, axis=-1', area),
  vdot: define('a, b', op => result(op, [])),
  kron: define('a, b', kronecker),
  dsplit: define('ary, indices_or_sections', splitAlong(2)),
  ...defineAll(['hanning', 'hamming', 'blackman', 'bartlett'], 'M', window),
  kaiser: define('M, beta', window),
  histogram: define('a, bins=10, range=None, density=None, weights=None', histogram),
  tril_indices: define('n, k=0, m=None', triangle('lower')),
  tril_indices_from: define('arr, k=0', triangleOf('lower')),
  triu_indices_from: define('arr, k=0', triangleOf('upper')),
  triu_indices: define('n, k=0, m=None', triangle('upper')),
  union1d: define('ar1, ar2, **kwargs', setOf),
  ...defineAll(['setxor1d', 'setdiff1d'], 'ar1, ar2, assume_unique=False, **kwargs', setOf),
  intersect1d: define('ar1, ar2, assume_unique=False, return_indices=False, **kwargs', setOf),
  extract: define('condition, arr', op => result(op, [unknownDim()])),
  rot90: define('m, k=1, axes=None', turned),
  resize: define('a, new_shape', op => filled(undefined, ['new_shape'])(op)),
  polyval: define('p, x', op => {
    const isOfVector = literalShape(option(op, 'p'))?.length === 1;
    return result(op, isOfVector ? literalShape(option(op, 'x')) : undefined);
  }),
  polyfit: define('x, y, deg, rcond=None, full=None, w=None, cov=None', polynomial),
};

/** A set of elements; with `return_indices` a tuple. */
function setOf(op: Operation): Value {
  const isPlain = !op.bound.open && op.bound.keywords.length === 0 && !op.bound.given('return_indices');
  return isPlain ? ofUnknownLength()(op) : unmodelled(op);
}
