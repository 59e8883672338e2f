/** `collections.deque(maxlen=n)`: a list of which the last n items are left. */
import { type Dim, less, minimum } from '../shapes/index.ts';
import { joinContents, widenContents } from './join.ts';
import { countOf, withLength } from './make.ts';
import { newborn, slot } from './slot.ts';
import type { Items, ListValue } from './value.ts';

/** Of these items there are no more than it may hold. */
export function deque(items: Items, most: Dim): ListValue {
  const place = newborn(
    slot(items, joinContents, widenContents, {
      count: countOf,
      withCount: (held, count) => (count ? withLength(held, left(count, most)) : held),
    }),
  );
  return { kind: 'list', flavour: 'list', items: place, shapeOf: undefined, most };
}

/** How many are left of a number of items. */
export const left = (count: Dim, most: Dim): Dim => {
  const fits = less(count, most);
  if (fits === undefined) return minimum(count, most);
  return fits ? count : most;
};
