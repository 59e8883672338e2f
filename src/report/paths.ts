/** Where layers stand in their models, for frameworks that name weights by it: `encoder.out.kernel` of flax.nnx. */
import type { ModelFact } from '../analysis/result.ts';
import type { LayerFacet, NativeValue, Weight } from '../values/index.ts';

/** The path of each layer in the outermost model that holds it. */
export function placesIn(models: readonly ModelFact[]): ReadonlyMap<NativeValue, string> {
  const places = new Map<NativeValue, string>();
  for (const { model } of models)
    for (const { layer, instead = [], name } of model.model?.rows() ?? [])
      for (const one of [layer, ...instead])
        if (one && name.length > (places.get(one)?.length ?? 0)) places.set(one, name);
  return places;
}

export function qualified({ pathSeparator }: LayerFacet, weight: Weight, place: string | undefined): Weight {
  return pathSeparator !== undefined && place
    ? { ...weight, name: `${place}${pathSeparator}${weight.name}` }
    : weight;
}
