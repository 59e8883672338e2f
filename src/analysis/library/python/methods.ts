/** Methods of Python's own lists, dicts and strings. */
import { unknownDim } from '../../../shapes/index.ts';
import {
  anyOf,
  asInt,
  asString,
  type DictEntries,
  type DictValue,
  dictWith,
  int,
  integer,
  itemsOf,
  joinValues,
  keyOf,
  keyValue,
  type ListValue,
  list,
  listOf,
  NONE,
  noteEntries,
  tuple,
  type Value,
  withEntry,
} from '../../../values/index.ts';
import { append, copyOf, extend, prepend, reversed, take } from '../sequences.ts';
import type { MethodTable } from '../table.ts';
import { dictBehind } from './dict-behind.ts';
import { DICT_CHANGES } from './dict-changes.ts';
import { dictOfPairs } from './dicts.ts';
import { ordered } from './iterables.ts';

export const LIST_METHODS: MethodTable<ListValue> = {
  append: (self, host, [value]) => {
    if (value) append(host, self, [value]);
    return NONE;
  },
  extend: (self, host, [other]) => {
    if (other) extend(host, self, other);
    return NONE;
  },
  insert: (self, host, [position, value]) => {
    const items = itemsOf(self);
    const index = position && asInt(position);
    if (value && items && index !== undefined)
      host.write(self.items, { known: [...items.slice(0, index), value, ...items.slice(index)] });
    else if (value) prepend(host, self, [value]);
    return NONE;
  },
  pop: (self, host, [position]) => take(host, self, position && asInt(position)),
  copy: self => copyOf(self),
  reverse: (self, host) => {
    host.write(self.items, reversed(self.items.value));
    return NONE;
  },
  sort: (self, host, _args, call) => {
    host.write(self.items, ordered(call, self.items.value));
    return NONE;
  },
  clear: (self, host) => {
    host.write(self.items, { known: [] });
    return NONE;
  },
  remove: (self, host, [value]) => {
    const items = itemsOf(self);
    const keys = items?.map(plainKey);
    const key = value && plainKey(value);
    const at = key !== undefined && keys?.every(each => each !== undefined) ? keys.indexOf(key) : -1;
    if (items && at >= 0) {
      host.write(self.items, { known: items.toSpliced(at, 1) });
      return NONE;
    }
    const element = items && anyOf(items);
    if (element) host.write(self.items, { element, length: undefined });
    return NONE;
  },
  index: (self, _host, [value], call) => {
    const keys = itemsOf(self)?.map(plainKey);
    const key = value && plainKey(value);
    const at =
      key !== undefined && call.args.length === 1 && keys?.every(k => k !== undefined)
        ? keys.indexOf(key)
        : -1;
    return at < 0 ? integer(unknownDim()) : int(at);
  },
  count: () => integer(unknownDim()),
};

const plainKey = (value: Value): string | number | undefined => asString(value) ?? asInt(value);

/** Keys are whatever can be hashed: of those that are not known one by one it may not be known what they are. */
const anyKey = ({ known, keys }: DictEntries): Value =>
  [...known.keys()].map(keyValue).reduce(joinValues, keys ?? SOME_KEY);

const SOME_KEY: Value = { kind: 'unknown', reason: { missing: 'a key of a dictionary' } };

export function keysOf(self: DictValue): Value {
  const { known, rest } = self.entries.value;
  if (rest) return listOf({ element: anyKey(self.entries.value), length: undefined });
  return list([...known.keys()].map(keyValue));
}

export function valuesOf(self: DictValue): Value {
  const { known, rest } = self.entries.value;
  if (rest) return listOf({ element: [...known.values()].reduce(joinValues, rest), length: undefined });
  return list([...known.values()]);
}

export function pairsOf(self: DictValue): Value {
  const { known, rest } = self.entries.value;
  if (rest)
    return listOf({
      element: tuple([anyKey(self.entries.value), [...known.values()].reduce(joinValues, rest)]),
      length: undefined,
    });
  return list([...known].map(([key, value]) => tuple([keyValue(key), value])));
}

export const DICT_METHODS: MethodTable<DictValue> = {
  keys: keysOf,
  values: valuesOf,
  items: pairsOf,
  get: (self, _host, [key, otherwise]) => {
    const name = key && keyOf(key);
    const found =
      name === undefined ? anyOf([...self.entries.value.known.values()]) : self.entries.value.known.get(name);
    if (found && name !== undefined) return found;
    const fallback = otherwise ?? NONE;
    const rest = self.entries.value.rest ?? found;
    return rest ? joinValues(rest, fallback) : fallback;
  },
  ...DICT_CHANGES,
  setdefault: (self, host, [key, value]) => {
    const name = key && keyOf(key);
    const { known } = self.entries.value;
    // Under a key that is not known there is an entry from now on.
    if (name === undefined) {
      const entries = withEntry(self.entries.value, key, value ?? NONE);
      host.write(self.entries, entries);
      return entries.rest ?? NONE;
    }
    const present = known.get(name);
    if (present) return present;
    host.write(self.entries, { ...self.entries.value, known: new Map(known).set(name, value ?? NONE) });
    return value ?? NONE;
  },
  update: (self, host, [other], call) => {
    const { known, rest } = self.entries.value;
    const merged = new Map(known);
    const entries = (dictBehind(other) ?? dictOfPairs(call, other))?.entries.value;
    for (const [key, value] of entries?.known ?? []) merged.set(key, value);
    for (const argument of call.args)
      if (argument.name !== undefined) merged.set(argument.name, argument.value);
    const vague = other && !entries ? host.unknown('an updated entry', call.site) : entries?.rest;
    const told = entries?.known ?? new Map<string | number, Value>();
    // What is not known of the other may have replaced any entry that it is not known to set.
    if (vague)
      for (const [key, value] of merged) if (!told.has(key)) merged.set(key, joinValues(vague, value));
    host.write(self.entries, { known: merged, rest: vague ?? rest });
    noteEntries(host, self);
    return NONE;
  },
  copy: ({ entries: { value } }) => dictWith(value),
};
