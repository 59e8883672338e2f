/** TensorFlow. Sources: tensorflow.org/api_docs, and its list of releases. */
import { KERAS } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { OPERATORS, outputAnd, PLAIN } from './wording.ts';

/** For what works on TensorFlow's tensors. */
export const TENSORS = {
  ...PLAIN,
  addAxis: '`tf.expand_dims`',
  removeAxis: 'Merge or drop axes with `tf.reshape` or `tf.squeeze`',
  moveAxis: '`tf.transpose`',
  keepAxis: '`keepdims=True`',
  algebra: { ...OPERATORS, transposed: (a: string) => `tf.transpose(${a})` },
} as const;

const outputAndState = outputAnd('output, state = ...', 'its state');

export const tensorflow = {
  title: 'TensorFlow',
  about:
    '`tf.keras` is Keras, above. Functions of tensors, `tf.data` and the cells of TensorFlow 1 (where version 1 is pinned, and below `tf.compat.v1`) are modelled.',
  packages: ['tensorflow', 'tensorflow-gpu', 'tensorflow-cpu', 'tensorflow-macos', 'tensorflow-intel'],
  minors: [
    [0, 12],
    [1, 15],
    [2, 21],
  ],
  tensorClass: 'tf.Tensor',
  tensors: CONVERTING,
  manner: KERAS,
  wording: {
    ...TENSORS,
    units: 'num_units',
    statePair: 'tf.nn.rnn_cell.LSTMStateTuple(c, h)',
    results: { 'lstm-cell': outputAndState, 'other-cell': outputAndState },
  },
} satisfies Profile;
