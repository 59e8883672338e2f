/** Which version of Keras a symbolic tensor belongs to: that of the layers behind it. */
import type { TensorValue } from '../../parts.ts';
import type { Flavour } from './flavour.ts';
import { nodeOf } from './graph.ts';
import { layerOf } from './registry.ts';

export function flavourOf(tensor: TensorValue): Flavour | undefined {
  let next: TensorValue | undefined = tensor;
  while (next) {
    const node = nodeOf(next);
    const flavour = layerOf(node?.layer)?.flavour;
    if (flavour) return flavour;
    next = node?.inputs[0];
  }
  return undefined;
}
