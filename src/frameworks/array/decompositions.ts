/**
 * Functions of matrices, stacks of which are the last two axes: determinants, inverses, decompositions, systems of equations.
 * https://numpy.org/doc/stable/reference/routines.linalg.html, https://docs.pytorch.org/docs/stable/linalg.html
 */
import {
  compare,
  type Dim,
  matmul,
  minimum,
  printDim,
  type Shape,
  type ShapeResult,
  tooFewAxes,
  UNDECIDED,
} from '../../shapes/index.ts';
import { asBool, type Operand, type Value } from '../parts.ts';
import { changed } from './change.ts';
import { literalShape } from './operand.ts';
import { type Operation, operandAt, option } from './operation.ts';
import { refuseArgument, refused, refuseOperands, result } from './scene.ts';

/** A stack of matrices (..., rows, columns). */
interface Matrices {
  readonly input: Operand;
  /** undefined: not even the rank is known. */
  readonly stack: Shape | undefined;
  readonly rows: Dim | undefined;
  readonly columns: Dim | undefined;
}

/** The first argument as matrices; undefined: it is none, which has been stated. Fewer than two axes are refused everywhere. */
function matricesOf(op: Operation, index = 0): Matrices | undefined {
  const input = operandAt(op, index);
  if (!input) return undefined;
  const { shape } = input;
  if (shape && shape.length < 2) {
    refuseOperands(op, [input], tooFewAxes(2, shape.length), input.at);
    return undefined;
  }
  return { input, stack: shape?.slice(0, -2), rows: shape?.at(-2), columns: shape?.at(-1) };
}

/** As `matricesOf`, of as many rows as columns. */
function squareOf(op: Operation, index = 0): Matrices | undefined {
  const given = matricesOf(op, index);
  const { rows, columns } = given ?? {};
  if (!given || !rows || !columns || compare(rows, columns) !== 'different') return given;
  refuseArgument(op, {
    parameter: given.input.role,
    aspect: 'value',
    allowed: 'square matrices',
    given: `matrices of ${printDim(rows)} rows and ${printDim(columns)} columns`,
    at: given.input.at,
  });
  return undefined;
}

/** How the several results of a decomposition are put together: a tuple, or one with names. */
export type Together = (op: Operation, parts: Readonly<Record<string, Value>>) => Value;

const part = (op: Operation, { input }: Matrices, shape: Shape | undefined): Value =>
  result(op, shape, { parents: [input.tensor], dtype: 'float' });

/** The sizes of one result: known where all are. */
const sized = ({ stack }: Matrices, ...dims: readonly (Dim | undefined)[]): Shape | undefined => {
  const known = dims.flatMap(dim => dim ?? []);
  return stack && known.length === dims.length ? [...stack, ...known] : undefined;
};

/** `inv(a)`, `matrix_power(a, n)`: square matrices, of the same shape afterwards. */
export const ofSquare = (op: Operation): Value => {
  const given = squareOf(op);
  return given ? part(op, given, given.input.shape) : refused(op);
};

/** `det(a)`: one number for each square matrix. */
export const perSquare = (op: Operation): Value => {
  const given = squareOf(op);
  return given ? part(op, given, given.stack) : refused(op);
};

/** Tolerances may be arrays, over which stacks of matrices spread. */
const isOfOneTolerance = ({ bound }: Operation): boolean => {
  const named = ['tol', 'rtol', 'atol', 'rcond'].map(name => bound.given(name)?.value);
  return [...named, ...bound.extra.map(({ value }) => value)].every(
    value => !value || ['none', 'bool', 'string'].includes(value.kind) || literalShape(value)?.length === 0,
  );
};

/** `cond(a)`, `matrix_rank(a)`: one number for each matrix. A vector is let pass, as NumPy does. */
export const perMatrix = (op: Operation): Value =>
  changed(op, operandAt(op), shape => ({
    ok: true,
    value: shape.length < 2 || !isOfOneTolerance(op) ? undefined : shape.slice(0, -2),
  }));

/** `slogdet(a)`: sign and logarithm, one of each for each square matrix. */
export const signAndLogarithm =
  (together: Together) =>
  (op: Operation): Value => {
    const given = squareOf(op);
    if (!given) return refused(op);
    return together(op, { sign: part(op, given, given.stack), logabsdet: part(op, given, given.stack) });
  };

/** `eigvals(a)`: as many as a square matrix has rows. */
export const eigenvalues = (op: Operation): Value => {
  const given = squareOf(op);
  return given ? part(op, given, sized(given, given.rows)) : refused(op);
};

