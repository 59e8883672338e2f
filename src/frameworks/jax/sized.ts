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
import { asDim, type Value } from '../parts.ts';

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

export const SIZED: FunctionTable = {
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
