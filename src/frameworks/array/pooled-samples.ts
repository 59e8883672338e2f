/** `head(out.mean(0))`: a dense layer after the mean of a sequence over its samples, where that over its steps is meant. */
import { constantOf } from '../../shapes/index.ts';
import type { Operand, TensorValue } from '../parts.ts';
import { reducedAxis } from './doubtful-operators.ts';
import { type Scene, suspectMisreading } from './scene.ts';
import { axisNames, sequenceAxes } from './sequence-axes.ts';

/** The mean over the samples may be looked at; a layer that reads it as if it were a batch is the second witness. */
export function suspectPooledSamples(scene: Scene, input: Operand): void {
  const pooled = pooledBefore(input.tensor);
  const [sequence, ...others] = pooled?.source.parents ?? [];
  const axes = sequenceAxes(sequence);
  const axis = pooled && reducedAxis(pooled);
  if (!pooled || !sequence?.shape || others.length > 0 || !axes || axis === undefined) return;
  const along = axis < 0 ? axis + 3 : axis;
  const batch = sequence.shape[axes.batch];
  if (along !== axes.batch || input.shape?.length !== 2 || !batch || constantOf(batch) === 1) return;
  suspectMisreading(
    { ...scene, layer: axes.layer },
    {
      about: 'pooled-samples',
      tensor: { role: 'input', shape: sequence.shape, tensor: sequence, at: input.at },
      other: { role: 'pooled', shape: pooled.shape, tensor: pooled, at: input.at },
      axes: axisNames(axes),
      axis: axes.batch,
      gives: input.shape,
      at: input.at,
    },
  );
}

/** Dropout and activations leave it what it is. */
function pooledBefore(tensor: TensorValue | undefined): TensorValue | undefined {
  let at = tensor;
  for (let steps = 0; at && steps < 4; steps++) {
    if (reducedAxis(at) !== undefined) return at;
    if (at.source.parents.length !== 1 || at.source.layer?.layer?.recurrent) return undefined;
    at = at.source.parents[0];
  }
  return undefined;
}
