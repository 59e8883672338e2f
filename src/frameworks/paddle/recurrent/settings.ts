/** Constructor arguments of paddle.nn.LSTM, GRU, SimpleRNN and their cells, with the checks of paddle/nn/layer/rnn.py. */
import { compare, constantOf, type Dim, less, size, unknownDim } from '../../../shapes/index.ts';
import type { Options } from '../../modules/options.ts';
import { suspectDropout } from '../../modules/recurrent/doubtful-dropout.ts';
import type { RecurrentKind } from '../../modules/recurrent/kinds.ts';
import type { Settings } from '../../modules/recurrent/settings.ts';
import { asBool } from '../../parts.ts';

const BOTH = ['bidirectional', 'bidirect'];

export function readSequence(options: Options, kind: RecurrentKind): Settings {
  const bidirectional = readDirection(options);
  suspectDropout(options);
  return {
    ...readCell(options, kind),
    layers: options.size('num_layers', 0),
    directions:
      bidirectional === undefined ? unknownDim() : options.named('direction', size(bidirectional ? 2 : 1)),
    batchFirst: timeMajor(options),
    bidirectional,
  };
}

function timeMajor(options: Options): boolean | undefined {
  const flag = options.flag('time_major');
  return flag === undefined ? undefined : !flag;
}

function readDirection(options: Options): boolean | undefined {
  const value = options.bound.value('direction');
  const text = options.text('direction');
  const isOther = value.kind === 'bool' || value.kind === 'number' || value.kind === 'list';
  if (isOther || (text !== undefined && text !== 'forward' && !BOTH.includes(text))) {
    options.refuse(
      'direction',
      `'forward' or 'bidirect'`,
      'value',
      'direction should be forward or bidirect (or bidirectional)',
    );
  }
  return text === undefined ? undefined : BOTH.includes(text);
}

export function readCell(options: Options, kind: RecurrentKind): Settings {
  const hiddenSize = options.size('hidden_size');
  const projection = readProjection(options, hiddenSize);
  return {
    kind,
    inputSize: options.size('input_size', 0),
    hiddenSize,
    outputSize: projection ?? hiddenSize,
    projection,
    layers: size(1),
    directions: size(1),
    bias: true,
    batchFirst: undefined,
    bidirectional: false,
    nonlinearity: readActivation(options),
    refusedAtCall: [],
  };
}

function readProjection(options: Options, hiddenSize: Dim): Dim | undefined {
  if (!options.bound.names.includes('proj_size')) return undefined;
  const given = options.bound.value('proj_size');
  if (given.kind === 'number' && given.dim && constantOf(given.dim) === 0) return undefined;
  const dim = options.size('proj_size', 0);
  if (less(dim, hiddenSize) === false || compare(dim, hiddenSize) === 'equal')
    options.refuse(
      'proj_size',
      'a size below hidden_size',
      'value',
      'proj_size must be smaller than hidden_size',
    );
  return dim;
}

function readActivation(options: Options): string {
  if (!options.bound.names.includes('activation')) return 'tanh';
  const text = options.text('activation');
  if (text !== undefined && text !== 'tanh' && text !== 'relu')
    options.refuse(
      'activation',
      `'tanh' or 'relu'`,
      'value',
      unknownActivation(options.scene.operation, text),
    );
  return text ?? 'tanh';
}

/** Whether an argument is False: Paddle leaves out the names of such biases, not the biases. */
export const isFalse = ({ bound }: Options, name: string): boolean => asBool(bound.value(name)) === false;

/** The layer and its cell say it each in their own way. */
function unknownActivation(operation: string, name: string | undefined): string {
  return operation.endsWith('Cell')
    ? `activation for ${operation} should be tanh or relu, but get ${name}`
    : `Unknown activation '${name}'`;
}
