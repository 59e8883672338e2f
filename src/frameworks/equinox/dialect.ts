/** Equinox' modules: records whose fields are arrays and other modules. https://docs.kidger.site/equinox/api/module/module/ */
import type { Dialect } from '../modules/dialect.ts';
import { type LayerSpec, moduleLayer } from '../modules/layer-class.ts';
import { moduleClass } from '../modules/module.ts';
import type { NativeClass } from '../parts.ts';

export const EQUINOX: Dialect = {
  framework: 'equinox',
  path: 'equinox.nn',
  base: 'Module',
  entry: '__call__',
  input: 'x',
  bias: options => options.flag('use_bias'),
  precedes: true,
  fields: true,
  // Arrays of NumPy are not trained.
  nests: (_name, { framework }) => framework === 'jax',
  registers: [],
  forgets: ['key', 'dtype'],
  methods: {},
};

export const layerClass = (spec: LayerSpec): NativeClass => moduleLayer(EQUINOX, spec);

/** `equinox.Module` stands beside `equinox.nn`. */
export const Module: NativeClass = { ...moduleClass(EQUINOX), qualified: 'equinox.Module' };
