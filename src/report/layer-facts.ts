/** Weights and parameter counts of layers, wrappers included, and which recurrent layers a file makes. */
import type { FileFacts, LayerFact } from '../analysis/result.ts';
import { parameterCount } from '../frameworks/layer.ts';
import { profileOf } from '../profiles/index.ts';
import { add, compare, constantOf, type Dim, size } from '../shapes/index.ts';
import type { ModelFacet, ModelRow, NativeValue, Weight } from '../values/index.ts';

/** Its own weights; for a wrapper that does not list any, those of what it owns. undefined: not built yet. */
export function weightsOf(layer: NativeValue): readonly Weight[] | undefined {
  const facet = layer.layer;
  const own = facet?.built.value.weights;
  if (own || !facet || facet.inner.length === 0) return own;
  const inner = facet.inner.map(weightsOf);
  return inner.every(weights => weights !== undefined) ? inner.flatMap(weights => weights ?? []) : undefined;
}

/** Those that were made with the layer: what several share is listed with the first of them. */
export const unsharedWeights = (layer: NativeValue): readonly Weight[] | undefined =>
  weightsOf(layer)?.filter(({ sharedWith }) => sharedWith === undefined);

/** As the framework counts them: PyTorch's buffers (running averages) are no parameters, Keras counts what it does not train too. */
export function countOf(layer: NativeValue, weights = weightsOf(layer)): Dim | undefined {
  // What has no facts of a layer is the place of an input.
  if (!layer.layer && !layer.model) return size(0);
  const { countsUntrained } = profileOf(layer.class.framework).manner;
  return weights && parameterCount(countsUntrained ? weights : weights.filter(weight => weight.trainable));
}

/**
 * What `summary()` counts beside the layers' names: of a model all its layers, of a layer of the user's those that its attributes hold too, each
 * once, however many hold it. undefined where one is not known, or may be missing.
 */
export function summaryCount(layers: Iterable<NativeValue>): Dim | undefined {
  const parts = new Set<NativeValue>();
  for (const layer of layers) if (!collect(layer, parts)) return undefined;
  // A wrapper counts what it owns.
  const owned = new Set([...parts].flatMap(innerOf));
  let total = size(0);
  for (const part of parts) {
    if (part.model || owned.has(part)) continue;
    const count = countOf(
      part,
      weightsOf(part)?.filter(({ sharedWith }) => !sharedWith || !parts.has(sharedWith.layer)),
    );
    if (!count) return undefined;
    total = add(total, count);
  }
  return total;
}

/** Adds the layer and all that it holds; whether those are all. */
function collect(layer: NativeValue, parts: Set<NativeValue>): boolean {
  if (parts.has(layer)) return true;
  parts.add(layer);
  const { model } = layer;
  const held = model ? rowsOf(model) : layer.layer?.held ? layer.layer.held() : [];
  return [held, layer.layer?.inner ?? []].every(own => own?.every(one => collect(one, parts)) === true);
}

/** What the user's own code has made beside the layers; undefined where the shape of one is not known. */
export const ownCount = (model: ModelFacet): Dim | undefined =>
  parameterCount((model.own?.() ?? []).map(({ weight }) => weight));

/** The parameters of a model: of all its rows, a layer that stands in several counted once, and its own; undefined where one is not known, or may be missing. */
export function modelCount(model: ModelFacet): Dim | undefined {
  if (model.isOpen?.()) return undefined;
  const rows = model.rows();
  if (!rows.every(isSettled)) return undefined;
  const [layers, own] = [summaryCount(rows.map(row => row.layer)), ownCount(model)];
  return layers && own && add(layers, own);
}

/** Whether what stands there counts the same on every path of the program. */
function isSettled({ layer, instead = [] }: ModelRow): boolean {
  const count = instead.length > 0 ? summaryCount([layer]) : undefined;
  return instead.every(other => {
    const counted = other && summaryCount([other]);
    return count && counted && compare(count, counted) === 'equal';
  });
}

const rowsOf = (model: ModelFacet): readonly NativeValue[] | undefined =>
  model.isOpen?.() || !model.rows().every(isSettled) ? undefined : model.rows().map(row => row.layer);

const innerOf = (layer: NativeValue): readonly NativeValue[] =>
  (layer.layer?.inner ?? []).flatMap(inner => [inner, ...innerOf(inner)]);

const UNCALLED = 1_000_000;

/** Sizes of inputs and weights that are no numbers; without a call, more than any. Of several instances the one with the fewest tells most. */
export function unknownSizes(layer: NativeValue): number {
  const built = layer.layer?.built.value;
  if (!built?.called)
    return UNCALLED + Number(!layer.layer?.units || constantOf(layer.layer.units) === undefined);
  const shapes = [...built.inputs, ...(weightsOf(layer) ?? []).map(weight => weight.shape)];
  return shapes.flatMap(shape => shape ?? []).filter(dim => constantOf(dim) === undefined).length;
}

/**
 * The recurrent layers of a file by constructor call, in the order of the first instances. A layer that a recurrent one owns (Bidirectional's
 * LSTM) is told with its owner.
 */
export function recurrentGroups({ layers }: Pick<FileFacts, 'layers'>): readonly (readonly LayerFact[])[] {
  const owned = new Set(layers.flatMap(({ layer }) => (layer.layer?.recurrent ? layer.layer.inner : [])));
  const groups = new Map<string, LayerFact[]>();
  for (const fact of layers) {
    const { site } = fact.layer;
    if (!fact.layer.layer?.recurrent || owned.has(fact.layer)) continue;
    const key = `${site.start}:${site.end}`;
    const group = groups.get(key);
    if (group) group.push(fact);
    else groups.set(key, [fact]);
  }
  return [...groups.values()];
}

/** How many recurrent layers a person sees in the file: constructor calls, wrappers and what they own counted once. */
export function recurrentCount(facts: Pick<FileFacts, 'layers'> | undefined): number {
  return facts ? recurrentGroups(facts).length : 0;
}
