/** Haiku. https://dm-haiku.readthedocs.io/en/latest/ */

import { treeSize } from '../jax/flatten-util.ts';
import { jaxTensors } from '../jax/methods.ts';
import { jaxWords } from '../jax/words.ts';
import { byName } from '../layer.ts';
import { type Framework, moduleOf, nativeFunction } from '../parts.ts';
import { MultiHeadAttention } from './attention.ts';
import { CONV_LSTMS } from './conv-lstm.ts';
import { CONVOLUTIONS, ConvND } from './convolution.ts';
import { DeepRNN, deepRnnWithSkips, IdentityCore, ResetCore } from './core-combinators.ts';
import { CORES } from './cores.ts';
import { FUNCTIONS } from './functions.ts';
import { Bias, Embed, Linear, MLP } from './linear.ts';
import { Module, RNNCore } from './module.ts';
import { NORMALISATION } from './normalisation.ts';
import { PARAMETERS } from './parameters.ts';
import { POOLS } from './pooling.ts';
import { RESHAPING, Sequential } from './shaping.ts';
import { LSTMState } from './states.ts';
import { TESTING, TRANSFORMS } from './transform.ts';

const LAYERS = [
  ...CORES,
  ...CONV_LSTMS,
  IdentityCore,
  ResetCore,
  DeepRNN,
  Linear,
  Embed,
  Bias,
  Sequential,
  ...RESHAPING,
  ...CONVOLUTIONS,
  ConvND,
  ...NORMALISATION,
  ...POOLS,
  MultiHeadAttention,
];

const haikuModule = moduleOf('haiku', {
  ...FUNCTIONS,
  ...PARAMETERS,
  ...TRANSFORMS,
  ...byName(LAYERS),
  Module,
  RNNCore,
  LSTMState,
  deep_rnn_with_skip_connections: deepRnnWithSkips,
  nets: moduleOf('haiku.nets', { MLP }),
  testing: moduleOf('haiku.testing', TESTING),
  data_structures: moduleOf('haiku.data_structures', { tree_size: nativeFunction('tree_size', treeSize) }),
});

export const haiku: Framework = {
  name: 'haiku',
  words: jaxWords,
  modules: { haiku: () => haikuModule },
  tensors: jaxTensors,
};
