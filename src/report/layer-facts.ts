/** Weights and parameter counts of layers, wrappers included. */
import type { Dim } from '../shapes/index.ts';
import type { NativeValue, Weight } from '../values/index.ts';
import { parameterCount } from './shape-text.ts';

/** Its own weights; for a wrapper that does not list any, those of what it owns. undefined: not built yet. */
export function weightsOf(layer: NativeValue): readonly Weight[] | undefined {
  const facet = layer.layer;
  const own = facet?.built.value.weights;
  if (own || !facet || facet.inner.length === 0) return own;
  const inner = facet.inner.map(weightsOf);
  return inner.every(weights => weights !== undefined) ? inner.flatMap(weights => weights ?? []) : undefined;
}

/** As the framework counts them: PyTorch's buffers (running averages) are no parameters, Keras counts what it does not train too. */
export function countOf(layer: NativeValue): Dim | undefined {
  const weights = weightsOf(layer);
  const isTorch = layer.class.framework === 'torch';
  return parameterCount(isTorch ? weights?.filter(weight => weight.trainable) : weights);
}
