/**
 * What is read of places and names that were there before: as long as all of it is the same, so is what follows from it. Noted for one stretch of a run at a
 * time; everything else of the run reads without being noted.
 */

/** A place, for those who only ask what it holds. */
interface Readable {
  readonly held: unknown;
  readonly serial: number;
}

/** Variables by their names, with when the first of them could be made. */
interface Names {
  readonly variables: ReadonlyMap<string, Readable>;
  readonly born: number;
}

/** Instead of what a place held: it was written before it was read. */
const WRITTEN = Symbol('written');

export class Reads {
  readonly #places = new Map<Readable, unknown>();
  readonly #asked: (() => boolean)[] = [];

  place(place: Readable): void {
    if (!this.#places.has(place)) this.#places.set(place, place.held);
  }

  written(place: Readable): void {
    if (!this.#places.has(place)) this.#places.set(place, WRITTEN);
  }

  /** Something that there is no place for. `isSame`: whether there is none now. */
  asked(isSame: () => boolean): void {
    this.#asked.push(isSame);
  }

  /** Whether all that was read is the same now. */
  areSame(): boolean {
    for (const [place, held] of this.#places)
      if (held !== WRITTEN && !Object.is(held, place.held)) return false;
    return this.#asked.every(isSame => isSame());
  }
}

/** Where reads are noted: of what is no younger than `until`. */
class Noted {
  until = 0;
  #reads: Reads | undefined;

  begin(until: number): Reads {
    this.until = until;
    this.#reads = new Reads();
    return this.#reads;
  }

  end(): void {
    this.until = 0;
    this.#reads = undefined;
  }

  read(place: Readable): void {
    this.#reads?.place(place);
  }

  /** `isBlind`: nothing will ask what it held before. */
  write(place: Readable, isBlind: boolean): void {
    if (place.serial > this.until) return;
    if (isBlind) this.#reads?.written(place);
    else this.#reads?.place(place);
  }

  get isOn(): boolean {
    return this.#reads !== undefined;
  }

  /** A name was asked for that was not there. */
  miss(names: Names, name: string): void {
    if (this.isOn && names.born <= this.until) this.ask(() => names.variables.get(name)?.held === undefined);
  }

  /** Something was asked for that there is no place for. */
  ask(isSame: () => boolean): void {
    this.#reads?.asked(isSame);
  }
}

export const noted = new Noted();
