/** What both languages' lists can do, under whatever names. */
import { add, type Dim, size } from '../../shapes/index.ts';
import {
  asInt,
  asString,
  type Call,
  type Host,
  type Items,
  integer,
  joinValues,
  type ListValue,
  listOf,
  NONE,
  type Value,
} from '../../values/index.ts';

export function append(host: Host, list: ListValue, values: readonly Value[]): void {
  const items = list.items.value;
  if ('known' in items) host.write(list.items, { known: [...items.known, ...values] });
  else host.write(list.items, { element: values.reduce(joinValues, items.element), length: undefined });
}

export function prepend(host: Host, list: ListValue, values: readonly Value[]): void {
  const items = list.items.value;
  if ('known' in items) host.write(list.items, { known: [...values, ...items.known] });
  else append(host, list, values);
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
}

function makeVague(host: Host, list: ListValue, element: Value): void {
  const items = list.items.value;
  const all = 'known' in items ? items.known : [items.element];
  host.write(list.items, { element: all.reduce(joinValues, element), length: undefined });
}

/** Removes and gives the item at a position (negative: from the end). */
export function take(host: Host, list: ListValue, position: number | undefined): Value {
  const items = list.items.value;
  if (!('known' in items)) return items.element;
  const index =
    position === undefined ? items.known.length - 1 : position < 0 ? position + items.known.length : position;
  const item = items.known[index];
  host.write(list.items, { known: items.known.filter((_, i) => i !== index) });
  return item ?? NONE;
}

export function reversed(items: Items): Items {
  return 'known' in items ? { known: [...items.known].reverse() } : items;
}

/** In order: exact for known numbers and texts; of other items any may stand in any place. `isPlain`: no key says what they are compared by. */
export function inOrder(items: Items, isPlain: boolean, isReversed: boolean | undefined): Items {
  if (!('known' in items) || items.known.length < 2) return items;
  const sorted = isPlain && isReversed !== undefined ? sortedValues(items.known) : undefined;
  if (sorted) return { known: isReversed ? sorted.reverse() : sorted };
  const element = anyOf(items.known);
  return element ? { element, length: size(items.known.length) } : items;
}

function sortedValues(values: readonly Value[]): Value[] | undefined {
  const numbers = values.map(asInt);
  if (numbers.every(number => number !== undefined))
    return values
      .map((value, i) => ({ value, key: numbers[i] ?? 0 }))
      .sort((a, b) => a.key - b.key)
      .map(({ value }) => value);
  const texts = values.map(asString);
  if (!texts.every(text => text !== undefined)) return undefined;
  return values
    .map((value, i) => ({ value, key: texts[i] ?? '' }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ value }) => value);
}

export function lengthValue(host: Host, items: Items, what: string): Value {
  const length: Dim | undefined = 'known' in items ? size(items.known.length) : items.length;
  return length ? integer(length) : host.unknown(what);
}

/** Applies a function to each item. */
export function mapped(host: Host, items: Items, action: (item: Value, index: number) => Value): Items {
  if ('known' in items) return { known: items.known.map(action) };
  return { element: host.repeating(() => action(items.element, 0)), length: items.length };
}

export function anyOf(values: readonly Value[]): Value | undefined {
  const [first, ...others] = values;
  return first && others.reduce(joinValues, first);
}

export function elementOf(items: Items): Value | undefined {
  return 'known' in items ? anyOf(items.known) : items.element;
}

export function concatenated(a: Items, b: Items): Items {
  if ('known' in a && 'known' in b) return { known: [...a.known, ...b.known] };
  const element = anyOf([elementOf(a), elementOf(b)].filter(v => v !== undefined));
  const lengths = [a, b].map(i => ('known' in i ? size(i.known.length) : i.length));
  const [x, y] = lengths;
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
