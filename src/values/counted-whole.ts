/** Lists whose number of items is told by what made them, so that a position beyond it is an error. */
import { beside } from './beside.ts';
import { list, tuple } from './make.ts';
import type { Items, ListValue, Value } from './value.ts';

const MADE = beside<ListValue, Items>('items as made');

/** The results of one call of a framework: all of them. */
export function whole(items: readonly Value[], flavour: 'list' | 'tuple'): ListValue {
  const made = flavour === 'tuple' ? tuple(items) : list(items);
  MADE.set(made, made.items.value);
  return made;
}

/**
 * The items of such a list, while nobody has changed it. Of lists that a program fills itself this is not asked: what a loop has put into one in its
 * first round says nothing of the round that comes to a subscript.
 */
export function wholeItems(object: ListValue): readonly Value[] | undefined {
  const made = MADE.get(object);
  return made && made === object.items.value && 'known' in made ? made.known : undefined;
}
