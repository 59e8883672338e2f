/** Methods that put modules between others, or take them out. https://docs.pytorch.org/docs/stable/generated/torch.nn.ModuleList.html */
import {
  asInt,
  asString,
  type Call,
  itemsOf,
  joinValues,
  type NativeFunction,
  NONE,
  nativeFunction,
  type Slot,
  string,
  tuple,
  type Value,
} from '../parts.ts';
import { type Held, numbered } from './held.ts';
import { putNamed } from './replacing.ts';

type Change = (call: Call, held: Slot<Held>) => Value;

const positional = ({ args }: Call, place: number, name: string): Value | undefined =>
  args.find(argument => argument.name === name)?.value ??
  args.filter(argument => argument.name === undefined)[place]?.value;

const valuesOf = ({ modules }: Held): readonly Value[] => modules.map(([, module]) => module);

/** Where it is not known which place is meant, any of them may stand in any. */
function doubt({ host, site }: Call, held: Slot<Held>, more: readonly Value[] = []): Value {
  const all = [...valuesOf(held.value), ...more];
  const any = all.length > 0 ? all.reduce(joinValues) : undefined;
  host.write(held, {
    modules: any ? held.value.modules.map(([name]) => [name, any] as const) : [],
    isWhole: false,
  });
  return any ?? host.unknown('a module of a container', site);
}

const clear: Change = ({ host }, held) => {
  host.write(held, { modules: [], isWhole: true });
  return NONE;
};

const BY_PLACE: Readonly<Record<string, Change>> = {
  clear,
  insert: (call, held) => {
    const [index, module] = [positional(call, 0, 'index'), positional(call, 1, 'module')];
    const place = index && asInt(index);
    if (!module || place === undefined || !held.value.isWhole) doubt(call, held, module ? [module] : []);
    else
      call.host.write(held, {
        modules: numbered(valuesOf(held.value).toSpliced(place, 0, module)),
        isWhole: true,
      });
    return NONE;
  },
  pop: (call, held) => {
    const index = positional(call, 0, 'key');
    const place = index ? asInt(index) : -1;
    const values = valuesOf(held.value);
    const taken = place === undefined ? undefined : values.at(place);
    if (!taken || place === undefined || !held.value.isWhole) return doubt(call, held);
    call.host.write(held, { modules: numbered(values.toSpliced(place, 1)), isWhole: true });
    return taken;
  },
  __delitem__: doubt,
};

const BY_NAME: Readonly<Record<string, Change>> = {
  clear,
  pop: (call, held) => {
    const given = positional(call, 0, 'key');
    const key = given && asString(given);
    const { modules, isWhole } = held.value;
    const taken = modules.find(([name]) => name === key)?.[1];
    if (key === undefined || !taken) return doubt(call, held);
    call.host.write(held, { modules: modules.filter(([name]) => name !== key), isWhole });
    return taken;
  },
  popitem: (call, held) => {
    const { modules, isWhole } = held.value;
    const last = modules.at(-1);
    if (!last || !isWhole) return doubt(call, held);
    call.host.write(held, { modules: modules.slice(0, -1), isWhole });
    return tuple([string(last[0]), last[1]]);
  },
  update: (call, held) => {
    const given = positional(call, 0, 'modules');
    const entries = given?.kind === 'dict' ? given.entries.value : undefined;
    const pairs = entries
      ? [...entries.known].map(([key, value]) => [string(String(key)), value])
      : undefined;
    const all = pairs ?? (given && call.host.items(given)?.map(item => itemsOf(item) ?? []));
    for (const [key, module] of all ?? []) {
      const name = key && asString(key);
      if (name !== undefined && module) putNamed(call.host, held, name, module);
    }
    if (!all || entries?.rest) call.host.write(held, { ...held.value, isWhole: false });
    return NONE;
  },
  __delitem__: doubt,
};

const among =
  (changes: Readonly<Record<string, Change>>) =>
  (held: Slot<Held>, name: string): NativeFunction | undefined => {
    const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
    return change && nativeFunction(name, call => change(call, held));
  };

/** Of what holds modules by their places. */
export const moving = among(BY_PLACE);

/** Of what holds them by names. */
export const movingByName = among(BY_NAME);
