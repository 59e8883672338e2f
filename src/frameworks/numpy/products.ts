/** Products of matrices, vectors and polynomials, and statistics that are such products. https://numpy.org/doc/stable/reference/routines.html */
import { broadcastAll, unknownDim } from '../../shapes/index.ts';
import { covariance, crossProduct, powers, vectorProduct } from '../array/linear-algebra.ts';
import { literalShape } from '../array/operand.ts';
import { define, defineOpen, type FunctionTable, type Operation, operandAt } from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { NONE, type Value } from '../parts.ts';

/** `matvec(A, v)`: (..., m, n) and (..., n) give (..., m); `vecmat(v, A)`: (..., n) and (..., n, m) give (..., m). */
const matrixVector =
  (matrix: 0 | 1) =>
  (op: Operation): Value => {
    const operands = [operandAt(op), operandAt(op, 1)];
    const [A, v] = [operands[matrix], operands[1 - matrix]];
    if (!A || !v) return refused(op);
    const kept = A.shape?.at(matrix === 0 ? -2 : -1);
    const stacks =
      A.shape && v.shape ? broadcastAll([A.shape.slice(0, -2), v.shape.slice(0, -1)]) : undefined;
    const isKnown = kept && stacks?.ok && (v.shape?.length ?? 0) > 0 && (A.shape?.length ?? 0) > 1;
    return result(op, isKnown ? [...stacks.value, kept] : undefined, { parents: [A.tensor, v.tensor] });
  };

/** Of the last axis, or of the one that all share; where each has its own it is not told. */
const crossed = (op: Operation): Value =>
  ['axisa', 'axisb', 'axisc'].some(name => op.bound.given(name)) ? result(op, undefined) : crossProduct(op);

/** `polymul(a, b)`, `polyadd(a, b)`: coefficients, of which zeros that lead are cut off, so that nobody knows how many there are. */
const polynomial = (op: Operation): Value => {
  const shapes = [...op.bound.names, ...op.bound.extra.keys()].map(at =>
    literalShape(typeof at === 'string' ? op.bound.value(at) : (op.bound.extra[at]?.value ?? NONE)),
  );
  const isOfVectors = shapes.every(shape => shape !== undefined && shape.length < 2);
  return result(op, isOfVectors ? [unknownDim()] : undefined);
};

/** As many numbers as they may be. */
export const someVector = (op: Operation): Value => result(op, [unknownDim()]);

export const PRODUCTS: FunctionTable = {
  matvec: define('x1, x2, *args, **kwargs', matrixVector(0)),
  vecmat: define('x1, x2, *args, **kwargs', matrixVector(1)),
  vecdot: define('x1, x2, out=None, *, axis=-1, **kwargs', vectorProduct),
  cross: define('a, b, axisa=-1, axisb=-1, axisc=-1, axis=-1', crossed),
  cov: define(
    'm, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None',
    covariance,
  ),
  corrcoef: define('x, y=None, rowvar=True, bias=None, ddof=None, *, dtype=None', covariance),
  vander: define('x, N=None, increasing=False', powers),
  ...defineOpen('polymul polyadd polysub', 'a1, a2', polynomial),
  ...defineOpen('polyder polyint', 'p, *args', polynomial),
  ...defineOpen('roots poly', 'p, *args', someVector),
};
