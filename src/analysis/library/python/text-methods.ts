/** Methods of Python's strings. https://docs.python.org/3/library/stdtypes.html#string-methods */
import { add, constantOf, type Dim, multiply, size, subtract, unknownDim } from '../../../shapes/index.ts';
import {
  asInt,
  asString,
  bool,
  heldIn,
  type Items,
  int,
  integer,
  lengthOf,
  lengthOfText,
  list,
  listOf,
  mostOfText,
  NONE,
  SOME_BOOL,
  SOME_STRING,
  type StringValue,
  someText,
  string,
  textOfLength,
  tuple,
  type Value,
} from '../../../values/index.ts';
import { LONGEST_TEXT } from '../../operators/index.ts';
import type { MethodTable } from '../table.ts';
import { refuseFields } from './builtin-refusals.ts';
import { formatted } from './formatting.ts';

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

const capital = (value: string): string => value.slice(0, 1).toUpperCase() + value.slice(1).toLowerCase();

/** Where nothing is found an error is raised. */
const foundAt = (place: number): number | undefined => (place < 0 ? undefined : place);

type TextMethod = MethodTable<StringValue>[string];

/** A number that follows from a text and one part of it, where both are known. */
const placed =
  (find: (value: string, part: string) => number | undefined): TextMethod =>
  (self, _host, [part], call) => {
    const wanted = part && asString(part);
    // Characters beyond the first plane count as one.
    const isPlain = self.value !== undefined && [...self.value].length === self.value.length;
    const found =
      isPlain && wanted !== undefined && call.args.length === 1 ? find(self.value ?? '', wanted) : undefined;
    return found === undefined ? integer(unknownDim()) : int(found);
  };

/** What stands before a separator, the separator, and what stands behind it. */
const parted =
  (find: (value: string, by: string) => number, whole: (value: string) => readonly string[]): TextMethod =>
  ({ value }, _host, [separator]) => {
    const by = separator && asString(separator);
    if (value === undefined || !by) return tuple([SOME_STRING, SOME_STRING, SOME_STRING]);
    const at = find(value, by);
    const parts = at < 0 ? whole(value) : [value.slice(0, at), by, value.slice(at + by.length)];
    return tuple(parts.map(string));
  };

export const STRING_METHODS: MethodTable<StringValue> = {
  lower: self => text(self, v => v.toLowerCase()),
  upper: self => text(self, v => v.toUpperCase()),
  strip: stripped((v, isOut) => withoutEnd(withoutStart(v, isOut), isOut)),
  lstrip: stripped(withoutStart),
  rstrip: stripped(withoutEnd),
  title: self => text(self, v => v.replace(/\p{L}+/gu, word => capital(word))),
  capitalize: self => text(self, capital),
  swapcase: self =>
    text(self, v =>
      [...v].map(each => (each === each.toLowerCase() ? each.toUpperCase() : each.toLowerCase())).join(''),
    ),
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
  encode: ({ value }) => {
    // Of plain characters each is one byte.
    const isPlain = value !== undefined && [...value].every(each => each < '\u0080');
    return isPlain ? textOfLength(size(value.length)) : SOME_STRING;
  },
  find: placed((value, part) => value.indexOf(part)),
  rfind: placed((value, part) => value.lastIndexOf(part)),
  index: placed((value, part) => foundAt(value.indexOf(part))),
  rindex: placed((value, part) => foundAt(value.lastIndexOf(part))),
  count: placed((value, part) => (part === '' ? undefined : value.split(part).length - 1)),
  partition: parted(
    (value, by) => value.indexOf(by),
    rest => [rest, '', ''],
  ),
  rpartition: parted(
    (value, by) => value.lastIndexOf(by),
    rest => ['', '', rest],
  ),
  isdigit: ({ value }) => bool(value === undefined ? undefined : /^\d+$/.test(value)),
  isupper: ({ value }) =>
    bool(value === undefined ? undefined : value !== value.toLowerCase() && value === value.toUpperCase()),
  islower: ({ value }) =>
    bool(value === undefined ? undefined : value !== value.toUpperCase() && value === value.toLowerCase()),
  split: (self, _host, [separator], call) => {
    const by = separator && asString(separator);
    if (self.value === undefined || call.args.length > 1 || (separator && !by))
      return listOf({ element: SOME_STRING, length: undefined });
    // Without a separator there are no empty parts.
    return list((by ? self.value.split(by) : (self.value.match(/\S+/gu) ?? [])).map(string));
  },
  splitlines: (self, _host, _args, call) =>
    self.value === undefined || call.args.length > 0
      ? listOf({ element: SOME_STRING, length: undefined })
      : list(
          (self.value.match(/[^\n\r]*(\r\n|\n|\r)|[^\n\r]+$/g) ?? []).map(line =>
            string(line.replace(/[\n\r]+$/, '')),
          ),
        ),
  startswith: (self, _host, [prefix]) => {
    const start = prefix && asString(prefix);
    return self.value === undefined || start === undefined ? SOME_BOOL : bool(self.value.startsWith(start));
  },
  endswith: (self, _host, [suffix]) => {
    const end = suffix && asString(suffix);
    return self.value === undefined || end === undefined ? SOME_BOOL : bool(self.value.endsWith(end));
  },
};
