/** JavaScript's global objects: Math, Array, Object, Number, JSON, Promise. */
import { size } from '../../../shapes/index.ts';
import {
  anyOf,
  asDim,
  asInt,
  asString,
  bool,
  type Call,
  type DictValue,
  dict,
  float,
  type Host,
  type Items,
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
  string,
  unknown,
  type Value,
} from '../../../values/index.ts';
import { floatOf } from '../../numbers.ts';
import { fromJson } from '../json.ts';
import { copyOf } from '../sequences.ts';
import { fromTable, lost, type Table } from '../table.ts';
import { distinct } from './equality.ts';
import { mapOf } from './maps.ts';
import { assigned, assignedTo, objectEntries, objectKeys, objectValues } from './objects.ts';

function numeric(compute: (value: number) => number) {
  return (_host: Host, [value]: readonly Value[]): Value => {
    const number = value && floatOf(value);
    return number === undefined ? SOME_FLOAT : numberValue(compute(number));
  };
}

/** A size that is not known is whole already. */
function rounding(compute: (value: number) => number) {
  const known = numeric(compute);
  return (host: Host, args: readonly Value[]): Value => {
    const dim = args[0] && asDim(args[0]);
    return dim ? integer(dim) : known(host, args);
  };
}

const numberValue = (value: number): Value => (Number.isSafeInteger(value) ? int(value) : float(value));

function extreme(pick: (...values: number[]) => number) {
  return (_host: Host, args: readonly Value[]): Value => {
    const numbers = args.map(floatOf);
    const known = numbers.filter(n => n !== undefined);
    return known.length === numbers.length && known.length > 0 ? numberValue(pick(...known)) : SOME_FLOAT;
  };
}

/** Longest array that `new Array(n)` and `Array.from({ length })` spell out. */
const LONGEST_SPELLED = 256;

const MATH: Table = {
  floor: rounding(Math.floor),
  ceil: rounding(Math.ceil),
  round: rounding(Math.round),
  trunc: rounding(Math.trunc),
  abs: numeric(Math.abs),
  sqrt: numeric(Math.sqrt),
  cbrt: numeric(Math.cbrt),
  log2: numeric(Math.log2),
  log10: numeric(Math.log10),
  log: numeric(Math.log),
  exp: numeric(Math.exp),
  sign: numeric(Math.sign),
  sin: numeric(Math.sin),
  cos: numeric(Math.cos),
  tanh: numeric(Math.tanh),
  max: extreme(Math.max),
  min: extreme(Math.min),
  random: () => ({ ...SOME_FLOAT, within: { from: 0, below: 1 } }),
  pow: (_host, [a, b]) => {
    const [x, y] = [a && floatOf(a), b && floatOf(b)];
    return x === undefined || y === undefined ? SOME_FLOAT : numberValue(x ** y);
  },
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
    !value || value.kind === 'unknown' || value.kind === 'union'
      ? SOME_BOOL
      : bool(value.kind === 'list' && value.flavour !== 'set' && value.dtype === undefined),
  of: (_host, args) => list(args),
  from: (host, [source, fn], call) => {
    const text = source && asString(source);
    const items = text === undefined ? source && itemsOf(source) : [...text].map(string);
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
    const vagueItems =
      source?.kind === 'list' && !('known' in source.items.value) ? source.items.value : undefined;
    const element = host.repeating(() =>
      make(vagueItems?.element ?? NONE, host.unknown('a position', call.site)),
    );
    return listOf({ element, length: vagueItems ? vagueItems.length : length });
  },
};

/** An array's properties are its positions. A `Map` has none. */
function ofProperties(value: Value | undefined, read: (object: DictValue) => Value): Value | undefined {
  if (value?.kind === 'dict') return value.isMap ? undefined : read(value);
  const items = value && value.kind === 'list' && value.flavour !== 'set' ? itemsOf(value) : undefined;
  return items && read(dict(items.map((item, i) => [String(i), item] as const)));
}

const OBJECT: Table = {
  keys: (_host, [value], call) => ofProperties(value, objectKeys) ?? lost(call),
  values: (_host, [value], call) => ofProperties(value, objectValues) ?? lost(call),
  entries: (_host, [value], call) => ofProperties(value, objectEntries) ?? lost(call),
  assign: (host, [target, ...others], call) =>
    target?.kind === 'dict'
      ? assigned(target, others, host)
      : target?.kind === 'object'
        ? assignedTo(target, others, host)
        : lost(call),
  freeze: (_host, [value], call) => value ?? lost(call),
  fromEntries: (host, [value], call) => (value && fromEntries(host, value)) ?? dict([], lost(call)),
};

