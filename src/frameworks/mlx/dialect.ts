/** mlx.nn's modules. https://ml-explore.github.io/mlx/build/html/python/nn/module.html */
import type { Dialect } from '../modules/dialect.ts';
import { type LayerSpec, moduleLayer } from '../modules/layer-class.ts';
import { itself, modulePairs, modules, named, nothing } from '../modules/methods.ts';
import { moduleClass } from '../modules/module.ts';
import type { NativeClass } from '../parts.ts';

export const MLX_NN: Dialect = {
  framework: 'mlx',
  path: 'mlx.nn',
  base: 'Module',
  entry: '__call__',
  input: 'x',
  registers: [],
  forgets: ['input_size', 'input_dims', 'output_dims'],
  methods: {
    ...named(['train', 'eval', 'freeze', 'unfreeze', 'update', 'apply', 'set_dtype', 'load_weights'], itself),
    save_weights: nothing,
    modules,
    named_modules: modulePairs,
  },
};

export const layerClass = (spec: LayerSpec): NativeClass => moduleLayer(MLX_NN, spec);
export const Module = moduleClass(MLX_NN);
