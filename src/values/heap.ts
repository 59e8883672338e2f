/**
 * The heap of the interpreted program, which can undo and merge what a branch did to its places. Everything mutable lives in a slot, so that a
 * branch is: mark, run, collect, undo.
 */
import type { Dim } from '../shapes/index.ts';
import { noted } from './reads.ts';
import { lastSerial, type Slot } from './slot.ts';
import { type AnySlot, type Entry, type Growth, Write } from './write.ts';

/** A position in the heap's log. */
export type Mark = number;

/** Where a loop begins whose number of rounds is not known: the log, and the place that was made last before it. */
export interface LoopStart {
  readonly mark: Mark;
  readonly serial: number;
}

/** What a place held, and as which of it is not known how many it is. */
export interface Uncounted {
  readonly exact: Entry;
  readonly vague: Entry;
}

/** What a branch left behind: for each slot it wrote, the value at its end. */
export interface Changes {
  readonly ends: ReadonlyMap<object, Entry>;
  /** All that the branch knows of was born until then. */
  readonly until: number;
}

/** A moment of a run. */
export interface Moment {
  readonly mark: Mark;
  /** The serial of the place that was made last. */
  readonly since: number;
}

/** An open branch. What was born after `undone.from` and not after `undone.to` is of a way that has been undone. */
interface Opening {
  readonly mark: Mark;
  readonly since: number;
  undone: { readonly from: number; readonly to: number };
}

/** A state of the heap that can be gone back to, as long as the branch that was open then is not closed. */
export interface Hold {
  readonly mark: Mark;
  readonly open: readonly Opening[];
}

/** What was written in a stretch of a run: each slot with what it held before and at the end. */
export type Recording = readonly { readonly before: Entry; readonly after: Entry }[];

export class Heap {
  #log: Entry[] = [];
  /** Positions in the log of writes to places that hold several things, and the serials of these places, which are asked for at every branch. */
  #counted: { readonly position: number; readonly serial: number }[] = [];
  #open: Opening[] = [];
  /** How many branches were open where reads began to be noted. */
  #blind = 0;

