/** What both languages' lists can do, under whatever names. */
import { add, size, subtract } from '../../shapes/index.ts';
import {
  anyOf,
  asInt,
  asString,
  type Call,
  elementOf,
  type Host,
  heldIn,
  type Items,
  integer,
  itemAnywhere,
  itemsOrSome,
  joinValues,
  type ListValue,
  lengthOf,
  listOf,
  NONE,
  type Value,
} from '../../values/index.ts';
import { afterPush, type End, joinedAt } from './deques.ts';
import { useUp } from './iterators.ts';

export const append = (host: Host, list: ListValue, values: readonly Value[]): void =>
  push(host, list, values, 'right');

export const prepend = (host: Host, list: ListValue, values: readonly Value[]): void =>
  push(host, list, values, 'left');

function push(host: Host, list: ListValue, values: readonly Value[], end: End): void {
  const { items: place, most } = list;
  const items = place.value;
  if (most) host.write(place, afterPush(host, list, most, values, end));
  else if ('known' in items) host.write(place, itemsOrSome(joinedAt(end, items.known, values)));
  else host.write(place, withMore(items, values));
}

/** Adds what an iterable gives. */
export function extend(host: Host, list: ListValue, other: Value): void {
  const values = host.items(other);
  if (values) append(host, list, values);
  else
    makeVague(
      host,
      list,
      other.kind === 'list' && !('known' in other.items.value)
        ? other.items.value.element
        : host.unknown('an item', undefined),
    );
  useUp(host, other);
}

function withMore(items: Exclude<Items, { known: readonly Value[] }>, values: readonly Value[]): Items {
  const { length, counted } = items;
  return {
    element: values.reduce(joinValues, items.element),
    length: length && add(length, size(values.length)),
    ...(counted !== undefined && { counted: counted + values.length }),
  };
}

function makeVague(host: Host, list: ListValue, element: Value): void {
  host.write(list.items, {
    element: heldIn(list.items.value).reduce(joinValues, element),
    length: undefined,
  });
}

/** Removes and gives the item at a position (negative: from the end). */
export function take(host: Host, list: ListValue, position: number | undefined): Value {
  const items = list.items.value;
  if (!('known' in items)) {
    host.write(list.items, {
      element: items.element,
      length: items.length && subtract(items.length, size(1)),
    });
    return items.element;
  }
  const index =
    position === undefined ? items.known.length - 1 : position < 0 ? position + items.known.length : position;
  const item = items.known[index];
  host.write(list.items, { known: items.known.filter((_, i) => i !== index) });
  return item ?? NONE;
}

/** Puts the items into an order that is not known: any of them may stand in any place. */
export function shuffle(host: Host, list: ListValue): void {
  const items = list.items.value;
  const any = 'known' in items && items.known.length > 1 ? itemAnywhere(host, list) : undefined;
  const length = lengthOf(items);
  if (any && length) host.write(list.items, { element: any, length });
}

export function reversed(items: Items): Items {
  return 'known' in items ? { known: [...items.known].reverse() } : items;
}

/** In order: exact for known numbers and texts; of other items any may stand in any place. `by`: what each is compared by. */
export function inOrder(
  items: Items,
  by: readonly Value[] | undefined,
  isReversed: boolean | undefined,
): Items {
  if (!('known' in items) || items.known.length < 2) return items;
  const places = by && isReversed !== undefined ? placesInOrder(by, isReversed) : undefined;
  if (places) return { known: places.flatMap(place => items.known[place] ?? []) };
  const element = anyOf(items.known);
  return element ? { element, length: size(items.known.length) } : items;
}

/** undefined: the order is not known. Tuples go by their first item, then by the next; equal ones stay in their order, reversed or not. */
function placesInOrder(values: readonly Value[], isReversed: boolean): readonly number[] | undefined {
  const keys = values.map(sortKey);
  if (!keys.every(key => key !== undefined)) return undefined;
  let isKnown = true;
  const order = (a: number, b: number): number => {
    const [first, second] = isReversed ? [b, a] : [a, b];
    const found = compareKeys(keys[first] ?? [], keys[second] ?? []);
    isKnown &&= found !== undefined;
    return found ?? 0;
  };
  const places = values.map((_, i) => i).sort(order);
  return isKnown ? places : undefined;
}

const plainKey = (value: Value): number | string | undefined =>
  asInt(value) ??
  asString(value) ??
  (value.kind === 'number' && !Number.isNaN(value.float) ? value.float : undefined);

type SortKey = readonly (number | string | undefined)[];

function sortKey(value: Value): SortKey | undefined {
  if (value.kind === 'list' && value.flavour === 'tuple') {
    const items = value.items.value;
    return 'known' in items ? items.known.map(plainKey) : undefined;
  }
  const plain = plainKey(value);
  return plain === undefined ? undefined : [plain];
}

function compareKeys(a: SortKey, b: SortKey): number | undefined {
  for (const [i, key] of a.entries()) {
    const other = b[i];
    if (i >= b.length) return 1;
    if (key === undefined || other === undefined || typeof key !== typeof other) return undefined;
    if (key !== other) return key < other ? -1 : 1;
  }
  return a.length - b.length;
}

export function lengthValue(host: Host, list: ListValue, what: string): Value {
  const items = list.items.value;
  if (!list.most && host.isFilling(list.items)) return host.unknown(what);
  const length = lengthOf(items);
  return length ? integer(length) : host.unknown(what);
}

/** Applies a function to each item. */
export function mapped(host: Host, items: Items, action: (item: Value, index: number) => Value): Items {
  if ('known' in items) return { known: items.known.map(action) };
  return { element: host.repeating(() => action(items.element, 0)), length: items.length };
}

export function concatenated(a: Items, b: Items): Items {
  if ('known' in a && 'known' in b) return itemsOrSome([...a.known, ...b.known]);
  const element = anyOf([elementOf(a), elementOf(b)].filter(v => v !== undefined));
  const [x, y] = [lengthOf(a), lengthOf(b)];
  return element ? { element, length: x && y ? add(x, y) : undefined } : a;
}

export function copyOf(list: ListValue, flavour = list.flavour): ListValue {
  return listOf(list.items.value, flavour);
}

/**
 * `reduce`: a function of two values over all of them; undefined where there is none to begin with. `further` are arguments after the two, for
 * each item by its place.
 */
export function folded(
  call: Call,
  fn: Value,
  values: readonly Value[],
  further: (place: number) => readonly Value[] = () => [],
): Value | undefined {
  const [first, ...others] = values;
  const args = (given: readonly Value[]) => given.map(value => ({ name: undefined, value, at: call.site }));
  return (
    first && others.reduce((a, b, i) => call.host.call(fn, args([a, b, ...further(i)]), call.site), first)
  );
}
