/**
 * `collections.Counter`: a dictionary of how often each key has been seen, in which those that have not been seen count 0.
 * https://docs.python.org/3/library/collections.html#counter-objects
 */
import { type Dim, minimum, size, unknownDim } from '../../../shapes/index.ts';
import {
  asInt,
  beside,
  type Call,
  type DictEntries,
  type DictValue,
  dict,
  type Host,
  int,
  integer,
  itemsOf,
  keyOf,
  list,
  listOf,
  NONE,
  noteEntries,
  type Value,
} from '../../../values/index.ts';
import { inOrder } from '../sequences.ts';
import type { MethodTable } from '../table.ts';
import { dictBehind } from './dict-behind.ts';
import { pairsOf } from './methods.ts';

const COUNTERS = beside<DictValue, true>();

/** Any number of whatever it is. */
const SOME_COUNT = integer(unknownDim());

const asCounter = (entries: DictEntries): DictValue => {
  const made = dict(entries.known, entries.rest, entries.keys);
  COUNTERS.set(made, true);
  return made;
};

/** `Counter(iterable)` */
export function counterOf(call: Call): Value {
  const [given, ...more] = call.args;
  const made = asCounter({ known: new Map(), rest: undefined });
  if (given?.name !== undefined || more.length > 0 || call.open)
    return asCounter({ known: new Map(), rest: SOME_COUNT });
  if (given) count(call, made, given.value, 1);
  return made;
}

/** What a Counter says of a key that it has not seen; undefined where it has, or of another dictionary. */
export function unseenIn(self: DictValue, key: Value): Value | undefined {
  if (!COUNTERS.has(self)) return undefined;
  const { known, rest } = self.entries.value;
  const name = keyOf(key);
  if (name === undefined || rest) return known.has(name ?? '') ? undefined : SOME_COUNT;
  return known.has(name) ? undefined : int(0);
}

/** Adds what an iterable or another dictionary counts, `sign` times. */
function count(call: Call, self: DictValue, given: Value, sign: 1 | -1): void {
  const { host, site } = call;
  const { entries } = self;
  const known = new Map(entries.value.known);
  const add = (key: string | number, more: number | undefined): void => {
    const before = asInt(known.get(key) ?? int(0));
    known.set(key, before === undefined || more === undefined ? SOME_COUNT : int(before + sign * more));
  };
  const other = dictBehind(given)?.entries.value;
  const items = other ? undefined : host.iterate(given, site);
  const keys = items && 'known' in items ? items.known.map(keyOf) : undefined;
  const isKnown = other ? !other.rest && !other.possible?.size : keys?.every(key => key !== undefined);
  for (const [key, value] of other?.known ?? []) add(key, asInt(value));
  for (const key of keys ?? []) if (key !== undefined) add(key, 1);
  // What is not known may be any key, one of the known ones too.
  host.write(
    entries,
    isKnown && !entries.value.rest
      ? { ...entries.value, known }
      : { known: new Map([...known].map(([key]) => [key, SOME_COUNT])), rest: SOME_COUNT },
  );
  noteEntries(host, self);
}

/** Pairs in falling order of their numbers, equal ones as they were first seen. */
function mostCommon(self: DictValue, host: Host, [given]: readonly Value[]): Value {
  const pairs = pairsOf(self);
  if (pairs.kind !== 'list') return pairs;
  const items = pairs.items.value;
  const most = !given || given.kind === 'none' ? undefined : asInt(given);
  const isAll = !given || given.kind === 'none';
  if (!('known' in items)) return listOf({ ...items, length: undefined });
  const numbers = items.known.map(pair => itemsOf(pair)?.[1] ?? SOME_COUNT);
  const sorted = inOrder(items, numbers, true);
  if ('known' in sorted && (isAll || most !== undefined)) return list(sorted.known.slice(0, most));
  const all: Dim = size(items.known.length);
  const [first] = 'known' in sorted ? sorted.known : [sorted.element];
  const length = isAll ? all : most !== undefined && most >= 0 ? minimum(all, size(most)) : undefined;
  return first
    ? listOf({ element: 'known' in sorted ? host.unknown('a pair') : sorted.element, length })
    : list([]);
}

const METHODS: MethodTable<DictValue> = {
  update: (self, _host, [given], call) => {
    if (given) count(call, self, given, 1);
    return NONE;
  },
  subtract: (self, _host, [given], call) => {
    if (given) count(call, self, given, -1);
    return NONE;
  },
  most_common: mostCommon,
  total: self => {
    const numbers = [...self.entries.value.known.values()].map(asInt);
    return self.entries.value.rest || !numbers.every(each => each !== undefined)
      ? SOME_COUNT
      : int(numbers.reduce((sum, each) => sum + each, 0));
  },
  copy: ({ entries: { value } }) => asCounter(value),
};

/** Methods that a Counter has otherwise than a dictionary. */
export const counterMethods = (self: DictValue): MethodTable<DictValue> =>
  COUNTERS.has(self) ? METHODS : {};
