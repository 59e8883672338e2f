/** `jax.numpy`: NumPy's functions under their names; what differs is below. https://docs.jax.dev/en/latest/jax.numpy.html */
import { add, type Shape, size, subtract, unknownDim } from '../../shapes/index.ts';
import { dtypeMembers } from '../array/dtype.ts';
import { fourier } from '../array/fourier.ts';
import { opaqueClass } from '../array/opaque.ts';
import {
  define,
  defineAll,
  type FunctionTable,
  functionMembers,
  type Operation,
  operandAt,
  option,
  resigned,
} from '../array/operation.ts';
import { clamped, converted, unary } from '../array/pointwise.ts';
import { result } from '../array/scene.ts';
import { concatenator } from '../numpy/concatenators.ts';
import { FUNCTIONS } from '../numpy/functions.ts';
import { LINEAR_ALGEBRA, leastSquaresOf } from '../numpy/linear-algebra.ts';
import { ufuncs } from '../numpy/ufuncs.ts';
import { asBool, float, type ModuleValue, moduleOf, NONE, type Value } from '../parts.ts';
import { arrayClass } from './array-class.ts';
import { JAX, within } from './flavour.ts';
import { SUMMED, TAKEN } from './signatures.ts';
import { SIZED } from './sized.ts';

/** `polymul(a, b)`: degrees add up; zeros that lead are cut off only where that is asked for. */
const polynomialProduct = (op: Operation): Value => {
  const [a, b] = [operandAt(op)?.shape, operandAt(op, 1)?.shape];
  const [n, m] = [a?.length === 1 ? a[0] : undefined, b?.length === 1 ? b[0] : undefined];
  const isWhole = asBool(option(op, 'trim_leading_zeros')) === false;
  return result(op, [n && m && isWhole ? subtract(add(n, m), size(1)) : unknownDim()]);
};

const OWN: FunctionTable = {
  ...SIZED,
  polymul: define('a1, a2, *, trim_leading_zeros=False', polynomialProduct),
  clip: define('arr=None, min=None, max=None, *, a=None, a_min=None, a_max=None', clamped),
  astype: define('x, dtype, *, copy=False, device=None', converted),
  ...defineAll(['put', 'fill_diagonal'], 'a, *args, **kwargs', unary()),
  ...defineAll(['place', 'put_along_axis'], 'arr, *args, **kwargs', unary()),
  ...defineAll(['allclose', 'array_equal', 'array_equiv'], '*args, **kwargs', op =>
    result(op, [], { dtype: 'bool' }),
  ),
  ...defineAll(['acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh'], 'x', unary('to-float')),
};

/** One for each column of the right side, whatever the rank, unless those of NumPy are asked for. */
const residuals = (op: Operation): Shape => {
  const right = operandAt(op, 1)?.shape;
  const columns = right && (right.length === 1 ? size(1) : right[1]);
  return [(asBool(option(op, 'numpy_resid')) === false ? columns : undefined) ?? unknownDim()];
};

const ARG = 'a, axis=None, out=None, keepdims=None';
const SPREAD =
  'a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=None, mean=None, correction=None';

/** Where names and order are not NumPy's. https://docs.jax.dev/en/latest/jax.numpy.html */
const SIGNATURES: Readonly<Record<string, string>> = {
  argmax: ARG,
  argmin: ARG,
  nanargmax: ARG,
  nanargmin: ARG,
  average: 'a, axis=None, weights=None, returned=False, keepdims=False',
  count_nonzero: 'a, axis=None, keepdims=False',
  cov: 'm, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, dtype=None',
  dstack: 'tup, dtype=None',
  hstack: 'tup, dtype=None',
  vstack: 'tup, dtype=None',
  stack: 'arrays, axis=0, out=None, dtype=None',
  matmul: 'a, b',
  nanmean: 'a, axis=None, dtype=None, out=None, keepdims=False, where=None',
  nanstd: SPREAD,
  nanvar: SPREAD,
  prod: `${SUMMED}, promote_integers=True`,
  sum: `${SUMMED}, promote_integers=True`,
  take: TAKEN,
  take_along_axis: 'arr, indices, axis=-1, mode=None, fill_value=None',
  unique:
    'ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, size=None, fill_value=None, sorted=True',
  unwrap: 'p, discont=None, axis=-1, period=None',
};

/** JAX's functions take keywords that NumPy's do not: `precision`, `out_sharding`, `mode`, `unique_indices`. */
const lenient = (table: FunctionTable): FunctionTable =>
  Object.fromEntries(
    Object.entries(table).map(([name, made]) => [
      name,
      { ...made, signature: made.signature.includes('**') ? made.signature : `${made.signature}, **kwargs` },
    ]),
  );

const TABLE = lenient(resigned({ ...FUNCTIONS, ...OWN }, SIGNATURES));

const DTYPES = [
  'float16',
  'float32',
  'float64',
  'bfloat16',
  'float_',
  'double',
  'single',
  'int8',
  'int16',
  'int32',
  'int64',
  'int_',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'bool_',
  'bool',
  'complex64',
  'complex128',
];

export const jaxNumpy: ModuleValue = moduleOf('jax.numpy', {
  ...functionMembers(JAX, TABLE),
  ...ufuncs(JAX, TABLE),
  r_: concatenator('r_', JAX),
  c_: concatenator('c_', JAX),
  ...dtypeMembers(JAX, DTYPES),
  linalg: moduleOf(
    'jax.numpy.linalg',
    functionMembers(
      within('jnp.linalg'),
      lenient({
        ...resigned(LINEAR_ALGEBRA, { matrix_rank: 'M, rtol=None, hermitian=False, *, tol=None' }),
        lstsq: define('a, b, rcond=None, *, numpy_resid=False', leastSquaresOf(residuals)),
      }),
    ),
  ),
  fft: moduleOf('jax.numpy.fft', functionMembers(within('jnp.fft'), lenient(fourier('a', 'axis')))),
  ndarray: arrayClass('jax.numpy.ndarray'),
  finfo: opaqueClass({ qualified: 'jax.numpy.finfo', framework: 'jax' }),
  iinfo: opaqueClass({ qualified: 'jax.numpy.iinfo', framework: 'jax' }),
  newaxis: NONE,
  pi: float(Math.PI),
  e: float(Math.E),
  inf: float(Number.POSITIVE_INFINITY),
  nan: float(Number.NaN),
});
