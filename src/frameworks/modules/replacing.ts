/** Modules put into the places of others: `model[6] = nn.Linear(...)`, `layers.add_module('0', layer)`, `setattr(model, 'fc', layer)`. */
import {
  asInt,
  asString,
  type Call,
  type Host,
  joinValues,
  NONE,
  nativeFunction,
  type Slot,
  type Value,
} from '../parts.ts';
import { type Held, isNoModule, numbered } from './held.ts';

/** A place that is not known may be any of them. */
export function replaceAt({ host, args }: Call, held: Slot<Held>, value: Value): void {
  const index = args[1]?.value;
  const position = index && asInt(index);
  const { modules, isWhole } = held.value;
  const place = position !== undefined && position < 0 ? position + modules.length : position;
  host.write(held, {
    modules: modules.map(([name, module], i) => {
      const isIt = place === undefined ? undefined : i === place;
      return [name, isIt === undefined ? joinValues(module, value) : isIt ? value : module] as const;
    }),
    isWhole: isWhole && index?.kind !== 'slice',
  });
}

/** `del model[-1]`: those behind it move up. */
export function removeAt(host: Host, held: Slot<Held>, index: Value | undefined): void {
  const position = index && asInt(index);
  const { modules, isWhole } = held.value;
  if (position === undefined) host.write(held, { modules, isWhole: false });
  else {
    const place = position < 0 ? position + modules.length : position;
    const left = modules.flatMap(([, module], i) => (i === place ? [] : [module]));
    host.write(held, { modules: numbered(left), isWhole });
  }
}

/** Under a name: in the place of the module that has it, else behind all others. */
export function putNamed(host: Host, held: Slot<Held>, name: string, value: Value): void {
  const { modules, isWhole } = held.value;
  const isThere = modules.some(([own]) => own === name);
  const replaced = modules.map(([own, module]) => [own, own === name ? value : module] as const);
  host.write(held, { modules: isThere ? replaced : [...modules, [name, value] as const], isWhole });
}

/** `self.fc = layer` of a container. What is no module is no item of it; what is not known may be one where only an item has such a name. */
export function setModule(host: Host, held: Slot<Held>, name: string, value: Value): void {
  const isItem = /^\d+$/.test(name) || held.value.modules.some(([own]) => own === name);
  const isModule = value.kind === 'native' || value.kind === 'object' || (isItem && value.kind !== 'none');
  if (isModule && !isNoModule(value)) putNamed(host, held, name, value);
}

/** `add_module(name, module)`; undefined for another name of a method. */
export function adding(held: Slot<Held>, name: string): Value | undefined {
  if (name !== 'add_module' && name !== 'register_module') return undefined;
  return nativeFunction(name, ({ host, args }) => {
    const key = args[0] && asString(args[0].value);
    const value = args[1]?.value;
    if (value) putNamed(host, held, key ?? String(held.value.modules.length), value);
    return NONE;
  });
}
