/** Methods of Python's own lists, dicts and strings. */
import { add, constantOf, type Dim, multiply, size, subtract, unknownDim } from '../../../shapes/index.ts';
import {
  anyOf,
  asInt,
  asString,
  bool,
  type DictEntries,
  type DictValue,
  dictWith,
  heldIn,
  type Items,
  int,
  integer,
  itemsOf,
  joinValues,
  keyOf,
  keyValue,
  type ListValue,
  lengthOf,
  lengthOfText,
  list,
  listOf,
  mostOfText,
  NONE,
  noteEntries,
  SOME_BOOL,
  SOME_STRING,
  type StringValue,
  someText,
  string,
  textOfLength,
  tuple,
  type Value,
  withEntry,
} from '../../../values/index.ts';
import { LONGEST_TEXT } from '../../operators/index.ts';
import { append, copyOf, extend, prepend, reversed, take } from '../sequences.ts';
import type { MethodTable } from '../table.ts';
import { refuseFields } from './builtin-refusals.ts';
import { dictBehind } from './dict-behind.ts';
import { formatted } from './formatting.ts';
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
  remove: (self, host) => {
    const items = itemsOf(self);
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
  pop: (self, host, [key, otherwise]) => {
    const name = key && keyOf(key);
    const { known, rest } = self.entries.value;
    if (name === undefined) return rest ?? otherwise ?? NONE;
    const left = new Map(known);
    left.delete(name);
    host.write(self.entries, { known: left, rest });
    return known.get(name) ?? otherwise ?? rest ?? NONE;
  },
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
    const entries = dictBehind(other)?.entries.value;
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

const text = (self: StringValue, change: (value: string) => string): Value =>
  self.value === undefined ? SOME_STRING : string(change(self.value));

type IsOut = (character: string) => boolean;

const withoutStart = (value: string, isOut: IsOut): string => {
  const all = [...value];
  const first = all.findIndex(each => !isOut(each));
  return first < 0 ? '' : all.slice(first).join('');
};

const withoutEnd = (value: string, isOut: IsOut): string => {
  const all = [...value];
  return all.slice(0, all.findLastIndex(each => !isOut(each)) + 1).join('');
};

/** `strip()` takes white space off, `strip('.,')` these characters. */
function stripped(change: (value: string, isOut: IsOut) => string): MethodTable<StringValue>[string] {
  return (self, _host, [characters]) => {
    if (!characters || characters.kind === 'none')
      return text(self, v => change(v, each => /\s/u.test(each)));
    const those = asString(characters);
    return those === undefined ? SOME_STRING : text(self, v => change(v, each => those.includes(each)));
  };
}

/** A text that is filled up to a width; one that is longer stays as it is. */
function padded(
  fill: (value: string, rest: string, width: number) => string,
): MethodTable<StringValue>[string] {
  return (self, _host, [width, filler]) => {
    const wanted = asInt(width ?? NONE);
    const by = filler ? asString(filler) : ' ';
    if (wanted === undefined || wanted > LONGEST_TEXT || by === undefined || self.value === undefined)
      return withLength(self, wanted);
    return string(fill(self.value, by.repeat(Math.max(0, wanted - [...self.value].length)), wanted));
  };
}

/** As long as it is wide, where the text is surely no longer; else as long as the text. */
function withLength(self: StringValue, width: number | undefined): Value {
  const [length, most] = [lengthOfText(self), mostOfText(self)];
  if (width === undefined) return SOME_STRING;
  if (most !== undefined && most <= width) return textOfLength(size(width));
  return length && most !== undefined ? textOfLength(length) : SOME_STRING;
}

/** How long equally long parts are in one, and what stands between them. */
function joinedLength(separator: StringValue, items: Items): Dim | undefined {
  const [count, between] = [lengthOf(items), lengthOfText(separator)];
  const part = someText(heldIn(items));
  const each = lengthOfText(part);
  if (!count || !between || !each || !constantOf(count)) return undefined;
  return add(multiply(each, count), multiply(between, subtract(count, size(1))));
}

export const STRING_METHODS: MethodTable<StringValue> = {
  lower: self => text(self, v => v.toLowerCase()),
  upper: self => text(self, v => v.toUpperCase()),
  strip: stripped((v, isOut) => withoutEnd(withoutStart(v, isOut), isOut)),
  lstrip: stripped(withoutStart),
  rstrip: stripped(withoutEnd),
  title: () => SOME_STRING,
  capitalize: () => SOME_STRING,
  ljust: padded((value, rest) => value + rest),
  rjust: padded((value, rest) => rest + value),
  center: padded((value, rest, width) => {
    const before = Math.floor(rest.length / 2) + (rest.length & width & 1);
    return rest.slice(0, before) + value + rest.slice(before);
  }),
  zfill: (self, _host, [width]) => {
    const wanted = asInt(width ?? NONE);
    const known = self.value;
    if (wanted === undefined || known === undefined) return withLength(self, wanted);
    const [, sign = '', digits = ''] = /^([+-]?)([\s\S]*)$/u.exec(known) ?? [];
    return string(sign + '0'.repeat(Math.max(0, wanted - [...known].length)) + digits);
  },
  format: (self, _host, places, call) => {
    const named = new Map(call.args.flatMap(a => (a.name === undefined ? [] : [[a.name, a.value] as const])));
    if (self.value === undefined || call.open) return string(undefined);
    refuseFields(call, self.value);
    return string(formatted(self.value, places, named));
  },
  join: (self, host, [parts], call) => {
    const texts = parts && host.items(parts)?.map(asString);
    const isKnown = self.value !== undefined && texts?.every(each => each !== undefined);
    const whole = isKnown ? texts?.join(self.value) : undefined;
    if (whole !== undefined && whole.length <= LONGEST_TEXT) return string(whole);
    const length = parts && joinedLength(self, host.iterate(parts, call.site));
    return length ? textOfLength(length) : SOME_STRING;
  },
  replace: (self, _host, [old, by], call) => {
    const [from, to] = [old, by].map(each => each && asString(each));
    return from && to !== undefined && call.args.length === 2
      ? text(self, v => v.replaceAll(from, () => to))
      : SOME_STRING;
  },
  encode: () => SOME_STRING,
  split: (self, _host, [separator], call) => {
    const by = separator && asString(separator);
    if (self.value === undefined || call.args.length > 1 || (separator && !by))
      return listOf({ element: SOME_STRING, length: undefined });
    // Without a separator there are no empty parts.
    return list((by ? self.value.split(by) : (self.value.match(/\S+/gu) ?? [])).map(string));
  },
  splitlines: () => listOf({ element: SOME_STRING, length: undefined }),
  startswith: (self, _host, [prefix]) => {
    const start = prefix && asString(prefix);
    return self.value === undefined || start === undefined ? SOME_BOOL : bool(self.value.startsWith(start));
  },
  endswith: (self, _host, [suffix]) => {
    const end = suffix && asString(suffix);
    return self.value === undefined || end === undefined ? SOME_BOOL : bool(self.value.endsWith(end));
  },
};
