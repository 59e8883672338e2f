/** Python's makers of iterables: range, zip, enumerate, filter and the constructors of collections. */
import {
  add,
  compare,
  constantOf,
  type Dim,
  floorDivide,
  modulo,
  size,
  subtract,
  unknownDim,
} from '../../../shapes/index.ts';
import {
  anotherItem,
  asBool,
  asCount,
  type Call,
  counter,
  elementOf,
  type Host,
  heldIn,
  type Items,
  int,
  integer,
  itemsOf,
  lengthOf,
  list,
  listOf,
  nativeFunction,
  nextItem,
  tuple,
  type Value,
  withoutPlaces,
} from '../../../values/index.ts';
import { isIterator, leave, leaveSome, useUp, withoutFirst } from '../iterators.ts';
import { inOrder } from '../sequences.ts';
import { keyword } from '../table.ts';

/** Longest range that is spelled out item by item. */
const LONGEST_RANGE = 2048;

export function range(host: Host, args: readonly Value[]): Value {
  const dims = args.map(asCount);
  const [start, stop] = dims.length > 1 ? [dims[0], dims[1]] : [size(0), dims[0]];
  const step = dims.length > 2 ? dims[2] && constantOf(dims[2]) : 1;
  if (!start || !stop || step === undefined || step === 0)
    return listOf({ element: integer(unknownDim()), length: undefined }, 'range');
  const from = constantOf(start);
  const to = constantOf(stop);
  if (from !== undefined && to !== undefined) {
    const count = Math.max(0, Math.ceil((to - from) / step));
    if (count <= LONGEST_RANGE)
      return list(
        Array.from({ length: count }, (_, i) => int(from + i * step)),
        'range',
      );
  }
  // Some whole number: as an index it takes an axis away.
  const element =
    step > 0 ? counter(host.nextId(), start, lastStep(start, stop, step)) : integer(unknownDim());
  return listOf({ element, length: step === 1 ? subtract(stop, start) : undefined }, 'range');
}

/** What the counter stays below: where the steps come out even, the last begins a whole step before the end. */
function lastStep(start: Dim, stop: Dim, step: number): Dim {
  const isEven = constantOf(modulo(subtract(stop, start), size(step))) === 0;
  return isEven ? subtract(stop, size(step - 1)) : stop;
}

export function itemsOrUnknown(call: Call, value: Value | undefined): Items {
  if (value) return call.host.iterate(value, call.site);
  return {
    element: call.host.unknown(`an item of \`${call.host.textOf(call.site)}\``, call.site),
    length: undefined,
  };
}

export function zip(call: Call, args: readonly Value[]): Value {
  const columns = call.open && call.each ? columnsOf(call.each) : undefined;
  if (columns) return columns;
  // `zip(*pairs)` of unknown pairs: how many there are in a row is not known.
  if (call.open)
    return listOf(
      { element: call.host.unknown('an item of `zip`', call.site), length: undefined },
      'iterator',
    );
  if (args.length === 0) return list([], 'iterator');
  const all = inTurns(
    args,
    args.map(a => itemsOrUnknown(call, a)),
  );
  takeRows(call.host, args, all);
  if (all.every(i => 'known' in i)) {
    const known = all.map(heldIn);
    const count = Math.min(...known.map(k => k.length));
    return list(
      Array.from({ length: count }, (_, row) => tuple(known.flatMap(k => k[row] ?? []))),
      'iterator',
    );
  }
  const elements = all.map(i =>
    nextItem(elementOf(i) ?? call.host.unknown('an item', call.site), call.host.nextId),
  );
  return listOf({ element: tuple(elements), length: shortest(all) }, 'iterator');
}

/** `zip(*[iter(items)] * n)`: an iterator that stands there several times gives its items in turns. */
function inTurns(args: readonly Value[], all: readonly Items[]): readonly Items[] {
  return all.map((items, i) => {
    const places = args.flatMap((other, j) => (isIterator(other) && other === args[i] ? [j] : []));
    if (places.length < 2) return items;
    if (!('known' in items))
      return {
        element: items.element,
        length: items.length && floorDivide(items.length, size(places.length)),
      };
    const rows = Math.floor(items.known.length / places.length);
    return {
      known: items.known.filter(
        (_, k) => k % places.length === places.indexOf(i) && k < rows * places.length,
      ),
    };
  });
}

/** What is left of the iterators that `zip` has gone through: those before the shortest have given one more. */
function takeRows(host: Host, args: readonly Value[], all: readonly Items[]): void {
  const counts = all.map(items => ('known' in items ? items.known.length : undefined));
  const known = counts.filter(count => count !== undefined);
  const rows = known.length === counts.length ? Math.min(...known) : undefined;
  const shortest = counts.indexOf(rows);
  args.forEach((value, i) => {
    const items = all[i];
    if (args.indexOf(value) !== args.lastIndexOf(value) || args.length === 1) useUp(host, value);
    else if (isIterator(value) && rows !== undefined && items && 'known' in items)
      leave(host, value, { known: items.known.slice(i < shortest ? rows + 1 : rows) });
    else leaveSome(host, value);
  });
}

