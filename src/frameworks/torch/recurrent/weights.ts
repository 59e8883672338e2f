/** The weights of nn.LSTM, nn.GRU and nn.RNN in the order in which RNNBase registers them: the projection's last in each direction. */
import { weight } from '../../layer.ts';
import type { Settings } from '../../modules/recurrent/settings.ts';
import { directionsOf, unlistedWeights } from '../../modules/recurrent/weights.ts';
import type { Weight } from '../../parts.ts';

/** weight_hr is (proj_size, hidden_size). */
export function recurrentWeights(settings: Settings): readonly Weight[] {
  const { projection, hiddenSize } = settings;
  const listed = directionsOf(settings).flatMap(({ suffix, weights }) =>
    projection ? [...weights, weight(`weight_hr_${suffix}`, [projection, hiddenSize])] : weights,
  );
  return [...listed, ...unlistedWeights(settings)];
}
