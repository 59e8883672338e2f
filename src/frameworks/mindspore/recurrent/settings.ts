/** Constructor arguments of mindspore.nn.LSTM, GRU, RNN and their cells, with the checks of mindspore/nn/layer/rnns.py. */
import { size, unknownDim } from '../../../shapes/index.ts';
import type { Options } from '../../modules/options.ts';
import { suspectDropout } from '../../modules/recurrent/doubtful-dropout.ts';
import type { RecurrentKind } from '../../modules/recurrent/kinds.ts';
import type { Settings } from '../../modules/recurrent/settings.ts';

export function readSequence(options: Options, kind: RecurrentKind): Settings {
  for (const flag of ['batch_first', 'bidirectional']) checkFlag(options, flag);
  checkDropout(options);
  const layers = options.size('num_layers');
  if (options.bound.value('num_layers').kind === 'bool') options.refuse('num_layers', 'an integer', 'type');
  return {
    ...readCell(options, kind),
    layers,
    directions: options.choose('bidirectional', 2, 1) ?? unknownDim(),
    batchFirst: options.flag('batch_first'),
    bidirectional: options.flag('bidirectional'),
  };
}

export function readCell(options: Options, kind: RecurrentKind): Settings {
  checkFlag(options, 'has_bias');
  const hiddenSize = sizeOf(options, 'hidden_size');
  return {
    kind,
    inputSize: sizeOf(options, 'input_size'),
    hiddenSize,
    outputSize: hiddenSize,
    projection: undefined,
    layers: size(1),
    directions: size(1),
    bias: options.flag('has_bias'),
    batchFirst: undefined,
    bidirectional: false,
    nonlinearity: readNonlinearity(options),
    refusedAtCall: [],
  };
}

/** Truth values and None are no sizes here. */
function sizeOf(options: Options, parameter: string) {
  if (options.bound.value(parameter).kind === 'bool') options.refuse(parameter, 'an integer', 'type');
  return options.size(parameter);
}

function checkFlag(options: Options, parameter: string): void {
  const { kind } = options.bound.value(parameter);
  if (kind === 'number' || kind === 'string' || kind === 'list')
    options.refuse(parameter, 'True or False', 'type', `the type of '${parameter}' should be 'bool'`);
}

/** A float from 0 to below 1: an integer is refused for its type. */
function checkDropout(options: Options): void {
  const value = options.bound.value('dropout');
  if (value.kind !== 'number') return;
  if (value.dim) options.refuse('dropout', 'a float', 'type', `the type of 'dropout' must be 'float'`);
  else if (value.float !== undefined && (value.float < 0 || value.float >= 1))
    options.refuse(
      'dropout',
      'a number from 0 to below 1',
      'value',
      `'dropout' must be a number in range [0, 1)`,
    );
  else suspectDropout(options);
}

function readNonlinearity(options: Options): string {
  if (!options.bound.names.includes('nonlinearity')) return 'tanh';
  const text = options.text('nonlinearity');
  const isNumber = options.bound.value('nonlinearity').kind === 'number';
  if (isNumber || (text !== undefined && text !== 'tanh' && text !== 'relu'))
    options.refuse(
      'nonlinearity',
      `'tanh' or 'relu'`,
      'value',
      `the 'nonlinearity' must be … in …['tanh', 'relu']`,
    );
  return text ?? 'tanh';
}
