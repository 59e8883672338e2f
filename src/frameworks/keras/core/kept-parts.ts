/**
 * The layers that an object of the user's holds at one moment, so that it can hold them again: a method that nothing calls is run all the same, and may put
 * others into their place.
 */
import { keepSlot } from '../../modules/keep-slot.ts';
import { mended } from '../../modules/structure.ts';
import type { ObjectValue, Restore, Value } from '../../parts.ts';

export function keepParts(self: ObjectValue, isMadeHere: boolean): Restore {
  const before = self.attributes.value;
  const seen = new Set<Value>();
  const inside = [...before.values()].flatMap(value => keepItems(value, seen));
  return write => {
    const after = self.attributes.value;
    if (after !== before) write(self.attributes, mended(before, after, isMadeHere));
    for (const restore of inside) restore(write);
  };
}

/** What lists and dicts hold is tracked. */
function keepItems(value: Value, seen: Set<Value>): readonly Restore[] {
  if (seen.has(value)) return [];
  seen.add(value);
  if (value.kind === 'list') {
    const items = 'known' in value.items.value ? value.items.value.known : [];
    return [keepSlot(value.items), ...items.flatMap(item => keepItems(item, seen))];
  }
  if (value.kind !== 'dict') return [];
  const { known } = value.entries.value;
  return [keepSlot(value.entries), ...[...known.values()].flatMap(item => keepItems(item, seen))];
}
