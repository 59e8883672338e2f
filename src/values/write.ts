/** One write to a place, and what the heap can do with it. */
import type { Dim } from '../shapes/index.ts';
import { SOME_WHOLE } from './join.ts';
import type { Slot } from './slot.ts';

/** An abstract value that is not known, or only known to be a whole number. */
function isVague(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return value.kind === 'unknown' || value === SOME_WHOLE;
}

/** One write: a slot and what it held before. A class, so that the heap can keep writes of all types in one list. */
export class Write<T> {
  readonly slot: Slot<T>;
  readonly before: T;

  constructor(slot: Slot<T>, before: T) {
    this.slot = slot;
    this.before = before;
  }

  undo(): void {
    this.slot.value = this.before;
  }

  /** Whether the slot still holds what it held before this write, or holds it again. */
  isUndone(): boolean {
    return this.slot.held === this.before;
  }

  /** The present value, as a write that would bring it back. */
  now(): Write<T> {
    return new Write(this.slot, this.slot.held);
  }

  get born(): number {
    return this.slot.born;
  }

  /** Merges the value held here with the present one. */
  merge(): void {
    this.slot.value = this.slot.join(this.before, this.slot.held);
  }

  /** Whether the slot holds the same as before this write. */
  isStable(): boolean {
    const { slot, before } = this;
    return slot.held === before || slot.join(before, slot.held) === before;
  }

  /** Whether the slot holds the same as before this write, or a whole number in the place of another, of which no more is known. */
  isSettled(): boolean {
    const { slot, before } = this;
    if (slot.held === before) return true;
    const both: unknown = slot.join(before, slot.held);
    return both === before || both === SOME_WHOLE;
  }

  /** How many the slot held before this write and holds now; undefined where either is not certain. */
  growth(): Growth | undefined {
    const { before, slot } = this;
    const [from, to] = [slot.counted?.count(before), slot.counted?.count(slot.held)];
    return from === undefined || to === undefined ? undefined : { from, to };
  }

  setCount(count: Dim | undefined): void {
    const { slot } = this;
    if (slot.counted) slot.value = slot.counted.withCount(slot.held, count);
  }

  /** Replaces the present value by what any number of such changes may leave; true where that says less than either. */
  widen(): boolean {
    const { slot, before } = this;
    const wasVague = isVague(slot.held) || isVague(before);
    slot.value = slot.widen(before, slot.held);
    return !wasVague && isVague(slot.held);
  }
}

/** A write of any type: what the heap does with it needs no type. */
export type Entry = Pick<
  Write<unknown>,
  'undo' | 'merge' | 'isStable' | 'isSettled' | 'isUndone' | 'widen' | 'growth' | 'setCount' | 'born'
> & {
  readonly slot: AnySlot;
  now(): Entry;
};

/** A slot of any type. */
export interface AnySlot {
  readonly serial: number;
  readonly counted: object | undefined;
  readonly isLasting: boolean;
}

/** How many a slot held at one time and how many at a later one. */
export interface Growth {
  readonly from: number;
  readonly to: number;
}
