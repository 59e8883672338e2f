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
  type ModuleValue,
  moduleOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  type Value,
} from '../../../values/index.ts';
import { lost, method, positional } from '../table.ts';
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
function configOf(call: Call, from: Value | undefined, args: Call['args'] = []): Value {
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
function merged(first: DictValue, second: DictValue): DictValue {
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

/** What stands for another entry: '${model.units}'. */
const isReference = (value: Value | undefined): boolean =>
  value?.kind === 'string' && value.value?.includes('${') === true;

function wrapped(call: Call, entries: DictValue): NativeValue {
  const get = (name: string): Value | undefined => {
    const value = entries.entries.value.known.get(name) ?? entries.entries.value.rest;
    if (isReference(value)) return lost(call);
    return value?.kind === 'dict' ? wrapped(call, value) : value;
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
      attribute: (_host, name) => get(name) ?? method(DICT_METHODS, entries, name),
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
  return made;
}

const hasReferences = (entries: DictValue): boolean =>
  [...entries.entries.value.known.values()].some(
    value => isReference(value) || (value.kind === 'dict' && hasReferences(value)),
  );

function containerOf(call: Call): Value {
  const given = positional(call)[0];
  const entries = given && entriesOf(call, given);
  return entries && hasReferences(entries) ? lost(call) : (entries ?? given ?? lost(call));
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
