/** Shapes that tensors have after they were changed in place: `x.unsqueeze_(0)`, `x.data = y`. */
import type { Shape } from '../shapes/index.ts';
import { attached } from './attached.ts';
import type { Host } from './host.ts';
import type { TensorValue } from './value.ts';

/** undefined in it: not known any more. */
export interface Replaced {
  readonly shape: Shape | undefined;
}

const LOST: Replaced = { shape: undefined };

const replaced = attached<TensorValue, Replaced | undefined>(undefined, (a, b) => (a === b ? a : LOST));

/** undefined: it is as it was made. */
export const replacedShape = replaced.of;

/** From here on the tensor has this shape, whatever it is called. */
export function replaceShape(host: Pick<Host, 'write'>, tensor: TensorValue, shape: Shape | undefined): void {
  host.write(replaced.place(tensor), { shape });
}
