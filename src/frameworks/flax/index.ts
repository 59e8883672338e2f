/** Flax. https://flax.readthedocs.io/en/latest/ */

import { type Framework, moduleOf } from '../parts.ts';
import { linen } from './linen/index.ts';
import { nnx } from './nnx/index.ts';
import { struct } from './struct.ts';
import { flaxTensors } from './tensors.ts';
import { training } from './training.ts';
import { core, serialization, traverseUtil } from './utilities.ts';
import { flaxWords } from './words.ts';

const flaxModule = moduleOf('flax', {
  nnx,
  linen,
  training,
  struct,
  serialization,
  core,
  traverse_util: traverseUtil,
});

export const flax: Framework = {
  name: 'flax',
  words: flaxWords,
  modules: { flax: () => flaxModule },
  tensors: flaxTensors,
};
