/** Python's standard library, as far as model code takes sizes from it. */

import { add, size, unknownDim } from '../../../shapes/index.ts';
import {
  anotherItem,
  asDim,
  asInt,
  asString,
  bool,
  type Call,
  counter,
  dict,
  elementOf,
  factoryDefault,
  float,
  type Host,
  int,
  integer,
  itemAnywhere,
  listOf,
  type ModuleValue,
  moduleOf,
  NONE,
  nativeFunction,
  SOME_FLOAT,
  SOME_STRING,
  tuple,
  type Value,
} from '../../../values/index.ts';
import { floatOf } from '../../numbers.ts';
import { dequeOf } from '../deques.ts';
import { fromJson } from '../json.ts';
import { folded, shuffle } from '../sequences.ts';
import { fromTable, keyword, lost, type Table } from '../table.ts';
import { asyncio } from './asyncio.ts';
import { easydict, mlCollections, omegaconf } from './configs.ts';
import { deepCopy, shallowCopy } from './copies.ts';
import { counterOf } from './counters.ts';
import { fieldNames, plainOf, replaced } from './dataclasses.ts';
import { DICT_TYPE } from './dict-objects.ts';
import { defaultDictOf, dictOf } from './dicts.ts';
import { enumModule } from './enums.ts';
import { loadJson, osPath, pathlib, yaml } from './files.ts';
import { argumentParser, namespace } from './flags.ts';
import { hydra } from './hydra.ts';
import { itemsOrUnknown } from './iterables.ts';
import { ITERTOOLS } from './itertools.ts';
import { namedTuples } from './named-tuples.ts';
import { OPERATOR } from './operator.ts';
import { absl, click, typer } from './options.ts';
import { rich, tqdm } from './progress.ts';
import { heapq, queueModule } from './queues.ts';
import { findAll, splitAt, substituted } from './regular-expressions.ts';
import { tempfile } from './tempfile.ts';
import { TEXTS } from './texts.ts';

/** A function of one number, computed where the number is known. */
function numeric(compute: (value: number) => number, isWhole: boolean) {
  return (_host: Host, [value]: readonly Value[]): Value => {
    const number = value && floatOf(value);
    if (number === undefined) return isWhole && value?.kind === 'unknown' ? value : SOME_FLOAT;
    const result = compute(number);
    if (!isWhole) return float(result);
    return Number.isSafeInteger(result) ? int(result) : integer(unknownDim());
  };
}

const MATH: Table = {
  floor: numeric(Math.floor, true),
  ceil: numeric(Math.ceil, true),
  trunc: numeric(Math.trunc, true),
  sqrt: numeric(Math.sqrt, false),
  exp: numeric(Math.exp, false),
  log: numeric(Math.log, false),
  log2: numeric(Math.log2, false),
  prod: (host, [items], call) => {
    const values = items && host.items(items)?.map(asInt);
    if (!values || values.includes(undefined)) return lost(call);
    return integer(size(values.reduce<number>((a, b) => a * (b ?? 1), 1)));
  },
};

const FUNCTOOLS: Table = {
  partial: (host, [fn], call) => {
    const rest = call.args.slice(1);
    if (!fn) return lost(call);
    const bound = nativeFunction('functools.partial', inner =>
      host.call(
        fn,
        [
          ...rest.filter(a => !inner.args.some(b => b.name !== undefined && b.name === a.name)),
          ...inner.args,
        ],
        inner.site,
        call.open || inner.open,
      ),
    );
    return fn.kind === 'native-function' && fn.decorates ? { ...bound, decorates: true } : bound;
  },
  wraps: () => nativeFunction('functools.wraps', call => call.args[0]?.value ?? NONE),
  lru_cache: (_host, [fn]) =>
    fn === undefined || fn.kind === 'number' || fn.kind === 'none'
      ? nativeFunction('functools.lru_cache', call => call.args[0]?.value ?? NONE)
      : fn,
  reduce: (host, [fn, items, start], call) => {
    const values = items && host.items(items);
    if (!fn || !values) return lost(call);
    return folded(call, fn, start ? [start, ...values] : values) ?? lost(call);
  },
};

const COLLECTIONS: Table = {
  OrderedDict: (_host, [value], call) => dictOf(call, value),
  defaultdict: (_host, [factory, first], call) => defaultDictOf(call, factory, first),
  deque: (_host, [value, most], call) => {
    const items = value ? itemsOrUnknown(call, value) : { known: [] };
    const limit = most ?? keyword(call, 'maxlen') ?? NONE;
    return limit.kind === 'none' && !call.open ? listOf(items) : dequeOf(items, asDim(limit) ?? unknownDim());
  },
  Counter: (_host, _args, call) => counterOf(call),
  namedtuple: (host, [, names], call) => namedTuples(host, names, call),
};

const RE: Table = {
  findall: (_host, _args, call) => findAll(call),
  sub: (_host, _args, call) => substituted(call),
  split: (_host, _args, call) => splitAt(call),
};

function drawn(call: Call, items: Value | undefined): Value | undefined {
  const any =
    items?.kind === 'list' ? itemAnywhere(call.host, items) : elementOf(itemsOrUnknown(call, items));
  return any && anotherItem(any, call.host.nextId);
}

/** A whole number from `low` on, below `high` or as far beyond as `more` says: `data[start : start + n]` has n rows where that lies inside. */
function somewhere(host: Host, low: Value | undefined, high: Value | undefined, more = size(0)) {
  const [from, below] = [low, high].map(each => each && asDim(each));
  return from && below && counter(host.nextId(), from, add(below, more));
}

