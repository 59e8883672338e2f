/** Constructor arguments of nn.LSTM, nn.GRU and nn.RNN, with the checks of torch/nn/modules/rnn.py (RNNBase.__init__). */
import { compare, constantOf, type Dim, less, unknownDim } from '../../../shapes/index.ts';
import { suspectArgument } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import type { Options } from '../../modules/options.ts';
import { suspectDropout } from '../../modules/recurrent/doubtful-dropout.ts';
import type { RecurrentKind } from '../../modules/recurrent/kinds.ts';
import type { Settings } from '../../modules/recurrent/settings.ts';
import { asBool, asNumber, isFrameworkGuessed, shapeOf } from '../../parts.ts';

export function readSettings(options: Options, kind: RecurrentKind): Settings {
  const hiddenSize = options.size('hidden_size');
  // The only one of the kinds whose gates are no multiple of it.
  if (kind.name === 'RNN') options.need('hidden_size', 'int');
  needPlainNumber(options, 'input_size');
  needPlainNumber(options, 'hidden_size');
  const projection = readProjection(options, kind, hiddenSize);
  checkFlag(options, 'bias');
  checkFlag(options, 'batch_first');
  checkDropout(options);
  suspectPosition(options);
  return {
    kind,
    inputSize: options.size('input_size'),
    hiddenSize,
    layers: options.size('num_layers'),
    directions: options.choose('bidirectional', 2, 1) ?? unknownDim(),
    outputSize: projection ?? hiddenSize,
    projection,
    bias: options.flag('bias'),
    batchFirst: options.flag('batch_first'),
    bidirectional: options.flag('bidirectional'),
    nonlinearity: readNonlinearity(options, kind),
    refusedAtCall: refusedAtCall(options),
  };
}

/** A number of NumPy's or a tensor is none of Python's own. */
function needPlainNumber(options: Options, parameter: 'input_size' | 'hidden_size'): void {
  const value = options.bound.value(parameter);
  if (options.isRefused || value.kind !== 'tensor' || isFrameworkGuessed(value)) return;
  if (value.dtype !== 'int' || shapeOf(value)?.length !== 0) return;
  const given = value.framework === 'torch' ? 'Tensor' : 'int64';
  if (value.framework !== 'torch' && value.framework !== 'numpy') return;
  options.refuse(
    parameter,
    "an int of Python's own, as `int()` gives it",
    'type',
    `${parameter} should be of type int, got: ${given}`,
  );
}

function readProjection(options: Options, kind: RecurrentKind, hiddenSize: Dim): Dim | undefined {
  if (kind.name !== 'LSTM') return undefined;
  const given = options.bound.value('proj_size');
  if (asBool(given) === false) return undefined;
  if (given.kind === 'number' && given.dim && constantOf(given.dim) === 0) return undefined;
  options.need('proj_size', 'int');
  const dim = options.size('proj_size', 0);
  if (less(dim, hiddenSize) === false || compare(dim, hiddenSize) === 'equal') {
    options.refuse(
      'proj_size',
      'a size below hidden_size',
      'value',
      'proj_size has to be smaller than hidden_size',
    );
  }
  return dim;
}

function checkFlag(options: Options, parameter: string): void {
  const value = options.bound.value(parameter);
  const isNone = isWrittenNone(options.scene.host, value, options.bound.at(parameter));
  if (isNone || ['number', 'string', 'list'].includes(value.kind))
    options.refuse(parameter, 'True or False', 'type');
}

/** `nn.LSTM(8, 10, 2, True)`: what is last and says only the default of `bias` was meant for the flag that follows it. */
function suspectPosition({ bound, scene }: Options): void {
  const bias = bound.given('bias');
  const isPositional = bias !== undefined && bias.name === undefined;
  const isLast = !bound.given('batch_first') && !bound.call.open && bound.call.args.at(-1) === bias;
  if (!isPositional || !isLast || bias.value.kind !== 'bool' || bias.value.value !== true) return;
  suspectArgument(scene, {
    parameter: 'bias',
    aspect: 'value',
    allowed: '`batch_first=True` by its name',
    at: bias.at,
    about: 'bias-as-batch-first',
  });
}

function checkDropout(options: Options): void {
  const value = options.bound.value('dropout');
  const number = asNumber(value);
  const isWrong =
    isWrittenNone(options.scene.host, value, options.bound.at('dropout')) ||
    ['string', 'bool', 'list'].includes(value.kind) ||
    (number !== undefined && (number < 0 || number > 1));
  if (isWrong)
    options.refuse('dropout', 'a number from 0 to 1', 'value', 'dropout should be a number in range [0, 1]');
  else suspectDropout(options, 'dropout option adds dropout after all but last recurrent layer');
}

/** Whether an argument surely names none of the two that there are. */
export function isNoNonlinearity({ bound, scene }: Options): boolean {
  const value = bound.value('nonlinearity');
  if (value.kind === 'none') return isWrittenNone(scene.host, value, bound.at('nonlinearity'));
  if (value.kind === 'string')
    return value.value !== undefined && value.value !== 'tanh' && value.value !== 'relu';
  return ['bool', 'number', 'list'].includes(value.kind);
}

function readNonlinearity(options: Options, kind: RecurrentKind): string {
  if (kind.name !== 'RNN') return 'tanh';
  if (isNoNonlinearity(options)) {
    options.refuse(
      'nonlinearity',
      `'tanh' or 'relu'`,
      'value',
      `Unknown nonlinearity … Select from 'tanh' or 'relu'.`,
    );
  }
  return options.text('nonlinearity') ?? 'tanh';
}

/** `nn.LSTM(8, 10, True)` constructs: the kernel refuses the types of these two arguments at each call. */
function refusedAtCall(options: Options): Settings['refusedAtCall'] {
  const layers = options.bound.value('num_layers');
  const both = options.bound.value('bidirectional');
  const isNone = isWrittenNone(options.scene.host, both, options.bound.at('bidirectional'));
  const text = (parameter: string) => options.scene.host.textOf(options.bound.at(parameter));
  return [
    ...(layers.kind === 'bool' && layers.value !== undefined
      ? [{ parameter: 'num_layers', allowed: 'an integer', given: text('num_layers') }]
      : []),
    ...(['string', 'number', 'list'].includes(both.kind) || isNone
      ? [{ parameter: 'bidirectional', allowed: 'True or False', given: text('bidirectional') }]
      : []),
  ];
}
