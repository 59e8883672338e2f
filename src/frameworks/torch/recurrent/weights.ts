/** The weights of nn.LSTM, nn.GRU and nn.RNN: names, shapes and order as RNNBase registers them. */
import { constantOf, type Dim, multiply, type Shape, size } from '../../../shapes/index.ts';
import { weight } from '../../layer.ts';
import type { Weight } from '../../parts.ts';
import { gateCount } from './kinds.ts';
import type { Settings } from './settings.ts';

/** More layers than this are not listed one by one. */
const MOST_LAYERS = 64;

/** Of layer k, with O = proj_size or hidden_size, G gates and D directions: weight_ih (G*H, I or D*O), weight_hh (G*H, O), biases (G*H), weight_hr (O, H). */
export function recurrentWeights(settings: Settings): readonly Weight[] {
  const layers = constantOf(settings.layers);
  const listed = layers === undefined || layers > MOST_LAYERS ? 1 : layers;
  const weights: Weight[] = [];
  for (let k = 0; k < listed; k++) {
    const inputs = k === 0 ? settings.inputSize : multiply(settings.directions, settings.outputSize);
    weights.push(...directionWeights(settings, inputs, `l${k}`));
    if (settings.bidirectional === true) weights.push(...directionWeights(settings, inputs, `l${k}_reverse`));
  }
  if (settings.bidirectional === undefined) weights.push(weight('weight_ih_l0_reverse', undefined));
  if (listed !== layers) weights.push(weight('weight_ih_l1', undefined));
  return weights;
}

function directionWeights(settings: Settings, inputs: Dim, suffix: string): readonly Weight[] {
  const { kind, hiddenSize, outputSize, projection, bias } = settings;
  const rows = multiply(size(gateCount(kind)), hiddenSize);
  const gated = (name: string, shape: Shape | undefined): Weight =>
    weight(`${name}_${suffix}`, shape, kind.gates, kind.gates.length > 0 ? 0 : undefined);
  const weights = [gated('weight_ih', [rows, inputs]), gated('weight_hh', [rows, outputSize])];
  if (bias !== false) {
    const shape = bias === undefined ? undefined : [rows];
    weights.push(gated('bias_ih', shape), gated('bias_hh', shape));
  }
  if (projection) weights.push(weight(`weight_hr_${suffix}`, [projection, hiddenSize]));
  return weights;
}
