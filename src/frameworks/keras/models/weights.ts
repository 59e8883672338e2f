/** The weights of a model. */
import type { Weight } from '../../parts.ts';
import { layerOf } from '../core/registry.ts';
import type { ModelCore } from './model-core.ts';

/** All weights of all layers, each layer once; undefined where one of them is not built, or where it is not known how many layers there are. */
export function weightsOf(core: Pick<ModelCore, 'layers' | 'hasAnyNumber'>): readonly Weight[] | undefined {
  if (core.hasAnyNumber?.()) return undefined;
  const all: Weight[] = [];
  for (const layer of new Set(core.layers())) {
    if (layer.layer?.isOneOfMany) return undefined;
    const weights = layerOf(layer)?.weights();
    if (!weights) return undefined;
    all.push(...weights);
  }
  return all;
}
