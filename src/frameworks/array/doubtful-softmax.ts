/** A softmax along an axis that is not that of the classes. */
import { constantOf } from '../../shapes/index.ts';
import type { Operand } from '../parts.ts';
import { isOfSamples } from './picks.ts';
import { type Scene, suspectArgument } from './scene.ts';
import { sequenceAxes } from './sequence-axes.ts';

/** `axis`: as written, negative ones from the end. */
export function suspectSoftmax(
  scene: Scene,
  { tensor, shape }: Operand,
  axis: number | undefined,
  at: Scene['site'],
): void {
  if (axis === undefined || !shape || !tensor) return;
  const along = axis < 0 ? axis + shape.length : axis;
  const { layer } = tensor.source;
  const dim = shape[along];
  const shared = { parameter: 'dim', aspect: 'value', at } as const;
  // Scores of each step by a layer behind are compared along the steps as well: attention. The layer's own features are not.
  if (layer?.layer?.recurrent && along === 1 && sequenceAxes(tensor)?.steps === 1)
    suspectArgument(scene, { ...shared, allowed: '-1', about: 'softmax-over-steps' });
  const isLinear = layer?.layer?.type === 'Linear';
  if (isLinear && along === 0 && shape.length === 2 && dim && constantOf(dim) !== 1)
    if (tensor.source.parents.some(isOfSamples))
      suspectArgument(scene, {
        ...shared,
        allowed: 'the axis of the classes (axis 0 holds the samples of the batch)',
        given: String(axis),
      });
  const isOutput = isLinear && along === shape.length - 1;
  if (isOutput && dim && constantOf(dim) === 1)
    suspectArgument(scene, { ...shared, allowed: 'an axis of more than one class', about: 'softmax-of-one' });
}
