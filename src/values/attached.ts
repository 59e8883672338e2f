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

type Write = <T>(place: Slot<T>, value: T) => void;

/** Gives one owner what is written of another; one for each kind of state. */
const CARRIERS: ((write: Write, from: object, to: object) => void)[] = [];

/** A copy of an owner begins with all that is true of it now. */
export function carryState(write: Write, from: object, to: object): void {
  for (const carry of CARRIERS) carry(write, from, to);
}

export function attached<K extends object, T>(
  initial: T,
  join: (a: T, b: T) => T,
  made: (place: Slot<T>) => Slot<T> = place => place,
): Attached<K, T> {
  const slots = beside<object, Slot<T>>();
  const noteNothing = (owner: object): void => {
    if (noted.isOn) noted.ask(() => (slots.get(owner)?.held ?? initial) === initial);
  };
  const placeOf = (owner: object): Slot<T> => {
    const known = slots.get(owner);
    if (known) return known;
    noteNothing(owner);
    const place = made(slot(initial, join));
    slots.set(owner, place);
    return place;
  };
  const of = (owner: object): T => {
    const known = slots.get(owner);
    if (known) return known.value;
    noteNothing(owner);
    return initial;
  };
  CARRIERS.push((write, from, to) => {
    const state = of(from);
    if (state !== initial) write(placeOf(to), state);
  });
  return { of, place: placeOf };
}
