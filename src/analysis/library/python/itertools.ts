/** Functions of `itertools` over items that are known. https://docs.python.org/3/library/itertools.html */
import { add, type Dim, size } from '../../../shapes/index.ts';
import {
  anyOf,
  asDim,
  asInt,
  type Call,
  integer,
  keyOf,
  list,
  listOf,
  NONE,
  tuple,
  type Value,
} from '../../../values/index.ts';
import { isIterator, leave, leaveSome } from '../iterators.ts';
import { keyword, lost, type Table } from '../table.ts';
import { chained } from './iterables.ts';

/** Rows of `itertools.product` that are spelled out. */
const MOST_PRODUCTS = 512;

export const ITERTOOLS: Table = {
  chain: (host, args, call) => chained(host, call.open ? undefined : args, lost(call)),
  product: (host, args, call) => {
    const repeat = keyword(call, 'repeat');
    const times = repeat ? asInt(repeat) : 1;
    const once = args.map(a => host.items(a));
    const all =
      times === undefined ? [] : Array.from({ length: Math.min(times, MOST_PRODUCTS) }, () => once).flat();
    const known = all.flatMap(items => (items ? [items] : []));
    const count = known.reduce((n, items) => n * items.length, 1);
    const isKnown =
      times !== undefined &&
      times <= MOST_PRODUCTS &&
      known.length === all.length &&
      call.args.length === args.length + (repeat ? 1 : 0) &&
      !call.open &&
      count <= MOST_PRODUCTS;
    if (!isKnown) return listOf({ element: lost(call), length: undefined }, 'iterator');
    const start: readonly (readonly Value[])[] = [[]];
    const rows = known.reduce(
      (sofar, items) => sofar.flatMap(row => items.map(item => [...row, item])),
      start,
    );
    return list(rows.map(tuple), 'iterator');
  },
  islice: (host, [given, ...bounds], call) => {
    const items = given && host.items(given);
    const [start, stop] = bounds.length > 1 ? bounds.map(asInt) : [0, bounds[0] && asInt(bounds[0])];
    const isKnown = items && start !== undefined && stop !== undefined && bounds.length < 3;
    if (isKnown) {
      if (isIterator(given)) leave(host, given, { known: items.slice(Math.max(start, stop)) });
      return list(items.slice(start, stop), 'iterator');
    }
    leaveSome(host, given);
    return listOf({ element: (items && anyOf(items)) ?? lost(call), length: undefined }, 'iterator');
  },
  repeat: (_host, [value, times], call) =>
    listOf({ element: value ?? lost(call), length: times && asDim(times) }, 'iterator'),
  starmap: (host, [fn, rows], call) => {
    const items = rows && host.items(rows)?.map(row => host.items(row));
    if (!fn || !items?.every(row => row !== undefined))
      return listOf({ element: lost(call), length: undefined }, 'iterator');
    const args = (row: readonly Value[]) => row.map(value => ({ name: undefined, value, at: call.site }));
    return list(
      items.map(row => host.call(fn, args(row), call.site)),
      'iterator',
    );
  },
  accumulate: (host, [given, fn], call) => {
    const items = given && host.items(given);
    const dims = items?.map(asDim);
    if (fn || !dims?.every(dim => dim !== undefined) || call.args.length > 1)
      return listOf({ element: lost(call), length: items && size(items.length) }, 'iterator');
    let sum: Dim = size(0);
    const sums = dims.map(dim => {
      sum = add(sum, dim);
      return integer(sum);
    });
    return list(sums, 'iterator');
  },
  pairwise: (host, [given], call) => {
    const items = given && host.items(given);
    if (!items) return listOf({ element: lost(call), length: undefined }, 'iterator');
    return list(
      items.slice(1).map((item, i) => tuple([items[i] ?? NONE, item])),
      'iterator',
    );
  },
  combinations: (_host, [given, count], call) => choices(call, given, count, combinationsOf),
  permutations: (_host, [given, count], call) => choices(call, given, count, permutationsOf),
  combinations_with_replacement: (_host, [given, count], call) =>
    choices(call, given, count, (items, n) => combinationsOf(items, n, true)),
  zip_longest: (host, args, call) => {
    const columns = args.map(each => host.items(each));
    const known = columns.flatMap(items => (items ? [items] : []));
    if (call.open || known.length < columns.length) return lost(call);
    const filler = keyword(call, 'fillvalue') ?? NONE;
    const longest = Math.max(0, ...known.map(items => items.length));
    return list(
      Array.from({ length: longest }, (_, row) => tuple(known.map(items => items[row] ?? filler))),
      'iterator',
    );
  },
  groupby: (host, [given, by], call) => {
    const items = given && host.items(given);
    const key = by ?? keyword(call, 'key');
    const keys = items?.map(item =>
      key && key.kind !== 'none'
        ? host.call(key, [{ name: undefined, value: item, at: call.site }], call.site)
        : item,
    );
    const names = keys?.map(keyOf);
    if (!items || !keys || !names?.every(name => name !== undefined)) return lost(call);
    const starts = names.flatMap((name, i) => (i > 0 && names[i - 1] === name ? [] : [i]));
    const groups = starts.map((start, i) =>
      tuple([keys[start] ?? NONE, list(items.slice(start, starts[i + 1]), 'iterator')]),
    );
    return list(groups, 'iterator');
  },
};

type Rows = readonly (readonly Value[])[];

/** Each a tuple of so many of the items; left out where there are many. */
function choices(
  call: Call,
  given: Value | undefined,
  count: Value | undefined,
  rowsOf: (items: readonly Value[], count: number) => Rows,
): Value {
  const items = given && call.host.items(given);
  const each = count ?? keyword(call, 'r');
  const length = each && each.kind !== 'none' ? asInt(each) : items?.length;
  if (!items || length === undefined || items.length ** length > MOST_PRODUCTS * MOST_PRODUCTS)
    return lost(call);
  const rows = rowsOf(items, length);
  return rows.length > MOST_PRODUCTS ? lost(call) : list(rows.map(tuple), 'iterator');
}

function combinationsOf(items: readonly Value[], count: number, isRepeating = false): Rows {
  if (count === 0) return [[]];
  return items.flatMap((item, i) =>
    combinationsOf(items.slice(isRepeating ? i : i + 1), count - 1, isRepeating).map(row => [item, ...row]),
  );
}

function permutationsOf(items: readonly Value[], count: number): Rows {
  if (count === 0) return [[]];
  return items.flatMap((item, i) =>
    permutationsOf(items.toSpliced(i, 1), count - 1).map(row => [item, ...row]),
  );
}