  /** Sets a slot; logged while any branch is open. */
  write<T>(place: Slot<T>, value: T): void {
    // What a branch writes is merged with what was there.
    noted.write(place, this.#open.length <= this.#blind);
    if (this.#open.length > 0) this.#note(new Write(place, place.held));
    place.value = value;
  }

  /** Opens a branch: from here on writes can be undone. Each call needs one `close`. */
  open(): Mark {
    const mark = this.#log.length;
    const since = lastSerial();
    this.#open.push({ mark, since, undone: { from: since, to: since } });
    return mark;
  }

  close(): void {
    this.#open.pop();
    if (this.#open.length > 0) return;
    this.#log = [];
    this.#counted = [];
  }

  /** The present state, for `goBack`. */
  hold(): Hold {
    return { mark: this.#log.length, open: [...this.#open] };
  }

  /** Puts every slot back to what it held, whatever was opened or closed since. */
  goBack({ mark, open }: Hold): void {
    this.undoTo(mark);
    this.#open = [...open];
  }

  /** The values, as they stand now, of all slots written since the mark. */
  changesSince(mark: Mark): Changes {
    const ends = new Map<object, Entry>();
    for (let i = mark; i < this.#log.length; i++) {
      const entry = this.#log[i];
      if (entry && !ends.has(entry.slot)) ends.set(entry.slot, entry.now());
    }
    return { ends, until: lastSerial() };
  }

  /** Puts every slot back to what it held at the mark. */
  undoTo(mark: Mark): void {
    for (let i = this.#log.length - 1; i >= mark; i--) this.#log[i]?.undo();
    this.#log.length = mark;
    while ((this.#counted.at(-1)?.position ?? -1) >= mark) this.#counted.pop();
    const opening = this.#openingAt(mark);
    if (opening) opening.undone = { from: opening.since, to: lastSerial() };
  }

  /** Applies a branch's changes as they are. */
  apply(changes: Changes): void {
    for (const change of changes.ends.values()) this.#logged(change, () => change.undo());
    // What had been made until the branch ended is there again.
    const opening = this.#open.at(-1);
    if (opening) {
      const { from, to } = opening.undone;
      opening.undone = { from: Math.max(from, changes.until), to };
    }
  }

  /** What was written since the mark, for `replay`. `replayed`: what was written by replaying others meanwhile, which is no part of it. */
  recordingSince(mark: Mark, replayed: readonly Recording[]): Recording {
    const known = new Map(replayed.flat().map(({ after }) => [after.slot, after]));
    return [...this.#firstSince(mark).values()].flatMap(first => {
      const before = known.get(first.slot) ?? first;
      return known.has(first.slot) && before.isUndone() ? [] : [{ before, after: before.now() }];
    });
  }

  /** Notes what is read from here on, until the recording is taken: of what is there now. */
  beginRecording(): Mark {
    this.#blind = this.#open.length;
    return this.#log.length;
  }

  /** Writes all of it again, whatever was there. */
  redo(recording: Recording): void {
    for (const { after } of recording) this.#logged(after, () => after.undo());
  }

  /** Writes all of it again; writes nothing and says false where a slot no longer holds what it held before. */
  replay(recording: Recording): boolean {
    if (!recording.every(({ before }) => before.isUndone())) return false;
    for (const { after } of recording) this.#logged(after, () => after.undo());
    return true;
  }

  /** Merges a branch's outcome into the present state; slots that only the present side wrote are merged with their value at the fork. */
  merge(changes: Changes, presentSince: Mark): void {
    this.mergeAll([changes], presentSince);
  }

  /** As `merge`, for the outcomes of many branches: each slot is written once, however many there are. */
  mergeAll(outcomes: readonly Changes[], presentSince: Mark): void {
    const written = this.#firstSince(presentSince);
    const opening = this.#openingAt(presentSince);
    const places = new Map<object, Entry>(written);
    for (const { ends } of outcomes) for (const [place, change] of ends) places.set(place, change);
    for (const [place, any] of places) {
      const isNew = opening !== undefined && any.born > opening.since;
      let isThere =
        !isNew || written.has(place) || any.born <= opening.undone.from || any.born > opening.undone.to;
      this.#logged(any, () => {
        for (const { ends, until } of outcomes) {
          const end = ends.get(place);
          if (!end && isNew && any.born > until) continue;
          if (isThere) (end ?? written.get(place))?.merge();
          else end?.undo();
          isThere ||= end !== undefined;
        }
      });
    }
  }

  /** This moment, for `isSettledSince`. */
  moment(): Moment {
    return { mark: this.#log.length, since: lastSerial() };
  }

  /** Whether no place that was there at that moment has really changed since. */
  isSettledSince({ mark, since }: Moment): boolean {
    return [...this.#firstSince(mark).values()].every(
      entry => (entry.slot.serial > since && !entry.slot.isLasting) || entry.isSettled(),
    );
  }

  /** Whether nothing has really changed since the mark. */
  isStableSince(mark: Mark): boolean {
    return [...this.#firstSince(mark).values()].every(entry => entry.isStable());
  }

  /**
   * Generalises what has changed since the mark to any number of such changes. True where a place no longer says what it holds: what was decided
   * by it may be decided otherwise.
   */
  widenSince(mark: Mark): boolean {
    let isVague = false;
    const since = this.#openingAt(mark)?.since ?? lastSerial();
    for (const entry of this.#firstSince(mark).values()) {
      if (entry.isStable() || entry.born > since) continue;
      this.#logged(entry, () => {
        isVague = entry.widen() || isVague;
      });
    }
    return isVague;
  }

  /** The slots written since the mark that hold several things, with how many they held then and hold now, where both are certain. */
  growthSince(mark: Mark): ReadonlyMap<object, Growth> {
    const grown = new Map<object, Growth>();
    for (const [place, entry] of this.#firstSince(mark)) {
      const growth = entry.growth();
      if (growth) grown.set(place, growth);
    }
    return grown;
  }

  /** Says how many the slots written since the mark hold now. */
  setCounts(mark: Mark, counts: ReadonlyMap<object, Dim>): void {
    for (const [place, entry] of this.#firstSince(mark)) {
      const count = counts.get(place);
      if (count) this.#logged(entry, () => entry.setCount(count));
    }
  }

  /** Whether a place from before one of these loops holds another number of things than it did at the beginning. */
  isFilled(place: AnySlot, loops: readonly LoopStart[]): boolean {
    return this.#filledIn(loops, place).length > 0;
  }

  /** Forgets of such places how many things they hold. */
  forgetCounts(loops: readonly LoopStart[]): readonly Uncounted[] {
    return this.#filledIn(loops).map(entry => {
      const exact = entry.now();
      this.#logged(entry, () => entry.setCount(undefined));
      return { exact, vague: entry.now() };
    });
  }

  /** Puts back what they held, where nothing else has been written meanwhile. */
  putBack(places: readonly Uncounted[]): void {
    for (const { exact, vague } of places) if (vague.isUndone()) this.#logged(exact, () => exact.undo());
  }

  #filledIn(loops: readonly LoopStart[], only?: AnySlot): readonly Entry[] {
    const filled = new Map<object, Entry>();
    for (const { mark, serial } of loops) {
      const seen = new Set<object>();
      for (const write of this.#counted) {
        if (write.serial > serial || write.position < mark) continue;
        const entry = this.#log[write.position];
        if (!entry || seen.has(entry.slot) || (only && entry.slot !== only)) continue;
        seen.add(entry.slot);
        const growth = entry.growth();
        if (growth && growth.from !== growth.to) filled.set(entry.slot, entry);
      }
    }
    return [...filled.values()];
  }

  #note(entry: Entry): void {
    if (entry.slot.counted) this.#counted.push({ position: this.#log.length, serial: entry.slot.serial });
    this.#log.push(entry);
  }

  #firstSince(mark: Mark): Map<object, Entry> {
    const first = new Map<object, Entry>();
    for (let i = mark; i < this.#log.length; i++) {
      const entry = this.#log[i];
      if (entry && !first.has(entry.slot)) first.set(entry.slot, entry);
    }
    return first;
  }

  #logged(entry: Entry, change: () => void): void {
    if (this.#open.length > 0) this.#note(entry.now());
    change();
  }

  /** The youngest open branch that began at this mark. */
  #openingAt(mark: Mark): Opening | undefined {
    return this.#open.findLast(opening => opening.mark === mark);
  }
}
