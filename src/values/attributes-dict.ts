/** Dictionaries that stand for something else, of which a change is one of that: `object.__dict__`, `globals()`. */
import { beside } from './beside.ts';
import type { Host } from './host.ts';
import { dict } from './make.ts';
import type { Slot } from './slot.ts';
import type { DictValue, Value } from './value.ts';

type Attributes = Slot<ReadonlyMap<string, Value>>;

/** Takes all entries over to what the dictionary stands for. */
type TakeOver = (entries: readonly (readonly [string, Value])[], host: Pick<Host, 'write'>) => void;

const BEHIND = beside<DictValue, TakeOver>();

/** What the entries are from here on is handed to `takeOver`. */
export function standFor(made: DictValue, takeOver: TakeOver): DictValue {
  BEHIND.set(made, takeOver);
  return made;
}

/** `object.__dict__` */
export function attributesDict(attributes: Attributes): DictValue {
  return standFor(dict(attributes.value), (entries, host) => host.write(attributes, new Map(entries)));
}

/** A dictionary of its own from here on: a copy. */
export const detachEntries = (copy: DictValue): void => BEHIND.delete(copy);

/** To be called when entries of a dictionary were set. */
export function noteEntries(host: Pick<Host, 'write'>, self: DictValue): void {
  const takeOver = BEHIND.get(self);
  if (!takeOver) return;
  takeOver(
    [...self.entries.value.known].map(([key, value]) => [String(key), value] as const),
    host,
  );
}
