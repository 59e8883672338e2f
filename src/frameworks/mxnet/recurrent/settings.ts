/** Constructor arguments of rnn.LSTM, GRU, RNN and their cells, with the checks of mxnet/gluon/rnn/rnn_layer.py. */
import { type Dim, size, unknownDim } from '../../../shapes/index.ts';
import type { Options } from '../../modules/options.ts';
import { suspectDropout } from '../../modules/recurrent/doubtful-dropout.ts';
import type { RecurrentKind } from '../../modules/recurrent/kinds.ts';
import type { Settings } from '../../modules/recurrent/settings.ts';
import { givenSize, sizeOf } from '../sizes.ts';

/** Before the size of the inputs is known, which may be from the first input on. */
export interface Plan extends Omit<Settings, 'inputSize'> {
  readonly given: Dim | undefined;
}

export const settled = (plan: Plan, inputSize: Dim): Settings => ({ ...plan, inputSize });

export function readCell(options: Options, kind: RecurrentKind): Plan {
  const hiddenSize = sizeOf(options, 'hidden_size');
  return {
    kind,
    given: givenSize(options, 'input_size'),
    hiddenSize,
    outputSize: hiddenSize,
    projection: undefined,
    layers: size(1),
    directions: size(1),
    bias: true,
    batchFirst: undefined,
    bidirectional: false,
    nonlinearity: options.bound.names.includes('activation')
      ? (options.text('activation') ?? 'tanh')
      : 'tanh',
    refusedAtCall: [],
  };
}

export function readLayer(options: Options, kind: RecurrentKind): Plan {
  const plan = readCell(options, kind);
  const projection = readProjection(options);
  if (kind.name === 'RNN') checkActivation(options);
  suspectDropout(options);
  return {
    ...plan,
    outputSize: projection ?? plan.hiddenSize,
    projection,
    layers: sizeOf(options, 'num_layers'),
    directions: options.choose('bidirectional', 2, 1) ?? unknownDim(),
    batchFirst: readLayout(options),
    bidirectional: options.flag('bidirectional'),
  };
}

/** None and 0 are none. */
function readProjection(options: Options): Dim | undefined {
  if (
    !options.bound.names.includes('projection_size') ||
    options.bound.value('projection_size').kind === 'none'
  )
    return undefined;
  return givenSize(options, 'projection_size');
}

function readLayout(options: Options): boolean | undefined {
  const layout = options.text('layout');
  if (layout !== undefined && layout !== 'TNC' && layout !== 'NTC')
    options.refuse(
      'layout',
      "'TNC' or 'NTC'",
      'value',
      `Invalid layout ${layout}; must be one of ['TNC' or 'NTC']`,
    );
  return layout === undefined ? undefined : layout === 'NTC';
}

function checkActivation(options: Options): void {
  const text = options.text('activation');
  if (text !== undefined && text !== 'relu' && text !== 'tanh')
    options.refuse('activation', "'relu' or 'tanh'", 'value', `KeyError: 'rnn_${text}'`);
}
