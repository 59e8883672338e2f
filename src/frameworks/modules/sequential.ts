/** Modules of which each gets what the one before it gave: nn.Sequential, mindspore's SequentialCell. */
import { profileOf } from '../../profiles/index.ts';
import { refuseArgument } from '../array/scene.ts';
import {
  asInt,
  asString,
  bind,
  type Call,
  itemsOf,
  list,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  type Slot,
  signature,
  type Value,
} from '../parts.ts';
import { callEntry } from './attributes.ts';
import type { Dialect } from './dialect.ts';
import {
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
import { moving } from './moving.ts';
import { OF_SEQUENTIAL, refuseName } from './names.ts';
import { adding, removeAt, replaceAt, setModule } from './replacing.ts';
import type { NamedValue } from './tree.ts';

/** `attribute`: holds the modules as a list, where only that can be indexed (MLX). */
export function sequential(dialect: Dialect, name: string, attribute?: string): NativeClass {
  const make = (call: Call, type: NativeClass): NativeValue => {
    if (dialect.framework === 'torch') bind(call, signature('*args'), name, dialect.framework);
    const held = heldOf(call, dialect);
    if (profileOf(dialect.framework).tensors.refusesOthers) refuseOthers(call, name, dialect, held);
    return makeSequential({ dialect, type, attribute }, call, heldSlot(within(attribute, held)));
  };
  return containerClass(dialect, name, make, { entry: dialect.entry, invoke: callEntry(dialect) });
}

/** Texts and numbers are no modules, and not each name is one of theirs. */
function refuseOthers(
  { host, args, site }: Call,
  name: string,
  { framework }: Dialect,
  { modules }: Held,
): void {
  const scene = { host, framework, operation: name, site };
  const [first] = args;
  const entries = first?.value.kind === 'dict' ? first.value.entries.value : undefined;
  const wrong =
    modules.find(([, value]) => isNoModule(value))?.[1] ??
    (isNoModule(entries?.rest ?? NONE) && entries?.rest);
  if (first && !wrong)
    for (const key of entries?.known.keys() ?? [])
      if (refuseName(scene, key, { at: first.at, taken: OF_SEQUENTIAL })) return;
  if (!wrong) return;
  const at = args.find(({ value }) => value === wrong)?.at ?? first?.at ?? site;
  refuseArgument(scene, { parameter: 'args', aspect: 'type', allowed: 'modules', at });
}

interface Kind {
  readonly dialect: Dialect;
  readonly type: NativeClass;
  readonly attribute: string | undefined;
}

/** Modules under the name of the attribute that holds them: 'layers.0'. */
const within = (attribute: string | undefined, held: Held): Held =>
  attribute === undefined
    ? held
    : { ...held, modules: held.modules.map(([name, module]) => [`${attribute}.${name}`, module] as const) };

function heldOf({ args, open, host }: Call, { sequence }: Dialect): Held {
  if (sequence === 'added') return { modules: [], isWhole: true };
  const [first] = args;
  const isWhole = !open;
  if (first?.value.kind === 'dict') {
    const { known, rest } = first.value.entries.value;
    return {
      modules: [...known].map(([name, value]) => [String(name), value] as const),
      isWhole: isWhole && !rest,
    };
  }
  if (first?.value.kind === 'list' && sequence === 'list') {
    const items = host.items(first.value);
    return { modules: numbered(items ?? []), isWhole: isWhole && items !== undefined };
  }
  const pairs = sequence === 'pairs' ? args.map(a => pairOf(a.value)) : [];
  if (first && pairs.length > 0 && pairs.every(pair => pair !== undefined))
    return { modules: pairs, isWhole };
  return { modules: numbered(args.map(a => a.value)), isWhole };
}

function pairOf(value: Value): NamedValue | undefined {
  const [name, module] = itemsOf(value) ?? [];
  return name && module ? [asString(name) ?? '?', module] : undefined;
}

function makeSequential(kind: Kind, call: Call, modules: Slot<Held>): NativeValue {
  const what = `a module of a ${kind.type.name}`;
  return makeContainer(kind.dialect, call, {
    class: kind.type,
    held: modules,
    facet: true,
    behave: (self, held) => ({
      invoke: used => runThrough(kind, used, held.value),
      attribute: (_host, name) =>
        name === kind.attribute && held.value.isWhole
          ? list(valuesOf(held.value))
          : method({ kind, held, self }, name),
      setAttribute: (host, name, value) => setModule(host, held, name, value),
      setIndex: (site, value) => replaceAt(site, held, value),
      deleteIndex: (host, index) => removeAt(host, held, index),
      lacksItem: index => lacksPosition(held.value, index, kind.dialect),
      index: indexed => {
        const index = indexed.args[1]?.value;
        const position = index && asInt(index);
        const found = moduleAt(held.value, position);
        return found ?? sliced(kind, call, held.value, index) ?? indexed.host.unknown(what, indexed.site);
      },
      iterate: (host, site) =>
        held.value.isWhole
          ? { known: valuesOf(held.value) }
          : { element: host.unknown(what, site), length: undefined },
    }),
  });
}

const valuesOf = ({ modules }: Held): readonly Value[] => modules.map(([, value]) => value);

/** Each module gets what the one before it gave. */
function runThrough({ type, dialect }: Kind, call: Call, { modules, isWhole }: Held): Value {
  const { host, site, args } = call;
  const [input] = args;
  // What it calls its parameter differs; it is one.
  if (dialect.framework === 'torch' || args.every(({ name }) => name === undefined)) {
    const { refused } = bind(call, signature(dialect.input ?? 'input'), type.name, dialect.framework);
    if (refused) return host.unknown(`the result of a ${type.name}, which is refused`, site);
  }
  if (!input || !isWhole) return host.unknown(`the result of a ${type.name}`, site);
  if (dialect.framework === 'torch' && modules.some(([, { kind }]) => kind === 'none'))
    return refuseNone(call, modules);
  return modules.reduce(
    (value, [, module]) => host.call(module, [{ name: undefined, value, at: input.at }], site),
    input.value,
  );
}

/** None among the modules is not called; what a caller leaves out may be a module elsewhere. */
function refuseNone({ host, site }: Call, modules: Held['modules']): Value {
  const [name] = modules.find(([, { kind }]) => kind === 'none') ?? [];
  const isLeftOut = modules.some(([, value]) => value.kind === 'none' && value.assumed === true);
  if (!isLeftOut)
    host.refuse({
      kind: 'program',
      framework: 'python',
      aspect: 'call',
      name: name ?? '',
      operation: 'None',
      at: site,
      instead: undefined,
      says: "'NoneType' object is not callable",
    });
  return host.unknown('the result of a Sequential that holds None', site);
}

function sliced(kind: Kind, call: Call, held: Held, index: Value | undefined): Value | undefined {
  if (index?.kind !== 'slice' || !held.isWhole) return undefined;
  const [start, stop] = [index.start, index.stop].map(bound =>
    bound.kind === 'none' ? undefined : asInt(bound),
  );
  return makeSequential(
    kind,
    call,
    heldSlot({ modules: numbered(valuesOf(held).slice(start, stop)), isWhole: true }),
  );
}

interface Chain {
  readonly kind: Kind;
  readonly held: Slot<Held>;
  readonly self: NativeValue;
}

/** `append` and `extend` give the chain itself. */
function method({ kind, held, self }: Chain, name: string): Value | undefined {
  if (name === 'append' || name === 'add') {
    return nativeFunction(name, call => {
      const { args, open } = call;
      if (lacksModule(kind.dialect, call, `${kind.type.name}.append`)) return NONE;
      const values = args.map(a => a.value);
      grow(call, held, values, !open);
      return self;
    });
  }
  if (name === 'extend') {
    return nativeFunction(name, ({ host, args: [given] }) => {
      grow({ host }, held, given && (itemsOf(given.value) ?? host.items(given.value)));
      return self;
    });
  }
  if (kind.dialect.framework === 'torch' && JOINING.has(name)) return joining(kind, held, self, name);
  return adding(held, name) ?? moving(held, name);
}

/** https://github.com/pytorch/pytorch/blob/main/torch/nn/modules/container.py: another Sequential behind this one, or this one several times. */
const JOINING: ReadonlySet<string> = new Set(['__add__', '__iadd__', '__mul__', '__rmul__', '__imul__']);

function joining(kind: Kind, held: Slot<Held>, self: NativeValue, name: string): Value {
  const isSum = name.endsWith('add__');
  return nativeFunction(name, call => {
    const { host, args } = call;
    const given = args[0]?.value;
    const own = valuesOf(held.value);
    const times = given && asInt(given);
    const added = isSum && given && isChain(given) ? host.items(given) : undefined;
    const repeated = !isSum && times !== undefined && times > 0 ? times : undefined;
    const all = added ? [...own, ...added] : Array.from({ length: repeated ?? 1 }, () => own).flat();
    const joined = {
      modules: numbered(all),
      isWhole: held.value.isWhole && (added ?? repeated) !== undefined,
    };
    if (!name.startsWith('__i')) return makeSequential(kind, call, heldSlot(joined));
    host.write(held, joined);
    return self;
  });
}

const isChain = (value: Value): boolean => value.kind === 'native' && value.model?.type === 'Sequential';
