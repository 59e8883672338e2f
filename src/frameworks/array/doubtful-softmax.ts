/** A softmax along an axis that is not that of the classes. */
import { compare, constantOf } from '../../shapes/index.ts';
import { type Operand, shapeOf, type TensorValue } from '../parts.ts';
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
  const parameter = scene.framework === 'torch' ? 'dim' : 'axis';
  const shared = { parameter, aspect: 'value', at } as const;
  // Scores of each step by a layer behind are compared along the steps as well: attention. The layer's own features are not.
  if (layer?.layer?.recurrent && along === 1 && sequenceAxes(tensor)?.steps === 1)
    suspectArgument(scene, { ...shared, allowed: '-1', about: 'softmax-over-steps' });
  const isMany = dim !== undefined && constantOf(dim) !== 1;
  if (along === 0 && shape.length === 2 && isMany && areRowsSamples(tensor))
    suspectArgument(scene, {
      ...shared,
      allowed: 'the axis of the classes (axis 0 holds the samples of the batch)',
      given: String(axis),
    });
  const batch = along === 0 || along === 1 ? batchBehind(tensor) : undefined;
  if (batch === along && shape.length >= 2 && !(isDense(tensor) && shape.length === 2) && isMany)
    suspectArgument(scene, {
      ...shared,
      allowed: `the axis of the steps or of the classes (axis ${along} holds the samples of the batch)`,
      given: String(axis),
    });
  if (isOneUnit(tensor, along))
    suspectArgument(scene, { ...shared, allowed: stepsBehind(tensor), about: 'softmax-of-one' });
}

/** What a cell gives has one sample a row, and what a dense layer makes of that or of other samples. */
const areRowsSamples = (tensor: TensorValue): boolean =>
  isStepOfCell(tensor) ||
  (isDense(tensor) && tensor.source.parents.some(parent => isStepOfCell(parent) || isOfSamples(parent)));

const isStepOfCell = ({ source: { layer } }: TensorValue): boolean =>
  layer?.layer?.recurrent === true && /Cell$/.test(layer.layer.type);

/** Whether an axis is that of the only unit of a dense layer. A one elsewhere may well be a size that happens to be 1. */
export function isOneUnit(tensor: TensorValue, axis: number): boolean {
  const shape = shapeOf(tensor);
  const last = shape?.at(-1);
  const isUnits = axis === -1 || axis + 1 === shape?.length;
  return isDense(tensor) && isUnits && last !== undefined && constantOf(last) === 1;
}

const isDense = ({ source: { layer } }: TensorValue): boolean =>
  /^(Linear|Dense)$/.test(layer?.layer?.type ?? '');

/** What leaves the axes of a sequence where they are. */
const POINTWISE =
  /(^|\.)(linear|dropout|tanh|relu|gelu|sigmoid|leaky_?relu|elu|layernorm|layer_norm|squeeze|[-+*/])$/i;

/** Which axis is the batch in scores that dense layers and pointwise functions have made of a recurrent layer's output. */
function batchBehind(tensor: TensorValue): 0 | 1 | undefined {
  let at: TensorValue | undefined = tensor;
  for (let steps = 0; at && steps < 6; steps++) {
    const sequence = sequenceAxes(at);
    if (sequence) return sequence.batch;
    const { operation, layer, parents }: TensorValue['source'] = at.source;
    const [first, second]: readonly TensorValue[] = parents;
    if (!POINTWISE.test(layer?.layer?.type ?? operation) || !first || second) return undefined;
    if (!isInStep(at, first)) return undefined;
    at = first;
  }
  return undefined;
}

/** The axis of the steps in scores of a sequence, as code; else what is allowed, in words. */
export function stepsBehind(tensor: TensorValue): string {
  const batch = shapeOf(tensor)?.length === 3 ? batchBehind(tensor) : undefined;
  return batch === undefined ? 'an axis of more than one class' : String(1 - batch);
}

/** Whether batch and steps are where they were: an axis that is squeezed out stood behind them. */
function isInStep(made: TensorValue, from: TensorValue): boolean {
  const [a, b] = [shapeOf(made) ?? [], shapeOf(from) ?? []];
  return [0, 1].every(axis => a[axis] && b[axis] && compare(a[axis], b[axis]) === 'equal');
}
