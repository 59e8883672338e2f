/**
 * Layers of the user's of which it is not known which weights they have: what `build` adds in a loop of which the rounds are not known, and variables that may
 * be tracked.
 */
import { type AnySlot, attached, type Host, type NativeValue, type Slot, slot } from '../../parts.ts';

type Mark = Slot<true>;

/** Stands from when a layer's `build` has begun. */
const began = attached<NativeValue, Mark | undefined>(undefined, (a, b) => a ?? b);

const areLost = attached<NativeValue, boolean>(false, (a, b) => a || b);

/** A call in a loop builds a layer once all the same. */
export const beginBuild = (host: Host, layer: NativeValue): void =>
  host.write(
    began.place(layer),
    slot<true>(true, a => a),
  );

/** A weight is added; `own` stands from when the layer has been made. */
export function noteAdded(host: Host, layer: NativeValue, own: AnySlot): void {
  if (host.outlastsRound(began.of(layer) ?? own)) loseWeights(host, layer);
}

export const loseWeights = (host: Host, layer: NativeValue): void => host.write(areLost.place(layer), true);

export const hasLostWeights = (layer: NativeValue): boolean => areLost.of(layer);
