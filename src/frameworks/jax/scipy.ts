/** `jax.scipy`. https://docs.jax.dev/en/latest/jax.scipy.html */
import { broadcastAll, minimum, type Shape } from '../../shapes/index.ts';
import {
  eigenpairs,
  eigenvalues,
  ofSquare,
  orthogonalDecomposition,
  perSquare,
  singularDecomposition,
  solution,
} from '../array/decompositions.ts';
import { blockDiagonal } from '../array/linear-algebra.ts';
import {
  define,
  defineAll,
  defineOpen,
  type FunctionTable,
  functionMembers,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { binary, unary } from '../array/pointwise.ts';
import { keepingAxis } from '../array/reductions.ts';
import { refused, result, settle } from '../array/scene.ts';
import { asBool, asString, type ModuleValue, moduleOf, tuple, type Value } from '../parts.ts';
import { within } from './flavour.ts';
import { logsumexp } from './nn.ts';

const inTuple = (_op: Operation, parts: Readonly<Record<string, Value>>): Value =>
  tuple(Object.values(parts));

const SPECIAL: FunctionTable = {
  logsumexp,
  ...defineOpen(
    'expit logit gammaln digamma erf erfc erfinv entr i0 i0e i1 i1e log_ndtr ndtr ndtri',
    'x',
    unary('to-float'),
  ),
  ...defineOpen('xlogy xlog1py gammainc gammaincc zeta kl_div rel_entr', 'x, y', binary('to-float')),
  softmax: define('x, axis=None', keepingAxis('to-float')),
  log_softmax: define('x, axis=None', keepingAxis('to-float')),
};

/** A matrix and something small beside it: which triangle it is, or the order of its rows. */
const factor =
  (beside: (op: Operation, shape: Shape | undefined) => Value) =>
  (op: Operation): Value => {
    const input = operandAt(op);
    if (!input) return refused(op);
    const matrix = result(op, input.shape, { parents: [input.tensor], dtype: 'float' });
    return tuple([matrix, beside(op, input.shape)]);
  };

const pivots = (op: Operation, shape: Shape | undefined): Value => {
  const [rows, columns] = shape?.slice(-2) ?? [];
  const count = rows && columns && minimum(rows, columns);
  return result(op, shape && count && [...shape.slice(0, -2), count], { dtype: 'int' });
};

/** `cho_solve((c, lower), b)`: as b. */
const likeRight = (op: Operation): Value => {
  const right = operandAt(op, 1);
  return right ? result(op, right.shape, { parents: [right.tensor], dtype: 'float' }) : refused(op);
};

const LINALG: FunctionTable = {
  ...defineOpen('inv expm cholesky sqrtm', 'a, *args', ofSquare),
  det: define('a, *args, **kwargs', perSquare),
  solve: define('a, b, *args, **kwargs', solution),
  solve_triangular: define('a, b, *args, **kwargs', solution),
  cho_factor: define(
    'a, *args, **kwargs',
    factor(op => option(op, 'lower')),
  ),
  cho_solve: define('c_and_lower, b, *args, **kwargs', likeRight),
  lu_factor: define('a, *args, **kwargs', factor(pivots)),
  lu_solve: define('lu_and_piv, b, *args, **kwargs', likeRight),
  eigh: define('a, b=None, lower=True, eigvals_only=False, *args, **kwargs', op =>
    asBool(option(op, 'eigvals_only')) === false ? eigenpairs(inTuple)(op) : result(op, undefined),
  ),
  eigvalsh: define('a, *args, **kwargs', eigenvalues),
  svd: define(
    'a, full_matrices=True, compute_uv=True, *args, **kwargs',
    singularDecomposition(inTuple, { full: 'full_matrices', vectors: 'compute_uv' }),
  ),
  qr: define(
    "a, overwrite_a=False, lwork=None, mode='full', *args, **kwargs",
    orthogonalDecomposition(inTuple, op => {
      const mode = asString(option(op, 'mode'));
      return mode === 'economic' ? false : mode === 'full' ? true : undefined;
    }),
  ),
  block_diag: define('*arrs', blockDiagonal('arrs')),
};

/** Densities and their like: of each value with each parameter beside it. */
const spread = (op: Operation): Value => {
  const given = op.bound.names.map((_, i) => operandAt(op, i, { numbers: true }));
  const operands = given.flatMap(operand => operand ?? []);
  const shapes = operands.flatMap(({ shape }) => (shape ? [shape] : []));
  if (operands.length < given.length) return refused(op);
  if (shapes.length < operands.length) return result(op, undefined, { dtype: 'float' });
  const outcome = settle(op, operands, broadcastAll(shapes));
  return outcome ? result(op, outcome.value, { dtype: 'float' }) : refused(op);
};

/** One density for each row. */
const ofRows = (op: Operation): Value => {
  const [x, mean] = [operandAt(op), operandAt(op, 1, { numbers: true })];
  const isPlain = x?.shape && x.shape.length > 0 && mean?.shape && mean.shape.length < 2;
  return result(op, isPlain ? x.shape.slice(0, -1) : undefined, { dtype: 'float' });
};

const distribution = (name: string, functions: string, signature: string): readonly [string, ModuleValue] => [
  name,
  moduleOf(
    `jax.scipy.stats.${name}`,
    functionMembers(
      within(`jax.scipy.stats.${name}`),
      defineAll(functions.split(' '), signature, name === 'multivariate_normal' ? ofRows : spread),
    ),
  ),
];

const DENSITIES = 'pdf logpdf cdf logcdf sf logsf';

const stats = moduleOf(
  'jax.scipy.stats',
  Object.fromEntries([
    distribution('norm', `${DENSITIES} ppf isf`, 'x, loc=0, scale=1'),
    ...['cauchy', 'laplace', 'logistic', 'expon', 'uniform'].map(name =>
      distribution(name, 'pdf logpdf', 'x, loc=0, scale=1'),
    ),
    distribution('bernoulli', 'pmf logpmf', 'k, p, loc=0'),
    distribution('poisson', 'pmf logpmf', 'k, mu, loc=0'),
    distribution('multivariate_normal', 'pdf logpdf', 'x, mean, cov, allow_singular=None'),
  ]),
);

const member = (name: string, table: FunctionTable): ModuleValue =>
  moduleOf(`jax.scipy.${name}`, functionMembers(within(`jax.scipy.${name}`), table));

export const jaxScipy: ModuleValue = moduleOf('jax.scipy', {
  special: member('special', SPECIAL),
  linalg: member('linalg', LINALG),
  stats,
});
