/**
 * Weights whose sizes follow from the first input: `Dense(10)`, `LSTM(10)` without input_size. From then on they are what they are.
 * mxnet/gluon/parameter.py (allow_deferred_init)
 */
import { constantOf, type Dim, less, size } from '../../shapes/index.ts';
import type { Use } from '../modules/layer-class.ts';
import type { Options } from '../modules/options.ts';
import { asDim, type Weight } from '../parts.ts';

/** A size as given: constructors take any, also those that no input will fit. */
export function sizeOf(options: Options, parameter: string): Dim {
  const { bound, scene } = options;
  const dim = asDim(bound.value(parameter));
  return dim && less(dim, size(0)) !== true
    ? options.named(parameter, dim)
    : scene.host.freshSymbol(parameter, bound.at(parameter));
}

/** A size that may be left to the first input by leaving it out or at 0; undefined: it is. */
export function givenSize(options: Options, parameter: string): Dim | undefined {
  const dim = asDim(options.bound.value(parameter));
  return dim && constantOf(dim) === 0 ? undefined : sizeOf(options, parameter);
}

/** What the layer was made for, by its constructor or its first input. */
export const builtSize = ({ layer }: Use): Dim | undefined => layer.layer?.built.value.inputSize;

/** Makes the weights for the first input. */
export function build(use: Use, inputSize: Dim | undefined, weights: readonly Weight[]): void {
  const built = use.layer.layer?.built;
  if (built && !built.value.weights) use.host.write(built, { ...built.value, weights, inputSize });
}
