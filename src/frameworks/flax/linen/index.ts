/** flax.linen as a module. https://flax.readthedocs.io/en/latest/api_reference/flax.linen/index.html */
import { jaxInitializers } from '../../jax/initializers.ts';
import { sameFunction } from '../../jax/transforms.ts';
import { byName } from '../../layer.ts';
import { type ModuleValue, moduleOf, type NativeClass } from '../../parts.ts';
import { SHARED_NAMES, sharedFunction } from '../functions.ts';
import { ATTENTION } from './attention.ts';
import { CELLS } from './cells.ts';
import { ConvLSTMCell } from './conv-lstm.ts';
import { LAYERS } from './layers.ts';
import { LIFTED } from './lifted.ts';
import { Module } from './module.ts';
import { Bidirectional, RNN } from './sequences.ts';
import { Sequential } from './sequential.ts';

const CLASSES: readonly NativeClass[] = [
  Module,
  ...CELLS,
  ConvLSTMCell,
  ...LAYERS,
  ...ATTENTION,
  RNN,
  Bidirectional,
  Sequential,
];

/** Decorators that leave a method what it is. */
const SAME = ['compact', 'nowrap', 'compact_name_scope'];

const members = moduleOf('flax.linen', {
  ...byName(CLASSES),
  RNNCellBase: Module,
  ...Object.fromEntries(SAME.map(name => [name, sameFunction(`nn.${name}`)])),
  ...LIFTED,
  initializers: jaxInitializers,
  recurrent: () => linen,
  transforms: moduleOf('flax.linen.transforms', LIFTED),
  module: () => linen,
});

export const linen: ModuleValue = {
  ...members,
  names: () => [...new Set([...(members.names?.() ?? []), ...SHARED_NAMES])],
  member: (host, name) => members.member(host, name) ?? sharedFunction(host, name, 'flax.linen'),
};