/** `zip(*pairs)` of any number of pairs: two tuples as long as there are pairs. */
function columnsOf(rows: Items): Value | undefined {
  if ('known' in rows) return undefined;
  const row = itemsOf(rows.element);
  const isTuple = rows.element.kind === 'list' && rows.element.flavour === 'tuple';
  if (!row || !isTuple) return undefined;
  return list(
    row.map(element => listOf({ element, length: rows.length }, 'tuple')),
    'iterator',
  );
}

/** Where all are as long as the first; what is shorter is not decided here. */
function shortest(all: readonly Items[]): Dim | undefined {
  const lengths = all.map(lengthOf);
  const [first] = lengths;
  return first && lengths.every(l => l && compare(l, first) === 'equal') ? first : undefined;
}

export function enumerated(call: Call, value: Value | undefined, start: number): Value {
  const items = itemsOrUnknown(call, value);
  if ('known' in items)
    return list(
      items.known.map((item, i) => tuple([int(i + start), item])),
      'iterator',
    );
  const from = size(start);
  const count = items.length
    ? counter(call.host.nextId(), from, add(from, items.length))
    : integer(unknownDim());
  return listOf({ element: tuple([count, items.element]), length: items.length }, 'iterator');
}

export function iterator(
  call: Call,
  value: Value | undefined,
  flavour: 'list' | 'tuple' | 'set' | 'iterator',
): Value {
  if (!value) return list([], flavour);
  // An iterator is its own iterator.
  if (flavour === 'iterator' && isIterator(value)) return value;
  const items =
    value.kind === 'list' && !('known' in value.items.value)
      ? value.items.value
      : itemsOrUnknown(call, value);
  return listOf('known' in items ? items : { ...items, element: withoutPlaces(items.element) }, flavour);
}

/** `next(iterator)`: its first item, without which it goes on from there. undefined: it has no items left. */
export function takeNext(call: Call, value: Value | undefined): Value | undefined {
  const items = itemsOrUnknown(call, value);
  if (isIterator(value)) leave(call.host, value, withoutFirst(items));
  else if (value?.kind === 'union') for (const option of value.options) leaveSome(call.host, option);
  return 'known' in items ? items.known[0] : anotherItem(items.element, call.host.nextId);
}

/** Of more items than these the key is not asked. */
const MOST_KEYS = 512;

/** What each item is compared by; undefined: not known. */
function keysFor(call: Call, items: Items): readonly Value[] | undefined {
  const key = keyword(call, 'key');
  if (!('known' in items)) return undefined;
  if (!key || key.kind === 'none') return items.known;
  if (items.known.length > MOST_KEYS) return undefined;
  return items.known.map(value =>
    call.host.call(key, [{ name: undefined, value, at: call.site }], call.site),
  );
}

/** As `sorted(items, key=..., reverse=...)` and `items.sort(...)` order them. */
export function ordered(call: Call, items: Items): Items {
  const reverse = keyword(call, 'reverse');
  return inOrder(items, keysFor(call, items), reverse ? asBool(reverse) : false);
}

export function filtered(call: Call, [test, iterable]: readonly Value[]): Value {
  const items = itemsOrUnknown(call, iterable);
  if (!('known' in items) || !test) return listOf(items, 'iterator');
  const kept = items.known.map(item =>
    call.host.call(test, [{ name: undefined, value: item, at: call.site }], call.site),
  );
  if (kept.every(k => k.kind === 'bool' && k.value !== undefined))
    return list(
      items.known.filter((_, i) => {
        const k = kept[i];
        return k?.kind === 'bool' && k.value;
      }),
      'iterator',
    );
  const element = elementOf(items);
  return element ? listOf({ element, length: undefined }, 'iterator') : list([], 'iterator');
}

/** `itertools.chain(a, b)`: one iterable after another. */
export function chained(host: Host, iterables: readonly Value[] | undefined, otherwise: Value): Value {
  const all = iterables?.map(one => host.items(one));
  if (!all?.every(items => items !== undefined))
    return listOf({ element: otherwise, length: undefined }, 'iterator');
  return list(all.flat(), 'iterator');
}

/** `itertools.chain.from_iterable(rows)` */
export const chainFrom = nativeFunction('itertools.chain.from_iterable', ({ host, args: [rows], site }) =>
  chained(host, rows && host.items(rows.value), host.unknown('an item of a chain', site)),
);
