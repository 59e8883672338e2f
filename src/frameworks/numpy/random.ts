/** `numpy.random`: old functions, `RandomState` and `Generator`. https://numpy.org/doc/stable/reference/random/index.html */
import { chosen, filledOneByOne, permutation, sampled } from '../array/creators.ts';
import { instance } from '../array/opaque.ts';
import { define, defineAll, type FunctionTable, functionMembers, functionValue } from '../array/operation.ts';
import { type Call, moduleOf, type NativeClass, NONE, type Value } from '../parts.ts';
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

const SAMPLES: FunctionTable = {
  ...Object.fromEntries(
    Object.entries(DISTRIBUTIONS).map(([name, parameters]) => [
      name,
      define(`${parameters}, size=None, **kwargs`, sampled(WHOLE.includes(name) ? 'int' : 'float')),
    ]),
  ),
  ...defineAll(['shuffle', 'seed', 'set_state'], '*args, **kwargs', () => NONE),
  permutation: define('x, axis=0', permutation),
  choice: define('a, size=None, replace=True, p=None, *args, **kwargs', chosen),
};

export const LEGACY: FunctionTable = {
  ...SAMPLES,
  ...defineAll(['rand', 'randn'], '*size', filledOneByOne('float')),
  ...defineAll(
    ['random', 'random_sample', 'ranf', 'sample', 'standard_normal'],
    'size=None',
    sampled('float'),
  ),
  ...defineAll(['randint', 'random_integers'], 'low, high=None, size=None, dtype=None', sampled('int')),
};

const GENERATOR: FunctionTable = {
  ...SAMPLES,
  ...defineAll(
    ['random', 'standard_normal', 'standard_exponential'],
    'size=None, dtype=None, *args, **kwargs',
    sampled('float'),
  ),
  integers: define('low, high=None, size=None, dtype=None, endpoint=False', sampled('int')),
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
