/** `numpy.random`: old functions, `RandomState` and `Generator`. https://numpy.org/doc/stable/reference/random/index.html */

import { size } from '../../shapes/index.ts';
import { drawnBetween, filledOneByOne, permutation, sampled } from '../array/creators.ts';
import { instance } from '../array/opaque.ts';
import { literalShape } from '../array/operand.ts';
import {
  define,
  defineAll,
  type FunctionTable,
  functionMembers,
  functionValue,
  type Operation,
  option,
} from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { readNewShape, type Sizes } from '../array/sizes.ts';
import {
  asBool,
  boundsIn,
  type Call,
  counter,
  heldAt,
  moduleOf,
  type NativeClass,
  NONE,
  shapeOf,
  type Value,
} from '../parts.ts';
import { choice } from './choice.ts';
import { NUMPY } from './flavour.ts';

/** Distributions and their parameters before `size`. */
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  normal: 'loc=0.0, scale=1.0',
  uniform: 'low=0.0, high=1.0',
  laplace: 'loc=0.0, scale=1.0',
  logistic: 'loc=0.0, scale=1.0',
  gumbel: 'loc=0.0, scale=1.0',
  lognormal: 'mean=0.0, sigma=1.0',
  exponential: 'scale=1.0',
  rayleigh: 'scale=1.0',
  poisson: 'lam=1.0',
  standard_t: 'df',
  chisquare: 'df',
  geometric: 'p',
  power: 'a',
  weibull: 'a',
  pareto: 'a',
  gamma: 'shape, scale=1.0',
  standard_gamma: 'shape',
  beta: 'a, b',
  vonmises: 'mu, kappa',
  triangular: 'left, mode, right',
  binomial: 'n, p',
  negative_binomial: 'n, p',
};

const WHOLE = ['poisson', 'geometric', 'binomial', 'negative_binomial'];

/** Each draw is a row as long as one of the arguments; what several rows of arguments give is not told. */
const drawnRows =
  (parameter: string, dtype: 'float' | 'int') =>
  (op: Operation): Value => {
    const row = literalShape(op.bound.value(parameter));
    const isScalar = op.bound.value('n').kind !== 'list' && op.bound.value('n').kind !== 'tensor';
    const sizes: Sizes = option(op, 'size').kind === 'none' ? { shape: [] } : readNewShape(op, ['size']);
    if (sizes.refused) return refused(op);
    const isKnown = row?.length === 1 && isScalar && sizes.shape;
    return result(op, isKnown ? [...sizes.shape, ...row] : undefined, { dtype, role: 'data' });
  };

/** `randint(low, high, size)`, below `high`; `integers(..., endpoint=True)` also that. */
function between(op: Operation): Value {
  const { bound } = op;
  const made = sampled('int')(op);
  const ends = bound.names.includes('endpoint') ? asBool(bound.value('endpoint')) : false;
  if (ends === undefined || bound.open || made.kind !== 'tensor') return made;
  return numberDrawn(drawnBetween(made, bound.value('low'), bound.value('high'), size(ends ? 1 : 0)), op);
}

/** One number alone stands where it was drawn. */
function numberDrawn(made: Value, { host }: Operation): Value {
  const bounds = made.kind === 'tensor' && shapeOf(made)?.length === 0 ? boundsIn(made) : undefined;
  if (made.kind !== 'tensor' || !bounds) return made;
  return heldAt(made, counter(host.nextId(), bounds.from, bounds.below).place);
}

const SAMPLES: FunctionTable = {
  ...Object.fromEntries(
    Object.entries(DISTRIBUTIONS).map(([name, parameters]) => [
      name,
      define(`${parameters}, size=None, **kwargs`, sampled(WHOLE.includes(name) ? 'int' : 'float')),
    ]),
  ),
  standard_cauchy: define('size=None', sampled('float')),
  zipf: define('a, size=None', sampled('int')),
  logseries: define('p, size=None', sampled('int')),
  f: define('dfnum, dfden, size=None', sampled('float')),
  noncentral_chisquare: define('df, nonc, size=None', sampled('float')),
  wald: define('mean, scale, size=None', sampled('float')),
  hypergeometric: define('ngood, nbad, nsample, size=None', sampled('int')),
  multivariate_normal: define(
    'mean, cov, size=None, check_valid=None, tol=None, **kwargs',
    drawnRows('mean', 'float'),
  ),
  dirichlet: define('alpha, size=None', drawnRows('alpha', 'float')),
  multinomial: define('n, pvals, size=None', drawnRows('pvals', 'int')),
  ...defineAll(['shuffle', 'seed', 'set_state'], '*args, **kwargs', () => NONE),
  permutation: define('x, axis=0', permutation),
  choice: define('a, size=None, replace=True, p=None, axis=0, shuffle=True, **kwargs', choice),
};

export const LEGACY: FunctionTable = {
  ...SAMPLES,
  ...defineAll(['rand', 'randn'], '*size', filledOneByOne('float')),
  ...defineAll(
    ['random', 'random_sample', 'ranf', 'sample', 'standard_normal', 'standard_exponential'],
    'size=None',
    sampled('float'),
  ),
  randint: define('low, high=None, size=None, dtype=None', between),
  random_integers: define('low, high=None, size=None, dtype=None', sampled('int')),
};

const GENERATOR: FunctionTable = {
  ...SAMPLES,
  ...defineAll(
    ['random', 'standard_normal', 'standard_exponential'],
    'size=None, dtype=None, *args, **kwargs',
    sampled('float'),
  ),
  integers: define('low, high=None, size=None, dtype=None, endpoint=False', between),
  permuted: define('x, *args, **kwargs', permutation),
};

function source(name: string, table: FunctionTable): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    name,
    qualified: `numpy.random.${name}`,
    framework: 'numpy',
    ancestors: [],
    construct: call => generator(call, type, table),
  };
  return type;
}

function generator(call: Call, type: NativeClass, table: FunctionTable): Value {
  return instance(call.host, type, call.site, {
    attribute: (_host, name) => {
      const definition = Object.hasOwn(table, name) ? table[name] : undefined;
      return definition && functionValue({ ...NUMPY, module: type.name }, name, definition);
    },
  });
}

export const random = moduleOf('numpy.random', {
  ...functionMembers({ ...NUMPY, module: 'np.random' }, LEGACY),
  RandomState: source('RandomState', LEGACY),
  Generator: source('Generator', GENERATOR),
  default_rng: source('default_rng', GENERATOR),
});
