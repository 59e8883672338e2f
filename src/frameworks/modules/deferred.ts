/** Weights whose sizes follow from the first input (MXNet, Sonnet): from then on they are what they are. */
import type { Dim } from '../../shapes/index.ts';
import type { Weight } from '../parts.ts';
import type { Use } from './layer-class.ts';

/** What the layer was made for, by its constructor or its first input. */
export const builtSize = ({ layer: { layer } }: Use): Dim | undefined =>
  layer?.isOneOfMany ? layer.givenInputSize : layer?.built.value.inputSize;

/** Makes the weights for the first input. */
export function build(use: Use, inputSize: Dim | undefined, weights: readonly Weight[]): void {
  const built = use.layer.layer?.built;
  if (built && !built.value.weights) use.host.write(built, { ...built.value, weights, inputSize });
}

export const isBuilt = ({ layer }: Use): boolean => layer.layer?.built.value.weights !== undefined;
