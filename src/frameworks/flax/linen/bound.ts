/**
 * `module.bind(variables)`: the module as it is inside of `apply`, and so is everything that it holds and everything that it can do.
 * https://flax.readthedocs.io/en/latest/api_reference/flax.linen/module.html#flax.linen.Module.bind
 */
import type { Origin } from '../../../shapes/index.ts';
import {
  dict,
  type Host,
  itemsOf,
  list,
  type NativeValue,
  nativeFunction,
  type ObjectValue,
  tuple,
  type Value,
} from '../../parts.ts';
import { heldIn } from './held.ts';
import { begin, enter, newRun } from './scope.ts';
import { setUp } from './setup.ts';

type Module = NativeValue | ObjectValue;

/** Runs something in the scope of the bound module. */
type Inside = <T>(host: Host, action: () => T) => T;

export function boundTo(host: Host, module: Value, variables: Value | undefined): Value {
  const base = nativeSide(module);
  if (!base || !isModule(module)) return host.unknown('a bound module');
  return view(module, base, variables, (at, action) =>
    begin(at, newRun('apply', module, { variables }), () => heldIn(module), action),
  );
}

const isModule = (value: Value): value is Module => value.kind === 'native' || value.kind === 'object';

const nativeSide = (module: Value): NativeValue | undefined =>
  module.kind === 'native' ? module : module.kind === 'object' ? module.base.value : undefined;

const isOfLinen = ({ class: { qualified, ancestors } }: NativeValue): boolean =>
  [qualified, ...ancestors].includes('flax.linen.Module');

function view(module: Module, base: NativeValue, variables: Value | undefined, inside: Inside): NativeValue {
  return {
    ...base,
    behaviour: {
      invoke: ({ host, args, site }) => inside(host, () => host.call(module, args, site)),
      attribute: (host, name, site) => {
        if (name === 'variables') return variables;
        if (name === 'unbind')
          return nativeFunction(name, call =>
            tuple([module, variables ?? call.host.unknown('the variables', call.site)]),
          );
        return within(attributeOf(host, module, name, site, inside), inside);
      },
    },
  };
}

function attributeOf(host: Host, module: Module, name: string, site: Origin, inside: Inside): Value {
  return inside(host, () =>
    enter(
      host,
      module,
      () => heldIn(module),
      () => {
        if (module.kind === 'object') setUp(host, module);
        return host.attribute(module, name, site);
      },
    ),
  );
}

/** What a bound module holds is bound too, and its methods run as it does. */
function within(value: Value, inside: Inside): Value {
  switch (value.kind) {
    case 'bound':
      return ran(value.function.name, value, inside);
    case 'native-function':
      return ran(value.name, value, inside);
    case 'native':
    case 'object': {
      const base = nativeSide(value);
      if (!base || !isOfLinen(base)) return value;
      return view(value, base, undefined, (host, action) =>
        inside(host, () => enter(host, value, () => heldIn(value), action)),
      );
    }
    case 'list': {
      const items = itemsOf(value);
      const held = items?.map(item => within(item, inside));
      return held?.some((item, i) => item !== items?.[i]) ? list(held, value.flavour) : value;
    }
    case 'dict': {
      const { known, rest } = value.entries.value;
      const held = [...known].map(([key, item]) => [key, within(item, inside)] as const);
      return held.some(([key, item]) => item !== known.get(key)) ? dict(held, rest) : value;
    }
    default:
      return value;
  }
}

function ran(name: string, callee: Value, inside: Inside): Value {
  return nativeFunction(name, ({ host, args, site }) => inside(host, () => host.call(callee, args, site)));
}
