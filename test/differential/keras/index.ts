/** Random programs of Keras. */
import type { Draw } from '../draw.ts';
import { type Grammar, randomProgram } from '../grammar.ts';
import type { Line } from '../program.ts';
import { layers } from './layers.ts';
import { models } from './models.ts';
import { operations } from './ops.ts';
import { recurrent } from './recurrent.ts';
import { input, shapeOfRank } from './tensors.ts';
import { written } from './written.ts';

const NUMPY = 'import numpy as np';

const GRAMMAR: Grammar = {
  imports: [NUMPY, 'import keras', 'from keras import layers, ops'],
  habits: {
    keywords: [
      'units',
      'return_sequences',
      'return_sequence',
      'return_state',
      'return_states',
      'input_shape',
      'input_dim',
      'hidden_size',
      'num_units',
      'axis',
      'dim',
      'activation',
      'dropout',
      'stateful',
      'merge_mode',
      'padding',
      'strides',
      'stride',
      'kernel_size',
      'filters',
      'pool_size',
      'shape',
      'batch_size',
      'mask_zero',
      'input_length',
      'name',
      'dtype',
      'initial_state',
      'use_bias',
      'batch_input_shape',
      'axes',
      'bidirectional',
      'keepdims',
      'n',
      'rate',
      'output_dim',
      'loss',
      'training',
    ],
    options: [
      'tanh',
      'relu',
      'sigmoid',
      'same',
      'valid',
      'causal',
      'sum',
      'concat',
      'ave',
      'mul',
      'softmax',
      'mse',
      'full',
      'zeros',
      'int32',
      'float32',
      'categorical_crossentropy',
      'sparse_categorical_crossentropy',
    ],
  },
  makers: [
    [4, recurrent],
    [3.5, layers],
    [2, operations],
    [3, models],
    [3, written],
  ],
  begin: (s, draw) => input(s, shapeOfRank(draw, draw.pick([1, 2, 2, 2, 3]))),
  makes: [1, 5],
};

/** Keras before 3 has no `keras.ops`; what layers and functions of the program compute with is written by other names. */
const older = (imports: readonly string[], names: Readonly<Record<string, string>>): Grammar => ({
  ...GRAMMAR,
  imports: [NUMPY, ...imports],
  makers: GRAMMAR.makers.filter(([, maker]) => maker !== operations),
  // A cell asks for the dtype of its states besides.
  spelt: text =>
    text
      .replace(/get_initial_state\(batch_size=(.*)\)$/, "get_initial_state(batch_size=$1, dtype='float32')")
      .replace(/\bops\.(\w+)/g, (written, name: string) => names[name] ?? written),
});

const TENSORFLOW = {
  mean: 'tf.reduce_mean',
  sum: 'tf.reduce_sum',
  expand_dims: 'tf.expand_dims',
  squeeze: 'tf.squeeze',
  transpose: 'tf.transpose',
  matmul: 'tf.matmul',
  tanh: 'tf.tanh',
  softmax: 'tf.nn.softmax',
  zeros: 'tf.zeros',
  shape: 'tf.shape',
  stack: 'tf.stack',
  concatenate: 'tf.concat',
  square: 'tf.square',
  abs: 'tf.abs',
};

const TF_KERAS = older(
  ['import tensorflow as tf', 'import tf_keras as keras', 'from tf_keras import layers'],
  TENSORFLOW,
);

/** The Keras inside of TensorFlow 1. */
const TF1_KERAS = older(
  ['import tensorflow as tf', 'from tensorflow import keras', 'from tensorflow.keras import layers'],
  TENSORFLOW,
);

const KERAS2 = older(['import keras', 'from keras import layers, backend as K'], {
  mean: 'K.mean',
  sum: 'K.sum',
  expand_dims: 'K.expand_dims',
  squeeze: 'K.squeeze',
  transpose: 'K.permute_dimensions',
  matmul: 'K.dot',
  tanh: 'K.tanh',
  softmax: 'K.softmax',
  zeros: 'K.zeros',
  shape: 'K.shape',
  stack: 'K.stack',
  concatenate: 'K.concatenate',
  square: 'K.square',
  abs: 'K.abs',
});

export const kerasProgram = (outer: Draw): readonly Line[] => randomProgram(outer, GRAMMAR);

export const tfKerasProgram = (outer: Draw): readonly Line[] => randomProgram(outer, TF_KERAS);

export const tf1KerasProgram = (outer: Draw): readonly Line[] => randomProgram(outer, TF1_KERAS);

export const keras2Program = (outer: Draw): readonly Line[] => randomProgram(outer, KERAS2);
