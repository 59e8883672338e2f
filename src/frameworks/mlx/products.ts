/** Products of mlx.core, mlx.core.linalg and mlx.core.fft. https://ml-explore.github.io/mlx/build/html/python/linalg.html */
import {
  add,
  broadcastAll,
  broadcastTo,
  changeSize,
  floorDivide,
  matmul as matmulShape,
  reduce,
  type Shape,
  type ShapeResult,
  size,
  UNDECIDED,
} from '../../shapes/index.ts';
import { axisOf, changed, settleAt } from '../array/change.ts';
import { kronecker } from '../array/linear-algebra.ts';
import { widerDtype } from '../array/operand.ts';
import {
  defineOpaque,
  defineSomeArray,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { binary, unary } from '../array/pointwise.ts';
import { einsum, inner, matmul, productOf, tensordot } from '../array/products.ts';
import { norm } from '../array/reductions.ts';
import { refused, result } from '../array/scene.ts';
import type { Value } from '../parts.ts';
import { streamed } from './flavour.ts';
import { outer } from './shaping.ts';

/** `addmm(c, a, b)`: c is stretched to the product, never the product to c. */
const addmm = (op: Operation): Value => {
  const [added, left, right] = [operandAt(op, 0), operandAt(op, 1), operandAt(op, 2)];
  if (!added || !left || !right) return refused(op);
  const made = productOf(op, [left, right], matmulShape);
  const target = made.kind === 'tensor' ? made.shape : undefined;
  if (!target || !added.shape) return made;
  const output = { role: 'product', shape: target, tensor: undefined, at: op.site };
  return settleAt(op, [added, output], broadcastTo(added.shape, target)) ? made : refused(op);
};

/** `vecdot(a, b)`: of arrays of one rank, over one axis of the same size. */
const vecdot = (op: Operation): Value => {
  const [left, right] = [operandAt(op, 0), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const axis = axisOf(op);
  const isKnown = axis !== undefined && left.shape && left.shape.length === right.shape?.length;
  const outcome = isKnown
    ? settleAt(op, [left, right], withoutAxis([left.shape, right.shape ?? []], axis))
    : { value: undefined };
  if (!outcome) return refused(op);
  const dtype = widerDtype(left.tensor?.dtype, right.tensor?.dtype);
  return result(op, outcome.value, { parents: [left.tensor, right.tensor], dtype });
};

function withoutAxis(shapes: readonly Shape[], axis: number): ShapeResult<Shape> {
  const all = broadcastAll(shapes);
  if (!all.ok) return all;
  return reduce(all.value, [axis]);
}

export const PRODUCTS: FunctionTable = {
  ...streamed('matmul', 'a, b', matmul),
  ...streamed('addmm', 'c, a, b, alpha=1.0, beta=1.0', addmm),
  ...streamed('inner', 'a, b', inner),
  ...streamed('outer', 'a, b', outer),
  ...streamed('vecdot', 'a, b, *, axis=-1', vecdot),
  ...streamed('tensordot', 'a, b, axes=2', tensordot),
  ...streamed('einsum', 'subscripts, *operands', einsum),
  ...streamed('kron', 'a, b', kronecker),
  matrix_norm: defineSomeArray('a, *args, **kwargs'),
};

/** One number for each matrix. */
const perMatrix = (op: Operation): Value =>
  changed(op, operandAt(op), shape => ({
    ok: true,
    value: shape.length < 2 ? undefined : shape.slice(0, -2),
  }));

const DECOMPOSITIONS = ['eig', 'eigh', 'lu', 'lu_factor', 'qr', 'slogdet', 'svd'];

export const LINEAR_ALGEBRA: FunctionTable = {
  ...Object.fromEntries(
    DECOMPOSITIONS.map(name => [name, defineOpaque('a, *args, **kwargs', 'the parts of a matrix')]),
  ),
  ...streamed('norm', 'a, ord=None, axis=None, keepdims=False', norm),
  ...streamed('inv tri_inv', 'a, upper=False', unary('to-float')),
  ...streamed('cholesky cholesky_inv', 'a, upper=False', unary('to-float')),
  ...streamed('det', 'a', perMatrix),
  ...streamed('cross', 'a, b, axis=-1', binary()),
  ...Object.fromEntries(
    ['pinv', 'solve', 'solve_triangular', 'eigvals', 'eigvalsh'].map(name => [
      name,
      defineSomeArray('a, *args, **kwargs'),
    ]),
  ),
};

/** `rfft(a)`: half of the frequencies and one more. Of another length than the array's the result is not told. */
const halfTransformed = (op: Operation): Value => {
  const axis = axisOf(op);
  return changed(
    op,
    operandAt(op),
    (shape): ShapeResult<Shape | undefined> => {
      if (axis === undefined || option(op, 'n').kind !== 'none') return UNDECIDED;
      return changeSize(shape, axis, dim => add(floorDivide(dim, size(2)), size(1)));
    },
    { dtype: 'complex' },
  );
};

const transformed = (op: Operation): Value =>
  changed(
    op,
    operandAt(op),
    shape => ({ ok: true, value: option(op, 'n').kind === 'none' ? shape : undefined }),
    {
      dtype: 'complex',
    },
  );

const NAMED = [
  'fft2',
  'fftn',
  'ifft2',
  'ifftn',
  'irfft',
  'irfft2',
  'irfftn',
  'rfft2',
  'rfftn',
  'fftfreq',
  'rfftfreq',
  'stft',
  'istft',
];

export const FOURIER: FunctionTable = {
  ...streamed('fft ifft', "a, n=None, axis=-1, norm='backward'", transformed),
  ...streamed('rfft', "a, n=None, axis=-1, norm='backward'", halfTransformed),
  ...streamed('fftshift ifftshift', 'a, axes=None', unary()),
  ...Object.fromEntries(NAMED.map(name => [name, defineSomeArray('a, *args, **kwargs')])),
};
