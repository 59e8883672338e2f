/** Keras, and what works on TensorFlow's tensors. Sources: keras.io/api, tensorflow.org/api_docs, js.tensorflow.org/api, sonnet.readthedocs.io. */
import { OPERATORS, outputAnd, PLAIN, type Wording } from './wording.ts';

export const keras: Wording = {
  ...PLAIN,
  title: 'Keras',
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
};

export const tfjs: Wording = {
  ...keras,
  title: 'TensorFlow.js',
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
};

const TENSORS = {
  ...PLAIN,
  addAxis: '`tf.expand_dims`',
  removeAxis: 'Merge or drop axes with `tf.reshape` or `tf.squeeze`',
  moveAxis: '`tf.transpose`',
  keepAxis: '`keepdims=True`',
  algebra: { ...OPERATORS, transposed: (a: string) => `tf.transpose(${a})` },
} as const;

const outputAndState = outputAnd('output, state = ...', 'its state');

/** TensorFlow's own functions, and the cells of TensorFlow 1. */
export const tensorflow: Wording = {
  ...TENSORS,
  title: 'TensorFlow',
  units: 'num_units',
  statePair: 'tf.nn.rnn_cell.LSTMStateTuple(c, h)',
  results: { 'lstm-cell': outputAndState, 'other-cell': outputAndState },
};

export const sonnet: Wording = {
  ...TENSORS,
  title: 'Sonnet',
  units: 'hidden_size',
  sizes: { Linear: 'output_size', Embed: 'embed_dim' },
  statePair: 'snt.LSTMState(hidden=h, cell=c)',
  results: { lstm: outputAndState, other: outputAndState },
};
