/** torch.linalg, and the functions of matrices that torch itself and tensors have. https://docs.pytorch.org/docs/stable/linalg.html */
import {
  constantOf,
  type Dim,
  minimum,
  type Shape,
  size,
  surelySame,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { swapLastTwo } from '../array/axes.ts';
import { changed } from '../array/change.ts';
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
import {
  area,
  blockDiagonal,
  chain,
  covariance,
  crossProduct,
  kronecker,
  matrixNorm,
  powers,
  vectorProduct,
} from '../array/linear-algebra.ts';
import { ofOneDtype, refuseOtherDtype } from '../array/one-dtype.ts';
import { takeTensor, widestDtype } from '../array/operand.ts';
import {
  define,
  defineOpen,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { named } from '../array/pair.ts';
import { added, matmul } from '../array/products.ts';
import { norm } from '../array/reductions.ts';
import { refused, refuseOperands, refuseRank, result } from '../array/scene.ts';
import { asBool, asDim, asInt, asString, type Operand, tuple, type Value } from '../parts.ts';
import { cosineSimilarity, pairwiseDistance } from './functional.ts';
import { normOfOrder } from './operations/reductions.ts';

const withNames = (op: Operation, parts: Readonly<Record<string, Value>>): Value => named(op, parts);

/** `inv_ex(A)`, `cholesky_ex(A)`: the matrix, and one number for each that says what went wrong. */
const checkedSquare =
  (first: string) =>
  (op: Operation): Value => {
    const made = ofSquare(op);
    if (made.kind !== 'tensor') return made;
    return named(op, { [first]: made, info: result(op, made.shape?.slice(0, -2), { dtype: 'int' }) });
  };

/** `lstsq(A, B)` of stacks too: (..., m, n) and (..., m, k) to (..., n, k). */
const solved = (op: Operation): Shape | undefined => {
  const [a, b] = [operandAt(op)?.shape, operandAt(op, 1)?.shape];
  const [columns, sides] = [a?.at(-1), b?.at(-1)];
  if (!a || !b || !columns || !sides || a.length < 3) return leastSquares(op);
  const stack = a.slice(0, -2);
  return b.length === a.length && surelySame(stack, b.slice(0, -2)) ? [...stack, columns, sides] : undefined;
};

const least = (op: Operation): Value => {
  const parts = { dtype: 'float' } as const;
  return named(op, {
    solution: result(op, solved(op), parts),
    residuals: result(op, undefined, parts),
    rank: result(op, operandAt(op)?.shape?.slice(0, -2), { dtype: 'int' }),
    singular_values: result(op, undefined, parts),
  });
};

const modeOf = (op: Operation): boolean | undefined => {
  const mode = asString(option(op, 'mode'));
  // With 'r' the first result is empty: it is not told.
  return mode === 'reduced' ? false : mode === 'complete' ? true : undefined;
};

const someOf = (op: Operation): boolean | undefined => {
  const some = asBool(option(op, 'some'));
  return some === undefined ? undefined : !some;
};

/** `cholesky_solve(B, L)`, `solve_triangular(A, B)`: the shape of B where both have as many axes. */
const shapedAs =
  (parameter: number) =>
  (op: Operation): Value => {
    const operands = [operandAt(op), operandAt(op, 1)];
    const [left, right] = operands;
    if (!left || !right) return refused(op);
    const isAlike = left.shape?.length === 2 && right.shape?.length === 2;
    const shape = isAlike ? operands[parameter]?.shape : undefined;
    return result(op, shape, { parents: [left.tensor, right.tensor], dtype: 'float' });
  };

/** `multi_dot([A, B, C])`, `chain_matmul(A, B, C)` */
/** `matrix_power(A, n)`: nothing but products, so that whole numbers stay. */
const power = (op: Operation): Value => {
  const made = ofSquare(op);
  return made.kind === 'tensor' ? { ...made, dtype: operandAt(op)?.tensor?.dtype } : made;
};

const chained =
  (isListed: boolean) =>
  (op: Operation): Value => {
    const listed = isListed ? op.host.items(op.bound.value('tensors')) : op.bound.extra.map(a => a.value);
    if (!listed || op.bound.open) return result(op, undefined);
    const operands = listed.map(value => takeTensor(op, value, op.site, 'tensor'));
    const known = operands.flatMap(operand => operand ?? []);
    if (known.length < operands.length) return refused(op);
    const other = refuseOtherDtype(
      op,
      known.map(({ tensor, at }) => tensor && { name: 'tensors', tensor, at }),
      'multi_dot(): all tensors must have be the same dtype',
    );
    if (other) return other;
    const shapes = known.flatMap(({ shape }) => shape ?? []);
    const all = known.flatMap(({ shape }) => (shape ? [shape] : []));
    const outcome = all.length === known.length && shapes.length > 0 ? chain(all) : undefined;
    if (outcome && !outcome.ok) {
      const at = all.findIndex((_, i) => chain(all.slice(0, i + 1))?.ok === false);
      const [left, right] = [known[at - 1], known[at]];
      const pair: readonly Operand[] = left && right ? [left, right] : known;
      const mismatch = chain(pair.map(({ shape }) => shape ?? []));
      return mismatch && !mismatch.ok ? refuseOperands(op, pair, mismatch.mismatch) : result(op, undefined);
    }
    return result(op, outcome?.value, { dtype: widestDtype(listed) });
  };

/** `combinations(v, r)`: one row for each choice; how many there are is told of a vector of known length. */
const combinations = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  if (input.shape && input.shape.length !== 1) {
    const says = 'Expect a 1D vector';
    return refuseRank(op, input, [1], ['elements'], says);
  }
  const [chosen, again] = [asInt(option(op, 'r')), asBool(option(op, 'with_replacement'))];
  const count = input.shape?.[0] && constantOf(input.shape[0]);
  const isKnown = count !== undefined && chosen !== undefined && again !== undefined;
  const rows = isKnown ? size(choices(again ? count + chosen - 1 : count, chosen)) : unknownDim();
  return result(op, [rows, chosen === undefined ? unknownDim() : size(chosen)], {
    parents: [input.tensor],
    dtype: input.tensor?.dtype,
  });
};

function choices(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let count = 1;
  for (let i = 1; i <= k; i++) count = (count * (n - k + i)) / i;
  return Math.round(count);
}

/** `pdist(x)`: one distance for each pair of rows. */
export const pairDistances = (op: Operation): Value =>
  changed(op, operandAt(op), shape => {
    const count = shape[0] && constantOf(shape[0]);
    if (shape.length !== 2) return UNDECIDED;
    return { ok: true, value: [count === undefined ? unknownDim() : size((count * (count - 1)) / 2)] };
  });

/** `F.bilinear(x1, x2, weight)`: the weight is (out, in1, in2). What it refuses is not told. */
export const bilinear = (op: Operation): Value => {
  const [left, , weight] = [0, 1, 2].map(i => operandAt(op, i));
  if (!left || !weight) return refused(op);
  const outputs = weight.shape?.[0];
  const shape =
    left.shape && outputs && left.shape.length > 0 ? [...left.shape.slice(0, -1), outputs] : undefined;
  return result(op, shape, { parents: [left.tensor], dtype: 'float' });
};

/** `tensorinv(A, ind)`: the axes from `ind` on come first. */
const tensorInverse = (op: Operation): Value => {
  const at = asInt(option(op, 'ind'));
  return changed(op, operandAt(op), shape => ({
    ok: true,
    value: at === undefined ? undefined : [...shape.slice(at), ...shape.slice(0, at)],
  }));
};

/** `lu(A)`: P (..., m, m), L (..., m, k), U (..., k, n). */
const triangular = (op: Operation): Value => {
  const decomposed = orthogonalDecomposition(
    (_op, parts) => tuple([parts.Q, parts.R].flatMap(each => each ?? [])),
    () => false,
  )(op);
  const input = operandAt(op);
  const rows = input?.shape?.at(-2);
  const items = decomposed.kind === 'list' ? op.host.items(decomposed) : undefined;
  const [L, U] = items ?? [];
  if (!L || !U || !rows || !input?.shape) return decomposed.kind === 'list' ? unknownTriple(op) : decomposed;
  return named(op, { P: result(op, [...input.shape.slice(0, -1), rows], { dtype: 'float' }), L, U });
};

const unknownTriple = (op: Operation): Value => op.host.unknown('what `lu` gives', op.site);

/** `lu_factor(A)`: the packed matrix, and a pivot for each row of the smaller side. */
const factored = (op: Operation): Value => {
  const values = singularValues(op);
  if (values.kind !== 'tensor') return values;
  return named(op, {
    LU: result(op, operandAt(op)?.shape, { dtype: 'float' }),
    pivots: { ...values, dtype: 'int' },
  });
};

/** `pca_lowrank(A, q)`, `svd_lowrank(A, q)`: U (..., m, q), S (..., q), V (..., n, q), q at most the smaller side. */
const lowRank = (op: Operation): Value => {
  const { shape, tensor } = operandAt(op) ?? {};
  const [rows, columns] = [shape?.at(-2), shape?.at(-1)];
  const asked = option(op, 'q');
  const wanted = asked.kind === 'none' ? size(MOST_COMPONENTS) : asDim(asked);
  const count = rows && columns && wanted && minimum(wanted, minimum(rows, columns) ?? rows);
  const stack = shape?.slice(0, -2);
  const part = (...side: readonly (Dim | undefined)[]): Value => {
    const dims = [...side, count].flatMap(dim => dim ?? []);
    const isKnown = stack !== undefined && dims.length > side.length;
    return result(op, isKnown ? [...stack, ...dims] : undefined, { parents: [tensor], dtype: 'float' });
  };
  return tuple([part(rows), part(), part(columns)]);
};

/** Where nothing is asked for. */
const MOST_COMPONENTS = 6;

const SVD = { full: 'full_matrices' } as const;
const OLD_SVD = { full: 'some', inverted: true, upright: true, vectors: 'compute_uv' } as const;

/** torch.linalg */
export const LINALG: FunctionTable = {
  ...defineOpen('inv matrix_exp cholesky', 'A', ofSquare),
  inv_ex: define('A, *, check_errors=False, out=None', checkedSquare('inverse')),
  cholesky_ex: define('input, *, upper=False, check_errors=False, out=None', checkedSquare('L')),
  matrix_power: define('A, n, *, out=None', power),
  ...defineOpen('det', 'A', perSquare),
  ...defineOpen('matrix_rank cond', 'A, *args', perMatrix),
  slogdet: define('A, *, out=None', signAndLogarithm(withNames)),
  ...defineOpen('pinv', 'A, *args', pseudoInverse),
  ...defineOpen('eigvals eigvalsh', 'L, UPLO=None', eigenvalues),
  ...defineOpen('eig eigh', 'A, UPLO=None', eigenpairs(withNames)),
  svd: define('A, full_matrices=True, *, driver=None, out=None', singularDecomposition(withNames, SVD)),
  svdvals: define('A, *, driver=None, out=None', singularValues),
  qr: define("A, mode='reduced', *, out=None", orthogonalDecomposition(withNames, modeOf)),
  solve: define(
    'A, B, *, left=True, out=None',
    ofOneDtype('A B', 'linalg.solve: Expected A and B to have the same dtype', op =>
      asBool(option(op, 'left')) ? solution(op) : result(op, undefined),
    ),
  ),
  solve_triangular: define('A, B, *, upper, left=True, unitriangular=False, out=None', shapedAs(1)),
  lstsq: define('A, B, rcond=None, *, driver=None', least),
  lu: define('A, *, pivot=True, out=None', triangular),
  lu_factor: define('A, *, pivot=True, out=None', factored),
  multi_dot: define('tensors, *, out=None', chained(true)),
  norm: define('A, ord=None, dim=None, keepdim=False, *, out=None, dtype=None', norm),
  vector_norm: define('x, ord=2, dim=None, keepdim=False, *, dtype=None, out=None', normOfOrder('ord')),
  matrix_norm: define("A, ord='fro', dim=(-2, -1), keepdim=False, *, dtype=None, out=None", matrixNorm),
  cross: define(
    'input, other, *, dim=-1, out=None',
    ofOneDtype('input other', 'expected scalar type', crossProduct),
  ),
  vecdot: define('x, y, *, dim=-1, out=None', vectorProduct),
  diagonal: define('A, *, offset=0, dim1=-2, dim2=-1', takeDiagonal),
  vander: define('x, *, N=None', powers),
  matmul: define('input, other, *, out=None', matmul),
  tensorinv: define('A, ind=2, *, out=None', tensorInverse),
};

/** Of torch itself and of tensors. */
export const MATRIX_OPERATIONS: FunctionTable = {
  ...defineOpen('inverse matrix_exp cholesky cholesky_inverse', 'input, upper=False', ofSquare),
  matrix_power: define('input, n, *, out=None', power),
  ...defineOpen('det logdet', 'input', perSquare),
  slogdet: define('input, *, out=None', signAndLogarithm(withNames)),
  pinverse: define('input, rcond=0.0', pseudoInverse),
  svd: define('input, some=True, compute_uv=True, *, out=None', op =>
    asBool(option(op, 'compute_uv')) ? singularDecomposition(withNames, OLD_SVD)(op) : unknownTriple(op),
  ),
  qr: define('input, some=True, *, out=None', orthogonalDecomposition(withNames, someOf)),
  cholesky_solve: define('input, input2, upper=False, *, out=None', shapedAs(0)),
  adjoint: define('input', swapLastTwo),
  cross: define(
    'input, other, dim=None, *, out=None',
    ofOneDtype('input other', 'expected scalar type', crossProduct),
  ),
  kron: define('input, other, *, out=None', kronecker),
  cov: define('input, *, correction=1, fweights=None, aweights=None', covariance),
  corrcoef: define('input', covariance),
  addr: define('input, vec1, vec2, *args, **kwargs', op => {
    if (op.bound.extra.length > 0) return result(op, undefined);
    const [left, right] = [operandAt(op, 1), operandAt(op, 2)];
    const [rows] = left?.shape ?? [];
    const [columns] = right?.shape ?? [];
    return result(op, rows && columns ? [rows, columns] : undefined, { dtype: 'float' });
  }),
  addbmm: define('input, batch1, batch2, *args, **kwargs', op => {
    if (op.bound.extra.length > 0) return result(op, undefined);
    const made = added([3, 3])(op);
    return made.kind === 'tensor' ? result(op, made.shape?.slice(1), { dtype: 'float' }) : made;
  }),
  dist: define('input, other, p=2', op => result(op, [], { dtype: 'float' })),
};

export const MATRIX_FUNCTIONS: FunctionTable = {
  ...MATRIX_OPERATIONS,
  pca_lowrank: define('A, q=None, center=True, niter=2', lowRank),
  svd_lowrank: define('A, q=6, niter=2, M=None', lowRank),
  chain_matmul: define('*matrices, out=None', chained(false)),
  ...defineOpen('trapz trapezoid', 'y, x=None, *, dx=None, dim=-1', area),
  vander: define('x, N=None, increasing=False', powers),
  block_diag: define('*tensors', blockDiagonal('tensor')),
  combinations: define('input, r=2, with_replacement=False', combinations),
  pdist: define('input, p=2', pairDistances),
  pairwise_distance: define('x1, x2, p=2.0, eps=1e-06, keepdim=False', pairwiseDistance),
  cosine_similarity: define('x1, x2, dim=1, eps=1e-08', cosineSimilarity),
  bilinear: define(
    'input1, input2, weight, bias=None',
    ofOneDtype('input1 input2 weight bias', 'All tensors must have the same dtype', bilinear),
  ),
};
