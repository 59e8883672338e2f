/** Sonnet's modules: the base classes, and how layers become classes. They make their variables when they are first called. https://sonnet.readthedocs.io/en/latest/api.html */
import type { Dialect } from '../modules/dialect.ts';
import { type LayerSpec, moduleLayer } from '../modules/layer-class.ts';
import { moduleClass } from '../modules/module.ts';
import type { NativeClass } from '../parts.ts';
import { PROPERTIES } from './variables.ts';

export const SNT: Dialect = {
  framework: 'sonnet',
  path: 'sonnet',
  base: 'Module',
  entry: '__call__',
  input: 'inputs',
  sequence: 'list',
  // What lists and dicts hold is tracked (`tf.Module`).
  nests: (_name, { source }) => source.role === 'weight',
  registers: [],
  forgets: 'all',
  methods: {},
  properties: PROPERTIES,
  weightsUnder: {
    input_to_hidden: ['w_i', 'input_to_hidden/w'],
    hidden_to_hidden: ['w_h', 'hidden_to_hidden/w'],
  },
};

/** All take a name last. */
export const layerClass = (spec: LayerSpec): NativeClass =>
  moduleLayer(SNT, { ...spec, signature: `${spec.signature}${spec.signature ? ', ' : ''}name=None` });

export const Module = moduleClass(SNT);
export const RNNCore: NativeClass = {
  ...moduleClass({ ...SNT, base: 'RNNCore' }),
  ancestors: ['sonnet.Module'],
};
