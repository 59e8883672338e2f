/** Layers that a calculator can begin with when it stands in no code. */
import type { CalculatorSpec } from './calculatorSpec.ts';
import type { FreshFramework, FreshLayer } from './declaration.ts';
import { DECLARED_FRESH } from './declared.ts';

const lstm: FreshLayer = { layer: 'LSTM', cell: 'lstm', resetAfter: false };
const gru: FreshLayer = { layer: 'GRU', cell: 'gru', resetAfter: true };
const rnn: FreshLayer = { layer: 'RNN', cell: 'simple-rnn', resetAfter: false };
const simple: FreshLayer = { ...rnn, layer: 'SimpleRNN' };

/** Each name is a layout of src/cells/layouts that has these cells. */
export const FRESH_LAYERS: readonly FreshFramework[] = [
  { framework: 'Keras', layoutName: 'keras', layers: [lstm, gru, simple] },
  { framework: 'PyTorch', layoutName: 'torch', layers: [lstm, gru, rnn] },
  { framework: 'TensorFlow.js', layoutName: 'tfjs', layers: [lstm, { ...gru, resetAfter: false }, simple] },
  { framework: 'Flax', layoutName: 'flax', layers: [lstm, gru, rnn] },
  { framework: 'Haiku', layoutName: 'haiku', layers: [lstm, { ...gru, resetAfter: false }, rnn] },
  { framework: 'Equinox', layoutName: 'equinox', layers: [lstm, gru] },
  { framework: 'PaddlePaddle', layoutName: 'paddle', layers: [lstm, gru, rnn] },
  { framework: 'MindSpore', layoutName: 'mindspore', layers: [lstm, gru, rnn] },
  { framework: 'MLX', layoutName: 'mlx', layers: [lstm, gru, rnn] },
  { framework: 'MXNet', layoutName: 'mxnet', layers: [lstm, gru, rnn] },
  {
    framework: 'TensorFlow 1',
    layoutName: 'tensorflow1',
    layers: [lstm, { ...gru, resetAfter: false }, rnn],
  },
  {
    framework: 'Sonnet',
    layoutName: 'sonnet',
    layers: [
      lstm,
      { layer: 'GRU', cell: 'gru-new-by-update', resetAfter: false },
      { ...rnn, layer: 'VanillaRNN' },
    ],
  },
  {
    framework: 'brain.js',
    layoutName: 'brainjs',
    layers: [{ ...lstm, cell: 'lstm-one-state' }, { ...gru, resetAfter: false }, rnn],
  },
  ...DECLARED_FRESH,
  { framework: 'Chainer', layoutName: 'chainer', layers: [lstm] },
  {
    framework: 'ONNX',
    layoutName: 'onnx',
    layers: [lstm, { ...gru, resetAfter: false }, { ...rnn }],
  },
];

/** Small enough to see every number. */
export function freshSpec({ framework, layoutName }: FreshFramework, layer: FreshLayer): CalculatorSpec {
  const isOnnx = layoutName === 'onnx';
  return {
    framework,
    layer: layer.layer,
    cell: layer.cell,
    layoutName,
    units: 4,
    inputSize: 3,
    steps: 5,
    activations: isOnnx
      ? { activation: 'Tanh', recurrentActivation: 'Sigmoid' }
      : { activation: 'tanh', recurrentActivation: 'sigmoid' },
    biases: true,
    resetAfter: layer.resetAfter,
    projection: null,
  };
}
