/**
 * Dictionaries whose entries are attributes too: OmegaConf, EasyDict, ml_collections. Sources:
 * https://omegaconf.readthedocs.io/en/latest/usage.html, https://github.com/makinacorpus/easydict, https://github.com/google/ml_collections.
 */
import {
  asString,
  beside,
  type Call,
  type DictValue,
  dict,
  type Host,
  itemsOf,
  list,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  string,
  type Value,
} from '../../../values/index.ts';
import { keyword, lost, method, positional } from '../table.ts';
import { dictBehind, readAsDict } from './dict-behind.ts';
import { fileName, fromYaml } from './files.ts';
import { DICT_METHODS, keysOf } from './methods.ts';

/** The dictionary that each configuration keeps. */
const ENTRIES = beside<NativeValue, DictValue>();

const CONFIG: NativeClass = {
  kind: 'native-class',
  name: 'DictConfig',
  qualified: 'omegaconf.DictConfig',
  framework: 'python',
  ancestors: [],
  construct: call => configOf(call, positional(call)[0], call.args),
};

/** A configuration of what it is made from; its inner dictionaries are configurations too. */
export function configOf(call: Call, from: Value | undefined, args: Call['args'] = []): Value {
  const entries = from === undefined ? dict([]) : entriesOf(call, from);
  if (!entries) return lost(call);
  const given = args.flatMap(a => (a.name === undefined ? [] : [[a.name, a.value] as const]));
  const { known, rest } = entries.entries.value;
  return wrapped(call, given.length === 0 ? entries : dict([...known, ...given], rest));
}

/** The dictionary behind a configuration, of a dictionary itself and of a dataclass's object. */
function entriesOf({ host, site }: Call, from: Value): DictValue | undefined {
  if (from.kind === 'dict') return from;
  if (from.kind === 'native') return ENTRIES.get(from);
  const object = from.kind === 'class' ? host.call(from, [], site) : from;
  const fields = object.kind === 'object' ? host.attribute(object, '__dataclass_fields__', site) : undefined;
  return fields?.kind === 'dict' ? fields : undefined;
}

/** Later ones count; dictionaries inside are merged, not replaced. */
export function merged(first: DictValue, second: DictValue): DictValue {
  const { known, rest } = second.entries.value;
  const all = new Map(first.entries.value.known);
  for (const [key, value] of known) {
    const before = all.get(key);
    all.set(key, before?.kind === 'dict' && value.kind === 'dict' ? merged(before, value) : value);
  }
  return dict(all, rest ?? first.entries.value.rest);
}

function mergedConfigs(call: Call): Value {
  const all = positional(call).map(one => entriesOf(call, one));
  const known = all.flatMap(one => (one ? [one] : []));
  // What is not known of a later one may replace anything.
  const isKnown = known.slice(1).every(one => one.entries.value.rest === undefined);
  return known.length === all.length && isKnown && !call.open
    ? wrapped(call, known.reduce(merged, dict([])))
    : lost(call);
}

/** Where an entry stands: the dictionaries around it, the outermost first, and how far references have been followed. */
interface Place {
  readonly around: readonly DictValue[];
  readonly depth: number;
}

/** References may go around in circles. */
const DEEPEST_REFERENCE = 8;

/** What a program reads of an entry: what it refers to, its dictionaries as configurations. */
function readOf(call: Call, value: Value, { around, depth }: Place): Value {
  if (value.kind === 'dict') return wrapped(call, value, around);
  const items = itemsOf(value);
  if (value.kind === 'list' && items?.some(isRead))
    return list(
      items.map(item => readOf(call, item, { around, depth })),
      value.flavour,
    );
  return isReference(value)
    ? (referredTo(call, asString(value) ?? '', { around, depth }) ?? lost(call))
    : value;
}

const isRead = (value: Value): boolean =>
  value.kind === 'dict' || value.kind === 'list' || isReference(value);

/** What stands for something else: '${model.units}'. */
const isReference = (value: Value | undefined): boolean =>
  value?.kind === 'string' && value.value?.includes('${') === true;

