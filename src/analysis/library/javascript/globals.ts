/** JavaScript's global objects: Math, Array, Object, Number, JSON, Promise. */
import { size } from '../../../shapes/index.ts';
import {
  asDim,
  asInt,
  asString,
  dict,
  float,
  type Host,
  int,
  integer,
  itemsOf,
  list,
  listOf,
  type ModuleValue,
  NONE,
  nativeFunction,
  SOME_BOOL,
  SOME_FLOAT,
  SOME_STRING,
  type Value,
} from '../../../values/index.ts';
import { floatOf } from '../../numbers.ts';
import { fromJson } from '../json.ts';
import { fromTable, lost, type Table } from '../table.ts';
import { assigned, objectEntries, objectKeys, objectValues } from './methods.ts';

function numeric(compute: (value: number) => number) {
  return (_host: Host, [value]: readonly Value[]): Value => {
    const dim = value && asDim(value);
    const number = value && floatOf(value);
    if (number === undefined) return dim ? integer(dim) : SOME_FLOAT;
    const result = compute(number);
    return Number.isSafeInteger(result) ? int(result) : float(result);
  };
}

function extreme(pick: (...values: number[]) => number) {
  return (_host: Host, args: readonly Value[]): Value => {
    const numbers = args.map(floatOf);
    const known = numbers.filter(n => n !== undefined);
    return known.length === numbers.length && known.length > 0
      ? numeric(v => v)(_host, [float(pick(...known))])
      : SOME_FLOAT;
  };
}

/** Longest array that `new Array(n)` and `Array.from({ length })` spell out. */
const LONGEST_SPELLED = 256;

const MATH: Table = {
  floor: numeric(Math.floor),
  ceil: numeric(Math.ceil),
  round: numeric(Math.round),
  trunc: numeric(Math.trunc),
  abs: numeric(Math.abs),
  sqrt: numeric(Math.sqrt),
  max: extreme(Math.max),
  min: extreme(Math.min),
  random: () => ({ ...SOME_FLOAT, within: { from: 0, below: 1 } }),
  pow: (_host, [a, b]) => {
    const [x, y] = [a && floatOf(a), b && floatOf(b)];
    return x === undefined || y === undefined ? SOME_FLOAT : numeric(v => v)(_host, [float(x ** y)]);
  },
  sin: () => SOME_FLOAT,
  cos: () => SOME_FLOAT,
  exp: () => SOME_FLOAT,
  log: () => SOME_FLOAT,
};

/** `new Array(n)`, `Array(n)`, `Array(a, b)` */
function arrayOf(args: readonly Value[], element: Value): Value {
  const [only] = args;
  const length = only && args.length === 1 ? asDim(only) : undefined;
  const count = only && length && asInt(only);
  if (count !== undefined && count <= LONGEST_SPELLED)
    return list(Array.from({ length: count }, () => element));
  return length ? listOf({ element, length }) : list(args);
}

const ARRAY: Table = {
  isArray: (_host, [value]) =>
    value?.kind === 'list' ? { kind: 'bool', value: true, flag: undefined } : SOME_BOOL,
  of: (_host, args) => list(args),
  from: (host, [source, fn], call) => {
    const items = source && itemsOf(source);
    const lengthEntry = source?.kind === 'dict' ? source.entries.value.known.get('length') : undefined;
    const length = items ? size(items.length) : lengthEntry && asDim(lengthEntry);
    const make = (item: Value, i: Value): Value =>
      fn
        ? host.call(
            fn,
            [item, i].map(value => ({ name: undefined, value, at: call.site })),
            call.site,
          )
        : item;
    const count = lengthEntry && asInt(lengthEntry);
    if (items) return list(items.map((item, i) => make(item, int(i))));
    if (count !== undefined && count <= LONGEST_SPELLED)
      return list(Array.from({ length: count }, (_, i) => make(NONE, int(i))));
    const element = host.repeating(() => make(NONE, host.unknown('a position', call.site)));
    return listOf({ element, length });
  },
};

const OBJECT: Table = {
  keys: (_host, [value], call) => (value?.kind === 'dict' ? objectKeys(value) : lost(call)),
  values: (_host, [value], call) => (value?.kind === 'dict' ? objectValues(value) : lost(call)),
  entries: (_host, [value], call) => (value?.kind === 'dict' ? objectEntries(value) : lost(call)),
  assign: (host, [target, ...others], call) =>
    target?.kind === 'dict' ? assigned(target, others, host) : lost(call),
  freeze: (_host, [value], call) => value ?? lost(call),
  fromEntries: (_host, _args, call) => dict([], lost(call)),
};

const PROMISE: Table = {
  all: (_host, [value], call) => value ?? lost(call),
  resolve: (_host, [value]) => value ?? NONE,
};

function namespace(name: string, table: Table, constants: Readonly<Record<string, Value>> = {}): ModuleValue {
  return {
    kind: 'module',
    name,
    member: (_host, member) =>
      Object.hasOwn(constants, member) ? constants[member] : fromTable(table, member, `${name}.`),
  };
}

const NAMESPACES: Readonly<Record<string, Value>> = {
  Math: namespace('Math', MATH, { PI: float(Math.PI), E: float(Math.E) }),
  Object: namespace('Object', OBJECT),
  Promise: namespace('Promise', PROMISE),
  console: namespace('console', {
    log: () => NONE,
    error: () => NONE,
    warn: () => NONE,
    info: () => NONE,
    table: () => NONE,
  }),
  Number: namespace('Number', {
    parseInt: (_h, [value], call) => parsed(value) ?? lost(call),
    isInteger: () => SOME_BOOL,
  }),
  JSON: namespace('JSON', {
    stringify: () => SOME_STRING,
    parse: (_host, [text], call) => {
      const known = text && asString(text);
      return (known === undefined ? undefined : fromJson(known)) ?? lost(call);
    },
  }),
};

const FUNCTIONS: Table = {
  parseInt: (_host, [value], call) => parsed(value) ?? lost(call),
  Number: (_host, [value], call) => parsed(value) ?? lost(call),
  parseFloat: () => SOME_FLOAT,
  String: () => SOME_STRING,
  Boolean: () => SOME_BOOL,
};

function parsed(value: Value | undefined): Value | undefined {
  if (value?.kind === 'number') return value;
  if (value?.kind !== 'string' || value.value === undefined) return undefined;
  const number = Number.parseInt(value.value, 10);
  return Number.isNaN(number) ? undefined : int(number);
}

/** `Array` is called, constructed and asked for members alike. */
const ARRAY_CLASS: Value = {
  kind: 'native-class',
  name: 'Array',
  qualified: 'Array',
  framework: 'javascript',
  ancestors: [],
  construct: call =>
    arrayOf(
      call.args.map(a => a.value),
      call.host.unknown('an item of an array', call.site),
    ),
  member: (_host, name) => fromTable(ARRAY, name, 'Array.'),
};

/** `new Float32Array(n)` is an array of n numbers. */
function typedArray(name: string): Value {
  return nativeFunction(name, call => {
    const [first] = call.args;
    return first?.value.kind === 'list'
      ? first.value
      : arrayOf(
          call.args.map(a => a.value),
          SOME_FLOAT,
        );
  });
}

export function globalName(name: string): Value | undefined {
  if (name === 'Array') return ARRAY_CLASS;
  if (/^(Float|Int|Uint)(8|16|32|64)(Clamped)?Array$/.test(name)) return typedArray(name);
  return Object.hasOwn(NAMESPACES, name) ? NAMESPACES[name] : fromTable(FUNCTIONS, name);
}
