/** Layers that a program has frozen: `layer.trainable = False` of a layer or model and all within it. https://keras.io/guides/transfer_learning/ */
import { asBool, attached, type Host, type NativeValue, type Value, type Weight } from '../../parts.ts';
import { layerOf } from './registry.ts';

/** `made`: frozen by its constructor, whose weights stay so for good. undefined: nothing was said. */
type Training = 'trained' | 'frozen' | 'made' | 'unknown' | undefined;

const trainingOf = attached<NativeValue, Training>(undefined, (a, b) => (a === b ? a : 'unknown'));

/** The layer and all that it holds. */
function within(layer: NativeValue, seen = new Set<NativeValue>()): ReadonlySet<NativeValue> {
  if (seen.has(layer)) return seen;
  seen.add(layer);
  const known = layerOf(layer);
  const held = [...(layer.layer?.inner ?? []), ...(known?.layers?.() ?? []), ...(known?.held?.() ?? [])];
  for (const one of held) within(one, seen);
  return seen;
}

function setTrainable(host: Host, layer: NativeValue, value: Value): void {
  const is = asBool(value);
  for (const one of within(layer)) {
    const place = trainingOf.place(one);
    host.write(place, after(place.value, is, layerOf(one)?.value.layer?.inner.length !== 0));
  }
}

/** What setting an attribute does to a layer or model: `trainable` alone decides anything. */
export const settingTrainable =
  (layer: NativeValue) =>
  (host: Host, name: string, value: Value): void => {
    if (name === 'trainable') setTrainable(host, layer, value);
  };

/** `Dense(3, trainable=False)` */
export function makeTrainable(host: Host, layer: NativeValue, value: Value): void {
  const is = asBool(value);
  host.write(trainingOf.place(layer), is === undefined ? 'unknown' : is ? undefined : 'made');
}

/** What is trained again of a layer that holds others, or was made frozen, is not followed. */
function after(before: Training, is: boolean | undefined, holds: boolean): Training {
  if (is === undefined) return 'unknown';
  if (!is) return before === 'made' ? 'made' : 'frozen';
  if (before === undefined || before === 'trained') return before;
  return before === 'frozen' && !holds ? 'trained' : 'unknown';
}

const isFrozen = (state: Training): boolean => state === 'frozen' || state === 'made';

/** Of a layer's weights `trainable_weights` (`wanted` is true) or `non_trainable_weights`; undefined where it is not known which weights those are. */
export function weightsByTraining(
  layer: NativeValue,
  weights: readonly Weight[],
  wanted: boolean,
): readonly Weight[] | undefined {
  const states = [...within(layer)].map(one => trainingOf.of(one));
  if (states.every(state => state === undefined || state === 'trained'))
    return weights.filter(weight => weight.trainable === wanted);
  if (isFrozen(trainingOf.of(layer)) || states.every(isFrozen)) return wanted ? [] : weights;
  return undefined;
}
