/**
 * The weights of paddle.nn.LSTM, GRU and SimpleRNN under the names of `named_parameters()`. RNNBase gives the parameters of its cells names like
 * PyTorch's one after the other, and does not reckon with a projection's weight or with biases whose attribute is False: from there on names
 * and weights are out of step, and the last ones keep the path of their cell (paddle/nn/layer/rnn.py, RNNBase.__init__).
 */
import { weight } from '../../layer.ts';
import type { Settings } from '../../modules/recurrent/settings.ts';
import { type DirectionWeights, directionsOf, unlistedWeights } from '../../modules/recurrent/weights.ts';
import type { Weight } from '../../parts.ts';

export type HasName = (name: 'bias_ih' | 'bias_hh') => boolean;

interface Held extends Weight {
  /** '0.cell.bias_hh' */
  readonly path: string;
}

export function sequenceWeights(settings: Settings, hasName: HasName): readonly Weight[] {
  const directions = directionsOf(settings);
  const held = directions.flatMap(direction => heldBy(settings, direction));
  const names = directions.flatMap(({ suffix }) => namesOf(suffix, hasName));
  const listed = held.map(({ path, ...own }, i): Weight => ({ ...own, name: names[i] ?? path }));
  return [...listed, ...unlistedWeights(settings)];
}

function heldBy(settings: Settings, direction: DirectionWeights): readonly Held[] {
  const { layer, isReverse, suffix, weights } = direction;
  const cell = settings.bidirectional ? (isReverse ? 'cell_bw' : 'cell_fw') : 'cell';
  const { projection, hiddenSize } = settings;
  const all = projection ? [...weights, weight('weight_ho', [hiddenSize, projection])] : weights;
  return all.map(own => ({ ...own, path: `${layer}.${cell}.${own.name.replace(`_${suffix}`, '')}` }));
}

function namesOf(suffix: string, hasName: HasName): readonly string[] {
  const biases = (['bias_ih', 'bias_hh'] as const).filter(hasName);
  return ['weight_ih', 'weight_hh', ...biases].map(name => `${name}_${suffix}`);
}
