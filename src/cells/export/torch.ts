/** A script for PyTorch: nn.LSTM, nn.GRU or nn.RNN with this cell's weights, and what must come out. */
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

export const exportTorch: Exporter = cell => {
  const converted = convertedTo(cell, 'torch');
  if (!converted.ok) return converted;
  const layer = torchCall(cell, converted.value);
  if (!layer.ok) return layer;
  const { bound, weights } = converted.value;
  const { precision, x } = cell;
  const packed = isPacked([...weights.values(), matrixTensor(x)]);
  const states = bound.cell.states.map(({ previous }) => `torch.from_numpy(${initialName(previous)})[None]`);
  const finals = bound.cell.states.map(({ symbol }) => `${letterOf(symbol)}_n`);
  const text = [
    `"""${plainWords(cell.name)}. ${cellTold(cell)}`,
    '',
    'Written by LSTM Shapes for PyTorch. It ends silently where the layer gives what the calculator gave.',
    ...masksTold(cell),
    '"""',
    ...(packed ? ['import base64', ''] : []),
    'import numpy as np',
    'import torch',
    ...(packed ? ['', unpackedSource(precision)] : ['']),
    `layer = torch.nn.${layer.value}`,
    'layer.load_state_dict(',
    '    {',
    ...[...weights].map(
      ([name, tensor]) => `        "${name}_l0": torch.from_numpy(${arraySource(tensor, precision)}),`,
    ),
    '    }',
    ')',
    '',
    ...inputLines(cell),
    '',
    'with torch.no_grad():',
    states.length > 1
      ? `    output, (${finals.join(', ')}) = layer(torch.from_numpy(x), (${states.join(', ')}))`
      : `    output, ${finals[0]} = layer(torch.from_numpy(x), ${states[0]})`,
    '',
    ...comparisonLines(cell, letter => `${letter}_n[0].numpy()`),
    '',
  ].join('\n');
  return success({ fileName: fileNameOf(cell, '_torch.py'), language: 'python', text });
};

/** `LSTM(8, 10)`; fails on activations that PyTorch's layers do not have. */
export function torchCall(
  { sizes, precision }: ExportedCell,
  { bound, choice }: ConvertedCell,
): Result<string> {
  const activation = activationIn(bound.layout, choice.activation);
  const gate = activationIn(bound.layout, choice.recurrentActivation);
  const { name } = bound.cell;
  const isPlain = name === 'simple-rnn';
  const fits = isPlain
    ? activation === 'tanh' || activation === 'relu'
    : activation === 'tanh' && gate === 'sigmoid';
  if (!fits)
    return failure(
      'activation',
      `PyTorch's ${isPlain ? 'RNN' : bound.cell.title} has no other activations than ${isPlain ? 'tanh and relu' : 'sigmoid and tanh'}.`,
    );
  const type = isPlain ? 'RNN' : name.startsWith('gru') ? 'GRU' : 'LSTM';
  const options = [
    String(sizes.features),
    String(sizes.units),
    ...(isPlain && activation === 'relu' ? ['nonlinearity="relu"'] : []),
    ...(choice.bias ? [] : ['bias=False']),
    ...(sizes.projection === undefined ? [] : [`proj_size=${sizes.projection}`]),
    ...(precision === 'float64' ? ['dtype=torch.float64'] : []),
  ];
  return success(`${type}(${options.join(', ')})`);
}
