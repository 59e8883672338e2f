/** What a Sequential model holds so far, and what two branches that built it otherwise leave of it. */
import type { NativeValue, Value } from '../../parts.ts';
import { layerOf, type ModelEnds } from '../core/registry.ts';

export interface State {
  /** What was added: layers, models, objects of the user's. */
  readonly layers: readonly Value[];
  readonly ends: ModelEnds | undefined;
  /** The first data, or the first symbolic tensor, said what the input is. */
  readonly isBuiltByData?: boolean;
  /** The first call on a symbolic tensor. */
  readonly calledOn?: ModelEnds | undefined;
  /** A layer was added that is not known: nothing certain can be said any more. */
  readonly isOpen: boolean;
  /** Nor which place the layers have. */
  readonly isScattered?: boolean;
}

export const EMPTY: State = { layers: [], ends: undefined, isOpen: false };

/** Built in one branch only, it is what that branch says. */
export function joinStates(a: State, b: State): State {
  const areOther = a.ends !== undefined && b.ends !== undefined && a.ends !== b.ends;
  const areAlike = a.layers.length === b.layers.length && a.layers.every((one, i) => one === b.layers[i]);
  if (!areAlike || areOther) return scattered(a);
  return a.ends ? a : b;
}

export const scattered = (state: State): State => ({
  ...state,
  isOpen: true,
  isScattered: true,
  ends: undefined,
});

/** One more that is not known; in the first place it may be an input, which is no layer. */
export const withUnknown = (state: State, layer: Value): State =>
  layer.kind === 'unknown' && state.layers.length > 0
    ? { ...state, layers: [...state.layers, layer], isOpen: true, ends: undefined }
    : scattered(state);

/** Without the input layer in the first place. */
export const behindInput = (layers: readonly Value[]): readonly Value[] =>
  layerOf(layers[0])?.input ? layers.slice(1) : layers;

/** As `model.layers` has them: TensorFlow.js lists an input layer that was added with the others. */
export const listed = (layers: readonly Value[]): readonly Value[] =>
  layerOf(layers[0])?.flavour.name === 'tfjs' ? layers : behindInput(layers);

export const nativesOf = (layers: readonly Value[]): readonly NativeValue[] =>
  listed(layers).flatMap(layer => layerOf(layer)?.value ?? []);
