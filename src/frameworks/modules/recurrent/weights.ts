/** The weights of recurrent layers named as PyTorch's RNNBase names them. */
import { constantOf, type Dim, multiply, type Shape, size } from '../../../shapes/index.ts';
import { weight } from '../../layer.ts';
import type { Weight } from '../../parts.ts';
import { gateCount } from './kinds.ts';
import type { Settings } from './settings.ts';

/** More layers than this are not listed one by one. */
const MOST_LAYERS = 64;

/** The weights of one layer in one direction: those that every framework has, and the projection's. */
export interface DirectionWeights {
  readonly layer: number;
  readonly isReverse: boolean;
  readonly suffix: string;
  /** weight_ih, weight_hh, then perhaps bias_ih, bias_hh. */
  readonly weights: readonly Weight[];
}

/** Of layer k, with O = proj_size or hidden_size, G gates and D directions: weight_ih (G*H, I or D*O), weight_hh (G*H, O), biases (G*H). */
export function directionsOf(settings: Settings): readonly DirectionWeights[] {
  const { inputSize, directions, outputSize } = settings;
  const ends = settings.bidirectional === true ? [false, true] : [false];
  return Array.from({ length: listedLayers(settings) }, (_, layer) => {
    const inputs = layer === 0 ? inputSize : multiply(directions, outputSize);
    return ends.map(isReverse => {
      const suffix = `l${layer}${isReverse ? '_reverse' : ''}`;
      return { layer, isReverse, suffix, weights: gatedWeights(settings, inputs, `_${suffix}`) };
    });
  }).flat();
}

function listedLayers({ layers }: Settings): number {
  const known = constantOf(layers);
  return known === undefined || known > MOST_LAYERS ? 1 : Math.max(0, known);
}

/** Placeholders for what cannot be listed, so that nothing is counted. */
export function unlistedWeights(settings: Settings): readonly Weight[] {
  const { layers, bidirectional } = settings;
  const isPart = listedLayers(settings) !== constantOf(layers);
  return [
    ...(bidirectional === undefined ? [weight('weight_ih_l0_reverse', undefined)] : []),
    ...(isPart ? [weight('weight_ih_l1', undefined)] : []),
  ];
}

/** weight_ih (G*H, I), weight_hh (G*H, O), bias_ih and bias_hh (G*H). */
export function gatedWeights(
  { kind, hiddenSize, outputSize, bias }: Pick<Settings, 'kind' | 'hiddenSize' | 'outputSize' | 'bias'>,
  inputs: Dim,
  suffix: string,
): readonly Weight[] {
  const rows = multiply(size(gateCount(kind)), hiddenSize);
  const gated = (name: string, shape: Shape | undefined): Weight =>
    weight(`${name}${suffix}`, shape, kind.gates, kind.gates.length > 0 ? 0 : undefined);
  const weights = [gated('weight_ih', [rows, inputs]), gated('weight_hh', [rows, outputSize])];
  const biasShape = bias === undefined ? undefined : [rows];
  return bias === false ? weights : [...weights, gated('bias_ih', biasShape), gated('bias_hh', biasShape)];
}
