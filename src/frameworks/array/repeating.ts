/** Elements repeated, really or by stretching: `expand`, `repeat`, `tile`. */
import {
  broadcastTo,
  type Dim,
  product,
  repeatInterleave as repeatElements,
  size,
  tile as tileShape,
  UNDECIDED,
} from '../../shapes/index.ts';
import { asDim, asInt, contentIn, itemsOf, shapeOf, type Value } from '../parts.ts';
import { changed } from './change.ts';
import { axisOption, type Operation, operandAt, option } from './operation.ts';
import { refused } from './scene.ts';
import { readSizes } from './sizes.ts';

/** `x.expand(2, -1)`, `broadcast_to(x, shape)`. */
export const expand = (op: Operation): Value => {
  const sizes = readSizes(op);
  if (sizes.refused) return refused(op);
  const target = sizes.shape;
  return changed(op, operandAt(op), shape => (target ? broadcastTo(shape, target) : UNDECIDED));
};

/** `expand_as(x, other)`. */
export const expandAs = (op: Operation): Value => {
  const other = operandAt(op, 1);
  const target = other?.shape;
  if (!other) return refused(op);
  return changed(op, operandAt(op), shape => (target ? broadcastTo(shape, target) : UNDECIDED), {
    otherwise: target,
  });
};

/** `x.repeat(2, 1)` of PyTorch ('at-least-rank'), `tile(x, reps)` ('any'), `tf.tile` ('rank'). */
export const tile =
  (repetitions: 'any' | 'at-least-rank' | 'rank') =>
  (op: Operation): Value => {
    const sizes = readSizes(op, ['reps', 'repeats', 'multiples', 'dims']);
    if (sizes.refused) return refused(op);
    const times = sizes.shape;
    return changed(op, operandAt(op), shape =>
      times ? tileShape(shape, times, { repetitions }) : UNDECIDED,
    );
  };

/** `numpy.repeat(a, repeats, axis)`, `torch.repeat_interleave`. */
export const repeatInterleave = (op: Operation): Value => {
  const repeats = repeatsOf(option(op, 'repeats'));
  const axis = axisOption(op);
  const at = asInt(axis);
  return changed(op, operandAt(op), shape => {
    if (!repeats || (at === undefined && axis.kind !== 'none')) return UNDECIDED;
    return at === undefined
      ? repeatElements([product(shape)], repeats, 0)
      : repeatElements(shape, repeats, at);
  });
};

function repeatsOf(value: Value): Dim | readonly Dim[] | undefined {
  const one = asDim(value);
  if (one) return one;
  if (value.kind === 'tensor')
    return shapeOf(value)?.length === 1 ? contentIn(value)?.map(n => size(n)) : undefined;
  const many = itemsOf(value)?.map(asDim);
  return many?.every(dim => dim !== undefined) ? many : undefined;
}
