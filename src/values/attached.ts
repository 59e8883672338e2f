/** State of values that their type has no room for: it lives in slots like all other, so that a branch can undo it, and as long as its value. */
import { beside } from './beside.ts';
import { noted } from './reads.ts';
import { lasting, type Slot, slot } from './slot.ts';

export interface Attached<K extends object, T> {
  /** What is true of the owner now. Asked of nearly every value, and of most of them nothing was ever written, so that it makes no place. */
  of(owner: K): T;
  /** Where it is written. */
  place(owner: K): Slot<T>;
}

/** As `attached`, of an owner that is there as long as the run: whether its state has changed does not depend on whether an earlier run asked for it. */
export const attachedToRun = <K extends object, T>(initial: T, join: (a: T, b: T) => T): Attached<K, T> =>
  attached(initial, join, lasting);

export function attached<K extends object, T>(
  initial: T,
  join: (a: T, b: T) => T,
  made: (place: Slot<T>) => Slot<T> = place => place,
): Attached<K, T> {
  const slots = beside<K, Slot<T>>();
  const noteNothing = (owner: K): void => {
    if (noted.isOn) noted.ask(() => (slots.get(owner)?.held ?? initial) === initial);
  };
  return {
    of: owner => {
      const known = slots.get(owner);
      if (known) return known.value;
      noteNothing(owner);
      return initial;
    },
    place: owner => {
      const known = slots.get(owner);
      if (known) return known;
      noteNothing(owner);
      const place = made(slot(initial, join));
      slots.set(owner, place);
      return place;
    },
  };
}
