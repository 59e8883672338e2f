/** Shapes that tensors have after they were changed in place: `x.unsqueeze_(0)`, `x.data = y`. */
import type { Shape } from '../shapes/index.ts';
import { type Beside, beside } from './beside.ts';
import type { Host } from './host.ts';
import { type Slot, slot } from './slot.ts';
import type { TensorValue } from './value.ts';

/** undefined in it: not known any more. */
export interface Replaced {
  readonly shape: Shape | undefined;
}

type Place = Slot<Replaced | undefined>;

const PLACES: Beside<TensorValue, Place> = beside();
const LOST: Replaced = { shape: undefined };

/** undefined: it is as it was made. */
export const replacedShape = (tensor: TensorValue): Replaced | undefined => PLACES.get(tensor)?.value;

/** From here on the tensor has this shape, whatever it is called. */
export function replaceShape(host: Pick<Host, 'write'>, tensor: TensorValue, shape: Shape | undefined): void {
  const known = PLACES.get(tensor) ?? slot<Replaced | undefined>(undefined, (a, b) => (a === b ? a : LOST));
  PLACES.set(tensor, known);
  host.write(known, { shape });
}
