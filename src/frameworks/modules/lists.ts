/** Modules in lists and dicts that the framework knows of: nn.ModuleList and nn.ModuleDict, paddle's LayerList, mindspore's CellList. */

import { refuseArgument } from '../array/scene.ts';
import { isOfMany } from '../kinds.ts';
import {
  asInt,
  asString,
  bind,
  type Call,
  itemsOf,
  joinValues,
  list,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  type Slot,
  signature,
  string,
  tuple,
  type Value,
} from '../parts.ts';
import type { Dialect } from './dialect.ts';
import {
  type ContainerParts,
  containerClass,
  grow,
  type Held,
  heldSlot,
  isNoModule,
  lacksModule,
  lacksPosition,
  makeContainer,
  moduleAt,
  numbered,
} from './held.ts';
import { moving, movingByName } from './moving.ts';
import { OF_MODULE_DICT, refuseName } from './names.ts';
import { adding, removeAt, replaceAt, setModule } from './replacing.ts';

const anyModule = (held: Held): Value | undefined => {
  const [first, ...others] = held.modules.map(([, value]) => value);
  return first && others.reduce(joinValues, first);
};

/** What a list or dict does to what is put into it, and how it is registered: PyTorch's ParameterList makes parameters of tensors. */
export interface Contents {
  readonly taken: (call: Call, value: Value) => Value;
  readonly register?: ContainerParts['register'];
}

const MODULES: Contents = { taken: (_call, value) => value };

export const moduleList = (dialect: Dialect, name: string, contents: Contents = MODULES): NativeClass =>
  containerClass(dialect, name, (call, type) => {
    if (dialect.framework === 'torch' && contents === MODULES) refuseItems(call, name);
    const [given] = call.args;
    const values = given ? call.host.items(given.value)?.map(value => contents.taken(call, value)) : [];
    return makeList({ dialect, name, contents }, call, type, {
      modules: numbered(values ?? []),
      isWhole: values !== undefined,
    });
  });

interface ListKind {
  readonly dialect: Dialect;
  readonly name: string;
  readonly contents: Contents;
}

function makeList(kind: ListKind, made: Call, type: NativeClass, first: Held): NativeValue {
  const { dialect, name, contents } = kind;
  const another = (call: Call, held: Held): NativeValue => makeList(kind, call, type, held);
  return makeContainer(dialect, made, {
    class: type,
    held: heldSlot(first),
    register: contents.register,
    behave: (self, held) => ({
      attribute: (_host, attribute) => listMethod({ dialect, held, self, contents, another }, attribute),
      setAttribute: (host, attribute, value) => setModule(host, held, attribute, value),
      lacksItem: index => lacksPosition(held.value, index, dialect),
      setIndex: (site, value) => replaceAt(site, held, contents.taken(site, value)),
      deleteIndex: (host, index) => removeAt(host, held, index),
      index: ({ args, host, site }) => {
        const index = args[1]?.value;
        const position = index && asInt(index);
        if (index?.kind === 'slice') return list(slicedValues(held.value, index));
        return (
          moduleAt(held.value, position) ??
          (position === undefined ? anyModule(held.value) : undefined) ??
          host.unknown(`a module of a ${name}`, site)
        );
      },
      iterate: (host, site) =>
        held.value.isWhole
          ? { known: held.value.modules.map(([, value]) => value) }
          : {
              element: anyModule(held.value) ?? host.unknown(`a module of a ${name}`, site),
              length: undefined,
            },
    }),
  });
}

/** `ModuleList(modules)`: an iterable of modules and of nothing else. */
function refuseItems(call: Call, name: string): void {
  const { refused, given } = bind(call, signature('modules=None'), name, 'torch');
  const modules = given('modules');
  if (refused || !modules) return;
  const { value, at } = modules;
  const isSingle = value.kind === 'number' || (value.kind === 'native' && value.layer !== undefined);
  const isWrong = isSingle
    ? !canIterate(value)
    : isOfMany(value) || itemsOf(value)?.some(isNoModule) === true;
  if (!isWrong) return;
  const scene = { host: call.host, framework: 'torch', operation: name, site: call.site } as const;
  refuseArgument(scene, { parameter: 'modules', aspect: 'type', allowed: 'a list of modules', at });
}

const canIterate = (value: Value): boolean =>
  value.kind === 'native' && value.behaviour.iterate !== undefined;

function slicedValues(held: Held, index: Extract<Value, { kind: 'slice' }>): readonly Value[] {
  const [start, stop] = [index.start, index.stop].map(bound =>
    bound.kind === 'none' ? undefined : asInt(bound),
  );
  return held.modules.slice(start, stop).map(([, value]) => value);
}

