/** Functions whose results are as long as the data make them, unless JAX is told how long: `size=`, `length=`, `num_segments=`. */
import { size, unknownDim } from '../../shapes/index.ts';
import {
  define,
  defineAll,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { asBool, asDim, shapeOf, tuple, type Value } from '../parts.ts';

const countOf = (op: Operation, parameter: string) => asDim(option(op, parameter)) ?? unknownDim();

/** A vector of as many. */
const vector =
  (parameter: string, dtype?: 'int') =>
  (op: Operation): Value => {
    const input = operandAt(op);
    if (!input) return refused(op);
    const parts = { parents: [input.tensor], dtype: dtype ?? input.tensor?.dtype } as const;
    return result(op, [countOf(op, parameter)], parts);
  };

/** A row of positions for each element that is not zero. */
const places = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const shape = input.shape && [countOf(op, 'size'), size(input.shape.length)];
  return result(op, shape, { parents: [input.tensor], dtype: 'int' });
};

/** A set of elements; with `return_indices` the places of each in both arrays too. */
const set = (op: Operation): Value => {
  const isPlain = asBool(option(op, 'return_indices'));
  const elements = vector('size')(op);
  if (elements.kind !== 'tensor' || isPlain === false || !op.bound.names.includes('return_indices'))
    return elements;
  if (isPlain === undefined) return op.host.unknown('a set of elements', op.site);
  const inArray = (): Value => result(op, shapeOf(elements), { dtype: 'int' });
  return tuple([elements, inArray(), inArray()]);
};

export const SIZED: FunctionTable = {
  union1d: define('ar1, ar2, *, size=None, fill_value=None', set),
  ...defineAll(
    ['setxor1d', 'setdiff1d'],
    'ar1, ar2, assume_unique=False, *, size=None, fill_value=None',
    set,
  ),
  intersect1d: define(
    'ar1, ar2, assume_unique=False, return_indices=False, *, size=None, fill_value=None',
    set,
  ),
  extract: define('condition, arr, *, size=None, fill_value=0', op =>
    result(op, [countOf(op, 'size')], { dtype: operandAt(op, 1)?.tensor?.dtype }),
  ),

  flatnonzero: define('a, *, size=None, fill_value=None', vector('size', 'int')),
  argwhere: define('a, *, size=None, fill_value=None', places),
  bincount: define('x, weights=None, minlength=0, *, length=None', vector('length')),
};

/** `segment_sum(data, ids, num_segments)`: rows of one segment become one. */
const segments = (op: Operation): Value => {
  const [data, ids] = [operandAt(op), operandAt(op, 1)];
  if (!data || !ids) return refused(op);
  const rest = data.shape && ids.shape && data.shape.slice(ids.shape.length);
  const parts = { parents: [data.tensor], dtype: data.tensor?.dtype } as const;
  return result(op, rest && [countOf(op, 'num_segments'), ...rest], parts);
};

/** https://docs.jax.dev/en/latest/jax.ops.html */
export const SEGMENTS: FunctionTable = defineAll(
  ['segment_sum', 'segment_prod', 'segment_max', 'segment_min'],
  'data, segment_ids, num_segments=None, *args, **kwargs',
  segments,
);
