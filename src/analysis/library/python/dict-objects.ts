/**
 * Objects that are dictionaries: those of classes that derive from `dict` (`class AttrDict(dict)`), and configurations of libraries. Source:
 * https://docs.python.org/3/library/stdtypes.html#mapping-types-dict.
 */
import {
  anyOf,
  type Call,
  type DictValue,
  dict,
  type Host,
  int,
  keyOf,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  noteEntries,
  type Value,
  withEntry,
} from '../../../values/index.ts';
import { lost, method } from '../table.ts';
import { dictBehind, readAsDict } from './dict-behind.ts';
import { dictOf } from './dicts.ts';
import { DICT_METHODS, keysOf } from './methods.ts';

const DICT: NativeClass = {
  kind: 'native-class',
  name: 'dict',
  qualified: 'builtins.dict',
  framework: 'python',
  ancestors: [],
  construct: lost,
};

const ANCESTORS = /^(collections\.OrderedDict|OrderedDict|dict)$/;

/** What `TypedDict` is: a class of dictionaries. */
export const DICT_TYPE = nativeFunction('dict', call => dictOf(call, undefined));

/** Whether a class that derives from this is one of dictionaries. */
export const isDictType = (type: Value): boolean =>
  type.kind === 'native-function' && ANCESTORS.test(type.name);

/** What an object of such a class leans on. */
export function dictBase(host: Host, site: Call['site']): NativeValue {
  const entries = dict([]);
  const made: NativeValue = {
    kind: 'native',
    id: host.nextId(),
    class: DICT,
    site,
    layer: undefined,
    model: undefined,
    behaviour: {
      attribute: (_host, name) =>
        name === '__len__'
          ? nativeFunction(name, call =>
              entries.entries.value.rest ? lost(call) : int(entries.entries.value.known.size),
            )
          : (unboundMethod(name, entries) ?? method(DICT_METHODS, entries, name)),
      index: call => itemOf(entries, call.args[1]?.value) ?? lost(call),
      setIndex: (call, value) => setItem(call.host, entries, call.args[1]?.value, value),
      iterate: () => {
        const keys = keysOf(entries);
        return keys.kind === 'list' ? keys.items.value : { known: [] };
      },
    },
  };
  readAsDict(made, () => entries);
  return made;
}

/** `super().__init__(*args, **kwargs)` */
export function fillDict(call: Call, self: DictValue): void {
  const given = dictOf(call, call.args.find(({ name }) => name === undefined)?.value);
  if (given.kind === 'dict') call.host.write(self.entries, given.entries.value);
}

export function itemOf({ entries }: DictValue, key: Value | undefined): Value | undefined {
  const { known, rest } = entries.value;
  const name = key && keyOf(key);
  if (name !== undefined) return known.get(name) ?? rest;
  return anyOf([...known.values(), ...(rest ? [rest] : [])]);
}

export function setItem(host: Host, self: DictValue, key: Value | undefined, value: Value): void {
  const { entries } = self;
  const name = key && keyOf(key);
  host.write(
    entries,
    name === undefined
      ? withEntry(entries.value, key, value)
      : { ...entries.value, known: new Map(entries.value.known).set(name, value) },
  );
  noteEntries(host, self);
}

/** Methods that programs name rather than write: `__getattr__ = dict.__getitem__`. */
const UNBOUND: Readonly<Record<string, (self: DictValue, call: Call, args: readonly Value[]) => Value>> = {
  __getitem__: (self, call, [key]) => itemOf(self, key) ?? lost(call),
  __setitem__: (self, { host }, [key, value]) => {
    if (value) setItem(host, self, key, value);
    return NONE;
  },
  __delitem__: (self, { host }, [key]) => {
    const known = new Map(self.entries.value.known);
    const name = key && keyOf(key);
    if (name !== undefined) known.delete(name);
    host.write(self.entries, { ...self.entries.value, known });
    return NONE;
  },
};

function unboundMethod(name: string, self: DictValue): Value | undefined {
  const body = Object.hasOwn(UNBOUND, name) ? UNBOUND[name] : undefined;
  return (
    body &&
    nativeFunction(name, call =>
      body(
        self,
        call,
        call.args.map(({ value }) => value),
      ),
    )
  );
}

/** `dict.get`, which takes the dictionary first. */
export function memberOfDictType(name: string): Value | undefined {
  if (!Object.hasOwn(UNBOUND, name) && !Object.hasOwn(DICT_METHODS, name)) return undefined;
  return nativeFunction(`dict.${name}`, call => {
    const [first, ...others] = call.args;
    const self = dictBehind(first?.value);
    const bound = self && (unboundMethod(name, self) ?? method(DICT_METHODS, self, name));
    return bound ? call.host.call(bound, others, call.site) : lost(call);
  });
}