/** undefined: not every key is known. */
function fromEntries(host: Host, value: Value): Value | undefined {
  const pairs = host.items(value)?.map(pair => itemsOf(pair));
  const entries = pairs?.flatMap(pair => {
    const key = pair?.[0] && (asString(pair[0]) ?? asInt(pair[0])?.toString());
    return key !== undefined && pair?.[1] ? [[key, pair[1]] as const] : [];
  });
  return entries && entries.length === pairs?.length ? dict(entries) : undefined;
}

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
  JSON: namespace('JSON', {
    stringify: () => SOME_STRING,
    parse: (_host, [text], call) => {
      const known = text && asString(text);
      return (known === undefined ? undefined : fromJson(known)) ?? lost(call);
    },
  }),
};

const FUNCTIONS: Table = {
  parseInt: (_host, [value], call) => wholeIn(value) ?? lost(call),
  parseFloat: (_host, [value], call) => numberIn(value, Number.parseFloat) ?? lost(call),
  Boolean: () => SOME_BOOL,
  Map: (host, [source], call) => mapOf(host, source, call),
  Set: (host, [source], call) => {
    if (!source) return listOf({ known: [] }, 'set');
    const items = host.items(source);
    return items ? listOf(distinct(items) ?? vague(items, call), 'set') : lost(call);
  },
};

function vague(items: readonly Value[], call: Call): Items {
  return { element: anyOf(items) ?? lost(call), length: undefined };
}

function textOf(value: Value | undefined): Value | undefined {
  const number = value && floatOf(value);
  return value?.kind === 'string' ? value : number === undefined ? undefined : string(String(number));
}

/** The number that a text says; a number as it is. */
function numberIn(value: Value | undefined, read: (text: string) => number): Value | undefined {
  if (value?.kind === 'number') return value;
  if (value?.kind !== 'string' || value.value === undefined) return undefined;
  const number = read(value.value);
  return Number.isNaN(number) ? undefined : numberValue(number);
}

/** `parseInt`: of a number its whole part. */
function wholeIn(value: Value | undefined): Value | undefined {
  const number = value && floatOf(value);
  return number === undefined
    ? numberIn(value, text => Number.parseInt(text, 10))
    : numberValue(Math.trunc(number));
}

/**
 * Node's `process`. A run without special settings has none of the program's own environment variables: where the program says what it takes
 * instead, that counts.
 */
const PROCESS: ModuleValue = {
  kind: 'module',
  name: 'process',
  member: (_host, name) => (name === 'env' ? ENVIRONMENT : undefined),
};

const ENVIRONMENT: ModuleValue = {
  kind: 'module',
  name: 'process.env',
  member: (_host, name) => unknown({ missing: `the environment variable \`${name}\``, isUnset: true }),
};

/** What is called or constructed, and asked for members too: `Array(3)`, `Array.from(...)`. */
function callable(name: string, construct: (call: Call) => Value, members: Table): Value {
  return {
    kind: 'native-class',
    name,
    qualified: name,
    framework: 'javascript',
    ancestors: [],
    construct,
    member: (_host, member) => fromTable(members, member, `${name}.`),
  };
}

const valuesOf = (call: Call): readonly Value[] => call.args.map(argument => argument.value);

const CALLABLES: Readonly<Record<string, Value>> = {
  Array: callable(
    'Array',
    call => arrayOf(valuesOf(call), call.host.unknown('an item of an array', call.site)),
    ARRAY,
  ),
  Number: callable('Number', call => numberIn(valuesOf(call)[0], Number) ?? lost(call), {
    parseInt: (_h, [value], call) => wholeIn(value) ?? lost(call),
    parseFloat: (_h, [value], call) => numberIn(value, Number.parseFloat) ?? lost(call),
    isInteger: () => SOME_BOOL,
  }),
  String: callable('String', call => textOf(valuesOf(call)[0]) ?? SOME_STRING, {}),
};

/** `new Float32Array(n)` is an array of n numbers. */
function typedArray(name: string): Value {
  const dtype = name.startsWith('Float') ? 'float' : 'int';
  return nativeFunction(name, call => {
    const [first] = valuesOf(call);
    const items = first?.kind === 'list' ? first : arrayOf(valuesOf(call), SOME_FLOAT);
    return items.kind === 'list' ? { ...copyOf(items), dtype } : items;
  });
}

export function globalName(name: string): Value | undefined {
  if (Object.hasOwn(CALLABLES, name)) return CALLABLES[name];
  if (name === 'process') return PROCESS;
  if (/^(Float|Int|Uint)(8|16|32|64)(Clamped)?Array$/.test(name)) return typedArray(name);
  return Object.hasOwn(NAMESPACES, name) ? NAMESPACES[name] : fromTable(FUNCTIONS, name);
}
