/** Methods and properties of JavaScript's arrays, objects and strings. */
import {
  asInt,
  asString,
  bool,
  type Call,
  type DictValue,
  type Host,
  type Items,
  int,
  joinValues,
  type ListValue,
  list,
  listOf,
  NONE,
  SOME_BOOL,
  SOME_STRING,
  type StringValue,
  string,
  tuple,
  type Value,
} from '../../../values/index.ts';
import {
  anyOf,
  append,
  concatenated,
  copyOf,
  elementOf,
  folded,
  lengthValue,
  mapped,
  prepend,
  reversed,
  take,
} from '../sequences.ts';
import { lost, type MethodTable } from '../table.ts';

/** Calls a callback with an item and its position. */
function callback(host: Host, fn: Value | undefined, item: Value, index: number, call: Call): Value {
  if (!fn) return lost(call);
  const args = [item, int(index)].map(value => ({ name: undefined, value, at: call.site }));
  return host.call(fn, args, call.site);
}

function flat(items: Items): Items {
  if (!('known' in items)) return items;
  return {
    known: items.known.flatMap(item =>
      item.kind === 'list' && 'known' in item.items.value ? item.items.value.known : [item],
    ),
  };
}

export const ARRAY_METHODS: MethodTable<ListValue> = {
  push: (self, host, values) => {
    append(host, self, values);
    return NONE;
  },
  unshift: (self, host, values) => {
    prepend(host, self, values);
    return NONE;
  },
  pop: (self, host) => take(host, self, -1),
  shift: (self, host) => take(host, self, 0),
  map: (self, host, [fn], call) =>
    listOf(mapped(host, self.items.value, (item, i) => callback(host, fn, item, i, call))),
  forEach: (self, host, [fn], call) => {
    mapped(host, self.items.value, (item, i) => callback(host, fn, item, i, call));
    return NONE;
  },
  flatMap: (self, host, [fn], call) =>
    listOf(flat(mapped(host, self.items.value, (item, i) => callback(host, fn, item, i, call)))),
  flat: self => listOf(flat(self.items.value)),
  filter: (self, host, [fn], call) => {
    const items = self.items.value;
    mapped(host, items, (item, i) => callback(host, fn, item, i, call));
    const element = elementOf(items);
    return element ? listOf({ element, length: undefined }) : list([]);
  },
  reduce: (self, _host, [fn, start], call) => {
    const items = self.items.value;
    if (!('known' in items) || !fn) return lost(call);
    return folded(call, fn, start ? [start, ...items.known] : items.known) ?? lost(call);
  },
  concat: (self, _host, others) =>
    listOf(
      others.reduce<Items>(
        (all, other) => concatenated(all, other.kind === 'list' ? other.items.value : { known: [other] }),
        self.items.value,
      ),
    ),
  slice: (self, _host, [start, stop]) => {
    const items = self.items.value;
    if (!('known' in items)) return listOf({ element: items.element, length: undefined });
    const from = start ? asInt(start) : 0;
    const to = stop ? asInt(stop) : items.known.length;
    if (from !== undefined && to !== undefined) return list(items.known.slice(from, to));
    const element = anyOf(items.known);
    return element ? listOf({ element, length: undefined }) : list([]);
  },
  fill: (self, host, [value]) => {
    const items = self.items.value;
    if (value)
      host.write(
        self.items,
        'known' in items ? { known: items.known.map(() => value) } : { element: value, length: items.length },
      );
    return self;
  },
  reverse: (self, host) => {
    host.write(self.items, reversed(self.items.value));
    return self;
  },
  sort: self => self,
  keys: (self, host, _args, call) =>
    listOf(mapped(host, self.items.value, (_, i) => ('known' in self.items.value ? int(i) : lost(call)))),
  values: self => copyOf(self),
  entries: (self, host) => listOf(mapped(host, self.items.value, (item, i) => tuple([int(i), item]))),
  at: (self, _host, [position], call) => {
    const items = self.items.value;
    const index = position && asInt(position);
    if (!('known' in items)) return items.element;
    return (index === undefined ? anyOf(items.known) : items.known.at(index)) ?? lost(call);
  },
  find: (self, _host, _args, call) => elementOf(self.items.value) ?? lost(call),
  includes: () => SOME_BOOL,
  some: () => SOME_BOOL,
  every: () => SOME_BOOL,
  join: () => SOME_STRING,
};

export const STRING_METHODS: MethodTable<StringValue> = {
  toLowerCase: self => (self.value === undefined ? SOME_STRING : string(self.value.toLowerCase())),
  toUpperCase: self => (self.value === undefined ? SOME_STRING : string(self.value.toUpperCase())),
  trim: self => (self.value === undefined ? SOME_STRING : string(self.value.trim())),
  split: (self, _host, [by]) => {
    const separator = by && asString(by);
    if (self.value === undefined || separator === undefined)
      return listOf({ element: SOME_STRING, length: undefined });
    return list(self.value.split(separator).map(string));
  },
  startsWith: (self, _host, [prefix]) => {
    const start = prefix && asString(prefix);
    return self.value === undefined || start === undefined ? SOME_BOOL : bool(self.value.startsWith(start));
  },
  replace: () => SOME_STRING,
  slice: () => SOME_STRING,
};

export function arrayLength(host: Host, self: ListValue): Value {
  return lengthValue(host, self.items.value, 'the length of an array');
}

export function objectKeys(self: DictValue): Value {
  const { known, rest } = self.entries.value;
  return rest
    ? listOf({ element: SOME_STRING, length: undefined })
    : list([...known.keys()].map(k => string(String(k))));
}

export function objectValues(self: DictValue): Value {
  const { known, rest } = self.entries.value;
  return rest
    ? listOf({ element: [...known.values()].reduce(joinValues, rest), length: undefined })
    : list([...known.values()]);
}

export function objectEntries(self: DictValue): Value {
  const { known, rest } = self.entries.value;
  if (rest) return listOf({ element: tuple([SOME_STRING, rest]), length: undefined });
  return list([...known].map(([key, value]) => tuple([string(String(key)), value])));
}

export function assigned(target: DictValue, others: readonly Value[], host: Host): Value {
  const known = new Map(target.entries.value.known);
  let { rest } = target.entries.value;
  for (const other of others) {
    if (other.kind !== 'dict') rest = host.unknown('an entry assigned from something unknown');
    else {
      for (const [key, value] of other.entries.value.known) known.set(key, value);
      rest = rest ?? other.entries.value.rest;
    }
  }
  host.write(target.entries, { known, rest });
  return target;
}
