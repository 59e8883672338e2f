/** TensorFlow.js. Sources: js.tensorflow.org/api, and its list of releases. */
import { keras } from './keras.ts';
import { KERAS } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';

export const tfjs = {
  title: 'TensorFlow.js',
  about:
    'In JavaScript and TypeScript. A name that `tf.layers` does not have is refused, as it is no function there.',
  packages: [
    '@tensorflow/tfjs',
    '@tensorflow/tfjs-node',
    '@tensorflow/tfjs-node-gpu',
    '@tensorflow/tfjs-layers',
  ],
  minors: [
    [0, 15],
    [1, 7],
    [2, 8],
    [3, 21],
    [4, 22],
  ],
  tensorClass: 'tf.Tensor',
  tensors: CONVERTING,
  manner: KERAS,
  wording: {
    ...keras.wording,
    language: 'javascript',
    sizes: { Embedding: 'outputDim', Conv1D: 'filters', Conv2D: 'filters', SeparableConv1D: 'filters' },
    addAxis: '`tf.expandDims`',
    removeAxis: 'Merge or drop axes with `tf.layers.reshape` or `tf.squeeze`',
    perSlice: undefined,
    moveAxis: '`transpose`',
    keepAxis: '`true` as `keepDims`',
    algebra: {
      product: (a, b) => `${a}.matMul(${b})`,
      elementwise: (a, b) => `${a}.mul(${b})`,
      transposed: a => `${a}.transpose()`,
      row: (a, index) => `${a}.gather([${index}])`,
    },
    graph: {
      declare: axes => `Give the first layer an \`inputShape\` of [${axes}]`,
      addAxis: '`tf.layers.reshape`',
      moveAxis: '`tf.layers.permute`',
    },
    statePair: '[h, c]',
    repeat: steps => `tf.layers.repeatVector({ n: ${steps} })`,
  },
} satisfies Profile;
