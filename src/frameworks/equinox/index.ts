/** Equinox. https://docs.kidger.site/equinox/ */
import { jaxTensors } from '../jax/methods.ts';
import { jaxWords } from '../jax/words.ts';
import { byName } from '../layer.ts';
import { type Framework, moduleOf } from '../parts.ts';
import { PReLU } from './activations.ts';
import { MultiheadAttention } from './attention.ts';
import { CELLS } from './cells.ts';
import { KEEPING, Lambda, Sequential } from './containers.ts';
import { ADAPTIVE_POOLS, CONVOLUTIONS, POOLS } from './convolution.ts';
import { Module } from './dialect.ts';
import { Embedding, RotaryPositionalEmbedding } from './embedding.ts';
import { FILTERS, STATES } from './filters.ts';
import { Linear, MLP } from './linear.ts';
import { BatchNorm, GroupNorm, LayerNorm, RMSNorm } from './normalisation.ts';

const LAYERS = [
  ...CELLS,
  Linear,
  MLP,
  Embedding,
  RotaryPositionalEmbedding,
  LayerNorm,
  RMSNorm,
  GroupNorm,
  BatchNorm,
  ...CONVOLUTIONS,
  ...POOLS,
  ...ADAPTIVE_POOLS,
  MultiheadAttention,
  PReLU,
  Sequential,
  Lambda,
  ...KEEPING,
];

const nn = moduleOf('equinox.nn', {
  ...byName(LAYERS),
  ...STATES,
});

const equinoxModule = moduleOf('equinox', { ...FILTERS, Module, nn });

export const equinox: Framework = {
  name: 'equinox',
  words: jaxWords,
  modules: { equinox: () => equinoxModule },
  tensors: jaxTensors,
};
