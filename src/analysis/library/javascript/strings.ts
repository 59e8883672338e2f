/** Methods of JavaScript's strings: of known texts what the language itself gives. */
import { unknownDim } from '../../../shapes/index.ts';
import {
  asInt,
  asString,
  integer,
  list,
  listOf,
  SOME_BOOL,
  SOME_STRING,
  type StringValue,
  string,
  type Value,
} from '../../../values/index.ts';
import { fromData } from '../data.ts';
import type { MethodTable } from '../table.ts';

/** Methods that give a text, a number, a truth or an array of texts for known texts and numbers, with what they give otherwise. */
const OF_TEXTS: Readonly<Record<string, Value>> = {
  toLowerCase: SOME_STRING,
  toUpperCase: SOME_STRING,
  trim: SOME_STRING,
  trimStart: SOME_STRING,
  trimEnd: SOME_STRING,
  charAt: SOME_STRING,
  padStart: SOME_STRING,
  padEnd: SOME_STRING,
  repeat: SOME_STRING,
  slice: SOME_STRING,
  substring: SOME_STRING,
  substr: SOME_STRING,
  concat: SOME_STRING,
  replaceAll: SOME_STRING,
  replace: SOME_STRING,
  startsWith: SOME_BOOL,
  endsWith: SOME_BOOL,
  includes: SOME_BOOL,
  indexOf: integer(unknownDim()),
  lastIndexOf: integer(unknownDim()),
  charCodeAt: integer(unknownDim()),
  codePointAt: integer(unknownDim()),
};

/** Longer texts are not spelled out. */
const LONGEST_TEXT = 100_000;

function textMethod(name: string, otherwise: Value): MethodTable<StringValue>[string] {
  return (self, _host, args) => {
    const given = args.map(argument => asString(argument) ?? asInt(argument));
    const { value } = self;
    if (value === undefined || given.includes(undefined) || isLong(name, given)) return otherwise;
    const body: unknown = Reflect.get(String.prototype, name);
    const result: unknown = typeof body === 'function' ? Reflect.apply(body, value, given) : undefined;
    return (result === undefined ? undefined : fromData(result)) ?? otherwise;
  };
}

const isLong = (name: string, [count]: readonly unknown[]) =>
  /^(?:repeat|pad)/.test(name) && (typeof count !== 'number' || count < 0 || count > LONGEST_TEXT);

export const STRING_METHODS: MethodTable<StringValue> = {
  ...Object.fromEntries(
    Object.entries(OF_TEXTS).map(([name, otherwise]) => [name, textMethod(name, otherwise)]),
  ),
  split: (self, _host, [by]) => {
    const separator = by && asString(by);
    if (self.value === undefined || separator === undefined)
      return listOf({ element: SOME_STRING, length: undefined });
    return list(self.value.split(separator).map(string));
  },
};
