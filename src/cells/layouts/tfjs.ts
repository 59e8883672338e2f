/**
 * TensorFlow.js layers: Keras' storage, its hardSigmoid is 0.2x + 0.5 and its GRU knows only the reset before the product.
 * Source: tfjs-layers/src/layers/recurrent.ts, tfjs-layers/src/activations.ts.
 */
import { keras, kerasGru, kerasLstm, kerasSimpleRnn } from './keras.ts';
import type { Layout } from './layout.ts';

export const tfjs: Layout = {
  ...keras,
  name: 'tfjs',
  title: 'TensorFlow.js',
  activations: {
    ...keras.activations,
    hardSigmoid: 'hard_sigmoid_fifth',
    hard_sigmoid: 'hard_sigmoid_fifth',
  },
  // tfjs-layers/src/layers/recurrent.ts
  fills: { matrix: 'glorot_normal', state: 'orthogonal', bias: 'unit_forget_bias' },
  cells: { lstm: kerasLstm, gru: kerasGru, 'simple-rnn': kerasSimpleRnn },
};