const RANDOM: Table = {
  randint: (host, [low, high], call) => somewhere(host, low, high, size(1)) ?? lost(call),
  randrange: (host, [low, high, step], call) =>
    step ? lost(call) : ((high ? somewhere(host, low, high) : somewhere(host, int(0), low)) ?? lost(call)),
  choice: (_host, [items], call) => drawn(call, items) ?? lost(call),
  sample: (_host, [items, count], call) => {
    const element = drawn(call, items);
    const length = asDim(count ?? keyword(call, 'k') ?? NONE);
    return element ? listOf({ element, length }) : lost(call);
  },
  choices: (_host, [items], call) => {
    const element = drawn(call, items);
    return element ? listOf({ element, length: asDim(keyword(call, 'k') ?? int(1)) }) : lost(call);
  },
  seed: () => NONE,
  random: () => ({ ...SOME_FLOAT, within: { from: 0, below: 1 } }),
  shuffle: (host, [items]) => {
    if (items?.kind === 'list') shuffle(host, items);
    return NONE;
  },
};

const JSON_MODULE: Table = {
  loads: (_host, [text], call) => {
    const known = text && asString(text);
    return (known === undefined ? undefined : fromJson(known)) ?? lost(call);
  },
  dumps: () => SOME_STRING,
};

const OS: Table = { getenv: (_host, [, otherwise], call) => otherwise ?? unset(call), makedirs: () => NONE };

/** What is not set, where the program says no default: what it takes instead counts (`os.environ.get('UNITS') or 64`). */
const unset = ({ host, site }: Call): Value =>
  host.because({ missing: 'an environment variable', at: site, isUnset: true });

/** A run without special settings has none of the program's own environment variables: `get` gives its default. */
const environment = table('os.environ', {
  get: (_host, [, otherwise], call) => otherwise ?? unset(call),
  setdefault: (_host, [, value], call) => value ?? lost(call),
});

function table(name: string, functions: Table, members: Readonly<Record<string, Value>> = {}): ModuleValue {
  return {
    kind: 'module',
    name,
    names: () => [...Object.keys(functions), ...Object.keys(members)],
    member: (_host, member) =>
      Object.hasOwn(members, member) ? members[member] : fromTable(functions, member, `${name}.`),
  };
}

const identity = nativeFunction('identity', call => call.args[0]?.value ?? NONE);
const decorator = nativeFunction('decorator', call => call.args[0]?.value ?? identity);

const MODULES: Readonly<Record<string, ModuleValue>> = {
  math: table('math', MATH, {
    pi: float(Math.PI),
    tau: float(2 * Math.PI),
    e: float(Math.E),
    inf: float(Number.POSITIVE_INFINITY),
    nan: float(Number.NaN),
  }),
  itertools: table('itertools', ITERTOOLS),
  functools: table('functools', FUNCTOOLS, {
    // Which of the functions runs depends on what it is given.
    singledispatch: {
      ...nativeFunction('functools.singledispatch', () =>
        nativeFunction('a function of several kinds', lost),
      ),
      decorates: true,
    },
  }),
  collections: table('collections', COLLECTIONS),
  random: table('random', RANDOM),
  re: table('re', RE),
  string: table('string', {}, TEXTS),
  os: table('os', OS, { environ: environment, path: osPath }),
  argparse: table('argparse', {
    ArgumentParser: (_host, _args, call) => argumentParser(call),
    Namespace: (_host, _args, call) => namespace(call, named(call.args)),
  }),
  types: table('types', { SimpleNamespace: (_host, _args, call) => namespace(call, named(call.args)) }),
  dataclasses: moduleOf('dataclasses', {
    dataclass: decorator,
    asdict: nativeFunction('asdict', call => plainOf(call, call.args[0]?.value, entries => dict(entries))),
    astuple: nativeFunction('astuple', call =>
      plainOf(call, call.args[0]?.value, entries => tuple(entries.map(([, value]) => value))),
    ),
    replace: nativeFunction('replace', call => replaced(call)),
    fields: nativeFunction('fields', call => fieldNames(call)),
    field: nativeFunction('field', call => {
      const factory = keyword(call, 'default_factory');
      return (
        keyword(call, 'default') ?? (factory ? factoryDefault(call.host, factory, call.site) : lost(call))
      );
    }),
  }),
  copy: table('copy', {
    copy: (_h, [value], call) => (value ? shallowCopy(call, value) : lost(call)),
    deepcopy: (_h, [value], call) => (value ? deepCopy(call, value) : lost(call)),
  }),
  typing: moduleOf('typing', {
    cast: nativeFunction('cast', call => call.args[1]?.value ?? NONE),
    TYPE_CHECKING: bool(false),
    // Its classes are dictionaries.
    TypedDict: DICT_TYPE,
  }),
  enum: enumModule,
  pathlib,
  tempfile,
  yaml,
  omegaconf,
  hydra,
  easydict,
  ml_collections: mlCollections,
  absl,
  click,
  typer,
  tqdm,
  rich,
  queue: queueModule,
  heapq,
  operator: table('operator', OPERATOR),
  json: table('json', JSON_MODULE, { load: loadJson }),
  __future__: moduleOf('__future__', {}),
  time: table('time', { time: () => SOME_FLOAT }),
  asyncio,
};

function named(
  args: readonly { readonly name: string | undefined; readonly value: Value }[],
): (readonly [string, Value])[] {
  return args.flatMap(a => (a.name === undefined ? [] : [[a.name, a.value] as const]));
}

export function pythonModule(name: string): Value | undefined {
  return Object.hasOwn(MODULES, name) ? MODULES[name] : undefined;
}
