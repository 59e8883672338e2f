/** Runs of parameters that many constructors of Keras share, in the order of the documentation. */

const trios = (stem: string, names: readonly string[]) =>
  names.map(name => `${name}_${stem}=None`).join(', ');

export const KERNEL_INITIALIZERS = "kernel_initializer='glorot_uniform', bias_initializer='zeros'";
export const KERNEL_REST = [
  KERNEL_INITIALIZERS,
  trios('regularizer', ['kernel', 'bias', 'activity']),
  trios('constraint', ['kernel', 'bias']),
].join(', ');

export const RECURRENT_INITIALIZERS =
  "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros'";
export const CELL_REGULARIZERS = trios('regularizer', ['kernel', 'recurrent', 'bias']);
export const LAYER_REGULARIZERS = trios('regularizer', ['kernel', 'recurrent', 'bias', 'activity']);
export const RECURRENT_CONSTRAINTS = trios('constraint', ['kernel', 'recurrent', 'bias']);
export const DROPOUTS = 'dropout=0.0, recurrent_dropout=0.0';
export const RETURNS = 'return_sequences=False, return_state=False, go_backwards=False, stateful=False';

export const SEPARABLE_REST = [
  "depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', bias_initializer='zeros'",
  trios('regularizer', ['depthwise', 'pointwise', 'bias', 'activity']),
  trios('constraint', ['depthwise', 'pointwise', 'bias']),
].join(', ');

export const DEPTHWISE_REST = [
  "depthwise_initializer='glorot_uniform', bias_initializer='zeros'",
  trios('regularizer', ['depthwise', 'bias', 'activity']),
  trios('constraint', ['depthwise', 'bias']),
].join(', ');
