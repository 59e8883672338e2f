/** Lists and dictionaries whose items are told by what made them, so that a position beyond them, or another key, is an error. */
import { beside } from './beside.ts';
import { dict, list, tuple } from './make.ts';
import type { DictEntries, DictValue, Items, ListValue, Value } from './value.ts';

const MADE = beside<ListValue, Items>();

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

const ENTRIES = beside<DictValue, DictEntries>();

/** All that one call of a framework gives by name. */
export function wholeDict(entries: Parameters<typeof dict>[0]): DictValue {
  const made = dict(entries);
  ENTRIES.set(made, made.entries.value);
  return made;
}

/** Whether nobody has changed such a dictionary since. */
export const isWholeDict = (object: DictValue): boolean => ENTRIES.get(object) === object.entries.value;
