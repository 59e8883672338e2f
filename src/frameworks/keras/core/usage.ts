/**
 * What has happened to a layer or model so far: Keras makes its weights at the first call, and keeps a symbolic input and output of it only once it
 * has been called on symbolic tensors. What it lacks until then is only said of the program's own statements (`Host.isTopLevel`): what a function
 * finds that nothing calls may have been used by then.
 */
import { attached, type Call, type Host, type NativeValue, type Value } from '../../parts.ts';
import type { FlavourName } from './flavour.ts';
import { layerOf } from './registry.ts';

/** 'arrays': called on arrays only, so that it has weights and no symbolic ends; 'any': code that is not followed may have done anything with it. */
export type Usage = 'none' | 'arrays' | 'any';

const ORDER: readonly Usage[] = ['none', 'arrays', 'any'];

const more = (a: Usage, b: Usage): Usage => (ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b);

const usageOf = attached<NativeValue, Usage>('none', more);

/** Notes a use; `any` reaches the layers inside too. */
export function noteUse(host: Host, layer: NativeValue, usage: Usage): void {
  const place = usageOf.place(layer);
  const now = more(place.value, usage);
  if (now === place.value) return;
  host.write(place, now);
  if (now === 'any') for (const inner of insideOf(layer)) noteUse(host, inner, 'any');
}

function insideOf(layer: NativeValue): readonly NativeValue[] {
  const known = layerOf(layer);
  return [
    ...(known?.layers?.() ?? []),
    ...(known?.held?.() ?? known?.description?.held?.() ?? []),
    ...(layer.layer?.inner ?? []),
  ];
}

/** How a call uses what is called. */
export function usageIn({ args, open }: Call): Usage {
  return !open && args.every(({ value }) => isOfArrays(value)) ? 'arrays' : 'any';
}

function isOfArrays(value: Value): boolean {
  switch (value.kind) {
    case 'tensor':
      return !value.graph;
    case 'list':
      return 'known' in value.items.value && value.items.value.known.every(isOfArrays);
    case 'number':
    case 'bool':
    case 'string':
    case 'none':
      return true;
    default:
      return false;
  }
}

/** Versions of which it was tried. */
const TRIED: ReadonlySet<FlavourName | undefined> = new Set(['keras3', 'tf_keras', 'tf1', 'keras2']);

/** Whether it surely has no weights yet, nor have the layers inside. */
export function isSurelyUnbuilt(host: Host, layer: NativeValue): boolean {
  const known = layerOf(layer);
  return (
    known !== undefined &&
    TRIED.has(known.flavour.name) &&
    host.isTopLevel() &&
    usageOf.of(layer) === 'none' &&
    !layer.layer?.isOneOfMany &&
    insideOf(layer).every(inner => isSurelyUnbuilt(host, inner))
  );
}

/** Versions in which a model that runs on arrays calls its layers on symbolic tensors as well. */
const DESCRIBES: ReadonlySet<FlavourName | undefined> = new Set(['tf_keras', 'keras2']);

/** Whether it surely has not been called on a symbolic tensor. */
export function hasSurelyNoEnds(host: Host, layer: NativeValue): boolean {
  const flavour = layerOf(layer)?.flavour.name;
  const usage = usageOf.of(layer);
  const isUncalled = DESCRIBES.has(flavour) ? usage === 'none' : usage !== 'any';
  return TRIED.has(flavour) && host.isTopLevel() && isUncalled && !layer.layer?.isOneOfMany;
}

/** Whether `add_loss` was called on a layer or model. */
export const addsLosses = attached<NativeValue, boolean>(false, (a, b) => a || b);
