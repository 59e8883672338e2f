/**
 * Inputs of which nothing is known. What goes into a layer for sequences is from then on (batch, seq_len, input_size), or whatever else the layer
 * takes: the first axes are named, and the same tensor's sizes are the same wherever they are asked for.
 */
import type { Dim, Shape } from '../../shapes/index.ts';
import type { Scene } from '../array/scene.ts';
import { type Operand, sizeAlong, TAKEN_FOR_BATCH } from '../parts.ts';

/** A name for a size that is not known, or the size. */
export type AssumedAxis = string | Dim;

/**
 * The shape that the input is taken to have. `isSure`: the layer takes no other number of axes; else what follows from that number alone is no
 * error (`src/analysis/certainty.ts`).
 */
export function assumedShape(
  { host }: Scene,
  { tensor, at }: Operand,
  axes: readonly AssumedAxis[],
  isSure: boolean,
): Shape {
  const origin = isSure ? at : { ...at, what: TAKEN_FOR_BATCH };
  return axes.map((axis, i) => {
    if (typeof axis !== 'string') return axis;
    return tensor ? sizeAlong(tensor, i, origin, axis) : host.freshSymbol(axis, origin);
  });
}

/** From here on the tensor has that shape, unless it may be a PackedSequence, which has no such axes. */
export function learnInput(scene: Scene, { tensor, shape }: Operand, assumed: Shape): void {
  const { host } = scene;
  if (!tensor || shape) return;
  const mayBePacked = scene.framework === 'torch' && (host.mentions('pack_') || host.mentions('Packed'));
  if (!mayBePacked) host.learn(tensor, assumed);
}
