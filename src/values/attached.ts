/** State of values that their type has no room for: it lives in slots like all other, so that a branch can undo it, and as long as its value. */
import { beside } from './beside.ts';
import { type Slot, slot } from './slot.ts';

export function attached<K extends object, T>(
  what: string,
  initial: T,
  join: (a: T, b: T) => T,
): (owner: K) => Slot<T> {
  const slots = beside<K, Slot<T>>(what);
  return owner => {
    const known = slots.get(owner) ?? slot(initial, join);
    slots.set(owner, known);
    return known;
  };
}
