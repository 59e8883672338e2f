/** New tensors in ways that only PyTorch has. */
import { countBesideOne, type Dim, less, size, unknownDim } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { drawnBetween, eye, filled, fromData, ranged, sampled } from '../array/creators.ts';
import { dtypeOption } from '../array/dtype.ts';
import { takeTensor } from '../array/operand.ts';
import { define, functionValue, type Operation, operandAt, option } from '../array/operation.ts';
import { combine } from '../array/pointwise.ts';
import { type MaybePrecision, newPrecision } from '../array/precision.ts';
import { refuseArgument, refused, refuseMissing, result } from '../array/scene.ts';
import { newSizes, sizesOfArguments } from '../array/sizes.ts';
import { isWrittenNone } from '../kinds.ts';
import {
  type Argument,
  asDim,
  asNumber,
  type Call,
  type Dtype,
  eachOnce,
  int,
  itemsOf,
  list,
  type NativeClass,
  shapeOf,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { TORCH } from './flavour.ts';

/** `zeros(2, 3)`. Named tensors have methods that take names for axes. */
export const filledOf =
  (dtype: Dtype) =>
  (op: Operation): Value =>
    op.bound.value('names').kind === 'none'
      ? filled(dtype)(op)
      : op.host.unknown('a tensor with named axes', op.site);

/** `arange(end)`, `arange(start, end, step)`: the end must be there. */
export const rangedTo = (op: Operation): Value => {
  const { given, open } = op.bound;
  const [start, end] = [given('start'), given('end')];
  const isEnd = start?.name === undefined && start !== undefined && !given('step');
  if (!open && !end && !isEnd) return refuseMissing(op, 'end');
  return refuseBackwards(op) ?? ranged(op);
};

/** Floats that a step leads away from; whole numbers are looked at where they are counted. */
function refuseBackwards(op: Operation): Value | undefined {
  const { given } = op.bound;
  const [start, end, step] = ['start', 'end', 'step'].map(name => given(name));
  const [from, to, by] = [start, end, step].map(each => each && asNumber(each.value));
  if (from === undefined || to === undefined || op.bound.open) return undefined;
  const isWhole = [start, end, step].every(each => !each || asDim(each.value) !== undefined);
  if (isWhole || (to - from) * (step ? (by ?? 0) : 1) >= 0) return undefined;
  return refuseArgument(op, {
    parameter: 'end',
    aspect: 'value',
    allowed: 'on the side of `start` that `step` leads to',
    at: end?.at ?? op.site,
    says: 'upper bound and lower bound inconsistent with step sign',
  });
}

/** `normal(mean, std, size)` of numbers, `normal(mean, std)` where one is a tensor. */
export const normalSample = (op: Operation): Value => {
  const { given, open } = op.bound;
  const noNumber = [given('mean'), given('std')].find(
    each => each && ['string', 'list', 'dict'].includes(each.value.kind),
  );
  if (noNumber)
    return refuseArgument(op, {
      parameter: noNumber === given('mean') ? 'mean' : 'std',
      aspect: 'type',
      allowed: 'a number, or a Tensor',
      at: noNumber.at,
    });
  const [mean, std, sizes] = [given('mean'), given('std'), given('size')];
  const isNumber = (argument: Argument | undefined): boolean => argument?.value.kind === 'number';
  if (open) return result(op, undefined, { dtype: 'float', role: 'data' });
  if (!mean) return refuseMissing(op, 'mean');
  if (isNumber(mean) && isNumber(std) && !sizes) return refuseMissing(op, 'size');
  if (isNumber(mean) && !std) return refuseMissing(op, 'std');
  const tensors = [mean, std].flatMap(each => (each?.value.kind === 'tensor' ? [each] : []));
  if (sizes || tensors.length === 0) return sampled('float')(op);
  const operands = tensors.flatMap(({ value, at }) => takeTensor(op, value, at, 'mean') ?? []);
  return combine(op, operands, 'float');
};

/** `tensor([1, 2])`: texts and None are no data, and a tensor among the numbers is one of them. */
export const fromNumbers = (op: Operation): Value => {
  const name = op.bound.names[0] ?? 'data';
  const { host } = op;
  const [value, at] = [op.bound.value(name), op.bound.at(name)];
  const isNone = value.kind === 'none' && isWrittenNone(host, value, at);
  if (isNone || holdsOthers(value))
    return refuseArgument(op, {
      parameter: name,
      aspect: 'type',
      allowed: 'numbers, lists of them or an array',
      at,
    });
  const hasMany = tensorsAmong(value).some(tensor => countBesideOne(shapeOf(tensor)));
  if (hasMany)
    return refuseArgument(op, {
      parameter: name,
      aspect: 'value',
      allowed: 'numbers, where tensors are put together by `torch.stack` or `torch.cat`',
      at,
      says: 'only one element tensors can be converted to Python scalars',
    });
  const numbers = asNumbers(value);
  return fromData({
    ...op,
    bound: { ...op.bound, value: of => (of === name ? numbers : op.bound.value(of)) },
  });
};

/** With tensors in lists as what they count for: one number each. */
function asNumbers(value: Value): Value {
  const items = itemsOf(value);
  if (value.kind !== 'list' || !items || tensorsAmong(value).length === 0) return value;
  const isOurs = (item: Value): boolean => item.kind === 'tensor' && item.framework === 'torch';
  return list(
    items.map(item => (isOurs(item) && item.kind === 'tensor' ? { ...item, shape: [] } : asNumbers(item))),
    value.flavour,
  );
}

function holdsOthers(value: Value): boolean {
  if (value.kind === 'list') {
    const items = itemsOf(value) ?? [];
    return isMixed(items) || eachOnce(items, item => isLeftOut(item) || holdsOthers(item)).includes(true);
  }
  return value.kind === 'dict' || (value.kind === 'string' && value.value !== undefined);
}

/** Numbers beside rows of them. */
const isMixed = (items: readonly Value[]): boolean =>
  items.some(isNumber) && items.some(item => item.kind === 'list');

const isLeftOut = (value: Value): boolean => value.kind === 'none' && !value.assumed;

/** PyTorch's own that stand in a list: as many rows as NumPy's arrays have, they are not. */
function tensorsAmong(value: Value): readonly TensorValue[] {
  return [...new Set(itemsOf(value))].flatMap(item => {
    if (item.kind === 'list') return tensorsAmong(item);
    return item.kind === 'tensor' && item.framework === 'torch' ? [item] : [];
  });
}

/** `randint(high, size)`, `randint(low, high, size)`; all may be named. */
export const randint = (op: Operation): Value => {
  const { extra, open } = op.bound;
  const named = op.bound.given('size');
  const isWhole = !open && extra.length + (named ? 1 : 0) + (op.bound.given('high') ? 1 : 0) >= 2;
  if (named && extra.length === 0 && !op.bound.given('high') && !open) return refuseMissing(op, 'high');
  const sizes = named ?? (isWhole ? extra.at(-1) : undefined);
  if (!sizes && !open) return refuseMissing(op, op.bound.given('high') ? 'size' : 'high');
  if (!sizes) return result(op, undefined, { dtype: 'int', role: 'data' });
  const numbers = named ? extra : extra.slice(0, -1);
  const extraArgument = numbers[2];
  if (extraArgument || isNumber(sizes.value)) return refuseSizes(op, extraArgument ?? sizes);
  const wrong = wrongBounds(op, numbers);
  if (wrong) return wrong;
  const read = newSizes(op, [{ ...sizes, name: undefined }]);
  if (read.refused) return refused(op);
  const made = result(op, read.shape, { dtype: dtypeOption(op, 'int'), role: 'data' });
  const { low, high } = boundsOf(op, numbers);
  const isWithin = high && !open;
  return isWithin ? drawnBetween(made, low?.value ?? int(0), high.value) : made;
};

const isNumber = (value: Value): boolean => value.kind === 'number';

const refuseSizes = (op: Operation, { at }: Argument): Value =>
  refuseArgument(op, {
    parameter: 'size',
    aspect: 'type',
    allowed: 'a tuple of integers behind one or two bounds',
    at,
    says: "argument 'size' must be tuple of ints, not int",
  });

function boundsOf({ bound }: Operation, [one, other]: readonly Argument[]) {
  const low = bound.given('low') ?? (other || bound.given('high') ? one : undefined);
  return { low, high: bound.given('high') ?? other ?? (low ? undefined : one) };
}

/** Bounds are whole numbers, the lower one below the upper one. */
export function wrongBounds(op: Operation, numbers: readonly Argument[]): Value | undefined {
  const { low, high } = boundsOf(op, numbers);
  const kinds = ['bool', 'list', 'string'];
  const noNumber = [low, high].find(
    a =>
      a &&
      (kinds.includes(a.value.kind) ||
        (a.value.kind === 'number' && !a.value.dim) ||
        isWrittenNone(op.host, a.value, a.at)),
  );
  if (noNumber)
    return refuseArgument(op, {
      parameter: noNumber === low ? 'low' : 'high',
      aspect: 'type',
      allowed: 'an integer',
      at: noNumber.at,
    });
  const [from, to] = [low ? asDim(low.value) : size(0), high && asDim(high.value)];
  if (!high || !from || !to || less(from, to) !== false) return undefined;
  return refuseArgument(op, {
    parameter: 'high',
    aspect: 'value',
    allowed: low ? 'above `low`' : 'above 0',
    at: high.at,
    says: "random_ expects 'from' to be less than 'to'",
  });
}

/** `eye(n, m)`: two sizes. */
export const identity = (op: Operation): Value => {
  for (const name of ['n', 'm']) {
    const value = op.bound.value(name);
    const dim = value.kind === 'number' ? asDim(value) : undefined;
    const isWrong = dim ? less(dim, size(0)) === true : ['bool', 'list', 'string'].includes(value.kind);
    if (isWrong || (value.kind === 'number' && !dim))
      return refuseArgument(op, {
        parameter: name,
        aspect: 'value',
        allowed: 'an integer of at least 0',
        at: op.bound.at(name),
      });
  }
  return eye(op);
};

/** `multinomial(weights, num_samples)`: one row of positions for each row. */
export const multinomial = (op: Operation): Value => {
  const count: Dim = asDim(option(op, 'num_samples')) ?? unknownDim();
  return changed(op, operandAt(op), shape => ({ ok: true, value: [...shape.slice(0, -1), count] }), {
    dtype: 'int',
  });
};

/** `torch.Tensor(2, 3)` and `torch.Tensor(x.shape)` are of these sizes, `torch.Tensor([2, 3])` is of this content. */
export function ofSizesOrData(name: string, dtype: Dtype | undefined): NativeClass {
  return {
    kind: 'native-class',
    name,
    qualified: `torch.${name}`,
    framework: 'torch',
    ancestors: [],
    construct: call =>
      (mayBeOfShape(call) ? ofEither : isOfSizes(call) ? ofSizes : ofData)(name, dtype).invoke(call),
  };
}

/** NumPy's integers, which are arrays without axes here, count as sizes. */
const isOfSizes = ({ args }: Call): boolean => {
  const [first, ...others] = args.filter(({ name }) => name !== 'device');
  return (
    first === undefined ||
    first.name === 'size' ||
    others.length > 0 ||
    first.value.kind === 'number' ||
    isShape(first.value) ||
    isNumberOfNumPy(first.value)
  );
};

const isShape = (value: Value): boolean =>
  value.kind === 'list' && value.shapeOf !== undefined && value.shapeOf.framework === 'torch';

/** A tuple that the call does not write down: what is cut out of a shape is one of PyTorch's shapes too. */
const mayBeOfShape = ({ args: [first], host }: Call): boolean =>
  first?.value.kind === 'list' &&
  first.name === undefined &&
  first.value.flavour === 'tuple' &&
  !isShape(first.value) &&
  itemsOf(first.value)?.every(item => asDim(item) !== undefined) !== false &&
  !host.textOf(first.at).startsWith('(');

const isNumberOfNumPy = (value: Value): boolean =>
  value.kind === 'tensor' && value.framework === 'numpy' && shapeOf(value)?.length === 0;

/** `torch.Tensor` is of the type that new tensors are of. */
const precisionOfType = (op: Operation, name: string): MaybePrecision =>
  name === 'Tensor' ? newPrecision(op) : PRECISIONS[name];

const PRECISIONS: Readonly<Record<string, MaybePrecision>> = {
  FloatTensor: 'single',
  DoubleTensor: 'double',
  HalfTensor: 'half',
  BFloat16Tensor: 'bfloat16',
};

const ofSizes = (name: string, dtype: Dtype | undefined) =>
  functionValue(
    TORCH,
    name,
    define('*size, **kwargs', op => {
      const named = op.bound.keywords.filter(({ name }) => name === 'size');
      const given = [...op.bound.extra, ...named];
      const sizes = sizesOfArguments(op, given);
      return sizes.refused
        ? refused(op)
        : result(op, given.length === 0 ? undefined : sizes.shape, {
            dtype,
            precision: precisionOfType(op, name) ?? 'unknown',
            role: 'data',
          });
    }),
  );

const ofEither = (name: string, dtype: Dtype | undefined) =>
  functionValue(
    TORCH,
    name,
    define('data, **kwargs', op => result(op, undefined, { dtype, precision: 'unknown', role: 'data' })),
  );

const ofData = (name: string, dtype: Dtype | undefined) =>
  functionValue(
    TORCH,
    name,
    define('data, **kwargs', op => {
      const made = fromData(op);
      return made.kind === 'tensor' ? { ...made, dtype, precision: precisionOfType(op, name) } : made;
    }),
  );
