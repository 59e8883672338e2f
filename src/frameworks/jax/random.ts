/** `jax.random`: keys, and arrays drawn with them. https://docs.jax.dev/en/latest/jax.random.html */
import { constantOf, type Shape, size } from '../../shapes/index.ts';
import { filled, permutedShape } from '../array/creators.ts';
import { literalDtype, literalShape } from '../array/operand.ts';
import {
  define,
  defineAll,
  type FunctionTable,
  functionMembers,
  type Operation,
} from '../array/operation.ts';
import { reduction } from '../array/reductions.ts';
import { refuseArgument, refused, result } from '../array/scene.ts';
import { readNewShape } from '../array/sizes.ts';
import { asDim, asShape, type Dtype, moduleOf, shapeOf, type Value } from '../parts.ts';
import { within } from './flavour.ts';

/** `PRNGKey(0)` is two words, `key(0)` a scalar of a type of its own. */
const newKey =
  (shape: Shape) =>
  (op: Operation): Value =>
    result(op, shape, { role: 'data' });

/** `split(key, num)`: as many keys along a first axis; whether a key has an axis of its own depends on who made it. */
function splitKey(op: Operation): Value {
  const key = op.bound.value('key');
  const num = op.bound.value('num');
  const one = asDim(num);
  const counts = one ? [one] : asShape(num);
  const own = key.kind === 'tensor' ? shapeOf(key) : undefined;
  return result(op, counts && own && [...counts, ...own], { role: 'data' });
}

/** "unexpected PRNG key type": the key was left out or given in another place. */
function isNoKey(op: Operation): boolean {
  const { kind } = op.bound.value('key');
  if (kind !== 'list' && kind !== 'number' && kind !== 'string') return false;
  refuseArgument(op, {
    parameter: 'key',
    aspect: 'type',
    allowed: 'a key: `jax.random.key(0)`',
    at: op.bound.at('key'),
  });
  return true;
}

type Draw = (op: Operation) => Value;
const withKey =
  (draw: Draw): Draw =>
  op =>
    isNoKey(op) ? refused(op) : draw(op);

const OPTIONS = ['key', 'shape', 'dtype', 'out_sharding', 'method'];

/** Of the given shape; where it may be left out, of the common shape of the parameters, which is told where they are numbers. */
const drawn = (dtype: Dtype): Draw =>
  withKey(op => {
    if (op.bound.value('shape').kind !== 'none') return filled(dtype, ['shape'])(op);
    const parameters = op.bound.names.filter(name => !OPTIONS.includes(name));
    const shapes = parameters.map(name => literalShape(op.bound.value(name)));
    const [only] = shapes.filter(shape => shape === undefined || shape.length > 0);
    const arrays = shapes.filter(shape => shape === undefined || shape.length > 0).length;
    return result(op, arrays === 0 ? [] : arrays === 1 ? only : undefined, { dtype, role: 'data' });
  });

/** One class for each row of logits. */
const categorical = withKey(op =>
  op.bound.value('shape').kind === 'none'
    ? reduction('int')({ ...op, bound: { ...op.bound, names: ['logits', 'axis'] } })
    : filled('int', ['shape'])(op),
);

/** `choice(key, a, shape)`: single elements of a vector or a range, whole rows of an array of more axes. */
const choice = withKey(op => {
  const from = op.bound.value('a');
  const rows = from.kind === 'number' ? [size(1)] : literalShape(from);
  const sizes = readNewShape(op, ['shape']);
  if (sizes.refused) return refused(op);
  const shape = sizes.shape && rows && [...sizes.shape, ...rows.slice(1)];
  return result(op, shape, { dtype: from.kind === 'number' ? 'int' : literalDtype(from), role: 'data' });
});

const permuted = withKey(op => {
  const value = op.bound.value('x');
  return result(op, permutedShape(value), {
    parents: value.kind === 'tensor' ? [value] : [],
    dtype: value.kind === 'number' ? 'int' : literalDtype(value),
    role: 'data',
  });
});

/** Samples that are vectors: `dirichlet`, `multivariate_normal`; each is as long as one of the parameters. */
const drawnRows = (parameter: string): Draw =>
  withKey(op => {
    const row = literalShape(op.bound.value(parameter));
    const shape = op.bound.value('shape');
    const sizes = shape.kind === 'none' ? row?.slice(0, -1) : asShape(shape);
    return result(op, row && sizes && row.length > 0 ? [...sizes, ...row.slice(-1)] : undefined, {
      dtype: 'float',
      role: 'data',
    });
  });

/** `orthogonal(key, n, shape)`: matrices; `ball(key, d, shape=shape)`: vectors. */
const drawnSquares = (parameter: string, axes: 1 | 2): Draw =>
  withKey(op => {
    const side = asDim(op.bound.value(parameter));
    const sizes = asShape(op.bound.value('shape'));
    const isSquare = !op.bound.given('m');
    const own = side && Array.from({ length: axes }, () => side);
    return result(op, sizes && own && isSquare ? [...sizes, ...own] : undefined, {
      dtype: 'float',
      role: 'data',
    });
  });

