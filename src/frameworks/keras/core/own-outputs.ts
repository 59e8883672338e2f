/** What one node of a graph gives, whatever happened inside of it. */
import { type Host, type NativeValue, shapeOf, tensor, type Value } from '../../parts.ts';

/**
 * Symbolic results with an identity of their own: what happened inside of a layer of the user's, or of a model that is called as a layer, is no part of the
 * graph around it. `layer`: what is said to have made them; absent: what made them inside.
 */
export function asOutputs(host: Host, result: Value, layer?: NativeValue): Value {
  if (result.kind === 'list' && 'known' in result.items.value) {
    const items = result.items.value.known.map(item => asOutputs(host, item, layer));
    return { ...result, items: { ...result.items, value: { known: items } } };
  }
  if (result.kind !== 'tensor' || !result.graph) return result;
  return tensor(host, {
    framework: result.framework,
    shape: shapeOf(result),
    dtype: result.dtype,
    graph: true,
    source: { ...result.source, layer: layer ?? result.source.layer },
  });
}
