/**
 * Keras runs `build` once. Here it runs again at a later call when none before has shown it the shape that counts, and what it had put into lists and
 * dictionaries of the layer would stand in them twice.
 */
import { attached, type Host, type ObjectValue, type Value } from '../../parts.ts';

type Restore = (host: Host) => void;

const heldOf = attached<ObjectValue, readonly Restore[] | undefined>(undefined, (a, b) => a ?? b);

/** The layer's lists and dictionaries hold again what they held when `build` was first about to run. */
export function asBeforeBuild(host: Host, self: ObjectValue): void {
  const place = heldOf.place(self);
  if (place.value) for (const restore of place.value) restore(host);
  else host.write(place, [...self.attributes.value.values()].flatMap(restoring));
}

function restoring(value: Value): readonly Restore[] {
  if (value.kind === 'list') {
    const { items } = value;
    const held = items.value;
    return [host => host.write(items, held)];
  }
  if (value.kind === 'dict') {
    const { entries } = value;
    const held = entries.value;
    return [host => host.write(entries, held)];
  }
  return [];
}
