/** Mutable places of the interpreted program: variables, attributes, list contents, a layer's built state. */
import type { Dim } from '../shapes/index.ts';
import { noted } from './reads.ts';

export interface Slot<T> {
  /** Read freely, by which it may be noted that it was read (`reads.ts`); written only through `Heap.write`. */
  value: T;
  /** The same, for the heap itself: no program has read it. */
  readonly held: T;
  /** What the place holds after two branches that left it with `a` and `b`; `a` itself where they are the same. */
  readonly join: (a: T, b: T) => T;
  /** What it holds after any number of rounds of a loop that changed it from `a` to `b`. */
  readonly widen: (a: T, b: T) => T;
  /** Of places that hold several things: how many. */
  readonly counted: Counted<T> | undefined;
  /** Higher than that of every place that was made before. */
  readonly serial: number;
  /**
   * When it was made, where what it belongs to was made with it: on the ways that have not been here there is no such place, and nothing to merge. 0: what it
   * belongs to may be older.
   */
  readonly born: number;
  /** It belongs to what was there from the beginning, though it was made when it was first asked for: no round of a loop has made it. */
  readonly isLasting: boolean;
}

export interface Counted<T> {
  /** undefined: no number is certain. */
  readonly count: (value: T) => number | undefined;
  /** As many like those in `value`; undefined: any number. */
  readonly withCount: (value: T, count: Dim | undefined) => T;
}

let made = 0;

/** The serial of the place that was made last. */
export const lastSerial = (): number => made;

class Place<T> implements Slot<T> {
  held: T;
  readonly join: Slot<T>['join'];
  readonly widen: Slot<T>['widen'];
  readonly counted: Slot<T>['counted'];
  readonly serial: number;
  readonly born: number;
  readonly isLasting: boolean;

  constructor(
    { held, join, widen, counted, serial }: Pick<Slot<T>, 'held' | 'join' | 'widen' | 'counted' | 'serial'>,
    born: number,
    isLasting = false,
  ) {
    this.isLasting = isLasting;
    this.held = held;
    this.join = join;
    this.widen = widen;
    this.counted = counted;
    this.serial = serial;
    this.born = born;
  }

  get value(): T {
    if (this.serial <= noted.until) noted.read(this);
    return this.held;
  }

  set value(value: T) {
    this.held = value;
  }
}

export function slot<T>(
  value: T,
  join: (a: T, b: T) => T,
  widen: (a: T, b: T) => T = join,
  counted?: Counted<T>,
): Slot<T> {
  made++;
  return new Place({ held: value, join, widen, counted, serial: made }, 0);
}

/** A slot of what was there from the beginning, made when it is first asked for. */
export const lasting = <T>(place: Slot<T>): Slot<T> => new Place(place, 0, true);

/** The slot of what is made at this moment: of a list that is written down, of an object's attributes. */
export const newborn = <T>(place: Slot<T>): Slot<T> => new Place(place, place.serial);
