/** What small tensors are known to hold, until something is written into them. */
import type { Dim } from '../shapes/index.ts';
import { attached } from './attached.ts';
import { beside, sameValueWith } from './beside.ts';
import type { Host } from './host.ts';
import type { Place, TensorValue } from './value.ts';

const IS_WRITTEN = attached<TensorValue, boolean>(false, (a, b) => a || b);

/** The integers that a tensor holds at this moment; undefined where they are not known. */
export const contentIn = (tensor: TensorValue | undefined): readonly number[] | undefined =>
  tensor?.content && !IS_WRITTEN.of(tensor) ? tensor.content : undefined;

/** Whole numbers: `from` <= each of them < `below`. */
interface Bounds {
  readonly from: Dim;
  readonly below: Dim;
}

const BOUNDS = beside<TensorValue, Bounds>();
const PLACES = beside<TensorValue, Place>();

/** A new tensor of which is known between what its whole numbers lie (drawn at random, a permutation). */
export function bounded(tensor: TensorValue, from: Dim, below: Dim): TensorValue {
  BOUNDS.set(tensor, { from, below });
  return tensor;
}

/** A new tensor without axes that holds a number whose place is known. */
export function heldAt(tensor: TensorValue, place: Place | undefined): TensorValue {
  if (place) PLACES.set(tensor, place);
  return tensor;
}

export const boundsIn = (tensor: TensorValue): Bounds | undefined =>
  IS_WRITTEN.of(tensor) ? undefined : BOUNDS.get(tensor);

export const placeIn = (tensor: TensorValue): Place | undefined =>
  IS_WRITTEN.of(tensor) ? undefined : PLACES.get(tensor);

/** The same tensor, of whose place is known what is said here. */
export function withPlace(tensor: TensorValue, place: Place | undefined): TensorValue {
  const made = sameValueWith(tensor, {});
  if (place) PLACES.set(made, place);
  else PLACES.delete(made);
  return made;
}

/** The first of two that are one from here on: where they stand at two places, or lie between other bounds, neither is known of it. */
export function withSharedPlace(one: TensorValue, other: TensorValue): TensorValue {
  const [a, b] = [PLACES.get(one), PLACES.get(other)];
  const [own, others] = [BOUNDS.get(one), BOUNDS.get(other)];
  if ((a === b && own === others) || (!a && !own)) return one;
  const made = sameValueWith(one, {});
  if (a !== b) PLACES.delete(made);
  if (own !== others) BOUNDS.delete(made);
  return made;
}

/** Something is written into a tensor: neither its content nor that of what it is a view of is known any more. */
export function forgetContent(host: Pick<Host, 'write'>, tensor: TensorValue, depth = 4): void {
  if (contentIn(tensor) || boundsIn(tensor) || placeIn(tensor)) host.write(IS_WRITTEN.place(tensor), true);
  if (depth > 0) for (const parent of tensor.source.parents) forgetContent(host, parent, depth - 1);
}
