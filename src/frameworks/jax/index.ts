/** JAX. https://docs.jax.dev/en/latest/ */
import { unknownDim } from '../../shapes/index.ts';
import { filled } from '../array/creators.ts';
import { opaqueClass } from '../array/opaque.ts';
import { define, type FunctionTable, functionMembers, functionValue } from '../array/operation.ts';
import {
  type Framework,
  type Host,
  integer,
  listOf,
  type ModuleValue,
  moduleOf,
  NONE,
  nativeFunction,
  SOME_STRING,
  type Value,
} from '../parts.ts';
import { arrayClass } from './array-class.ts';
import { flattenUtil } from './flatten-util.ts';
import { within } from './flavour.ts';
import { IMAGE } from './image.ts';
import { jaxLax } from './lax.ts';
import { jaxTensors } from './methods.ts';
import { jaxNn } from './nn.ts';
import { jaxNumpy } from './numpy.ts';
import { optax } from './optax.ts';
import { jaxRandom } from './random.ts';
import { jaxScipy } from './scipy.ts';
import { SEGMENTS } from './sized.ts';
import { TRANSFORMS } from './transforms.ts';
import { jaxTree, jaxTreeUtil, TREE_FUNCTIONS } from './tree-functions.ts';
import { jaxWords } from './words.ts';

const given = (name: string): Value =>
  nativeFunction(`jax.${name}`, ({ args: [first] }) => first?.value ?? NONE);
const nothing = (name: string): Value => nativeFunction(`jax.${name}`, () => NONE);
const count = (name: string): Value => nativeFunction(`jax.${name}`, () => integer(unknownDim()));
const opaque = (name: string): Value => opaqueClass({ qualified: `jax.${name}`, framework: 'jax' });

/** Some devices: how many is not known. */
const devices = nativeFunction('jax.devices', ({ host, site }) =>
  listOf({ element: host.unknown('a device', site), length: undefined }),
);

const of = (module: string, table: FunctionTable): Value =>
  moduleOf(module, functionMembers(within(module), table));

const members = moduleOf('jax', {
  ...TRANSFORMS,
  numpy: jaxNumpy,
  nn: jaxNn,
  random: jaxRandom,
  lax: jaxLax,
  tree: jaxTree,
  tree_util: jaxTreeUtil,
  ...TREE_FUNCTIONS,
  flatten_util: flattenUtil,
  scipy: jaxScipy,
  ops: of('jax.ops', SEGMENTS),
  image: of('jax.image', IMAGE),
  Array: arrayClass('jax.Array'),
  ShapeDtypeStruct: functionValue(
    within('jax'),
    'ShapeDtypeStruct',
    define('shape, dtype, **kwargs', filled('float', ['shape'])),
  ),
  ...Object.fromEntries(['device_put', 'device_get', 'block_until_ready'].map(name => [name, given(name)])),
  ...Object.fromEntries(['clear_caches', 'print_environment_info'].map(name => [name, nothing(name)])),
  ...Object.fromEntries(
    ['device_count', 'local_device_count', 'process_count', 'process_index'].map(name => [name, count(name)]),
  ),
  devices,
  local_devices: devices,
  default_backend: nativeFunction('jax.default_backend', () => SOME_STRING),
  debug: moduleOf('jax.debug', { print: nothing('debug.print'), callback: nothing('debug.callback') }),
  config: moduleOf('jax.config', { update: nothing('config.update') }),
  named_scope: opaque('named_scope'),
  default_device: opaque('default_device'),
  __version__: SOME_STRING,
});

/** `import jax` does not bring this module with it; `import optax` does, and Flax's nnx. */
const isBrought = (host: Host): boolean =>
  [
    'import jax.flatten_util',
    'from jax.flatten_util',
    'from jax import flatten_util',
    'import optax',
    'import nnx',
    'flax.nnx',
    'flax.training',
  ].some(host.mentions);

export const jaxModule: ModuleValue = {
  ...members,
  member: (host, name) =>
    name === 'flatten_util' && !isBrought(host) ? undefined : members.member(host, name),
};

export const jax: Framework = {
  name: 'jax',
  words: jaxWords,
  modules: { jax: () => jaxModule, optax: () => optax },
  tensors: jaxTensors,
};
