/** `sort`, `argsort`, `topk`, `unique`: order and selection along an axis. */
import { type Dim, less, type Shape, type ShapeResult, size, unknownDim } from '../../shapes/index.ts';
import { asBool, asDim, asInt, contentIn, type Dtype, sameValueWith, shapeOf, type Value } from '../parts.ts';
import { changed } from './change.ts';
import { axisOption, type Operation, operandAt, option } from './operation.ts';
import { pair } from './pair.ts';
import { keepingAxis } from './reductions.ts';
import { refused, result } from './scene.ts';

/** PyTorch's `cummax(x, dim)`: values and indices. */
export const valuesAndPlaces = (op: Operation): Value => {
  const values = keepingAxis()(op);
  return values.kind === 'tensor' ? pair(op, values, { ...values, dtype: 'int' }) : values;
};

/** PyTorch's `sort(x, dim)`: values and indices, of a vector of numbers that are known (lengths) these too. */
export const sortPair = (op: Operation): Value => {
  const values = keepingAxis()(op);
  const tensor = operandAt(op)?.tensor;
  const held = tensor && shapeOf(tensor)?.length === 1 ? contentIn(tensor) : undefined;
  const descending = option(op, 'descending');
  const isDescending = descending.kind === 'none' ? false : asBool(descending);
  if (values.kind !== 'tensor' || !held || isDescending === undefined) return valuesAndPlaces(op);
  const sign = isDescending ? -1 : 1;
  const order = held.map((_, i) => i).sort((a, b) => sign * ((held[a] ?? 0) - (held[b] ?? 0)));
  // Which of two equal ones comes first is not said.
  const isSure = new Set(held).size === held.length;
  return pair(op, sameValueWith(values, { content: order.map(place => held[place] ?? 0) }), {
    ...values,
    dtype: 'int',
    content: isSure ? order : undefined,
  });
};

/** `topk(x, k, dim)`: the axis becomes k long. */
export const topk = (op: Operation): Value => {
  const input = operandAt(op);
  const count = asDim(option(op, 'k')) ?? unknownDim();
  const axis = asInt(axisOption(op)) ?? -1;
  const make = (dtype: Dtype | undefined): Value =>
    changed(op, input, shape => (shape.length === 0 ? ofNumber(axis, count) : selected(shape, axis, count)), {
      dtype,
    });
  const values = make(input?.tensor?.dtype);
  return values.kind === 'tensor' ? pair(op, values, make('int')) : values;
};

/** A number is the largest and the only one. */
function ofNumber(axis: number, count: Dim): ShapeResult {
  const one = selected([size(1)], axis, count);
  return one.ok ? { ok: true, value: [] } : one;
}

/** The k largest of the last axis: values and positions, put together as the framework does. What it refuses is not told. */
export const largest =
  (together: (op: Operation, values: Value, positions: Value) => Value) =>
  (op: Operation): Value => {
    const input = operandAt(op);
    if (!input) return refused(op);
    const count = asDim(option(op, 'k')) ?? unknownDim();
    const shape = input.shape && input.shape.length > 0 ? [...input.shape.slice(0, -1), count] : undefined;
    const parents = [input.tensor];
    return together(
      op,
      result(op, shape, { parents, dtype: input.tensor?.dtype }),
      result(op, shape, { parents, dtype: 'int' }),
    );
  };

/** The axis cut to `count` places: 0 to all of them. */
export function selected(shape: Shape, axis: number, count: Dim): ShapeResult {
  const at = axis < 0 ? axis + shape.length : axis;
  const dim = shape[at];
  if (!dim) return { ok: false, mismatch: { kind: 'axis', axis, rank: shape.length, repeated: false } };
  if (less(dim, count)) return { ok: false, mismatch: { kind: 'bounds', axis: at, position: count, dim } };
  return { ok: true, value: shape.map((d, i) => (i === at ? count : d)) };
}

/** Results whose length depends on the data: `unique`, `nonzero`, `masked_select`. */
export const ofUnknownLength =
  (dtype?: Dtype) =>
  (op: Operation): Value => {
    const input = operandAt(op);
    return input
      ? result(op, [unknownDim()], { parents: [input.tensor], dtype: dtype ?? input.tensor?.dtype })
      : refused(op);
  };
