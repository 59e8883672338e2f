/**
 * Dictionaries whose entries are attributes too: OmegaConf, EasyDict, ml_collections. Sources:
 * https://omegaconf.readthedocs.io/en/latest/usage.html, https://pypi.org/project/easydict/, https://github.com/google/ml_collections.
 */
import {
  asString,
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
  const entries = from?.kind === 'dict' ? from : from === undefined ? dict([]) : undefined;
  if (!entries) return from?.kind === 'native' && from.class === CONFIG ? from : lost(call);
  const given = args.flatMap(a => (a.name === undefined ? [] : [[a.name, a.value] as const]));
  const { known, rest } = entries.entries.value;
  return wrapped(call, given.length === 0 ? entries : dict([...known, ...given], rest));
}

function wrapped(call: Call, entries: DictValue): NativeValue {
  const get = (name: string): Value | undefined => {
    const value = entries.entries.value.known.get(name) ?? entries.entries.value.rest;
    return value?.kind === 'dict' ? wrapped(call, value) : value;
  };
  const set = (host: Host, name: string, value: Value): void => {
    const { known, rest } = entries.entries.value;
    host.write(entries.entries, { known: new Map(known).set(name, value), rest });
  };
  return {
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
}

const OMEGACONF: NativeClass = {
  ...CONFIG,
  name: 'OmegaConf',
  qualified: 'omegaconf.OmegaConf',
  construct: lost,
  member: (_host, name) => {
    if (name === 'create')
      return nativeFunction('OmegaConf.create', call => configOf(call, positional(call)[0]));
    if (name === 'to_container') return nativeFunction(name, call => positional(call)[0] ?? lost(call));
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
