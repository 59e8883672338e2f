/** `jax.nn.initializers`: functions that make a weight of a shape, and functions that make those. https://docs.jax.dev/en/latest/jax.nn.initializers.html */
import { filled } from '../array/creators.ts';
import { define, functionValue } from '../array/operation.ts';
import { moduleOf, nativeFunction, type Value } from '../parts.ts';
import { within } from './flavour.ts';

const initializer = (name: string): Value =>
  functionValue(
    within('initializers'),
    name,
    define('key, shape, dtype=None, **kwargs', filled('float', ['shape'])),
  );

const MAKERS = [
  'constant',
  'delta_orthogonal',
  'glorot_normal',
  'glorot_uniform',
  'he_normal',
  'he_uniform',
  'kaiming_normal',
  'kaiming_uniform',
  'lecun_normal',
  'lecun_uniform',
  'normal',
  'orthogonal',
  'truncated_normal',
  'uniform',
  'variance_scaling',
  'xavier_normal',
  'xavier_uniform',
];

const maker = (name: string): Value => nativeFunction(`initializers.${name}`, () => initializer(name));

export const jaxInitializers = moduleOf('jax.nn.initializers', {
  ...Object.fromEntries(MAKERS.map(name => [name, () => maker(name)])),
  zeros: initializer('zeros'),
  ones: initializer('ones'),
  zeros_init: maker('zeros_init'),
  ones_init: maker('ones_init'),
});
