/** Weights of samples beside the loss of each of them, in Keras 3: brought to one rank, and stretched. keras/src/losses/loss.py (`reduce_weighted_values`) */
import { broadcast, type Shape, type ShapeResult } from '../../shapes/index.ts';
import { refuseOperands, type Scene } from '../array/scene.ts';
import type { Operand } from '../parts.ts';
import { aligned } from './models/losses.ts';

/** The shape of both together; undefined: refused, which has been stated. `values`: the losses. */
export function weighedShape(scene: Scene, values: Shape, weights: Operand): Shape | undefined {
  return weighedAs(scene, values, weights, broadcast(...aligned(values, weights.shape ?? [])));
}

/** As `weighedShape`, where it is known how both are put together. */
export function weighedAs(
  scene: Scene,
  values: Shape,
  weights: Operand,
  result: ShapeResult,
): Shape | undefined {
  if (result.ok) return result.value;
  const each = { role: 'the loss of each example', shape: values, tensor: undefined, at: scene.site };
  refuseOperands(scene, [each, weights], result.mismatch, weights.at);
  return undefined;
}
