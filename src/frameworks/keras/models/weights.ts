/** The weights of a model. */
import type { Weight } from '../../parts.ts';
import { layerOf } from '../core/registry.ts';
import type { ModelCore } from './model-core.ts';

/** All weights of all layers, each layer once; undefined where one of them is not built. */
export function weightsOf(core: Pick<ModelCore, 'layers'>): readonly Weight[] | undefined {
  const all: Weight[] = [];
  for (const layer of new Set(core.layers())) {
    const weights = layerOf(layer)?.weights();
    if (!weights) return undefined;
    all.push(...weights);
  }
  return all;
}
