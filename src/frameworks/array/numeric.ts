/** Functions of NumPy whose results have sizes of their own: differences, quantiles, convolutions, grids. */

import {
  add,
  changeSize,
  type Dim,
  maximum,
  minimum,
  product,
  reduce,
  type Shape,
  size,
  subtract,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { asBool, asDim, asInt, asString, list, type Value } from '../parts.ts';
import { axisOf, type Change, changed } from './change.ts';
import { contentOf } from './contents.ts';
import { literalShape, takeTensor } from './operand.ts';
import {
  axesOf,
  axisOption,
  firstValue,
  keepsAxes,
  type Operation,
  operandAt,
  option,
  unmodelled,
} from './operation.ts';
import { ruled } from './pointwise.ts';
import { reduction } from './reductions.ts';
import { refused, result } from './scene.ts';

const one = size(1);

/** `diff(a, n, axis)`: n fewer along the axis, never below 0; what is put before or behind it counts. */
export const difference = (op: Operation): Value => {
  const times = asDim(option(op, 'n')) ?? unknownDim();
  const axis = axisOf(op);
  return changed(op, operandAt(op), shape => {
    const around = ['prepend', 'append'].map(name => lengthAt(op, name, axis, shape.length));
    const more = around.reduce((a, b) => a && b && add(a, b));
    return axis === undefined || !more
      ? UNDECIDED
      : changeSize(shape, axis, dim => maximum(subtract(add(dim, more), times), size(0)));
  });
};

/** How many elements an argument puts at one end of an axis: a number is one. */
function lengthAt(op: Operation, name: string, axis: number | undefined, rank: number): Dim | undefined {
  const given = op.bound.given(name);
  if (!given || given.value.kind === 'none') return size(0);
  const shape = literalShape(given.value);
  if (shape?.length === 0) return size(1);
  return shape?.length === rank && axis !== undefined ? shape.at(axis) : undefined;
}

/** `gradient(f)`: one array, or one for each axis. */
export const gradient = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const rank = input.shape?.length;
  const dtype = ruled('to-float', input.tensor?.dtype);
  const slope = (): Value => changed(op, input, shape => ({ ok: true, value: shape }), { dtype });
  if (rank === 1 || axisKeyword(op)) return slope();
  if (rank === undefined) return op.host.unknown('the gradients of an array', op.site);
  return list(Array.from({ length: rank }, slope));
};

const axisKeyword = (op: Operation): boolean =>
  op.bound.keywords.some(k => k.name === 'axis' && asInt(k.value) !== undefined);

/** `percentile(a, q, axis)`: the axes of q come first. */
export const quantile = (op: Operation): Value => {
  const q = literalShape(option(op, 'q'));
  const axes = axesOf(axisOption(op));
  const keeps = keepsAxes(op);
  return changed(
    op,
    operandAt(op),
    shape => {
      if (!q || axes === undefined || keeps === undefined) return UNDECIDED;
      const rest = reduce(shape, axes, keeps);
      return rest.ok ? { ok: true, value: [...q, ...rest.value] } : rest;
    },
    { dtype: 'float' },
  );
};

/** `convolve(a, v, mode)` of two vectors: n + m - 1, the longer, or the longer - the shorter + 1. */
export const convolve = (op: Operation): Value => {
  const [a, v] = [operandAt(op, 0), operandAt(op, 1)];
  if (!a || !v) return refused(op);
  const [n, m] = [a.shape?.[0], v.shape?.[0]];
  const length = n && m && convolved(n, m, asString(option(op, 'mode')));
  return result(op, [length ?? unknownDim()], { parents: [a.tensor, v.tensor], dtype: a.tensor?.dtype });
};

function convolved(n: Dim, m: Dim, mode: string | undefined): Dim | undefined {
  if (mode === 'full') return subtract(add(n, m), one);
  if (mode === 'same') return maximum(n, m);
  return mode === 'valid' ? add(subtract(maximum(n, m), minimum(n, m)), one) : undefined;
}

/** `meshgrid(x, y)`: by default the second vector runs along the first axis. What has several axes counts as one. */
export const meshgrid = (op: Operation): Value => {
  if (op.bound.open) return unmodelled(op);
  const vectors = op.bound.extra.map(a =>
    takeTensor(op, a.value, a.at, 'xi', { numbers: true, lists: true }),
  );
  const sizes = vectors.map(v => (v?.shape ? product(v.shape) : unknownDim()));
  const isSparse = option(op, 'sparse').kind !== 'bool' || asInt(option(op, 'sparse')) !== 0;
  const indexing = asString(option(op, 'indexing'));
  const [first, second, ...rest] = sizes;
  const swapped = indexing === 'xy' && first && second ? [second, first, ...rest] : sizes;
  const shape = isSparse || indexing === undefined ? undefined : swapped;
  return list(vectors.map(v => result(op, shape, { parents: [v?.tensor], dtype: v?.tensor?.dtype })));
};

