/** `object.__dict__`: the attributes as a dictionary, of which a change is one of the object. */
import { beside } from './beside.ts';
import type { Host } from './host.ts';
import { dict } from './make.ts';
import type { Slot } from './slot.ts';
import type { DictValue, Value } from './value.ts';

type Attributes = Slot<ReadonlyMap<string, Value>>;

const BEHIND = beside<DictValue, Attributes>();

export function attributesDict(attributes: Attributes): DictValue {
  const made = dict(attributes.value);
  BEHIND.set(made, attributes);
  return made;
}

/** A dictionary of its own from here on: a copy. */
export const detachEntries = (copy: DictValue): void => BEHIND.delete(copy);

/** To be called when entries of a dictionary were set. */
export function noteEntries(host: Pick<Host, 'write'>, self: DictValue): void {
  const attributes = BEHIND.get(self);
  if (!attributes) return;
  const entries = [...self.entries.value.known].map(([key, value]) => [String(key), value] as const);
  host.write(attributes, new Map(entries));
}
