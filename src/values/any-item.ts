/** An item of a list at a place that nobody knows. */
import { size } from '../shapes/index.ts';
import type { Host } from './host.ts';
import { heldIn } from './items.ts';
import { joinContents, joinEntries, joinValues } from './join.ts';
import { listOf } from './make.ts';
import { listLike } from './named-tuple.ts';
import { slot } from './slot.ts';
import type { DictValue, Items, ListValue, Value } from './value.ts';

export function anyOf(values: readonly Value[]): Value | undefined {
  const [first, ...others] = values;
  return first && others.reduce(joinValues, first);
}

/** What any item of a list is; undefined: it has none. */
export const elementOf = (items: Items): Value | undefined => anyOf(heldIn(items));

/**
 * A few may be each of them. More dictionaries or lists become one that stands for any: it takes their place in the list, so that what the program writes
 * to it is found again wherever an item is read.
 */
export function itemAnywhere(host: Pick<Host, 'write'>, list: ListValue): Value | undefined {
  const items: Items = list.items.value;
  if (!('known' in items)) return items.element;
  const joined = anyOf(items.known);
  const any = joined && isLost(joined) ? standIn(items.known) : undefined;
  if (!any) return joined;
  host.write(list.items, { element: any, length: size(items.known.length) });
  return any;
}

function isLost(value: Value): boolean {
  if (value.kind === 'union') return value.options.some(isLost);
  return value.kind === 'unknown' || (isTuple(value) && knownOf(value)?.some(isLost) === true);
}

const isTuple = (value: Value): value is ListValue => value.kind === 'list' && value.flavour === 'tuple';

const knownOf = ({ items: { value } }: ListValue): readonly Value[] | undefined =>
  'known' in value ? value.known : undefined;

/** One value for all of these, in which those that can be changed are merged: dictionaries, lists, and tuples of them. */
function standIn(values: readonly Value[]): Value | undefined {
  const [dicts, lists] = [values.filter(v => v.kind === 'dict'), values.filter(v => v.kind === 'list')];
  const [dict, list] = [dicts[0], lists[0]];
  if (dict && dicts.length === values.length) return dictOfAll(dict, dicts);
  if (!list || lists.length < values.length || lists.some(({ flavour }) => flavour !== list.flavour))
    return undefined;
  if (list.flavour === 'tuple') return tupleOfAll(list, lists);
  if (list.flavour !== 'list') return undefined;
  return listOf(lists.map(({ items }) => items.value).reduce(joinContents));
}

const dictOfAll = (first: DictValue, dicts: readonly DictValue[]): DictValue => ({
  ...first,
  entries: slot(dicts.map(({ entries }) => entries.value).reduce(joinEntries), joinEntries),
});

function tupleOfAll(first: ListValue, tuples: readonly ListValue[]): ListValue | undefined {
  const rows = tuples.flatMap(tuple => [knownOf(tuple) ?? []]);
  const width = rows[0]?.length ?? 0;
  if (width === 0 || rows.some(row => row.length !== width)) return undefined;
  const known = Array.from({ length: width }, (_, i) => {
    const column = rows.flatMap(row => row[i] ?? []);
    const joined = anyOf(column);
    return (joined && isLost(joined) ? standIn(column) : undefined) ?? joined;
  });
  return known.every(item => item !== undefined)
    ? listLike(first, listOf({ known }, first.flavour))
    : undefined;
}