/** `unique(ar)`: one axis of unknown length (JAX is told one, `size`), or along one of its axes; with flags a tuple. */
export const unique = (op: Operation): Value => {
  const flags = UNIQUE_FLAGS.filter(name => op.bound.names.includes(name)).map(
    name => [name, asInt(option(op, name))] as const,
  );
  const input = operandAt(op);
  if (!input) return refused(op);
  const isPlain = axisOption(op).kind === 'none';
  const count = asDim(option(op, 'size')) ?? (isPlain ? countOfDistinct(op) : undefined) ?? unknownDim();
  const values = changed(
    op,
    input,
    shape => (isPlain ? { ok: true, value: [count] } : uniqueAlong(shape, count, asInt(axisOption(op)))),
    { otherwise: isPlain ? [count] : undefined, dtype: input.tensor?.dtype },
  );
  if (values.kind !== 'tensor' || flags.every(([, flag]) => flag === 0)) return values;
  if (flags.some(([, flag]) => flag === undefined)) return op.host.unknown('what `unique` gives', op.site);
  const extra = flags.flatMap(([name, flag]) =>
    flag
      ? [
          result(op, name === 'return_inverse' ? inverseShape(op, input.shape, isPlain) : [count], {
            dtype: 'int',
          }),
        ]
      : [],
  );
  return list([values, ...extra], 'tuple');
};

/** How many different numbers there are; not those that follow each other. */
function countOfDistinct(op: Operation): Dim | undefined {
  const content = contentOf(firstValue(op));
  return content && !/consecutive$/.test(op.operation) ? size(new Set(content).size) : undefined;
}

const UNIQUE_FLAGS = ['return_index', 'return_inverse', 'return_counts'] as const;

function uniqueAlong(shape: Shape, count: Dim, axis: number | undefined): ReturnType<Change> {
  if (axis === undefined) return UNDECIDED;
  const at = axis < 0 ? axis + shape.length : axis;
  if (!shape[at]) return { ok: false, mismatch: { kind: 'axis', axis, rank: shape.length, repeated: false } };
  return { ok: true, value: shape.map((dim, i) => (i === at ? count : dim)) };
}

/** What says where each element went has, without an axis, the input's shape (PyTorch, NumPy 2) or is flat (NumPy 1). */
function inverseShape(
  { framework, host }: Operation,
  input: Shape | undefined,
  isPlain: boolean,
): Shape | undefined {
  if (!isPlain) return [unknownDim()];
  const keepsShape = framework === 'torch' || (framework === 'numpy' && host.version('numpy').major >= 2);
  return keepsShape || input?.length === 1 ? input : undefined;
}

/** `atleast_2d(a)`: axes of size 1 in front (`atleast_3d` puts one behind a matrix). */
export const atLeast =
  (rank: 1 | 2 | 3) =>
  (op: Operation): Value => {
    const each = op.bound.extra.map(({ value, at }) =>
      changed(op, takeTensor(op, value, at, 'arys', { numbers: true, lists: true }), shape => ({
        ok: true,
        value: raised(shape, rank),
      })),
    );
    const [only] = each;
    if (op.bound.open) return unmodelled(op);
    return only && each.length === 1 ? only : list(each, 'tuple');
  };

function raised(shape: Shape, rank: number): Shape {
  if (shape.length >= rank) return shape;
  if (rank === 3) return shape.length === 2 ? [...shape, one] : [one, ...raised(shape, 1), one];
  return [...Array.from({ length: rank - shape.length }, () => one), ...shape];
}

/** `searchsorted(a, v)`: a position for each value. */
export const searched = (op: Operation): Value => {
  const shape = literalShape(option(op, 'v'));
  return result(op, shape, { dtype: 'int' });
};

/** Integers of a shape that is not told. */
export const anyIntegers = (op: Operation): Value => result(op, undefined, { dtype: 'int' });

/** Arrays read from somewhere. */
export const unknownArray = (op: Operation): Value => result(op, undefined, { role: 'data' });

/** `average(a, axis)`; with `returned` also the sum of weights, of the same shape. */
export const average = (op: Operation): Value => {
  const made = reduction('to-float')(op);
  const returned = asBool(option(op, 'returned'));
  if (returned === undefined) return op.host.unknown('what `average` gives', op.site);
  return returned ? list([made, made], 'tuple') : made;
};
