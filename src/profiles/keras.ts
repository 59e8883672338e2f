/** Keras. Sources: keras.io/api, and its list of releases. */
import { KERAS } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { PLAIN } from './wording.ts';

export const keras = {
  title: 'Keras',
  about:
    'Keras 3, `tf.keras`, `tf_keras` and Keras 2 are flavours of one description, chosen by the version that counts; the tables are those of Keras 3 and `tf_keras`. Sequential, functional and subclassed models, layers of your own with `build` and `add_weight`, and what `fit`, `predict` and losses do with targets are modelled.',
  packages: ['keras', 'keras-nightly'],
  minors: [
    [0, 3],
    [1, 2],
    [2, 15],
    [3, 15],
  ],
  tensorClass: 'KerasTensor',
  tensors: CONVERTING,
  manner: KERAS,
  wording: {
    ...PLAIN,
    sizes: { Embedding: 'output_dim', Conv1D: 'filters', Conv2D: 'filters', SeparableConv1D: 'filters' },
    addAxis: '`[..., np.newaxis]`',
    removeAxis: 'Merge or drop axes with a `Reshape` layer',
    perSlice: '`TimeDistributed`',
    moveAxis: '`np.moveaxis`',
    keepAxis: '`keepdims=True`',
    graph: {
      declare: axes => `Give \`Input\` a shape of (${axes})`,
      addAxis: 'a `Reshape` layer',
      moveAxis: 'a `Permute` layer',
    },
    statePair: 'initial_state=[h, c]',
    returnsOnRequest: true,
    repeat: steps => `RepeatVector(${steps})`,
  },
} satisfies Profile;
