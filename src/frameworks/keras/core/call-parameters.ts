/**
 * What a call of a layer of Keras 3 takes: the parameters of its `call`, by `inspect.signature` of each class of `keras.layers` 3.15. Whatever they are,
 * `training` is taken and left out where the layer has no use for it (keras/src/layers/layer.py, CallSpec).
 */
import type { FlavourName } from './flavour.ts';

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

/** Of tf_keras 2.21, likewise. That `training` is left out where the layer has no use for it holds there too (base_layer.py, `_functional_construction_call`). */
const TF_KERAS: Readonly<Record<string, string>> = {
  inputs: `Activation Add Average AveragePooling1D AveragePooling2D AveragePooling3D Concatenate Conv1D Conv1DTranspose Conv2D Conv2DTranspose Conv3D
    Conv3DTranspose Cropping1D Cropping2D Cropping3D Dense DepthwiseConv1D DepthwiseConv2D Dot ELU EinsumDense Embedding Flatten
    GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D Identity LayerNormalization LeakyReLU
    LocallyConnected1D LocallyConnected2D Masking MaxPooling1D MaxPooling2D MaxPooling3D Maximum Minimum Multiply PReLU Permute ReLU
    RepeatVector Rescaling Reshape SeparableConv1D SeparableConv2D Subtract ThresholdedReLU UnitNormalization UpSampling1D UpSampling2D
    UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D`,
  'inputs, training':
    'AlphaDropout Dropout GaussianDropout GaussianNoise SpatialDropout1D SpatialDropout2D SpatialDropout3D',
  'inputs, mask, training, return_attention_scores, use_causal_mask': 'AdditiveAttention Attention',
  'inputs, training, mask': 'BatchNormalization TimeDistributed',
  'inputs, initial_state, constants, training, mask':
    'Bidirectional ConvLSTM1D ConvLSTM2D ConvLSTM3D GRU LSTM RNN SimpleRNN',
  'inputs, states, training': 'GRUCell LSTMCell SimpleRNNCell',
  'inputs, mask': 'GlobalAveragePooling1D GroupNormalization Softmax',
  'inputs, mask, training': 'Lambda',
  'query, value, key, attention_mask, return_attention_scores, training, use_causal_mask':
    'MultiHeadAttention',
};

/** Of Keras 2.2.4, where `training` is taken by those that have it only. */
const KERAS2: Readonly<Record<string, string>> = {
  inputs: `Activation Add Average AveragePooling1D AveragePooling2D AveragePooling3D Concatenate Conv1D Conv2D Conv2DTranspose Conv3D Conv3DTranspose
    Cropping1D Cropping2D Cropping3D Dense Dot ELU Embedding Flatten GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPooling1D
    GlobalMaxPooling2D GlobalMaxPooling3D LeakyReLU LocallyConnected1D LocallyConnected2D Masking MaxPooling1D MaxPooling2D MaxPooling3D Maximum
    Minimum Multiply Permute ReLU RepeatVector Reshape SeparableConv1D SeparableConv2D Softmax Subtract UpSampling1D UpSampling2D UpSampling3D
    ZeroPadding1D ZeroPadding2D ZeroPadding3D`,
  'inputs, training': `AlphaDropout BatchNormalization DepthwiseConv2D Dropout GaussianDropout GaussianNoise SpatialDropout1D SpatialDropout2D
    SpatialDropout3D`,
  'inputs, initial_state, constants, training, mask':
    'Bidirectional ConvLSTM2D CuDNNGRU CuDNNLSTM GRU LSTM RNN SimpleRNN',
  'inputs, states, training': 'ConvLSTM2DCell GRUCell LSTMCell SimpleRNNCell',
  'inputs, mask': 'GlobalAveragePooling1D Lambda PReLU ThresholdedReLU',
  'inputs, training, mask': 'TimeDistributed',
};

/** Of `tf.keras` in TensorFlow 1.15, which leaves `training` out as tf_keras does. */
const TF1: Readonly<Record<string, string>> = {
  inputs: `Activation Add Average AveragePooling1D AveragePooling2D AveragePooling3D Concatenate Conv1D Conv2D Conv2DTranspose Conv3D Conv3DTranspose
    Cropping1D Cropping2D Cropping3D Dense DepthwiseConv2D Dot ELU Embedding Flatten GlobalAveragePooling2D GlobalAveragePooling3D
    GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D LayerNormalization LeakyReLU LocallyConnected1D LocallyConnected2D Masking
    MaxPooling1D MaxPooling2D MaxPooling3D Maximum Minimum Multiply PReLU Permute ReLU RepeatVector Reshape SeparableConv1D SeparableConv2D
    Softmax Subtract ThresholdedReLU UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D`,
  'inputs, training': `AlphaDropout BatchNormalization Dropout GaussianDropout GaussianNoise SpatialDropout1D SpatialDropout2D
    SpatialDropout3D`,
  'inputs, mask': 'AdditiveAttention Attention GlobalAveragePooling1D',
  'inputs, initial_state, constants, training, mask':
    'Bidirectional ConvLSTM2D CuDNNGRU CuDNNLSTM GRU LSTM RNN SimpleRNN',
  'inputs, states, training': 'GRUCell LSTMCell SimpleRNNCell',
  'inputs, mask, training': 'Lambda',
  'inputs, training, mask': 'TimeDistributed',
};

type ByClass = ReadonlyMap<string, readonly string[]>;

const byClass = (signatures: Readonly<Record<string, string>>): ByClass =>
  new Map(
    Object.entries(signatures).flatMap(([parameters, classes]) =>
      classes.split(/\s+/).map(name => [name, parameters.split(', ')] as const),
    ),
  );

const TABLES: Readonly<Record<FlavourName, ByClass | undefined>> = {
  keras3: byClass(PARAMETERS),
  tf_keras: byClass(TF_KERAS),
  tf1: byClass(TF1),
  keras2: byClass(KERAS2),
  tfjs: undefined,
};

/** Names of the parameters; undefined where the class is none of these. */
export const callParameters = (
  className: string,
  flavour: FlavourName = 'keras3',
): readonly string[] | undefined => TABLES[flavour]?.get(className);

/** Whether any layer takes `training`. */
export const takesTraining = (flavour: FlavourName): boolean => flavour !== 'keras2';

/** How many arguments may stand by position: before they were part of TensorFlow layers took one, recurrent ones what `__call__` names. */
export function mostByPosition(known: readonly string[], flavour: FlavourName): number {
  const named = known.indexOf('constants');
  if (named >= 0) return named + 1;
  return flavour === 'keras2' ? 1 : known.length;
}

/** Of a model that is no class of the program's. */
export const modelParameters = (flavour: FlavourName): readonly string[] | undefined =>
  flavour === 'tfjs' ? undefined : flavour === 'keras2' ? ['inputs', 'mask'] : ['inputs', 'training', 'mask'];
