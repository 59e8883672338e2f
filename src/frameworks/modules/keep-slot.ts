/** A slot as it is now, so that it can be so again. */
import type { Restore, Slot } from '../parts.ts';

export function keepSlot<T>(place: Slot<T>): Restore {
  const before = place.value;
  return write => {
    if (place.value !== before) write(place, before);
  };
}
