/** Functions of `jax.lax` beside those that programs use most. https://docs.jax.dev/en/latest/jax.lax.html */
import { product, type Shape, splitBySizes, UNDECIDED, unknownDim } from '../../shapes/index.ts';
import { changed, settleAt } from '../array/change.ts';
import { filled, like } from '../array/creators.ts';
import { stack } from '../array/joins.ts';
import {
  define,
  defineAll,
  defineOpen,
  defineSomeArray,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { binary, unary } from '../array/pointwise.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { tile } from '../array/repeating.ts';
import { refused, result } from '../array/scene.ts';
import { largest } from '../array/sorting.ts';
import { unbind } from '../array/splitting.ts';
import { asDim, asInt, asShape, itemsOf, list, shapeOf, tuple, type Value } from '../parts.ts';

const ELEMENTWISE = `acos acosh asin asinh atan atanh bessel_i0e bessel_i1e clz conj erfc exp2 population_count reduce_precision
  bitcast_convert_type rng_uniform`;

const PAIRWISE = `shift_left shift_right_arithmetic shift_right_logical nextafter igamma igammac igamma_grad_a mulhi polygamma zeta
  random_gamma_grad`;

const UPDATES = 'scatter scatter_add scatter_apply scatter_max scatter_min scatter_mul scatter_sub';

/** `select_n(which, *cases)`: cases have one shape. */
const chosenCase = (op: Operation): Value => {
  const [first] = op.bound.extra;
  return first?.value.kind === 'tensor' && !op.bound.open
    ? result(op, first.value.shape, { parents: [first.value], dtype: first.value.dtype })
    : result(op, undefined);
};

/** `broadcast(x, sizes)`: new axes in front. */
const broadcast = (op: Operation): Value => {
  const sizes = asShape(option(op, 'sizes'));
  return changed(op, operandAt(op), shape => ({ ok: true, value: sizes && [...sizes, ...shape] }));
};

/** `collapse(x, start, stop)`: these axes become one. */
const collapsed = (op: Operation): Value => {
  const [start, stop] = [asInt(option(op, 'start_dimension')), option(op, 'stop_dimension')];
  return changed(op, operandAt(op), shape => {
    const end = stop.kind === 'none' ? shape.length : asInt(stop);
    if (start === undefined || end === undefined) return UNDECIDED;
    const [from, to] = [start, end].map(axis => (axis < 0 ? axis + shape.length : axis));
    if (from === undefined || to === undefined || from >= to) return UNDECIDED;
    return { ok: true, value: [...shape.slice(0, from), product(shape.slice(from, to)), ...shape.slice(to)] };
  });
};

/** `split(x, sizes, axis)` */
const parted = (op: Operation): Value => {
  const input = operandAt(op);
  const sizes = itemsOf(option(op, 'sizes'))?.map(item => asDim(item) ?? unknownDim());
  const axis = asInt(option(op, 'axis'));
  if (!input) return refused(op);
  if (!sizes) return op.host.unknown('the parts of an array', op.site);
  const parts = { parents: [input.tensor], dtype: input.tensor?.dtype } as const;
  if (!input.shape || axis === undefined) return list(sizes.map(() => result(op, undefined, parts)));
  const outcome = settleAt(op, [input], splitBySizes(input.shape, sizes, axis));
  return outcome ? list(outcome.value.map((shape: Shape) => result(op, shape, parts))) : refused(op);
};

/** `sort_key_val(keys, values)`: both, in the order of the keys. */
const sortedPair = (op: Operation): Value =>
  tuple(
    [operandAt(op), operandAt(op, 1)].map(operand =>
      result(op, operand?.shape, { parents: [operand?.tensor], dtype: operand?.tensor?.dtype }),
    ),
  );

/** `sort((keys, values), num_keys=1)`: each of them, of one shape, in the order of the keys. */
const sorted = (op: Operation): Value => {
  const arrays = itemsOf(option(op, 'operand'));
  if (!arrays) return unary()(op);
  if (!arrays.every(array => array.kind === 'tensor'))
    return op.host.unknown('what `sort` gives of these', op.site);
  return tuple(arrays.map(array => result(op, shapeOf(array), { parents: [array], dtype: array.dtype })));
};

export const MORE_LAX: FunctionTable = {
  ...defineOpen(ELEMENTWISE, 'x, *args', unary()),
  is_finite: define('x', unary('bool')),
  ...defineOpen(PAIRWISE, 'x, y', binary()),
  complex: define('x, y', binary('complex')),
  betainc: define('a, b, x', binary()),
  ...defineOpen(UPDATES, 'operand, scatter_indices, updates, *args', unary()),
  select_n: define('which, *cases', chosenCase),
  broadcast: define('operand, sizes, **kwargs', broadcast),
  broadcast_in_dim: define('operand, shape, broadcast_dimensions, **kwargs', op => {
    const made = filled(operandAt(op)?.tensor?.dtype, ['shape'])(op);
    return made;
  }),
  collapse: define('operand, start_dimension, stop_dimension=None', collapsed),
  ...defineAll(
    ['reduce_sum', 'reduce_max', 'reduce_min', 'reduce_prod'],
    'operand, axes, **kwargs',
    reduction(),
  ),
  ...defineAll(['reduce_and', 'reduce_or', 'reduce_xor'], 'operand, axes, **kwargs', reduction()),
  reduce: define('operands, init_values, computation, dimensions, out_sharding=None, **kwargs', op =>
    option(op, 'operands').kind === 'tensor'
      ? reduction()({ ...op, bound: { ...op.bound, ...axesNamed(op) } })
      : op.host.unknown('what `reduce` gives', op.site),
  ),
  split: define('operand, sizes, axis=0', parted),
  sort: define('operand, dimension=-1, *args, **kwargs', sorted),
  sort_key_val: define('keys, values, dimension=-1, is_stable=True', sortedPair),
  stack: define('arrays, axis=0', stack),
  unstack: define('x, axis=0', unbind),
  tile: define('operand, reps', tile('any')),
  full_like: define('x, fill_value, dtype=None, shape=None, sharding=None, **kwargs', like()),
  cumlogsumexp: define('operand, axis=0, reverse=False', keepingAxis()),
  ...defineAll(
    ['approx_max_k', 'approx_min_k'],
    'operand, k, reduction_dimension=-1, recall_target=0.95, reduction_input_size_override=-1, aggregate_to_topk=True, **kwargs',
    largest((op, ...both) => {
      const isLast = asInt(option(op, 'reduction_dimension')) === -1;
      return list(isLast ? both : both.map(() => result(op, undefined)));
    }),
  ),
  ...Object.fromEntries(
    [
      'conv_transpose',
      'gather',
      'conv_general_dilated_patches',
      'conv_general_dilated_local',
      'ragged_dot',
    ].map(name => [name, defineSomeArray('*args, **kwargs')]),
  ),
};

/** The axes under the name that reductions know. */
function axesNamed({ bound }: Operation) {
  const real = (name: string): string => (name === 'axes' ? 'dimensions' : name);
  return {
    names: [...bound.names, 'axes'],
    value: (name: string) => bound.value(real(name)),
    given: (name: string) => bound.given(real(name)),
    at: (name: string) => bound.at(real(name)),
  };
}
