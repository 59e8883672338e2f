/** Sums, means, maxima; and functions that keep the shape but name an axis. */

import {
  normalizeAxis,
  product,
  reduce,
  type Shape,
  type ShapeResult,
  UNDECIDED,
} from '../../shapes/index.ts';
import { asInt, type Dtype, NONE, type Operand, tuple, type Value } from '../parts.ts';
import { changed } from './change.ts';
import { contentOf, foldedContent } from './contents.ts';
import { noteReduced } from './doubtful-operators.ts';
import { suspectSoftmax } from './doubtful-softmax.ts';
import { literalDtype, widestDtype } from './operand.ts';
import {
  axesOf,
  axisAt,
  axisOption,
  firstValue,
  keepsAxes,
  type Operation,
  operandAt,
  option,
} from './operation.ts';
import { pair } from './pair.ts';
import { combine, type DtypeRule, roleAfter, ruled } from './pointwise.ts';
import { refuseArgument, refused } from './scene.ts';

function reducedShape(op: Operation, shape: Shape): ShapeResult<Shape | undefined> {
  const named = axesOf(axisOption(op));
  const axes = named?.length === 0 && op.flavour.emptyAxes === 'all' ? 'all' : named;
  const keeps = keepsAxes(op);
  return axes === undefined || (keeps === undefined && shape.length > 0)
    ? UNDECIDED
    : reduce(shape, axes, keeps);
}

const dtypeOf = (op: Operation, input: Operand | undefined): Dtype | undefined =>
  input?.tensor ? input.tensor.dtype : literalDtype(firstValue(op));

/** 'floats': PyTorch's mean and softmax refuse integers unless a dtype is given. */
type Needs = 'any' | 'floats';

function isWhole(op: Operation, { tensor }: Operand): boolean {
  return (tensor?.dtype === 'int' || tensor?.dtype === 'bool') && option(op, 'dtype').kind === 'none';
}

function refuseWhole(op: Operation, { at, role, tensor }: Operand): Value {
  const given = tensor?.dtype === 'bool' ? 'a tensor of truth values' : 'a tensor of integers';
  return refuseArgument(op, { parameter: role, aspect: 'type', allowed: 'a tensor of floats', given, at });
}

/** `sum(x, axis, keepdims)`. Of an unknown shape without an axis the result is a scalar. */
export const reduction =
  (rule: DtypeRule = 'keep', needs: Needs = 'any') =>
  (op: Operation): Value => {
    const input = operandAt(op, 0, { numbers: op.flavour.takesLists });
    const otherwise = axisOption(op).kind === 'none' && keepsAxes(op) === false ? [] : undefined;
    if (input && needs === 'floats' && isWhole(op, input)) return refuseWhole(op, input);
    const made = changed(op, input, shape => reducedShape(op, shape), {
      dtype: ruled(rule, dtypeOf(op, input)),
      content:
        axisOption(op).kind === 'none' ? foldedContent(op.operation, contentOf(firstValue(op))) : undefined,
      otherwise,
    });
    const axis = asInt(axisOption(op));
    if (made.kind === 'tensor' && axis !== undefined) noteReduced(made, axis);
    return made;
  };

/** PyTorch's `max(x)`, `max(x, dim)` (values and indices), `max(x, other)`. */
export const extremum = (op: Operation): Value => {
  const second = op.bound.value('dim');
  if (second.kind === 'tensor') return elementwise(op);
  if (mayBeTensor(op, second))
    return op.host.because({
      missing: `whether \`${op.host.textOf(op.bound.at('dim'))}\` is an axis or a tensor`,
      at: op.site,
    });
  return second.kind === 'none' && !op.bound.given('other')
    ? reduction()(op)
    : op.bound.given('other')
      ? elementwise(op)
      : valuesAndIndices(op);
};

/** What is not known and stands second, unless it is called an axis. */
function mayBeTensor({ bound }: Operation, second: Value): boolean {
  if (bound.given('dim')?.name !== undefined || bound.given('keepdim')) return false;
  if (second.kind === 'union') return second.options.some(option => option.kind === 'tensor');
  return second.kind === 'unknown' && !/dim|axis|axes/i.test(second.symbol?.name ?? '');
}

function elementwise(op: Operation): Value {
  const other = op.bound.given('other') ?? op.bound.given('dim');
  const input = operandAt(op);
  if (!input || other?.value.kind !== 'tensor') return refused(op);
  return combine(
    op,
    [input, { role: 'other', shape: other.value.shape, tensor: other.value, at: other.at }],
    widestDtype([firstValue(op), other.value]),
  );
}

/** `median(x, dim)`, `mode(x)`: along one axis, the last one by default. */
export const valuesAndIndices = (op: Operation): Value => {
  const input = operandAt(op);
  const make = (dtype: Dtype | undefined): Value =>
    changed(op, input, shape => reducedShape(op, shape), { dtype });
  const values = make(input?.tensor?.dtype);
  const axis = asInt(axisOption(op));
  if (values.kind === 'tensor' && axis !== undefined) noteReduced(values, axis);
  return values.kind === 'tensor' ? pair(op, values, make('int')) : values;
};

/** `median(x)` alone is one number. */
export const median = (op: Operation): Value =>
  axisOption(op).kind === 'none' ? reduction()(op) : valuesAndIndices(op);

/** `moments(x, axes)`: mean and variance, of one shape. */
export const moments = (op: Operation): Value => {
  const mean = reduction('to-float')(op);
  return mean.kind === 'tensor' ? tuple([mean, mean]) : mean;
};

/** `softmax(x, dim)`, `cumsum(x, dim)`: the axis must be there, the shape stays. NumPy's cumulative functions flatten without one. */
export const keepingAxis =
  (rule: DtypeRule = 'keep', without: 'same' | 'flat' = 'same', needs: Needs = 'any') =>
  (op: Operation): Value => {
    const input = operandAt(op, 0, { numbers: op.flavour.takesLists });
    if (input && needs === 'floats' && isWhole(op, input)) return refuseWhole(op, input);
    const axis = axisOption(op);
    const at = asInt(axis);
    if (input && /softmax$/i.test(op.operation)) suspectSoftmax(op, input, at, axisAt(op));
    return changed(
      op,
      input,
      (shape): ShapeResult => {
        if (at === undefined)
          return { ok: true, value: axis.kind === 'none' && without === 'flat' ? [product(shape)] : shape };
        const named = normalizeAxis(at, Math.max(shape.length, 1));
        return named.ok ? { ok: true, value: shape } : named;
      },
      { dtype: ruled(rule, dtypeOf(op, input)), role: input && roleAfter(input) },
    );
  };

/** `norm(x, p, dim)`. */
export const norm = (op: Operation): Value => {
  const input = operandAt(op, 0, { numbers: op.flavour.takesLists });
  return changed(op, input, shape => reducedShape(op, shape), {
    dtype: 'float',
    otherwise: axisOption(op) === NONE ? [] : undefined,
  });
};

/** As `norm`, of floats alone. */
export const normOfFloats = (op: Operation): Value => {
  const input = operandAt(op);
  return input && isWhole(op, input) ? refuseWhole(op, input) : norm(op);
};

/** `std(x, dim)`, whose second argument may also be the old flag `unbiased`. */
export const deviation = (op: Operation): Value => {
  const second = option(op, 'dim', 'axis');
  const input = operandAt(op);
  if (second.kind !== 'bool') return reduction('to-float', 'floats')(op);
  return changed(op, input, () => ({ ok: true, value: [] }), { dtype: 'float' });
};
