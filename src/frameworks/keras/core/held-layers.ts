/** The layers that an object of the user's holds: those that Keras tracks when they are set as attributes. */
import { itemsOf, type NativeValue, type ObjectValue, type Value } from '../../parts.ts';
import { layerOf } from './registry.ts';

/** Layers in the object's attributes, in the order they were set, through lists and dicts. */
export function heldLayers(self: ObjectValue): readonly NativeValue[] {
  const found: NativeValue[] = [];
  const seen = new Set<Value>();
  const visit = (value: Value): void => {
    // A list may hold itself.
    if (seen.has(value)) return;
    seen.add(value);
    const layer = layerOf(value);
    if (layer && !found.includes(layer.value)) found.push(layer.value);
    else if (value.kind === 'list') itemsOf(value)?.forEach(visit);
    else if (value.kind === 'dict') [...value.entries.value.known.values()].forEach(visit);
  };
  for (const value of self.attributes.value.values()) if (value !== self) visit(value);
  return found;
}
