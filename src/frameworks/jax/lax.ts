/** `jax.lax`: the functions under `jax.numpy`. https://docs.jax.dev/en/latest/jax.lax.html */
import { accept, type Dim, size, UNDECIDED, unknownDim } from '../../shapes/index.ts';
import { permute } from '../array/axes.ts';
import { axisOf, changed } from '../array/change.ts';
import { commonShape } from '../array/common-shape.ts';
import { filled, full } from '../array/creators.ts';
import type { Flavour } from '../array/flavour.ts';
import { concatenate } from '../array/joins.ts';
import {
  define,
  defineAll,
  type FunctionTable,
  functionMembers,
  functionValue,
  type Operation,
  operandAt,
} from '../array/operation.ts';
import { binary, clamped, converted, unary, where } from '../array/pointwise.ts';
import { dot } from '../array/products.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { as } from '../array/renaming.ts';
import { expand } from '../array/repeating.ts';
import { reshape, squeeze, unsqueeze } from '../array/reshaping.ts';
import { result } from '../array/scene.ts';
import { largest } from '../array/sorting.ts';
import { asDim, list, type ModuleValue, moduleOf, NONE, nativeFunction, type Value } from '../parts.ts';
import { associativeScan } from './associative-scan.ts';
import { platformDependent } from './derivatives.ts';
import { dotGeneral } from './dot-general.ts';
import { within } from './flavour.ts';
import { LOOPS } from './loops.ts';
import { MORE_LAX } from './more-lax.ts';
import { SCANS } from './scan.ts';
import { SLICES } from './slices.ts';
import { WINDOWED } from './windows.ts';

const sized = (value: Value): Dim => asDim(value) ?? unknownDim();

/** Of the axis named by `axis` one place is kept. */
const onePlace = (op: Operation): Value =>
  changed(op, operandAt(op), shape => {
    const axis = axisOf(op);
    const at = axis === undefined ? undefined : axis < 0 ? axis + shape.length : axis;
    return at === undefined ? UNDECIDED : accept(shape.map((dim, i) => (i === at ? size(1) : dim)));
  });

const dynamicIndex = (op: Operation): Value => {
  const keeps = op.bound.value('keepdims');
  const isKept = keeps.kind === 'bool' ? keeps.value : undefined;
  if (isKept === false) return reduction()({ ...op, bound: { ...op.bound, names: ['operand', 'axis'] } });
  return isKept ? onePlace(op) : result(op, undefined);
};

const ELEMENTWISE = [
  'abs',
  'ceil',
  'cos',
  'erf',
  'erf_inv',
  'exp',
  'expm1',
  'floor',
  'log',
  'log1p',
  'logistic',
  'neg',
  'round',
  'rsqrt',
  'sign',
  'sin',
  'sqrt',
  'cbrt',
  'square',
  'tan',
  'tanh',
  'cosh',
  'sinh',
  'lgamma',
  'digamma',
  'real',
  'imag',
  'reciprocal',
  'bitwise_not',
];

const PAIRWISE = [
  'add',
  'sub',
  'mul',
  'div',
  'max',
  'min',
  'pow',
  'rem',
  'atan2',
  'bitwise_and',
  'bitwise_or',
  'bitwise_xor',
];

const FUNCTIONS: FunctionTable = {
  ...MORE_LAX,
  ...WINDOWED,
  ...SCANS,
  ...SLICES,
  ...LOOPS,
  ...defineAll(ELEMENTWISE, 'x, *args, **kwargs', unary()),
  ...defineAll(PAIRWISE, 'x, y', binary()),
  mul: define('x, y, *, out_dtype=None', binary()),
  ...defineAll(['eq', 'ne', 'lt', 'le', 'gt', 'ge'], 'x, y', binary('bool')),
  integer_pow: define('x, y', unary()),
  select: define('pred, on_true, on_false', where),
  clamp: define('min, x, max', op => clamped({ ...op, bound: { ...op.bound, names: ['x', 'min', 'max'] } })),
  concatenate: define('operands, dimension', op => concatenate(withAxisNamed(op, 'dimension'))),
  reshape: define('operand, shape, dimensions=None, **kwargs', reshape),
  transpose: define('operand, axes', permute),
  squeeze: define('array, axis', squeeze),
  expand_dims: define('array, axis', unsqueeze),
  broadcast_to: define('operand, shape', expand),
  full: define('shape, fill_value, dtype=None, **kwargs', full),
  iota: define('dtype, size', op => result(op, [sized(op.bound.value('size'))], { role: 'data' })),
  broadcasted_iota: define('dtype, shape, dimension, *, out_sharding=None', filled('int', ['shape'])),
  convert_element_type: define('operand, new_dtype', as({ dtype: 'new_dtype' }, converted)),
  ...defineAll(['cumsum', 'cumprod', 'cummax', 'cummin'], 'operand, axis=0, reverse=False', keepingAxis()),
  ...defineAll(['rev'], 'operand, dimensions', unary()),
  dot: define('lhs, rhs, **kwargs', dot),
  dot_general: define(
    'lhs, rhs, dimension_numbers, precision=None, preferred_element_type=None, **kwargs',
    dotGeneral,
  ),
  top_k: define(
    'operand, k, **kwargs',
    largest((_op, ...both) => list(both)),
  ),
  ...defineAll(['argmax', 'argmin'], 'operand, axis, index_dtype=None', reduction('int')),
  dynamic_index_in_dim: define('operand, index, axis=0, keepdims=True, **kwargs', dynamicIndex),
  index_in_dim: define('operand, index, axis=0, keepdims=True', dynamicIndex),
  dynamic_update_index_in_dim: define('operand, update, *args, **kwargs', unary()),
};

/** The same with another name for the axis. */
function withAxisNamed(op: Operation, name: string): Operation {
  const { bound } = op;
  const asAxis = (asked: string): string => (asked === 'axis' ? name : asked);
  return {
    ...op,
    bound: {
      ...bound,
      names: [...bound.names, 'axis'],
      value: asked => bound.value(asAxis(asked)),
      given: asked => bound.given(asAxis(asked)),
      at: asked => bound.at(asAxis(asked)),
    },
  };
}

/** Functions that give their first argument back as far as shapes go: sums over devices among them. */
const UNCHANGED = [
  'stop_gradient',
  'psum',
  'pmean',
  'pmax',
  'pmin',
  'ppermute',
  'optimization_barrier',
  'with_sharding_constraint',
  'pshuffle',
  'pbroadcast',
];

/** Arguments that the shared functions know by NumPy's names. */
const LAX: Flavour = {
  ...within('jax.lax'),
  aliases: { dimensions: 'axis', permutation: 'axes', new_sizes: 'shape', operands: 'arrays' },
};

export const jaxLax: ModuleValue = moduleOf('jax.lax', {
  ...functionMembers(LAX, FUNCTIONS),
  ...Object.fromEntries(
    UNCHANGED.map(name => [name, nativeFunction(`jax.lax.${name}`, ({ args: [x] }) => x?.value ?? NONE)]),
  ),
  platform_dependent: platformDependent,
  broadcast_shapes: () => functionValue(within('jax.lax'), 'broadcast_shapes', define('*args', commonShape)),
  associative_scan: () => functionValue(within('jax.lax'), 'associative_scan', associativeScan),
});