/** Of which the shape follows from more than one argument. */
const ofUnknownShape = withKey(op => result(op, undefined, { dtype: 'float', role: 'data' }));

/** Typed keys as numbers: two for each key of the usual kind. */
const keyData = (op: Operation): Value => {
  const shape = literalShape(op.bound.value('keys'));
  const last = shape?.at(-1);
  const isOld = last && constantOf(last) === 2;
  return result(op, isOld ? undefined : shape && [...shape, size(2)], { role: 'data' });
};

const KEYS: FunctionTable = {
  PRNGKey: define('seed, *, impl=None', newKey([size(2)])),
  key: define('seed, *, impl=None, dtype=None', newKey([])),
  split: define('key, num=2', splitKey),
  fold_in: define('key, data', op => result(op, literalShape(op.bound.value('key')), { role: 'data' })),
  key_data: define('keys', keyData),
  clone: define('key', op => result(op, literalShape(op.bound.value('key')), { role: 'data' })),
};

const OF_SHAPE = 'key, shape=(), dtype=None, *, out_sharding=None';
const DISTRIBUTIONS: FunctionTable = {
  ...defineAll(
    ['normal', 'cauchy', 'exponential', 'laplace', 'logistic', 'rademacher'],
    OF_SHAPE,
    drawn('float'),
  ),
  gumbel: define('key, shape=(), dtype=None, mode=None, *, out_sharding=None', drawn('float')),
  uniform: define('key, shape=(), dtype=None, minval=0.0, maxval=1.0, **kwargs', drawn('float')),
  randint: define('key, shape, minval, maxval, dtype=None, **kwargs', withKey(filled('int', ['shape']))),
  bits: define('key, shape=(), dtype=None, **kwargs', drawn('int')),
  bernoulli: define('key, p=0.5, shape=None, *args, **kwargs', drawn('bool')),
  truncated_normal: define('key, lower, upper, shape=None, dtype=None, **kwargs', drawn('float')),
  poisson: define('key, lam, shape=None, dtype=None, *, out_sharding=None', drawn('int')),
  ...defineAll(['gamma', 'loggamma'], 'key, a, shape=None, dtype=None, *, out_sharding=None', drawn('float')),
  pareto: define('key, b, shape=None, dtype=None, *, out_sharding=None', drawn('float')),
  beta: define('key, a, b, shape=None, dtype=None, *, out_sharding=None', drawn('float')),
  ...defineAll(['t', 'chisquare'], 'key, df, shape=None, dtype=None, *, out_sharding=None', drawn('float')),
  rayleigh: define('key, scale, shape=None, dtype=None, *, out_sharding=None', drawn('float')),
  geometric: define('key, p, shape=None, dtype=None, *, out_sharding=None', drawn('int')),
  categorical: define('key, logits, axis=-1, shape=None, replace=True, mode=None, **kwargs', categorical),
  choice: define('key, a, shape=(), replace=True, p=None, axis=0, mode=None, **kwargs', choice),
  ...defineAll(['permutation', 'shuffle'], 'key, x, axis=0, independent=False, **kwargs', permuted),
  dirichlet: define('key, alpha, shape=None, dtype=None, *, out_sharding=None', drawnRows('alpha')),
  multivariate_normal: define(
    'key, mean, cov, shape=None, dtype=None, method=None, *, out_sharding=None',
    drawnRows('mean'),
  ),
  orthogonal: define('key, n, shape=(), dtype=None, m=None, *, out_sharding=None', drawnSquares('n', 2)),
  ball: define('key, d, p=2, shape=(), dtype=None, *, out_sharding=None', drawnSquares('d', 1)),
  binomial: define('key, n, p, shape=None, dtype=None, *, out_sharding=None', drawn('float')),
  multinomial: define('key, *args, **kwargs', ofUnknownShape),
  maxwell: define(OF_SHAPE, drawn('float')),
  lognormal: define('key, sigma=1.0, shape=None, dtype=None, *, out_sharding=None', drawn('float')),
  triangular: define('key, left, mode, right, shape=None, dtype=None, *, out_sharding=None', drawn('float')),
  double_sided_maxwell: define('key, loc, scale, shape=(), dtype=None, *, out_sharding=None', drawn('float')),
  weibull_min: define(
    'key, scale, concentration, shape=(), dtype=None, *, out_sharding=None',
    drawn('float'),
  ),
  wald: define('key, mean, shape=None, dtype=None, *, out_sharding=None', drawn('float')),
  generalized_normal: define('key, p, shape=(), dtype=None, *, out_sharding=None', drawn('float')),
  f: define('key, dfnum, dfden, shape=None, dtype=None, *, out_sharding=None', drawn('float')),
};

export const jaxRandom = moduleOf(
  'jax.random',
  functionMembers(within('jax.random'), { ...KEYS, ...DISTRIBUTIONS }),
);
