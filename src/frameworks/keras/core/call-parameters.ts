/**
 * What a call of a layer of Keras 3 takes: the parameters of its `call`, by `inspect.signature` of each class of `keras.layers` 3.15. Whatever they are,
 * `training` is taken and left out where the layer has no use for it (keras/src/layers/layer.py, CallSpec).
 */

const PARAMETERS: Readonly<Record<string, string>> = {
  inputs: `Activation ActivityRegularization AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D AdaptiveMaxPooling1D
    AdaptiveMaxPooling2D AdaptiveMaxPooling3D Add Average AveragePooling1D AveragePooling2D AveragePooling3D Concatenate Conv1D Conv1DTranspose Conv2D
    Conv2DTranspose Conv3D Conv3DTranspose Cropping1D Cropping2D Cropping3D DepthwiseConv1D DepthwiseConv2D Dot ELU Embedding Flatten
    GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GroupNormalization Identity
    LayerNormalization LeakyReLU Masking MaxPooling1D MaxPooling2D MaxPooling3D Maximum Minimum Multiply PReLU Permute ReLU RepeatVector
    Rescaling Reshape SeparableConv1D SeparableConv2D Subtract UnitNormalization UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D
    ZeroPadding2D ZeroPadding3D`,
  'inputs, training': `AlphaDropout Dense Dropout EinsumDense GaussianDropout GaussianNoise SpatialDropout1D SpatialDropout2D SpatialDropout3D
    SpectralNormalization`,
  'inputs, mask, training, return_attention_scores, use_causal_mask': 'AdditiveAttention Attention',
  'inputs, training, mask': 'BatchNormalization TimeDistributed',
  'sequences, initial_state, mask, training':
    'Bidirectional ConvLSTM1D ConvLSTM2D ConvLSTM3D GRU LSTM RNN SimpleRNN',
  'inputs, states, training': 'GRUCell LSTMCell',
  'sequence, states, training': 'SimpleRNNCell',
  'inputs, mask': 'GlobalAveragePooling1D Softmax',
  'inputs, mask, training': 'Lambda',
  'query, value, key, query_mask, value_mask, key_mask, attention_mask, return_attention_scores, training, use_causal_mask':
    'GroupQueryAttention MultiHeadAttention',
};

const BY_CLASS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(PARAMETERS).flatMap(([parameters, classes]) =>
    classes.split(/\s+/).map(name => [name, parameters.split(', ')] as const),
  ),
);

/** Names of the parameters; undefined where the class is none of these. */
export const callParameters = (className: string): readonly string[] | undefined => BY_CLASS.get(className);
