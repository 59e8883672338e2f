/** mlx.nn's modules. https://ml-explore.github.io/mlx/build/html/python/nn/module.html */
import type { Dialect } from '../modules/dialect.ts';
import { type LayerSpec, moduleLayer } from '../modules/layer-class.ts';
import { itself, modulePairs, modules, named, nothing } from '../modules/methods.ts';
import { moduleClass } from '../modules/module.ts';
import { asString, type Call, type NativeClass, type NativeValue, type Value } from '../parts.ts';
import { freeze, unfreeze } from './frozen.ts';
import { children, parameters, trainableParameters } from './parameters.ts';

const GIVING_ITSELF = [
  'train',
  'eval',
  'update',
  'update_modules',
  'apply',
  'apply_to_modules',
  'load_weights',
];

/** Modules are dictionaries of their arrays, lists and modules: `lstm['Wx']`. */
function entryOf(layer: NativeValue, { host, site, args: [, key] }: Call): Value {
  const name = key && asString(key.value);
  const value = name === undefined ? undefined : host.attribute(layer, name, site);
  const isEntry = value?.kind === 'tensor' || value?.kind === 'native' || value?.kind === 'list';
  return isEntry ? value : host.unknown('an entry of a module', site);
}

export const MLX_NN: Dialect = {
  framework: 'mlx',
  path: 'mlx.nn',
  base: 'Module',
  entry: '__call__',
  input: 'x',
  // Names that begin with an underscore are the program's own affair.
  nests: name => !name.startsWith('_'),
  index: entryOf,
  registers: [],
  forgets: ['input_size', 'input_dims', 'output_dims'],
  methods: {
    ...named(GIVING_ITSELF, itself),
    ...named(['save_weights', 'set_dtype'], nothing),
    freeze,
    unfreeze,
    modules,
    named_modules: modulePairs,
    parameters,
    trainable_parameters: trainableParameters,
    children,
  },
};

export const layerClass = (spec: LayerSpec): NativeClass => moduleLayer(MLX_NN, spec);
export const Module = moduleClass(MLX_NN);
