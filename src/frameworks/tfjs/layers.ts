/** `tf.layers`: the layers of Keras under TensorFlow.js's names; a name it does not have is no function. */

import { baseLayerClass } from '../keras/core/base-layer.ts';
import { type Flavour, TFJS } from '../keras/core/flavour.ts';
import { inputClass, makeInput } from '../keras/core/input.ts';
import { layerClass } from '../keras/core/layer-class.ts';
import { specsOf } from '../keras/layers/index.ts';
import { type ModuleValue, moduleOf, nativeFunction, type Value } from '../parts.ts';

/** Function names and the classes they make. */
const NAMES: Readonly<Record<string, string>> = {
  activation: 'Activation',
  add: 'Add',
  alphaDropout: 'AlphaDropout',
  average: 'Average',
  averagePooling1d: 'AveragePooling1D',
  averagePooling2d: 'AveragePooling2D',
  averagePooling3d: 'AveragePooling3D',
  avgPool1d: 'AveragePooling1D',
  avgPool2d: 'AveragePooling2D',
  avgPool3d: 'AveragePooling3D',
  avgPooling1d: 'AveragePooling1D',
  avgPooling2d: 'AveragePooling2D',
  avgPooling3d: 'AveragePooling3D',
  batchNormalization: 'BatchNormalization',
  bidirectional: 'Bidirectional',
  concatenate: 'Concatenate',
  conv1d: 'Conv1D',
  conv2d: 'Conv2D',
  conv2dTranspose: 'Conv2DTranspose',
  conv3d: 'Conv3D',
  conv3dTranspose: 'Conv3DTranspose',
  convLstm2d: 'ConvLSTM2D',
  cropping2D: 'Cropping2D',
  dense: 'Dense',
  depthwiseConv2d: 'DepthwiseConv2D',
  dot: 'Dot',
  dropout: 'Dropout',
  elu: 'ELU',
  embedding: 'Embedding',
  flatten: 'Flatten',
  gaussianDropout: 'GaussianDropout',
  gaussianNoise: 'GaussianNoise',
  globalAveragePooling1d: 'GlobalAveragePooling1D',
  globalAveragePooling2d: 'GlobalAveragePooling2D',
  globalMaxPool1d: 'GlobalMaxPooling1D',
  globalMaxPool2d: 'GlobalMaxPooling2D',
  globalMaxPooling1d: 'GlobalMaxPooling1D',
  globalMaxPooling2d: 'GlobalMaxPooling2D',
  gru: 'GRU',
  gruCell: 'GRUCell',
  layerNormalization: 'LayerNormalization',
  leakyReLU: 'LeakyReLU',
  lstm: 'LSTM',
  lstmCell: 'LSTMCell',
  masking: 'Masking',
  maxPool1d: 'MaxPooling1D',
  maxPool2d: 'MaxPooling2D',
  maxPooling1d: 'MaxPooling1D',
  maxPooling2d: 'MaxPooling2D',
  maxPooling3d: 'MaxPooling3D',
  maximum: 'Maximum',
  minimum: 'Minimum',
  multiply: 'Multiply',
  permute: 'Permute',
  prelu: 'PReLU',
  reLU: 'ReLU',
  repeatVector: 'RepeatVector',
  rescaling: 'Rescaling',
  reshape: 'Reshape',
  rnn: 'RNN',
  separableConv2d: 'SeparableConv2D',
  simpleRNN: 'SimpleRNN',
  simpleRNNCell: 'SimpleRNNCell',
  softmax: 'Softmax',
  spatialDropout1d: 'SpatialDropout1D',
  stackedRNNCells: 'StackedRNNCells',
  thresholdedReLU: 'ThresholdedReLU',
  timeDistributed: 'TimeDistributed',
  upSampling2d: 'UpSampling2D',
  zeroPadding2d: 'ZeroPadding2D',
};

/** Functions that exist but are not described. */
const OTHERS = [
  'RNN',
  'input',
  'categoryEncoding',
  'centerCrop',
  'convLstm2dCell',
  'randomWidth',
  'resizing',
];

export function tfjsLayers(): ModuleValue {
  const flavour: Flavour = TFJS;
  const specs = new Map(specsOf(flavour).map(spec => [spec.name, spec] as const));
  const members: Record<string, Value> = {
    Layer: baseLayerClass(flavour),
    RNNCell: baseLayerClass(flavour, 'RNNCell'),
    input: nativeFunction('tf.input', call => makeInput(call, flavour)),
    inputLayer: inputClass(flavour),
  };
  for (const [name, type] of Object.entries(NAMES)) {
    const spec = specs.get(type);
    if (spec) members[name] = layerClass(spec, flavour, `tf.layers.${name}`);
  }
  const module = moduleOf('tf.layers', members);
  return {
    ...module,
    member: (host, name) =>
      module.member(host, name) ?? (OTHERS.includes(name) ? undefined : noFunction(name)),
  };
}

function noFunction(name: string): Value {
  const meant = Object.keys(NAMES).find(known => known.toLowerCase() === name.toLowerCase());
  const missing = nativeFunction(`tf.layers.${name}`, call => {
    call.host.refuse({
      kind: 'program',
      aspect: 'call',
      framework: 'tfjs',
      operation: 'tf.layers',
      at: call.site,
      name,
      instead: meant ? `Write \`tf.layers.${meant}\`.` : undefined,
      says: `tf.layers.${name} is not a function`,
    });
    return call.host.unknown(`\`tf.layers.${name}\`, which does not exist`, call.site);
  });
  return { ...missing, standing: 'refused' };
}
