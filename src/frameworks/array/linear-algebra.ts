/**
 * Products, norms and statistics of vectors and matrices: `cross`, `kron`, `cov`, `vander`, `trapezoid`.
 * https://numpy.org/doc/stable/reference/routines.linalg.html
 */

import {
  broadcastAll,
  constantOf,
  matmul,
  multiply,
  reduce,
  refuse,
  type Shape,
  type ShapeResult,
  size,
  sum,
  surelySame,
  tooFewAxes,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { asBool, asDim, type Value } from '../parts.ts';
import { axisOf, changed } from './change.ts';
import { literalShape, takeTensor, widestDtype } from './operand.ts';
import { axesOf, axisOption, keepsAxes, type Operation, operandAt, option } from './operation.ts';
import { refused, refuseOperands, result } from './scene.ts';

/** `cross(a, b)`: vectors of three, which broadcast; NumPy's vectors of two are not told. What is refused is not told. */
export const crossProduct = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const outcome = left.shape && right.shape && broadcastAll([left.shape, right.shape]);
  const isOfThree = [left, right].every(({ shape }) => isThree(shape, axisOf(op)));
  const parts = { parents: [left.tensor, right.tensor], dtype: left.tensor?.dtype };
  return result(op, outcome?.ok && isOfThree ? outcome.value : undefined, parts);
};

/** Along the axis that is named, or along any. */
const isThree = (shape: Shape | undefined, axis: number | undefined): boolean => {
  const dims = axis === undefined ? shape : shape?.at(axis) && [shape.at(axis) ?? unknownDim()];
  return dims?.some(dim => constantOf(dim) === 3) === true;
};

/** `vecdot(a, b)`: both broadcast, and the axis goes. Only the last axis is told. */
export const vectorProduct = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const isLast = axisOf(op) === -1;
  const outcome = left.shape && right.shape && broadcastAll([left.shape, right.shape]);
  const isVectors = [left, right].every(({ shape }) => (shape?.length ?? 0) > 0);
  const parts = { parents: [left.tensor, right.tensor], dtype: left.tensor?.dtype };
  return result(op, outcome?.ok && isLast && isVectors ? outcome.value.slice(0, -1) : undefined, parts);
};

/** `matrix_norm(x)`: over the last two axes, or over two that are named. */
export const matrixNorm = (op: Operation): Value => {
  const axes = axesOf(axisOption(op));
  const keeps = keepsAxes(op);
  return changed(
    op,
    operandAt(op),
    shape => {
      if (shape.length < 2) return refuse(tooFewAxes(2, shape.length));
      return axes && axes !== 'all' && keeps !== undefined ? reduce(shape, axes, keeps) : UNDECIDED;
    },
    { dtype: 'float' },
  );
};

/** `vander(x, N)`: the powers of each element, as many as there are elements unless it is said. */
export const powers = (op: Operation): Value => {
  const asked = option(op, 'N');
  const count = asked.kind === 'none' ? undefined : (asDim(asked) ?? unknownDim());
  return changed(op, operandAt(op), shape => {
    const last = shape.at(-1);
    return { ok: true, value: last && [...shape, count ?? last] };
  });
};

/** `kron(a, b)`: sizes multiply, from the last axis on. */
export const kronecker = (op: Operation): Value => {
  const [left, right] = [operandAt(op, 0, { numbers: true }), operandAt(op, 1, { numbers: true })];
  if (!left || !right) return refused(op);
  const dtype = widestDtype([0, 1].map(i => op.bound.value(op.bound.names[i] ?? '')));
  const parts = { parents: [left.tensor, right.tensor], dtype };
  if (!left.shape || !right.shape) return result(op, undefined, parts);
  const rank = Math.max(left.shape.length, right.shape.length);
  const [a, b] = [padded(left.shape, rank), padded(right.shape, rank)];
  return result(
    op,
    a.map((dim, i) => multiply(dim, b[i] ?? size(1))),
    parts,
  );
};

const padded = (shape: Shape, rank: number): Shape => [
  ...Array.from({ length: rank - shape.length }, () => size(1)),
  ...shape,
];

/** `cov(m)`, `corrcoef(m)`: rows are variables (columns without `rowvar`), of which each meets each; of one variable it is a number. */
export const covariance = (op: Operation): Value => {
  const isByRow = op.bound.given('rowvar') ? asBool(option(op, 'rowvar')) : true;
  const isPlain = !op.bound.given('y') && isByRow !== undefined;
  return changed(
    op,
    operandAt(op),
    shape => {
      // One row by columns is one variable in some versions.
      const isLying = isByRow === false && shape.length === 2;
      const isSure = !isLying || (shape[0] && (constantOf(shape[0]) ?? 1) > 1);
      if (!isPlain || shape.length > 2 || !isSure) return UNDECIDED;
      const rows = isLying ? shape[1] : shape[0];
      // A single row is one variable too.
      const isOne = shape.length < 2 || (rows && constantOf(rows) === 1);
      return { ok: true, value: isOne ? [] : rows && (constantOf(rows) ? [rows, rows] : undefined) };
    },
    { dtype: 'float' },
  );
};

/** Places `x` of more axes than one may stretch what they belong to, unless there is one for each value. */
export const placedAcross = (op: Operation): boolean => {
  const places = op.bound.given('x')?.value;
  if (places === undefined || places.kind === 'none') return false;
  const [values, shape] = [operandAt(op)?.shape, literalShape(places)];
  return shape?.length !== 1 && !(values && shape && surelySame(values, shape));
};

/** `trapezoid(y, x, axis)`: the axis goes. */
export const area = (op: Operation): Value => {
  const axis = axisOf(op);
  if (placedAcross(op)) return result(op, undefined, { dtype: 'float' });
  return changed(op, operandAt(op), shape => (axis === undefined ? UNDECIDED : reduce(shape, [axis])), {
    dtype: 'float',
  });
};

/** `multi_dot([a, b, c])` */
export function chain(shapes: readonly Shape[]): ShapeResult | undefined {
  const [first, ...others] = shapes;
  if (!first) return undefined;
  let outcome: ShapeResult = { ok: true, value: first };
  for (const shape of others) if (outcome.ok) outcome = matmul(outcome.value, shape);
  return outcome;
}

/** `block_diag(*arrays)`: sizes add up; vectors are rows. PyTorch takes no stacks of matrices; of others they are not told. */
export const blockDiagonal =
  (role: string) =>
  (op: Operation): Value => {
    const operands = op.bound.extra.map(({ value, at }) =>
      takeTensor(op, value, at, role, { numbers: true }),
    );
    const shapes = operands.flatMap(operand => (operand?.shape ? [operand.shape] : []));
    const stack = operands.findIndex(operand => (operand?.shape?.length ?? 0) > 2);
    if (op.framework === 'torch' && operands[stack])
      return refuseOperands(
        op,
        operands.flatMap(operand => operand ?? []),
        {
          kind: 'rank',
          operand: stack,
          expected: { least: 0, most: 2 },
          actual: operands[stack].shape?.length ?? 0,
        },
        operands[stack].at,
        `torch.block_diag: Input tensors must have 2 or fewer dimensions. Input ${stack} has ${operands[stack].shape?.length} dimensions`,
      );
    const isKnown = !op.bound.open && shapes.length > 0 && shapes.length === operands.length;
    if (!isKnown || shapes.some(shape => shape.length > 2)) return result(op, undefined);
    const rows = shapes.map(shape => (shape.length < 2 ? size(1) : (shape[0] ?? size(1))));
    const columns = shapes.map(shape => shape.at(-1) ?? size(1));
    return result(op, [sum(rows), sum(columns)]);
  };
