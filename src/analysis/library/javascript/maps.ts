/** JavaScript's `Map`: entries under texts and numbers; what other keys hold is not told apart. */
import {
  asInt,
  asString,
  bool,
  type Call,
  type DictValue,
  dict,
  type Host,
  type Items,
  int,
  itemsOf,
  joinMaybe,
  list,
  NONE,
  SOME_BOOL,
  string,
  tuple,
  type Value,
  withoutEntry,
} from '../../../values/index.ts';
import { lost, type MethodTable, method } from '../table.ts';

/** `new Map()`, `new Map([[key, value], ...])` */
export function mapOf(host: Host, source: Value | undefined, call: Call): Value {
  if (!source || source.kind === 'none') return { ...dict([]), isMap: true };
  const pairs = host.items(source)?.map(pair => itemsOf(pair));
  if (!pairs) return { ...dict([], lost(call)), isMap: true };
  const known = new Map<string | number, Value>();
  let rest: Value | undefined;
  for (const pair of pairs) {
    const [key, value] = [pair?.[0] && keyOf(pair[0]), pair?.[1] ?? lost(call)];
    if (key === undefined) rest = joinMaybe(rest, value);
    else known.set(key, value);
  }
  return { ...dict(known, rest), isMap: true };
}

const keyOf = (value: Value): string | number | undefined => asString(value) ?? asInt(value);

const METHODS: MethodTable<DictValue> = {
  get: ({ entries }, _host, [key], call) => {
    const { known, rest } = entries.value;
    const wanted = key && keyOf(key);
    if (wanted === undefined) return lost(call);
    return known.get(wanted) ?? rest ?? NONE;
  },
  set: (self, host, [key, value], call) => {
    const { known, rest } = self.entries.value;
    const wanted = key && keyOf(key);
    const item = value ?? NONE;
    if (wanted === undefined) host.write(self.entries, { known, rest: joinMaybe(rest, item) ?? lost(call) });
    else host.write(self.entries, { known: new Map([...known, [wanted, item]]), rest });
    return self;
  },
  has: ({ entries }, _host, [key]) => {
    const wanted = key && keyOf(key);
    if (wanted === undefined || entries.value.rest) return SOME_BOOL;
    return bool(entries.value.known.has(wanted));
  },
  delete: (self, host, [key]) => {
    const { known, rest } = self.entries.value;
    const wanted = key && keyOf(key);
    if (wanted === undefined) {
      host.write(self.entries, { known, rest, possible: new Set(known.keys()) });
      return SOME_BOOL;
    }
    host.write(self.entries, withoutEntry(self.entries.value, wanted));
    return rest ? SOME_BOOL : bool(known.has(wanted));
  },
  clear: (self, host) => {
    host.write(self.entries, { known: new Map(), rest: undefined });
    return NONE;
  },
  keys: (self, _host, _args, call) => listed(mapItems(self), 0, call),
  values: (self, _host, _args, call) => listed(mapItems(self), 1, call),
  entries: (self, _host, _args, call) => {
    const items = mapItems(self);
    return items && 'known' in items ? list(items.known) : lost(call);
  },
  forEach: (self, host, [fn], call) => {
    const items = mapItems(self);
    for (const pair of items && 'known' in items ? items.known : []) {
      const [key = NONE, value = NONE] = itemsOf(pair) ?? [];
      const args = [value, key].map(one => ({ name: undefined, value: one, at: call.site }));
      if (fn) host.call(fn, args, call.site);
    }
    return NONE;
  },
};

function listed(items: Items | undefined, part: 0 | 1, call: Call): Value {
  if (!items || !('known' in items)) return lost(call);
  return list(items.known.map(pair => itemsOf(pair)?.[part] ?? NONE));
}

export function mapMember(self: DictValue, name: string): Value | undefined {
  const { known, rest } = self.entries.value;
  if (name === 'size') return rest || self.entries.value.possible?.size ? undefined : int(known.size);
  return method(METHODS, self, name);
}

/** Pairs of key and value; undefined where there may be others. */
export function mapItems({ entries }: DictValue): Items | undefined {
  const { known, rest } = entries.value;
  if (rest || entries.value.possible?.size) return undefined;
  return {
    known: [...known].map(([key, value]) => tuple([typeof key === 'number' ? int(key) : string(key), value])),
  };
}