/** `eig(a)`, `eigh(a)`: eigenvalues, and a matrix of eigenvectors. */
export const eigenpairs =
  (together: Together) =>
  (op: Operation): Value => {
    const given = squareOf(op);
    if (!given) return refused(op);
    return together(op, {
      eigenvalues: part(op, given, sized(given, given.rows)),
      eigenvectors: part(op, given, given.input.shape),
    });
  };

/** `pinv(a)`: rows and columns exchanged. */
export const pseudoInverse = (op: Operation): Value => {
  const given = matricesOf(op);
  if (!given) return refused(op);
  return part(op, given, isOfOneTolerance(op) ? sized(given, given.columns, given.rows) : undefined);
};

const smaller = ({ rows, columns }: Matrices): Dim | undefined => rows && columns && minimum(rows, columns);

/** `svdvals(a)` */
export const singularValues = (op: Operation): Value => {
  const given = matricesOf(op);
  return given ? part(op, given, sized(given, smaller(given))) : refused(op);
};

/** Which flag asks for whole matrices of a decomposition, and for the singular values alone. */
export interface SvdWords {
  readonly full: string;
  readonly vectors?: string;
  /** The flag asks for the small matrices instead: PyTorch's old `some`. */
  readonly inverted?: boolean;
  /** The last result is V itself, not its transpose. */
  readonly upright?: boolean;
  /** TensorFlow gives the singular values first. */
  readonly valuesFirst?: boolean;
}

/** `svd(a)`: U (..., m, m or k), S (..., k), Vh (..., n or k, n), with k the smaller of m and n. */
export const singularDecomposition =
  (together: Together, words: SvdWords) =>
  (op: Operation): Value => {
    const given = matricesOf(op);
    if (!given) return refused(op);
    const hasVectors = words.vectors ? asBool(option(op, words.vectors)) : true;
    const flag = asBool(option(op, words.full));
    const k = smaller(given);
    const S = part(op, given, sized(given, k));
    if (hasVectors === false) return S;
    if (hasVectors === undefined) return op.host.unknown('what `svd` gives', op.site);
    const isFull = flag === undefined ? undefined : flag !== (words.inverted ?? false);
    const [left, right] =
      isFull === undefined ? [undefined, undefined] : isFull ? [given.rows, given.columns] : [k, k];
    const U = part(op, given, sized(given, given.rows, left));
    const V = part(
      op,
      given,
      words.upright ? sized(given, given.columns, right) : sized(given, right, given.columns),
    );
    return together(op, words.valuesFirst ? { S, U, V } : words.upright ? { U, S, V } : { U, S, Vh: V });
  };

/** `qr(a)`: Q (..., m, m or k) and R (..., m or k, n). */
export const orthogonalDecomposition =
  (together: Together, isFull: (op: Operation) => boolean | 'R' | undefined) =>
  (op: Operation): Value => {
    const given = matricesOf(op);
    if (!given) return refused(op);
    const whole = isFull(op);
    const k = smaller(given);
    if (whole === undefined) return op.host.unknown('what `qr` gives', op.site);
    if (whole === 'R') return part(op, given, sized(given, k, given.columns));
    const inner = whole ? given.rows : k;
    return together(op, {
      Q: part(op, given, sized(given, given.rows, inner)),
      R: part(op, given, sized(given, inner, given.columns)),
    });
  };

/**
 * `solve(A, B)`: (..., n, n) and (..., n, k) give (..., n, k). A single vector (n,) gives one; whether B is a stack of vectors, where it has
 * more axes and one fewer than A, differs between versions, so that it is not told.
 */
export const solution = (op: Operation): Value => {
  const given = squareOf(op);
  const right = operandAt(op, 1);
  if (!given || !right) return refused(op);
  const parts = { parents: [given.input.tensor, right.tensor], dtype: 'float' } as const;
  const outcome = given.input.shape && right.shape && solved(given.input.shape, right.shape);
  if (!outcome || outcome.ok) return result(op, outcome?.value, parts);
  return refuseOperands(op, [given.input, right], outcome.mismatch, right.at);
};

function solved(a: Shape, b: Shape): ShapeResult<Shape | undefined> {
  const isVector = b.length === 1;
  if (!isVector && (b.length < 2 || b.length === a.length - 1)) return UNDECIDED;
  return isVector ? (a.length === 2 ? matmul(a, b) : UNDECIDED) : matmul(a, b);
}

/** `lstsq(A, B)`: the solution has as many rows as A has columns. What else comes with it differs. */
export const leastSquares = (op: Operation): Shape | undefined => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  const [a, b] = [left?.shape, right?.shape];
  const columns = a?.at(-1);
  if (!a || !b || !columns || a.length !== 2) return undefined;
  return b.length === 1 ? [columns] : b.length === 2 ? [columns, ...b.slice(1)] : undefined;
};
