/**
 * What one framework knows of a value and the value's type has no room for: kept on the value itself, out of sight of whatever lists or copies it.
 *
 * A `WeakMap` says the same, but V8 keeps what a long-lived one holds until it collects the whole heap. Each analysis makes thousands of values and
 * drops them; with weak maps they stayed, with all that they reach, and were copied again and again meanwhile.
 */
export interface Beside<K extends object, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): void;
  delete(key: K): void;
}

export function beside<K extends object, V>(what: string): Beside<K, V> {
  const name = Symbol(what);
  return {
    get: key => partsOf<V>(key)[name],
    has: key => Object.hasOwn(key, name),
    set: (key, value) => {
      if (Object.hasOwn(key, name)) partsOf<V>(key)[name] = value;
      else Object.defineProperty(key, name, { ...HIDDEN, value });
    },
    delete: key => void delete partsOf<V>(key)[name],
  };
}

/** The same value of which other things are said: what is known beside it stays. */
export function sameValueWith<T extends object>(value: T, said: Partial<T>): T {
  const made = { ...value, ...said };
  for (const name of Object.getOwnPropertySymbols(value)) {
    const note = Object.getOwnPropertyDescriptor(value, name);
    if (note) Object.defineProperty(made, name, note);
  }
  return made;
}

/** Not enumerable: copies of a value are values of their own. */
const HIDDEN: PropertyDescriptor = { writable: true, configurable: true, enumerable: false };

/** Nobody else knows the symbols, so that under them stands what `set` has put there, or nothing. */
function partsOf<V>(key: object): Record<symbol, V | undefined> {
  return key as Record<symbol, V | undefined>;
}
