/**
 * Keywords of Keras 1 that some layers of Keras 2.0 to 2.3 still take: an input declared by `input_dim` and `input_length`, and the bias of the forget
 * gate by name. Source: keras/legacy/interfaces.py (`recurrent_args_preprocessor` and its neighbours).
 */
import { asString, bool, type Call, type Host } from '../../parts.ts';

/** Recurrent layers and convolutions of one axis, which are told features and steps. */
const SEQUENCES = /^(LSTM|GRU|SimpleRNN|(Conv|LocallyConnected)1D)$/;

/** The others know `forget_bias_init` no more than any other keyword. */
const FORGETFUL = /^(LSTM|GRU|SimpleRNN|ConvLSTM2D)$/;

/** What declares the input of a layer: of Keras 1, whose layers all took it, or where Keras 2 translates it, steps only beside features. */
export function declaringKeywords(host: Host, layer: string, call: Call): readonly string[] {
  if (host.version('keras').major < 2) return ['input_dim', 'input_length'];
  if (layer === 'Dense') return ['input_dim'];
  if (!SEQUENCES.test(layer)) return [];
  const hasFeatures = call.open || call.args.some(({ name }) => name === 'input_dim');
  return hasFeatures ? ['input_dim', 'input_length'] : ['input_dim'];
}

/** `forget_bias_init='one'` is `unit_forget_bias=True`; any other is left out. */
export function withForgetBias(call: Call, layer: string): Call {
  const given = call.args.find(({ name }) => name === 'forget_bias_init');
  if (!given || !FORGETFUL.test(layer)) return call;
  const isOne = asString(given.value) === 'one';
  const args = call.args.flatMap(argument => {
    if (argument !== given) return [argument];
    return isOne ? [{ ...argument, name: 'unit_forget_bias', value: bool(true) }] : [];
  });
  return { ...call, args };
}
