/**
 * Arguments of recurrent layers that run and are hardly meant: an LSTM whose state has no bounds, and what rules out the cuDNN kernel.
 * Source: keras/src/layers/rnn/{lstm,gru}.py and keras/src/backend/tensorflow/rnn.py (`_do_lstm_arguments_support_cudnn`); in tf_keras
 * `_could_use_gpu_kernel` of layers/rnn/{lstm,gru}.py. What unrolls is left alone: that is asked for to be fast elsewhere.
 */
import { asNumber } from '../../parts.ts';
import type { Options } from '../core/options.ts';
import type { Cell } from './cells.ts';

/** Activations that grow with what they are given. Who writes 'linear' means it. */
const UNBOUNDED = new Set(
  'relu elu selu gelu silu swish softplus exponential leaky_relu mish celu squareplus'.split(' '),
);

/** Rates that are cut down to a share: all of the input is dropped, or nothing. tf.keras of TensorFlow 1 and 2 refuses a share of 1 when it trains. */
function suspectRates(options: Options): void {
  if (options.flavour.name === 'tf_keras' || options.flavour.name === 'tf1') return;
  for (const parameter of ['dropout', 'recurrent_dropout']) {
    const rate = asNumber(options.value(parameter));
    if (rate !== undefined && (rate < 0 || rate > 1)) options.suspect(parameter, 'a share from 0 to below 1');
  }
}

export function suspectCell(options: Options, cell: Cell): void {
  if (options.isRefused) return;
  suspectRates(options);
  const { kind } = cell.traits;
  const { activation } = cell.description;
  const isUnbounded =
    kind === 'lstm' && options.given('activation') !== undefined && UNBOUNDED.has(activation);
  if (isUnbounded) options.suspect('activation', "'tanh'", 'unbounded-state');
  const version = options.flavour.name;
  if (kind === 'simple-rnn' || (version !== 'keras3' && version !== 'tf_keras')) return;
  const slow = isUnbounded ? undefined : slowing(options, cell);
  if (slow) options.suspect(slow[0], slow[1], 'slow-kernel');
}

/** The first argument that the kernel does not know, and what it would know. */
function slowing(options: Options, { traits, description }: Cell): readonly [string, string] | undefined {
  const isOther = (parameter: string, name: string, wanted: string): boolean =>
    options.given(parameter) !== undefined && name !== 'unknown' && name !== wanted;
  if (isOther('activation', description.activation, 'tanh')) return ['activation', "'tanh'"];
  if (isOther('recurrent_activation', description.recurrentActivation, 'sigmoid'))
    return ['recurrent_activation', "'sigmoid'"];
  const rate = asNumber(options.value('recurrent_dropout'));
  if (rate !== undefined && rate > 0) return ['recurrent_dropout', '0'];
  if (options.given('use_bias') && options.flag('use_bias') === false) return ['use_bias', 'True'];
  const isBefore =
    traits.kind === 'gru' && options.given('reset_after') && options.flag('reset_after') === false;
  return isBefore ? ['reset_after', 'True'] : undefined;
}
