/**
 * What one framework knows of a value and the value's type has no room for: kept on the value itself, out of sight of whatever lists or copies it.
 *
 * A `WeakMap` says the same, but V8 keeps what a long-lived one holds until it collects the whole heap. Each analysis makes thousands of values and
 * drops them; with weak maps they stayed, with all that they reach, and were copied again and again meanwhile. A property under a symbol says it too,
 * at several times the cost of a private field, for it must be defined as one that is not enumerated.
 */
export interface Beside<K extends object, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): void;
  delete(key: K): void;
}

/** Gives back what it is given, so that a class that extends it adds its private fields to that object. */
class Given {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: this is what the class is for
    return object;
  }
}

/** Takes from one object to another what stands beside it; one for each kind of note. */
const CARRIERS: ((from: object, to: object) => void)[] = [];

export function beside<K extends object, V>(): Beside<K, V> {
  class Note extends Given {
    #value: V | undefined;

    constructor(object: object, value: V | undefined) {
      super(object);
      this.#value = value;
    }

    static of(object: object): V | undefined {
      return #value in object ? object.#value : undefined;
    }

    static write(object: object, value: V | undefined): void {
      if (#value in object) object.#value = value;
      else new Note(object, value);
    }
  }
  CARRIERS.push((from, to) => {
    const value = Note.of(from);
    if (value !== undefined) Note.write(to, value);
  });
  return {
    get: Note.of,
    has: key => Note.of(key) !== undefined,
    set: Note.write,
    delete: key => {
      if (Note.of(key) !== undefined) Note.write(key, undefined);
    },
  };
}

/** The same value of which other things are said: what is known beside it stays. */
export function sameValueWith<T extends object>(value: T, said: Partial<T>): T {
  const made = { ...value, ...said };
  for (const carry of CARRIERS) carry(value, made);
  return made;
}
