/** Functions of NumPy that put the elements of one array elsewhere, or differences and sums in their place. https://numpy.org/doc/stable/reference/routines.html */
import {
  add,
  changeSize,
  moveaxis,
  normalizeAxis,
  product,
  type Shape,
  type ShapeResult,
  size,
  subtract,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { axisOf, changed } from '../array/change.ts';
import {
  axisOption,
  define,
  defineOpen,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { keepingAxis } from '../array/reductions.ts';
import { asBool, asInt, type Value } from '../parts.ts';

const one = size(1);

/** `diagflat(v)`: a matrix with all elements along its main diagonal. */
const flatDiagonal = (op: Operation): Value => {
  const isMain = !op.bound.given('k');
  return changed(op, operandAt(op), shape => {
    const length = product(shape);
    return { ok: true, value: isMain ? [length, length] : [unknownDim(), unknownDim()] };
  });
};

/** `ediff1d(a)`: one fewer than there are elements. */
const differences = (op: Operation): Value => {
  const isPlain = !op.bound.given('to_end') && !op.bound.given('to_begin');
  return changed(op, operandAt(op), shape => ({
    ok: true,
    value: [isPlain ? subtract(product(shape), one) : unknownDim()],
  }));
};

/** `cumulative_sum(x, axis, include_initial)`: with the initial value one more. */
const cumulative = (op: Operation): Value => {
  const isLonger = asBool(option(op, 'include_initial'));
  if (isLonger === false) return keepingAxis()(op);
  const axis = axisOption(op).kind === 'none' ? 0 : axisOf(op);
  return changed(op, operandAt(op), shape => {
    if (isLonger === undefined || axis === undefined) return UNDECIDED;
    return changeSize(shape, axis, dim => add(dim, one));
  });
};

/** `rollaxis(a, axis, start)`: the axis comes before the one that `start` names. */
const rolled = (op: Operation): Value => {
  const [axis, start] = [axisOf(op), asInt(option(op, 'start'))];
  return changed(op, operandAt(op), (shape): ShapeResult<Shape | undefined> => {
    if (axis === undefined || start === undefined) return UNDECIDED;
    const from = normalizeAxis(axis, shape.length);
    if (!from.ok) return from;
    const to = start < 0 ? start + shape.length : start;
    return moveaxis(shape, [from.value], [from.value < to ? to - 1 : to]);
  });
};

export const REARRANGED: FunctionTable = {
  diagflat: define('v, k=0', flatDiagonal),
  ediff1d: define('ary, to_end=None, to_begin=None', differences),
  ...defineOpen(
    'cumulative_sum cumulative_prod',
    'x, *, axis=None, dtype=None, out=None, include_initial=False',
    cumulative,
  ),
  rollaxis: define('a, axis, start=0', rolled),
};
