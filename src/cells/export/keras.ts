/** A script for Keras 3: LSTM, GRU or SimpleRNN with this cell's weights, and what must come out. */
import { activationIn } from '../convert/index.ts';
import { failure, type Result, success } from '../result.ts';
import { type ConvertedCell, convertedTo } from './converted.ts';
import { cellTold, type ExportedCell, type Exporter, fileNameOf } from './exported.ts';
import { masksTold } from './masks.ts';
import {
  arraySource,
  comparisonLines,
  initialName,
  inputLines,
  isPacked,
  letterOf,
  matrixTensor,
  plainWords,
  unpackedSource,
} from './python.ts';

export const exportKeras: Exporter = cell => {
  const converted = convertedTo(cell, 'keras');
  if (!converted.ok) return converted;
  const layer = kerasCall(cell, converted.value, []);
  if (!layer.ok) return layer;
  const { bound, weights } = converted.value;
  const { precision, x } = cell;
  const packed = isPacked([...weights.values(), matrixTensor(x)]);
  const states = bound.cell.states.map(({ previous }) => `${initialName(previous)}[None]`);
  const finals = bound.cell.states.map(({ symbol }) => `${letterOf(symbol)}_last`);
  const text = [
    `"""${plainWords(cell.name)}. ${cellTold(cell)}`,
    '',
    'Written by LSTM Shapes for Keras 3. It ends silently where the layer gives what the calculator gave.',
    ...masksTold(cell),
    '"""',
    ...(packed ? ['import base64', ''] : []),
    'import keras',
    'import numpy as np',
    ...(packed ? ['', unpackedSource(precision)] : ['']),
    ...(precision === 'float64' ? ['keras.config.set_floatx("float64")'] : []),
    `layer = keras.layers.${layer.value}`,
    `layer.build((1, ${x.rows}, ${x.columns}))`,
    'layer.set_weights(',
    '    [',
    ...[...weights].flatMap(([name, tensor]) => [
      `        # ${name}`,
      `        ${arraySource(tensor, precision)},`,
    ]),
    '    ]',
    ')',
    '',
    ...inputLines(cell),
    '',
    `output, ${finals.join(', ')} = layer(x[None], initial_state=[${states.join(', ')}])`,
    '',
    ...comparisonLines(cell, letter => `keras.ops.convert_to_numpy(${letter}_last)[0]`),
    '',
  ].join('\n');
  return success({ fileName: fileNameOf(cell, '_keras.py'), language: 'python', text });
};

/** Ours that Keras has no name for. */
const NOT_KERAS: ReadonlySet<string> = new Set(['hard_sigmoid_fifth', 'leaky_relu_hundredth', 'gelu_tanh']);

/** `LSTM(10, return_state=True)`; fails on activations that Keras does not have. */
export function kerasCall(
  { sizes }: ExportedCell,
  { bound, choice }: ConvertedCell,
  more: readonly string[],
): Result<string> {
  const { name } = bound.cell;
  const isPlain = name === 'simple-rnn';
  const used = isPlain ? [choice.activation] : [choice.activation, choice.recurrentActivation];
  const foreign = used.find(each => NOT_KERAS.has(activationIn(bound.layout, each)));
  if (foreign) return failure('activation', `Keras has no activation that is ${foreign} here.`);
  const type = isPlain ? 'SimpleRNN' : name.startsWith('gru') ? 'GRU' : 'LSTM';
  const options = [
    String(sizes.units),
    ...(choice.activation === 'tanh' ? [] : [`activation="${choice.activation}"`]),
    ...(isPlain || choice.recurrentActivation === 'sigmoid'
      ? []
      : [`recurrent_activation="${choice.recurrentActivation}"`]),
    ...(name === 'gru' ? ['reset_after=False'] : []),
    ...(choice.bias ? [] : ['use_bias=False']),
    ...(more.length > 0 ? more : ['return_sequences=True', 'return_state=True']),
  ];
  return success(`${type}(${options.join(', ')})`);
}
