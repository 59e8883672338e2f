/** New tensors. https://docs.pytorch.org/docs/stable/torch.html#creation-ops, https://numpy.org/doc/stable/reference/routines.array-creation.html */
import {
  add,
  arangeLength,
  broadcastAll,
  type Dim,
  diagonal as diagonalShape,
  diag as diagShape,
  type Shape,
  type ShapeResult,
  size,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import {
  asBool,
  asCount,
  asDim,
  asInt,
  asNumber,
  bounded,
  type Dtype,
  int,
  itemsOf,
  NONE,
  type Precision,
  SOME_FLOAT,
  type TensorValue,
  tuple,
  type Value,
} from '../parts.ts';
import { changed, settleAt } from './change.ts';
import { contentAs, contentOf, filledContent, rangedContent } from './contents.ts';
import { dtypeOption } from './dtype.ts';
import { literalDtype, literalShape, textShape } from './operand.ts';
import { firstValue, type Operation, operandAt, option, optionAt } from './operation.ts';
import { literalPrecision, newPrecision, precisionAsked, precisionOf } from './precision.ts';
import { refuseRagged } from './ragged.ts';
import { refuseArgument, refused, result } from './scene.ts';
import { readNewShape, type Sizes } from './sizes.ts';

/** `zeros`, `randn`: of the given sizes. */
export const filled =
  (dtype: Dtype | undefined, names?: readonly string[]) =>
  (op: Operation): Value => {
    const sizes = readNewShape(op, names);
    return sizes.refused || isNumberAsDtype(op)
      ? refused(op)
      : created(op, sizes.shape, dtypeOption(op, dtype));
  };

/** A new array, of floats as precise as the call or the framework says. */
const created = (
  op: Operation,
  shape: Shape | undefined,
  dtype: Dtype | undefined,
  precision: Precision | 'unknown' = newPrecision(op) ?? 'unknown',
): TensorValue => result(op, shape, { dtype, precision, role: 'data' });

/** `np.zeros(2, 3)` reads 3 as the dtype, and refuses it. */
function isNumberAsDtype(op: Operation): boolean {
  if (op.flavour.numbersNameDtypes) return false;
  const isNumber = option(op, 'dtype').kind === 'number' && op.bound.given('dtype')?.name === undefined;
  if (isNumber) {
    refuseArgument(op, {
      parameter: 'dtype',
      aspect: 'type',
      allowed: 'a dtype, since the sizes are one argument, a tuple',
      at: optionAt(op, 'dtype'),
    });
  }
  return isNumber;
}

/** NumPy's `rand(2, 3)`: each size by itself, never a tuple. */
export const filledOneByOne =
  (dtype: Dtype) =>
  (op: Operation): Value => {
    const sequence = op.bound.extra.find(({ value }) => value.kind === 'list');
    if (!sequence) return filled(dtype)(op);
    const says = "'tuple' object cannot be interpreted as an integer";
    return refuseArgument(op, {
      parameter: 'size',
      aspect: 'type',
      allowed: 'an integer',
      at: sequence.at,
      says,
    });
  };

/** `full(shape, fill_value)`. */
export const full = (op: Operation): Value => {
  const sizes = readNewShape(op);
  if (sizes.refused) return refused(op);
  const content = option(op, 'fill_value', 'value');
  const dtype = dtypeOption(op, literalDtype(content));
  const made = created(op, sizes.shape, dtype, literalPrecision(op, content) ?? 'unknown');
  return { ...made, content: dtype === 'int' ? filledContent(sizes.shape, content) : undefined };
};

/** `zeros_like`, `rand_like`. */
export const like =
  (dtype?: Dtype) =>
  (op: Operation): Value => {
    const input = operandAt(op);
    if (!input) return refused(op);
    const sizes = option(op, 'shape').kind === 'none' ? input : readNewShape(op, ['shape']);
    if ('refused' in sizes && sizes.refused) return refused(op);
    const kind = dtype ?? input.tensor?.dtype ?? literalDtype(firstValue(op));
    return result(op, sizes.shape, { parents: [input.tensor], dtype: dtypeOption(op, kind), role: 'data' });
  };

/** `tensor`, `array`, `asarray`: from nested lists, numbers, or another array. */
export const fromData = (op: Operation): Value => {
  const value = op.bound.value(op.bound.names[0] ?? 'data');
  const literal = literalShape(value) ?? textShape(value) ?? emptyRows(op, value);
  const shape = withAxes(literal, option(op, 'ndmin'));
  const tensor = value.kind === 'tensor' ? value : undefined;
  const ragged = refuseRagged(op, value);
  if (ragged) return ragged;
  const dtype = dtypeOption(op, literalDtype(value));
  return result(op, shape, {
    parents: [tensor],
    dtype,
    precision: literalPrecision(op, value) ?? 'unknown',
    content: contentAs(dtype, contentOf(value)),
    role: 'data',
    // Another framework's array of the same numbers: `torch.from_numpy(kernel.T)`.
    weight: option(op, 'ndmin').kind === 'none' ? tensor?.weight : undefined,
  });
};

/** `[[], [1.0]]`: as many rows without elements. */
function emptyRows({ flavour }: Operation, value: Value): Shape | undefined {
  const items = itemsOf(value);
  const isEmpty = flavour.endsAtEmptyRow && items?.[0] && itemsOf(items[0])?.length === 0;
  return isEmpty && items.every(item => item.kind === 'list') ? [size(items.length), size(0)] : undefined;
}

/** `ndmin=2`: axes of size 1 in front. */
function withAxes(shape: Shape | undefined, least: Value): Shape | undefined {
  if (least.kind === 'none') return shape;
  const count = asInt(least);
  if (!shape || count === undefined) return undefined;
  return [...Array.from({ length: Math.max(0, count - shape.length) }, () => size(1)), ...shape];
}

/** `arange(stop)`, `arange(start, stop, step)`. Of floats the length is told only where all are constants. */
export const ranged = (op: Operation): Value => {
  const values = [option(op, 'start'), option(op, 'end', 'stop', 'limit'), option(op, 'step', 'delta')];
  const [first = NONE, second = NONE, step = NONE] = values;
  const [start, stop] =
    second.kind === 'none' ? [int(0), first] : [first.kind === 'none' ? int(0) : first, second];
  const isFloat = values.some(v => v.kind === 'number' && !v.dim);
  const dtype = dtypeOption(op, isFloat ? 'float' : 'int');
  const length = isFloat ? floatLength(start, stop, step) : wholeLength(op, start, stop, step);
  const outcome = settleAt(op, [], length);
  if (!outcome) return refused(op);
  const content = dtype === 'int' ? rangedContent(start, step, outcome.value) : undefined;
  return { ...created(op, [outcome.value], dtype), content };
};

function wholeLength(op: Operation, start: Value, stop: Value, step: Value): ShapeResult<Dim> {
  const [from, to] = [start, stop].map(end => asCount(end));
  const by = step.kind === 'none' || asBool(step) === true ? size(1) : asDim(step);
  if (!from || !to || !by) return { ok: true, value: unknownDim() };
  return arangeLength(from, to, by, { refuseEmpty: op.flavour.refusesBackwardRanges });
}

function floatLength(start: Value, stop: Value, step: Value): ShapeResult<Dim> {
  const [from, to, by] = [asNumber(start), asNumber(stop), step.kind === 'none' ? 1 : asNumber(step)];
  const isKnown = from !== undefined && to !== undefined && by !== undefined && by !== 0;
  return { ok: true, value: isKnown ? size(Math.max(0, Math.ceil((to - from) / by))) : unknownDim() };
}

/** `linspace(start, stop, steps)`. */
export const spaced =
  (parameter: string, otherwise?: number) =>
  (op: Operation): Value => {
    const steps = option(op, parameter);
    const count =
      asDim(steps) ?? (steps.kind === 'none' && otherwise !== undefined ? size(otherwise) : unknownDim());
    const ends = [option(op, 'start'), option(op, 'stop', 'end')].map(literalShape);
    const isOfNumbers = ends.every(end => !end || end.length === 0);
    // Between arrays there is a row of numbers for each pair, along an axis of its own.
    const others = isOfNumbers ? [] : commonOf(ends);
    const axis = option(op, 'axis').kind === 'none' ? 0 : asInt(option(op, 'axis'));
    const at = axis !== undefined && others ? (axis < 0 ? axis + others.length + 1 : axis) : undefined;
    const shape =
      at === undefined || !others ? undefined : [...others.slice(0, at), count, ...others.slice(at)];
    const made = created(op, isOfNumbers ? [count] : shape, dtypeOption(op, 'float'));
    const step = asBool(option(op, 'retstep'));
    return option(op, 'retstep').kind === 'none' || step === false
      ? made
      : step
        ? tuple([made, SOME_FLOAT])
        : op.host.unknown('what `linspace` gives', op.site);
  };

/** `eye(n, m)`. */
export const eye = (op: Operation): Value => {
  const [rows, columns] = [option(op, 'n', 'N'), option(op, 'm', 'M')];
  const n = asDim(rows) ?? unknownDim();
  const m = columns.kind === 'none' ? n : (asDim(columns) ?? unknownDim());
  return created(op, [n, m], dtypeOption(op, 'float'));
};

/** `randperm(n)`: the numbers below n in some order. */
export const shuffledTo = (op: Operation): Value => {
  const n = op.bound.value(op.bound.names[0] ?? 'n');
  return result(op, [asDim(n) ?? unknownDim()], { dtype: 'int', role: 'data' });
};

/** `permutation(n)`: the numbers below n in some order; `permutation(x)`: the rows of an array or of lists. */
export const permutation = (op: Operation): Value => {
  const value = op.bound.value(op.bound.names[0] ?? 'n');
  const made = result(op, permutedShape(value), {
    parents: value.kind === 'tensor' ? [value] : [],
    dtype: value.kind === 'number' || value.kind === 'unknown' ? 'int' : literalDtype(value),
    role: 'data',
  });
  return value.kind === 'number' ? drawnBetween(made, value, NONE) : made;
};

/** A number without axes is one that is counted to. What is not known counts as one by its name alone. */
export function permutedShape(value: Value): Shape | undefined {
  const isCount =
    value.kind === 'number' || (value.kind === 'unknown' && COUNTS.test(value.symbol?.name ?? ''));
  if (isCount) return [asDim(value) ?? unknownDim()];
  const shape = literalShape(value) ?? textShape(value);
  return shape?.length === 0 ? [unknownDim()] : shape;
}

const COUNTS = /^(n|m|k|num|count|size|len|length|total)(_|$)|_(num|count|size|len|length)$/i;

/** `normal(loc, scale, size)`: of the given size, else of the parameters' common shape. */
export const sampled =
  (dtype: Dtype | undefined) =>
  (op: Operation): Value => {
    const size = option(op, 'size');
    if (size.kind !== 'none') return filled(dtype, ['size'])(op);
    const parameters = op.bound.names.filter(name => name !== 'dtype' && name !== 'size');
    const shapes = parameters.map(name => parameterShape(op.bound.value(name)));
    return created(op, op.bound.open ? undefined : commonOf(shapes), dtypeOption(op, dtype));
  };

/** What all broadcast to; undefined: not known. */
function commonOf(shapes: readonly (Shape | undefined)[]): Shape | undefined {
  const known = shapes.flatMap(shape => (shape ? [shape] : []));
  const outcome = known.length === shapes.length ? broadcastAll(known) : undefined;
  return outcome?.ok ? outcome.value : undefined;
}

const parameterShape = (value: Value): Shape | undefined => (isPlain(value) ? [] : literalShape(value));

const isPlain = (value: Value): boolean =>
  value.kind === 'number' || value.kind === 'none' || value.kind === 'bool';

/** Whole numbers from one on and below another one, as the arguments name them: `randint(low, high, size)`, `randint(high, size=n)`. */
export function drawnBetween(made: Value, low: Value, high: Value, more = size(0)): Value {
  const [from, below] = high.kind === 'none' ? [size(0), asDim(low)] : [asDim(low), asDim(high)];
  return made.kind === 'tensor' && from && below ? bounded(made, from, add(below, more)) : made;
}

/** `choice(a, size)` from a number or a vector; from an array of more axes whole rows are chosen, or slices along another axis. */
export const chosen = (op: Operation): Value => {
  const from = op.bound.value('a');
  const sizes: Sizes = option(op, 'size').kind === 'none' ? { shape: [] } : readNewShape(op, ['size']);
  if (sizes.refused) return refused(op);
  const rows = literalShape(from) ?? textShape(from);
  const axis = option(op, 'axis').kind === 'none' ? 0 : asInt(option(op, 'axis'));
  const at = axis !== undefined && rows && axis < 0 ? axis + rows.length : axis;
  const shape =
    sizes.shape && rows && at !== undefined
      ? [...rows.slice(0, at), ...sizes.shape, ...rows.slice(at + 1)]
      : undefined;
  return result(op, shape, { dtype: from.kind === 'number' ? 'int' : literalDtype(from), role: 'data' });
};

/** `numpy.diag(v)`: a matrix of a vector, the diagonal of a matrix. */
export const diagonal = (op: Operation): Value => {
  const offset = asDim(option(op, 'k', 'diagonal')) ?? unknownDim();
  return changed(op, operandAt(op), shape => diagShape(shape, offset));
};

/** `numpy.diagonal(a, offset, axis1, axis2)`. */
export const takeDiagonal = (op: Operation): Value => {
  const offset = asDim(option(op, 'offset')) ?? unknownDim();
  const [first, second] = [asInt(option(op, 'axis1', 'dim1')), asInt(option(op, 'axis2', 'dim2'))];
  if (first === undefined || second === undefined) return changed(op, operandAt(op), () => UNDECIDED);
  return changed(op, operandAt(op), shape => diagonalShape(shape, { offset, axes: [first, second] }));
};

/** `x.new_tensor(data)`: the receiver gives only device and dtype. */
export const fromDataOfMethod = (op: Operation): Value => {
  const shape = literalShape(option(op, 'data'));
  return result(op, shape, { dtype: dtypeOption(op, operandAt(op)?.tensor?.dtype), role: 'data' });
};

/** `x.new_zeros(2, 3)`: of the dtype of x. */
export const filledAs = (op: Operation): Value => {
  const self = operandAt(op)?.tensor;
  const made = filled(self?.dtype)(op);
  const isAsked = precisionAsked(op.bound) !== 'none';
  return made.kind === 'tensor' && !isAsked ? { ...made, precision: precisionOf(self) } : made;
};
