/** The weights of recurrent layers and cells under MXNet's names. mxnet/gluon/rnn/rnn_layer.py, rnn_cell.py */
import type { Shape } from '../../../shapes/index.ts';
import { weight } from '../../layer.ts';
import type { Settings } from '../../modules/recurrent/settings.ts';
import { directionsOf, gatedWeights, unlistedWeights } from '../../modules/recurrent/weights.ts';
import type { Weight } from '../../parts.ts';

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^weight_ih/, 'i2h_weight'],
  [/^weight_hh/, 'h2h_weight'],
  [/^bias_ih/, 'i2h_bias'],
  [/^bias_hh/, 'h2h_bias'],
];

/** 'weight_ih_l0_reverse' is 'r0_i2h_weight'. */
function renamed(own: Weight, prefix: string): Weight {
  const name = NAMES.find(([pattern]) => pattern.test(own.name))?.[1] ?? own.name;
  return { ...own, name: `${prefix}${name}` };
}

/** Layer by layer, forward before backward: i2h and h2h weights, their biases, and the projection (proj, H). */
export function layerWeights(settings: Settings): readonly Weight[] {
  const { projection, hiddenSize } = settings;
  const listed = directionsOf(settings).flatMap(({ layer, isReverse, weights }) => {
    const prefix = `${isReverse ? 'r' : 'l'}${layer}_`;
    const shape: Shape | undefined = projection && [projection, hiddenSize];
    return [
      ...weights.map(own => renamed(own, prefix)),
      ...(shape ? [weight(`${prefix}h2r_weight`, shape)] : []),
    ];
  });
  return [...listed, ...unlistedWeights(settings).map(own => renamed(own, 'l1_'))];
}

export const cellWeights = (settings: Settings): readonly Weight[] =>
  gatedWeights(settings, settings.inputSize, '').map(own => renamed(own, ''));
