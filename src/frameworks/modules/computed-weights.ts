/** Weights that a layer computes before each call from others that it stores in their place: weight normalisation, pruning, parametrisations. */
import { attached, type Host, type NativeValue, type Weight } from '../parts.ts';

interface Computed {
  readonly weight: Weight;
  /** Names of the weights that it is computed from. */
  readonly from: readonly string[];
  readonly buffers: readonly Weight[];
}

/** What is stored in the place of a weight. */
export interface StoredParts {
  readonly weights: readonly Weight[];
  /** Kept, and not trained. */
  readonly buffers?: readonly Weight[];
}

/** On two ways of a program: what either has computed, as the weight can be asked for on both. */
const computed = attached<NativeValue, readonly Computed[]>([], (a, b) => (a.length < b.length ? b : a));

/** The weights that are stored, with those computed from them left out. */
const storedWeights = (layer: NativeValue): readonly Weight[] | undefined => layer.layer?.built.value.weights;

/** The layer's weight of this name; undefined: none that is stored and known. */
export const storedWeight = (layer: NativeValue, name: string): Weight | undefined =>
  storedWeights(layer)?.find(weight => weight.name === name);

export const computedWeights = (layer: NativeValue): readonly Weight[] =>
  computed.of(layer).map(({ weight }) => weight);

export const buffersOfComputed = (layer: NativeValue): readonly Weight[] =>
  computed.of(layer).flatMap(({ buffers }) => buffers);

/** From here on a weight is computed from what is stored behind all others; it can be asked for as before. */
export function computeWeight(
  host: Host,
  layer: NativeValue,
  weight: Weight,
  { weights, buffers = [] }: StoredParts,
): void {
  const built = layer.layer?.built;
  const others = storedWeights(layer)?.filter(({ name }) => name !== weight.name);
  if (!built || !others) return;
  host.write(built, { ...built.value, weights: [...others, ...weights] });
  const from = weights.map(({ name }) => name);
  host.write(computed.place(layer), [...computed.of(layer), { weight, from, buffers }]);
}

/** Which weights it stores now, so that it stores them again. */
export function keepComputed(layer: NativeValue): (write: Host['write']) => void {
  const [weights, before] = [storedWeights(layer), computed.of(layer)];
  return write => {
    const built = layer.layer?.built;
    if (!built || computed.of(layer) === before) return;
    write(built, { ...built.value, weights });
    write(computed.place(layer), before);
  };
}

/** The weight is a stored one again. */
export function storeComputed(host: Host, layer: NativeValue, name: string): void {
  const built = layer.layer?.built;
  const known = computed.of(layer).find(({ weight }) => weight.name === name);
  const others = storedWeights(layer)?.filter(weight => known?.from.includes(weight.name) !== true);
  if (!built || !others || !known) return;
  host.write(built, { ...built.value, weights: [...others, known.weight] });
  host.write(
    computed.place(layer),
    computed.of(layer).filter(each => each !== known),
  );
}
