/** `numpy.random`: old functions, `RandomState` and `Generator`. https://numpy.org/doc/stable/reference/random/index.html */
import { chosen, filledOneByOne, permutation, sampled } from '../array/creators.ts';
import { instance } from '../array/opaque.ts';
import { define, defineAll, type FunctionTable, functionMembers, functionValue } from '../array/operation.ts';
import { type Call, moduleOf, type NativeClass, NONE, type Value } from '../parts.ts';
import { NUMPY } from './flavour.ts';

const ONE_PARAMETER = [
  'exponential',
  'poisson',
  'standard_t',
  'chisquare',
  'geometric',
  'rayleigh',
  'power',
  'weibull',
  'pareto',
];
const TWO_PARAMETERS = ['normal', 'uniform', 'laplace', 'logistic', 'lognormal', 'gumbel'];

const SAMPLES: FunctionTable = {
  ...defineAll(TWO_PARAMETERS, 'loc=0.0, scale=1.0, size=None, **kwargs', sampled('float')),
  ...defineAll(ONE_PARAMETER, 'scale=1.0, size=None, **kwargs', sampled('float')),
  ...defineAll(['beta', 'gamma'], 'a, b=1.0, size=None, **kwargs', sampled('float')),
  binomial: define('n, p, size=None', sampled('int')),
  ...defineAll(['shuffle', 'seed', 'set_state'], '*args, **kwargs', () => NONE),
  permutation: define('x, axis=0', permutation),
  choice: define('a, size=None, replace=True, p=None, *args, **kwargs', chosen),
};

const LEGACY: FunctionTable = {
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
    'size=None, dtype=None, **kwargs',
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
