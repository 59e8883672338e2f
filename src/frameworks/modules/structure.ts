/**
 * What a module consists of at one moment, so that it can be so again: a method that nothing calls is run all the same, and may put other layers into
 * the place of those that there are (`reset_classifier`, `remove_weight_norm`, `add_layer`).
 */
import {
  attributesLike,
  type ObjectValue,
  optionsOf,
  perhapsSet,
  type Restore,
  type Value,
  withPerhapsSet,
} from '../parts.ts';
import { keepComputed } from './computed-weights.ts';
import { childrenOf, isModule, keepHeld } from './tree.ts';

/** `isMadeHere`: the program itself makes the object; what its methods add to it then is there on some paths only. */
export function keepStructure(self: ObjectValue, isMadeHere: boolean): Restore {
  const before = self.attributes.value;
  const inside = [...before.values()].flatMap(value => optionsOf(value).flatMap(keepInside));
  return write => {
    const after = self.attributes.value;
    if (after !== before) write(self.attributes, mended(before, after, isMadeHere));
    for (const restore of inside) restore(write);
  };
}

/** Of containers what they hold; of layers that a weight is stored, not computed. Objects of the program's own are kept for themselves. */
function keepInside(value: Value): readonly Restore[] {
  if (value.kind !== 'native' || !isModule(value)) return [];
  const own = keepHeld(value) ?? keepComputed(value);
  return [own, ...childrenOf(value).flatMap(([, child]) => keepInside(child))];
}

type Attributes = ObjectValue['attributes']['value'];

/** The attributes as they were, and what was added. */
export function mended(before: Attributes, after: Attributes, isMadeHere: boolean): Attributes {
  const mended = attributesLike(after);
  const perhaps = new Set(perhapsSet(after));
  for (const [name, value] of after) {
    const known = before.get(name);
    if (known === value) continue;
    if (known !== undefined && known.kind !== 'none') mended.set(name, known);
    else if (value.kind === 'tensor') mended.delete(name);
    else if (isMadeHere) perhaps.add(name);
  }
  for (const [name, value] of before) if (!after.has(name)) mended.set(name, value);
  return withPerhapsSet(mended, perhaps);
}
