/** An item of a list at a place that nobody knows. */
import { size } from '../shapes/index.ts';
import type { Host } from './host.ts';
import { joinEntries, joinValues } from './join.ts';
import { slot } from './slot.ts';
import type { DictValue, Items, ListValue, Value } from './value.ts';

export function anyOf(values: readonly Value[]): Value | undefined {
  const [first, ...others] = values;
  return first && others.reduce(joinValues, first);
}

/**
 * A few may be each of them. More dictionaries become one that stands for any: it takes their place in the list, so that what the program writes to it
 * is found again wherever an item is read.
 */
export function itemAnywhere(host: Pick<Host, 'write'>, list: ListValue): Value | undefined {
  const items: Items = list.items.value;
  if (!('known' in items)) return items.element;
  const joined = anyOf(items.known);
  if (joined?.kind !== 'unknown') return joined;
  const dicts = items.known.filter(item => item.kind === 'dict');
  const [first] = dicts;
  if (!first || dicts.length < items.known.length) return joined;
  const any: DictValue = {
    ...first,
    entries: slot(dicts.map(({ entries }) => entries.value).reduce(joinEntries), joinEntries),
  };
  host.write(list.items, { element: any, length: size(items.known.length) });
  return any;
}