interface Listed {
  readonly dialect: Dialect;
  readonly held: Slot<Held>;
  readonly self: NativeValue;
  readonly contents: Contents;
  /** Another list of the same class. */
  readonly another: (call: Call, held: Held) => NativeValue;
}

/** `append` and `extend` give the list itself. */
function listMethod({ dialect, held, self, contents, another }: Listed, name: string): Value | undefined {
  const { taken } = contents;
  if (name === 'append')
    return nativeFunction(name, call => {
      if (lacksModule(dialect, call, name, contents !== MODULES)) return NONE;
      const values = call.args.map(a => taken(call, a.value));
      grow(call, held, values);
      return self;
    });
  if (name === 'extend')
    return nativeFunction(name, call => {
      const [given] = call.args;
      grow(call, held, given && call.host.items(given.value)?.map(value => taken(call, value)));
      return self;
    });
  if (name === '__iadd__')
    return nativeFunction(name, call => {
      grow(call, held, valuesAdded(call, contents));
      return self;
    });
  if (name === '__add__')
    return nativeFunction(name, call => {
      const { modules, isWhole } = held.value;
      const added = valuesAdded(call, contents);
      const all = [...modules.map(([, value]) => value), ...(added ?? [])];
      return another(call, { modules: numbered(all), isWhole: isWhole && added !== undefined });
    });
  return adding(held, name) ?? moving(held, name);
}

const valuesAdded = (call: Call, { taken }: Contents): readonly Value[] | undefined => {
  const [given] = call.args;
  return given && call.host.items(given.value)?.map(value => taken(call, value));
};

export const moduleDict = (dialect: Dialect, name: string, contents: Contents = MODULES): NativeClass =>
  containerClass(dialect, name, (call, type) => {
    const given = call.args[0]?.value;
    const entries = given?.kind === 'dict' ? given.entries.value : undefined;
    const isWrong = ({ host, site }: Call, key: string | number, at = site): boolean => {
      const scene = { host, framework: dialect.framework, operation: name, site };
      return contents === MODULES && refuseName(scene, key, { at, taken: OF_MODULE_DICT });
    };
    [...(entries?.known.keys() ?? [])].some(key => isWrong(call, key, call.args[0]?.at));
    const modules = [...(entries?.known ?? [])].map(
      ([key, value]) => [String(key), contents.taken(call, value)] as const,
    );
    return makeContainer(dialect, call, {
      class: type,
      held: heldSlot({
        modules,
        isWhole: given === undefined || (entries !== undefined && !entries.rest),
      }),
      register: contents.register,
      behave: (_self, held) => ({
        attribute: (_host, attribute) => dictMethod(held, attribute),
        setAttribute: (host, attribute, value) => setModule(host, held, attribute, value),
        lacksItem: index => {
          const key = asString(index);
          const { modules, isWhole } = held.value;
          return key !== undefined && isWhole && modules.length > 0 && !modules.some(([own]) => own === key);
        },
        index: ({ args, host, site }) => {
          const key = args[1] && asString(args[1].value);
          const found =
            key === undefined ? anyModule(held.value) : held.value.modules.find(([own]) => own === key)?.[1];
          return found ?? host.unknown(`a module of a ${name}`, site);
        },
        setIndex: (site, value) => {
          const { args, host } = site;
          const key = args[1] && asString(args[1].value);
          const isNew = key !== undefined && !held.value.modules.some(([own]) => own === key);
          if (isNew) isWrong(site, key, args[1]?.at);
          const others = held.value.modules.filter(([own]) => own !== key);
          host.write(held, {
            modules: [...others, [key ?? '?', contents.taken(site, value)]],
            isWhole: held.value.isWhole && key !== undefined,
          });
        },
        deleteIndex: (host, index) => {
          const key = index && asString(index);
          const { modules, isWhole } = held.value;
          const left = modules.filter(([own]) => own !== key);
          host.write(held, { modules: left, isWhole: isWhole && key !== undefined });
        },
        iterate: () => ({ known: held.value.modules.map(([own]) => string(own)) }),
      }),
    });
  });

function dictMethod(held: Slot<Held>, name: string): Value | undefined {
  const pairs = () => held.value.modules;
  if (name === 'keys') return nativeFunction(name, () => list(pairs().map(([key]) => string(key))));
  if (name === 'values') return nativeFunction(name, () => list(pairs().map(([, value]) => value)));
  if (name === 'items')
    return nativeFunction(name, () => list(pairs().map(([key, value]) => tuple([string(key), value]))));
  return adding(held, name) ?? movingByName(held, name);
}
