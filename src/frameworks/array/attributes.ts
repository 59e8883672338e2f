/** What a tensor says of itself: `shape`, `ndim`, `size(0)`, `len(x)`, `item()`. */
import {
  constantSizes,
  countBesideOne,
  type Dim,
  normalizeAxis,
  type Origin,
  product,
  size,
  unknownDim,
} from '../../shapes/index.ts';
import {
  asInt,
  bool,
  contentIn,
  type Dtype,
  type Host,
  int,
  integer,
  itemsOf,
  list,
  listOf,
  namedSize,
  type Operand,
  SOME_BOOL,
  SOME_FLOAT,
  SOME_STRING,
  shapeOf,
  shapeTuple,
  sizeAlong,
  string,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { settleAt } from './change.ts';
import { axisOption, type Operation, operandAt } from './operation.ts';
import { refused, refuseOperands } from './scene.ts';

export const shapeValue = (host: Host, self: TensorValue, site: Origin): Value =>
  shapeTuple(self, shapeOf(self), host.unknown(`a size of \`${host.textOf(site)}\``, site));

/** The number of elements. */
export function countValue(self: TensorValue): Value {
  const shape = shapeOf(self);
  return integer(shape ? product(shape) : unknownDim());
}

export function rankValue(host: Host, self: TensorValue, site: Origin): Value {
  const shape = shapeOf(self);
  return shape ? int(shape.length) : host.unknown('the rank of a tensor', site);
}

export function dtypeValue(self: TensorValue): Value {
  return self.dtype ? string(DTYPE_NAMES[self.dtype]) : SOME_STRING;
}

const DTYPE_NAMES = {
  float: 'float32',
  int: 'int64',
  bool: 'bool',
  string: 'str',
  complex: 'complex64',
} as const;

/** The receiver of a method. */
function selfOf(op: Operation): TensorValue | undefined {
  const value = op.bound.value(op.bound.names[0] ?? 'input');
  return value.kind === 'tensor' ? value : undefined;
}

/** PyTorch's `x.size()` and `x.size(1)`. */
export const sizeMethod = (op: Operation): Value => {
  const self = selfOf(op);
  const axis = axisOption(op);
  if (!self) return op.host.unknown('a size', op.site);
  if (axis.kind === 'none') return shapeValue(op.host, self, op.site);
  const at = asInt(axis);
  const shape = shapeOf(self);
  if (at === undefined) return op.host.unknown('a size', op.site);
  if (!shape) return integer(sizeAlong(self, at, op.site));
  const input = { role: 'input', shape, tensor: self, at: op.bound.at(op.bound.names[0] ?? '') };
  const outcome = settleAt(op, [input], normalizeAxis(at, shape.length));
  const dim = outcome && namedSize(op.host, self, outcome.value, op.site);
  return dim ? integer(dim) : refused(op);
};

/** `x.dim()` */
export const rankMethod = (op: Operation): Value => {
  const self = selfOf(op);
  return self ? rankValue(op.host, self, op.site) : op.host.unknown('the rank of a tensor', op.site);
};

/** `x.numel()` */
export const countMethod = (op: Operation): Value => {
  const self = selfOf(op);
  return self ? countValue(self) : op.host.unknown('a number of elements', op.site);
};

/** `x.is_floating_point()` */
export const isFloatingPoint = (op: Operation): Value => {
  const dtype = selfOf(op)?.dtype;
  return dtype ? bool(dtype === 'float') : SOME_BOOL;
};

/** `x.item()` */
export const item = (op: Operation): Value => {
  const self = selfOf(op);
  const [first, ...more] = contentIn(self) ?? [];
  if (first !== undefined && more.length === 0) return held(first, self?.dtype);
  if (self?.dtype === 'float') return SOME_FLOAT;
  if (self?.dtype === 'bool') return SOME_BOOL;
  return self?.dtype === 'int' ? integer(unknownDim()) : op.host.unknown('the value of a tensor', op.site);
};

/** A tensor of several elements where one is wanted. */
export const refuseSeveral = (op: Operation, input: Operand, count: Dim, says: string): Value =>
  refuseOperands(
    op,
    [input],
    { kind: 'count', from: count, to: size(1), fromShape: input.shape ?? [], toShape: [] },
    op.site,
    says,
  );

/** `x.item()` where a tensor of several elements is no number; which of them is asked for, NumPy's arrays are told. */
export const itemOf =
  (says: string) =>
  (op: Operation): Value => {
    const input = operandAt(op);
    const count = countBesideOne(input?.shape);
    const isChosen = op.bound.open || op.bound.extra.length > 0;
    return input && count && !isChosen ? refuseSeveral(op, input, count, says) : item(op);
  };

const LONGEST_LIST = 64;

/** `x.tolist()` */
export const toList = (op: Operation): Value => {
  const self = selfOf(op);
  const shape = self && shapeOf(self);
  const content = contentIn(self);
  const sizes = content && constantSizes(shape);
  if (sizes)
    return nestedNumbers(
      content.map(n => held(n, self?.dtype)),
      sizes,
    );
  return shape ? nested(op, shape, self) : op.host.unknown('the contents of a tensor', op.site);
};

/** A number of a tensor, as one of the language. */
function held(n: number, dtype: Dtype | undefined): Value {
  if (dtype === 'bool') return bool(n !== 0);
  return dtype === 'float' ? SOME_FLOAT : int(n);
}

/** Rows in rows, as many as the sizes say. */
function nestedNumbers(numbers: readonly Value[], [count, ...rest]: readonly number[]): Value {
  if (count === undefined) return numbers[0] ?? SOME_FLOAT;
  const each = numbers.length / Math.max(count, 1);
  return list(
    Array.from({ length: count }, (_, i) => nestedNumbers(numbers.slice(i * each, (i + 1) * each), rest)),
  );
}

/** What stands in a tensor, as a number of the language. */
function numberOf(op: Operation, { dtype }: TensorValue): Value {
  if (dtype === 'float') return SOME_FLOAT;
  if (dtype === 'bool') return SOME_BOOL;
  return dtype === 'int' ? integer(unknownDim()) : op.host.unknown('a number of a tensor', op.site);
}

function nested(op: Operation, [first, ...rest]: readonly Dim[], self: TensorValue): Value {
  if (!first) return numberOf(op, self);
  const element = nested(op, rest, self);
  const count = asInt(integer(first));
  if (count !== undefined && count <= LONGEST_LIST) return list(Array.from({ length: count }, () => element));
  return listOf({ element, length: first });
}

/** `np.shape(x)` of nested lists too. */
export const shapeFunction = (op: Operation): Value => {
  const value = op.bound.value(op.bound.names[0] ?? 'a');
  if (value.kind === 'tensor') return shapeValue(op.host, value, op.site);
  const items = itemsOf(value);
  return op.host.unknown(items ? 'the shape of a list' : 'a shape', op.site);
};

/** `np.ndim(x)` */
export const rankFunction = rankMethod;

/** `np.size(x)`, `np.size(x, axis)` */
export const countFunction = (op: Operation): Value =>
  axisOption(op).kind === 'none' ? countMethod(op) : sizeMethod(op);
