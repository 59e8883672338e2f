/** `numpy.linalg`, which `jax.numpy.linalg` follows. https://numpy.org/doc/stable/reference/routines.linalg.html */
import { type Shape, unknownDim } from '../../shapes/index.ts';
import { swapLastTwo } from '../array/axes.ts';
import { takeDiagonal } from '../array/creators.ts';
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
  singularValues,
  solution,
} from '../array/decompositions.ts';
import { chain, crossProduct, matrixNorm, vectorProduct } from '../array/linear-algebra.ts';
import { takeTensor } from '../array/operand.ts';
import { define, type FunctionTable, type Operation, option } from '../array/operation.ts';
import { named } from '../array/pair.ts';
import { matmul, outer, tensordot } from '../array/products.ts';
import { norm } from '../array/reductions.ts';
import { refuseOperands, result } from '../array/scene.ts';
import { asString, type Operand, tuple, type Value } from '../parts.ts';
import { trace } from './counting.ts';

const withNames = (op: Operation, parts: Readonly<Record<string, Value>>): Value => named(op, parts);

const modeOf = (op: Operation): boolean | 'R' | undefined => {
  const mode = asString(option(op, 'mode'));
  if (mode === 'r') return 'R';
  return mode === 'reduced' ? false : mode === 'complete' ? true : undefined;
};

/** The solution, and what else comes with it: residuals, rank, singular values. */
export const leastSquaresOf =
  (residuals: (op: Operation) => Shape) =>
  (op: Operation): Value =>
    tuple([
      result(op, leastSquares(op), { dtype: 'float' }),
      result(op, residuals(op), { dtype: 'float' }),
      result(op, [], { dtype: 'int' }),
      singularValues(op),
    ]);

/** Without residuals where the rank is not full. */
const least = leastSquaresOf(() => [unknownDim()]);

/** `multi_dot([a, b, c])` */
const chained = (op: Operation): Value => {
  const listed = op.host.items(op.bound.value('arrays'));
  const operands = listed?.flatMap(value => takeTensor(op, value, op.site, 'array', { lists: true }) ?? []);
  const shapes = operands?.flatMap(({ shape }) => (shape ? [shape] : []));
  if (!operands || !shapes || shapes.length < (listed?.length ?? 0))
    return result(op, undefined, { dtype: 'float' });
  const outcome = chain(shapes);
  if (!outcome || outcome.ok) return result(op, outcome?.value, { dtype: 'float' });
  const at = shapes.findIndex((_, i) => chain(shapes.slice(0, i + 1))?.ok === false);
  const pair: readonly Operand[] = operands.slice(at - 1, at + 1);
  const mismatch = chain(pair.map(({ shape }) => shape ?? []));
  return mismatch && !mismatch.ok ? refuseOperands(op, pair, mismatch.mismatch) : result(op, undefined);
};

export const LINEAR_ALGEBRA: FunctionTable = {
  norm: define('x, ord=None, axis=None, keepdims=False', norm),
  vector_norm: define('x, *, axis=None, keepdims=False, ord=2', norm),
  matrix_norm: define("x, *, keepdims=False, ord='fro', axis=(-2, -1)", matrixNorm),
  inv: define('a', ofSquare),
  cholesky: define('a, *, upper=False, symmetrize_input=True', ofSquare),
  matrix_power: define('a, n', ofSquare),
  det: define('a', perSquare),
  slogdet: define('a, *, method=None', signAndLogarithm(withNames)),
  matrix_rank: define('A, tol=None, hermitian=False, *, rtol=None', perMatrix),
  cond: define('x, p=None', perMatrix),
  pinv: define('a, rcond=None, hermitian=False, *, rtol=None', pseudoInverse),
  eig: define('a', eigenpairs(withNames)),
  eigh: define("a, UPLO='L', symmetrize_input=True", eigenpairs(withNames)),
  eigvals: define('a', eigenvalues),
  eigvalsh: define("a, UPLO='L', *, symmetrize_input=True", eigenvalues),
  svd: define(
    'a, full_matrices=True, compute_uv=True, hermitian=False, subset_by_index=None',
    singularDecomposition(withNames, { full: 'full_matrices', vectors: 'compute_uv' }),
  ),
  svdvals: define('x', singularValues),
  qr: define("a, mode='reduced'", orthogonalDecomposition(withNames, modeOf)),
  solve: define('a, b', solution),
  lstsq: define('a, b, rcond=None, *, numpy_resid=False', least),
  multi_dot: define('arrays, *, out=None, precision=None', chained),
  cross: define('x1, x2, *, axis=-1', crossProduct),
  vecdot: define('x1, x2, *, axis=-1', vectorProduct),
  diagonal: define('x, *, offset=0, axis1=-2, axis2=-1', takeDiagonal),
  trace: define('x, *, offset=0, dtype=None, axis1=-2, axis2=-1', trace),
  outer: define('x1, x2', outer),
  matmul: define('x1, x2', matmul),
  matrix_transpose: define('x', swapLastTwo),
  tensordot: define('x1, x2, *, axes=2', tensordot),
};
