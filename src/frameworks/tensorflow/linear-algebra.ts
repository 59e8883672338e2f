/** `tf.linalg`. https://www.tensorflow.org/api_docs/python/tf/linalg */
import { normalizeAxis, type Shape, sameDim, size } from '../../shapes/index.ts';
import { swapLastTwo } from '../array/axes.ts';
import { changed } from '../array/change.ts';
import {
  eigenpairs,
  eigenvalues,
  leastSquares,
  ofSquare,
  orthogonalDecomposition,
  perMatrix,
  perSquare,
  pseudoInverse,
  signAndLogarithm,
  singularDecomposition,
  solution,
} from '../array/decompositions.ts';
import { crossProduct } from '../array/linear-algebra.ts';
import {
  axesOf,
  axisOption,
  define,
  defineOpen,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { named } from '../array/pair.ts';
import { unary } from '../array/pointwise.ts';
import { refused, result } from '../array/scene.ts';
import { asBool, tuple, type Value } from '../parts.ts';

const inTuple = (_op: Operation, parts: Readonly<Record<string, Value>>): Value =>
  tuple(Object.values(parts));
const withNames = (op: Operation, parts: Readonly<Record<string, Value>>): Value => named(op, parts);

const flag =
  (name: string) =>
  (op: Operation): boolean | undefined =>
    asBool(option(op, name));

/** The diagonal of each matrix; other diagonals are not told. */
const diagonalPart = (op: Operation): Value =>
  changed(op, operandAt(op), shape => {
    const [rows, columns] = shape.slice(-2);
    const isSquare = sameDim(rows, columns);
    const isPlain = op.bound.extra.length + op.bound.keywords.length === 0;
    return { ok: true, value: isSquare && isPlain ? shape.slice(0, -1) : undefined };
  });

/** `trace(x)`: one number for each matrix. */
const traces = (op: Operation): Value =>
  changed(op, operandAt(op), shape => ({
    ok: true,
    value: shape.length < 2 ? undefined : shape.slice(0, -2),
  }));

/** `normalize(x, axis=axis)`: the tensor, and its norm, whose axes stay as 1. */
const normalized = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const axes = axesOf(axisOption(op));
  const parts = { parents: [input.tensor], dtype: input.tensor?.dtype } as const;
  const { shape } = input;
  const places = axes === 'all' ? shape?.map((_, i) => i) : axes;
  const at = places?.map(axis => (shape ? normalizeAxis(axis, shape.length) : undefined));
  const kept: Shape | undefined =
    shape && at && shape.map((dim, i) => (at.some(place => place?.ok && place.value === i) ? size(1) : dim));
  return tuple([result(op, shape, parts), result(op, kept, parts)]);
};

/** `triangular_solve(matrix, rhs)`: of the shape of the right side, where both are single matrices. */
const ofRightSide = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const isAlike = left.shape?.length === 2 && right.shape?.length === 2;
  return result(op, isAlike ? right.shape : undefined, {
    parents: [left.tensor, right.tensor],
    dtype: 'float',
  });
};

/** `tensor_diag(x)`: all axes twice. */
const tensorDiagonal = (op: Operation): Value =>
  changed(op, operandAt(op), shape => ({ ok: true, value: [...shape, ...shape] }));

export const MATRIX_FUNCTIONS: FunctionTable = {
  ...defineOpen('inv cholesky expm logm sqrtm', 'input, *args', ofSquare),
  ...defineOpen('det logdet', 'input', perSquare),
  slogdet: define('input, name=None', signAndLogarithm(withNames)),
  ...defineOpen('eigvals eigvalsh', 'tensor', eigenvalues),
  ...defineOpen('eig eigh', 'tensor', eigenpairs(inTuple)),
  svd: define(
    'tensor, full_matrices=False, compute_uv=True, name=None',
    singularDecomposition(inTuple, {
      full: 'full_matrices',
      vectors: 'compute_uv',
      upright: true,
      valuesFirst: true,
    }),
  ),
  qr: define(
    'input, full_matrices=False, name=None',
    orthogonalDecomposition(withNames, flag('full_matrices')),
  ),
  solve: define('matrix, rhs, adjoint=False, name=None', op =>
    flag('adjoint')(op) === false ? solution(op) : result(op, undefined),
  ),
  ...defineOpen('triangular_solve cholesky_solve', 'matrix, rhs, *args', ofRightSide),
  lstsq: define('matrix, rhs, l2_regularizer=0.0, fast=True, name=None', op =>
    result(op, leastSquares(op), { dtype: 'float' }),
  ),
  ...defineOpen('pinv', 'a, *args', pseudoInverse),
  trace: define('x, name=None', traces),
  ...defineOpen('matrix_rank', 'a, *args', perMatrix),
  normalize: define("tensor, ord='euclidean', axis=None, name=None", normalized),
  ...defineOpen('matrix_transpose adjoint', 'a, *args', swapLastTwo),
  diag_part: define('input, *args, **kwargs', diagonalPart),
  ...defineOpen('set_diag', 'input, diagonal, *args', unary()),
  cross: define('a, b, name=None', crossProduct),
  global_norm: define('t_list, name=None', op => result(op, [], { dtype: 'float' })),
  l2_normalize: define('x, axis=None, epsilon=1e-12, name=None, dim=None', unary()),
  tensor_diag: define('diagonal, name=None', tensorDiagonal),
};
