/** Keras: version 3, the one inside of TensorFlow, the package `tf_keras`, and the old one, as flavours of one description. */
import type { Framework } from '../parts.ts';
import { KERAS_EDITIONS, kerasFlavour, legacyFlavour } from './core/flavour.ts';
import { kerasModule } from './module.ts';
import { kerasPackage } from './package.ts';
import { kerasTensors } from './tensors.ts';
import { kerasWords } from './words/index.ts';

export const keras: Framework = {
  name: 'keras',
  modules: {
    keras: host => kerasPackage(kerasFlavour(host)),
    tf_keras: () => kerasModule(legacyFlavour()),
  },
  tensors: kerasTensors,
  editions: KERAS_EDITIONS,
  words: kerasWords,
};