/** `${model.units}` from the outermost, `${.units}` from beside it, `${oc.env:UNITS,64}`. Source: https://omegaconf.readthedocs.io/en/latest/grammar.html. */
function referredTo(call: Call, text: string, { around, depth }: Place): Value | undefined {
  const inner = /^\$\{\s*([^{}$]+?)\s*\}$/.exec(text)?.[1];
  if (inner === undefined || depth > DEEPEST_REFERENCE) return undefined;
  // A run without special settings has no such variable: the default counts, which is a text.
  const byDefault = /^oc\.env:\s*\w+\s*,\s*(.+)$/.exec(inner)?.[1];
  if (byDefault !== undefined) return string(byDefault.replace(/^(['"])(.*)\1$/, '$2'));
  const [, dots = '', path = ''] = /^(\.*)([\w.]+)$/.exec(inner) ?? [];
  let within = dots === '' ? around.slice(0, 1) : around.slice(0, around.length - dots.length + 1);
  const names = path.split('.');
  for (const [i, name] of names.entries()) {
    const value = within.at(-1)?.entries.value.known.get(name);
    if (!value) return undefined;
    if (i === names.length - 1) return readOf(call, value, { around: within, depth: depth + 1 });
    if (value.kind !== 'dict') return undefined;
    within = [...within, value];
  }
  return undefined;
}

const CHANGING = new Set(['update', 'setdefault', 'pop']);

/** `outer`: the dictionaries around it, the outermost first. */
function wrapped(call: Call, entries: DictValue, outer: readonly DictValue[] = []): NativeValue {
  const around = [...outer, entries];
  const get = (name: string): Value | undefined => {
    const value = entries.entries.value.known.get(name) ?? entries.entries.value.rest;
    return value && readOf(call, value, { around, depth: 0 });
  };
  const set = (host: Host, name: string, value: Value): void => {
    const { known, rest } = entries.entries.value;
    host.write(entries.entries, { known: new Map(known).set(name, value), rest });
  };
  const made: NativeValue = {
    kind: 'native',
    id: call.host.nextId(),
    class: CONFIG,
    site: call.site,
    layer: undefined,
    model: undefined,
    behaviour: {
      attribute: (_host, name) =>
        get(name) ?? method(DICT_METHODS, CHANGING.has(name) ? entries : (dictBehind(made) ?? entries), name),
      setAttribute: set,
      index: inner => {
        const name = inner.args[1] && asString(inner.args[1].value);
        return (name === undefined ? undefined : get(name)) ?? lost(inner);
      },
      setIndex: (inner, value) => {
        const name = inner.args[1] && asString(inner.args[1].value);
        if (name !== undefined) set(inner.host, name, value);
      },
      iterate: () => {
        const keys = keysOf(entries);
        return keys.kind === 'list' ? keys.items.value : { known: [] };
      },
    },
  };
  ENTRIES.set(made, entries);
  readAsDict(made, () => {
    const { known, rest, keys } = entries.entries.value;
    const read = [...known].map(([key, value]) => [key, readOf(call, value, { around, depth: 0 })] as const);
    return dict(read, rest, keys);
  });
  return made;
}

const hasReferences = (value: Value): boolean =>
  isReference(value) ||
  (itemsOf(value)?.some(hasReferences) ?? false) ||
  (value.kind === 'dict' && [...value.entries.value.known.values()].some(hasReferences));

/** Plain dictionaries again, in which references are texts unless `resolve` says otherwise. */
function containerOf(call: Call): Value {
  const [given, resolve = keyword(call, 'resolve')] = positional(call);
  const entries = given && entriesOf(call, given);
  if (!given || !entries || !hasReferences(entries)) return entries ?? given ?? lost(call);
  return resolve?.kind === 'bool' && resolve.value === true ? plain(given) : lost(call);
}

/** A configuration as dictionaries, with what its references stand for. */
function plain(value: Value): Value {
  const read = value.kind === 'native' ? dictBehind(value)?.entries.value : undefined;
  if (read)
    return dict(
      [...read.known].map(([key, item]) => [key, plain(item)] as const),
      read.rest,
      read.keys,
    );
  const items = value.kind === 'list' ? itemsOf(value) : undefined;
  return items && value.kind === 'list' ? list(items.map(plain), value.flavour) : value;
}

const OMEGACONF: NativeClass = {
  ...CONFIG,
  name: 'OmegaConf',
  qualified: 'omegaconf.OmegaConf',
  construct: lost,
  member: (_host, name) => {
    if (name === 'create')
      return nativeFunction('OmegaConf.create', call => configOf(call, positional(call)[0]));
    if (name === 'to_container') return nativeFunction(name, containerOf);
    if (name === 'merge') return nativeFunction('OmegaConf.merge', mergedConfigs);
    if (name === 'structured')
      return nativeFunction('OmegaConf.structured', call =>
        configOf(call, positional(call)[0] ?? lost(call)),
      );
    // A run without arguments sets nothing.
    if (name === 'from_cli')
      return nativeFunction('OmegaConf.from_cli', call =>
        call.args.length === 0 ? configOf(call, dict([])) : lost(call),
      );
    if (name !== 'load') return undefined;
    return nativeFunction('OmegaConf.load', call => {
      const file = fileName(positional(call)[0]);
      const text = file === undefined ? undefined : call.host.readText(file);
      const value = text === undefined ? undefined : fromYaml(text);
      return value ? configOf(call, value) : lost(call);
    });
  },
};

export const omegaconf: ModuleValue = moduleOf('omegaconf', { OmegaConf: OMEGACONF, DictConfig: CONFIG });
export const easydict: ModuleValue = moduleOf('easydict', { EasyDict: CONFIG });
export const mlCollections: ModuleValue = moduleOf('ml_collections', {
  ConfigDict: CONFIG,
  FrozenConfigDict: CONFIG,
});
