/** nn.Sequential. https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html */
import {
  asInt,
  asString,
  type Call,
  itemsOf,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  type Slot,
  type Value,
} from '../../parts.ts';
import { callForward } from '../module-attributes.ts';
import type { NamedValue } from '../module-tree.ts';
import { type Held, heldSlot, makeContainer, moduleAt, numbered } from './held.ts';

export const Sequential: NativeClass = {
  kind: 'native-class',
  name: 'Sequential',
  qualified: 'torch.nn.Sequential',
  framework: 'torch',
  ancestors: ['torch.nn.Module'],
  construct: call => makeSequential(call, heldSlot({ modules: modulesOf(call), isWhole: !call.open })),
  extend: {
    initialise: call => makeSequential(call, heldSlot({ modules: modulesOf(call), isWhole: !call.open })),
    entry: 'forward',
    invoke: callForward,
    attribute: (host, self, name, site) => self.base.value?.behaviour.attribute?.(host, name, site),
  },
};

function modulesOf({ args }: Call): readonly NamedValue[] {
  const [first] = args;
  if (first?.value.kind === 'dict')
    return [...first.value.entries.value.known].map(([name, value]) => [String(name), value] as const);
  return numbered(args.map(a => a.value));
}

function makeSequential(call: Call, held: Slot<Held>): NativeValue {
  return makeContainer(call, {
    class: Sequential,
    held,
    facet: true,
    behave: () => ({
      invoke: used => runThrough(used, held.value),
      attribute: (_host, name) => method(held, name),
      index: indexed => {
        const index = indexed.args[1]?.value;
        const position = index && asInt(index);
        const found = moduleAt(held.value, position);
        return (
          found ??
          sliced(call, held.value, index) ??
          indexed.host.unknown('a module of a Sequential', indexed.site)
        );
      },
      iterate: (host, site) =>
        held.value.isWhole
          ? { known: held.value.modules.map(([, value]) => value) }
          : { element: host.unknown('a module of a Sequential', site), length: undefined },
    }),
  });
}

/** Each module gets what the one before it gave. */
function runThrough({ host, site, args }: Call, { modules, isWhole }: Held): Value {
  const [input] = args;
  if (!input || !isWhole) return host.unknown('the result of a Sequential', site);
  return modules.reduce(
    (value, [, module]) => host.call(module, [{ name: undefined, value, at: input.at }], site),
    input.value,
  );
}

function sliced(call: Call, held: Held, index: Value | undefined): Value | undefined {
  if (index?.kind !== 'slice' || !held.isWhole) return undefined;
  const [start, stop] = [index.start, index.stop].map(bound =>
    bound.kind === 'none' ? undefined : asInt(bound),
  );
  return makeSequential(
    call,
    heldSlot({ modules: numbered(held.modules.slice(start, stop).map(([, value]) => value)), isWhole: true }),
  );
}

function method(held: Slot<Held>, name: string): Value | undefined {
  if (name === 'append') {
    return nativeFunction(name, ({ host, args }) => {
      const added = numbered(
        args.map(a => a.value),
        held.value.modules.length,
      );
      host.write(held, { ...held.value, modules: [...held.value.modules, ...added] });
      return NONE;
    });
  }
  if (name === 'extend') {
    return nativeFunction(name, ({ host, args }) => {
      const values = args[0] && (itemsOf(args[0].value) ?? host.items(args[0].value));
      const modules = [...held.value.modules, ...numbered(values ?? [], held.value.modules.length)];
      host.write(held, { modules, isWhole: held.value.isWhole && values !== undefined });
      return NONE;
    });
  }
  if (name !== 'add_module') return undefined;
  return nativeFunction(name, ({ host, args }) => {
    const key = args[0] && asString(args[0].value);
    const value = args[1]?.value;
    if (value)
      host.write(held, {
        ...held.value,
        modules: [...held.value.modules, [key ?? String(held.value.modules.length), value]],
      });
    return NONE;
  });
}
