/** What all containers of modules share: named modules in a slot, and the behaviour of a module. */
import { size } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { refuseArgument } from '../array/scene.ts';
import type { Unfinished } from '../layer.ts';
import {
  asInt,
  type Behaviour,
  bind,
  type Call,
  type Copying,
  carryState,
  type Extension,
  type Host,
  integer,
  isFloat,
  joinValues,
  type ModelFacet,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  noteCopy,
  type Slot,
  signature,
  slot,
  type Value,
} from '../parts.ts';
import { inheritedAttribute, moduleAttribute } from './attributes.ts';
import { type Dialect, qualified } from './dialect.ts';
import { giveName, giving, wasGiven } from './given-names.ts';
import { keepSlot } from './keep-slot.ts';
import { doubtModulesBelow } from './trained.ts';
import { type NamedValue, registerModule, rowsOf, treeFacet } from './tree.ts';

/** Modules by name; `isWhole` is false where others may be among them. */
export interface Held {
  readonly modules: readonly NamedValue[];
  readonly isWhole: boolean;
}

export function heldSlot(held: Held): Slot<Held> {
  return slot(held, joinHeld);
}

function joinHeld(a: Held, b: Held): Held {
  if (a === b) return a;
  const isSame = a.modules.length === b.modules.length;
  const modules = a.modules.map(([name, value], i) => {
    const other = b.modules[i];
    return other ? ([name, joinValues(value, other[1])] as const) : ([name, value] as const);
  });
  return { modules, isWhole: a.isWhole && b.isWhole && isSame };
}

export interface ContainerParts {
  readonly class: NativeClass;
  readonly held: Slot<Held>;
  readonly facet?: boolean;
  readonly behave: (self: NativeValue, held: Slot<Held>) => Behaviour;
  /** Says how it is registered, where that is not as a holder of modules. */
  readonly register?: (self: NativeValue, held: Slot<Held>) => void;
}

export function makeContainer(dialect: Dialect, call: Call, parts: ContainerParts): NativeValue {
  const { host, site } = call;
  const self: Unfinished = {
    ...instance(host, parts.class, site, {}),
    model: parts.facet ? facetOf(parts.class, () => self) : undefined,
  };
  const own = parts.behave(self, parts.held);
  self.behaviour = {
    lacks: name => dialect.lacks?.(name, self) === true && !wasGiven(self, name),
    copy: copying => copyContainer(dialect, call, { self, parts }, copying),
    escape: h => {
      fill(h, parts.held);
      for (const [, module] of parts.held.value.modules) doubtModulesBelow(h, module);
    },
    ...own,
    setAttribute: (h, name, value) => {
      giveName(h, self, name);
      own.setAttribute?.(h, name, value);
    },
    attribute: (h, name, at) => {
      if (FILLING.has(name)) fill(h, parts.held);
      return (
        own.attribute?.(h, name, at) ??
        common(self, parts.held, name) ??
        moduleAttribute(dialect, h, self, name) ??
        giving(dialect, h, self, name, at)
      );
    },
  };
  registerModule(self, {
    children: () => parts.held.value.modules,
    isWhole: () => parts.held.value.isWhole,
    parameters: () => [],
    keep: () => keepSlot(parts.held),
  });
  parts.register?.(self, parts.held);
  if (parts.facet) host.modelMade(self);
  return self;
}

/** Another one that holds copies. */
function copyContainer(
  dialect: Dialect,
  call: Call,
  { self, parts }: { readonly self: NativeValue; readonly parts: ContainerParts },
  { host, copied }: Copying,
): NativeValue {
  const { modules, isWhole } = parts.held.value;
  const held = heldSlot({ modules: modules.map(([name, module]) => [name, copied(module)]), isWhole });
  const unseen: Call = { ...call, host: { ...host, modelMade: () => {} } };
  const twin = makeContainer(dialect, unseen, { ...parts, held });
  carryState(host.write, self, twin);
  noteCopy(self, twin);
  return twin;
}

/** As with a list that is empty: code that is not followed is there to fill it. */
function fill(host: Host, held: Slot<Held>): void {
  if (held.value.modules.length === 0) host.write(held, { modules: [], isWhole: false });
}

/** Ways to put modules into a container that are not followed. */
const FILLING: ReadonlySet<string> = new Set(['_modules', '__dict__', '__setattr__', 'set_submodule']);

function facetOf({ framework, name }: NativeClass, self: () => NativeValue): ModelFacet {
  const ends = (pick: (rows: ReturnType<typeof rowsOf>) => ReturnType<typeof rowsOf>[number] | undefined) => {
    const built = pick(rowsOf(self()))?.layer.layer?.built.value;
    return built;
  };
  return {
    framework,
    type: name,
    ...treeFacet(self),
    inputs: () => ends(rows => rows[0])?.inputs ?? [],
    outputs: () => ends(rows => rows.at(-1))?.outputs ?? [],
  };
}

function common(self: NativeValue, held: Slot<Held>, name: string): Value | undefined {
  if (name === '__len__') {
    return nativeFunction(name, ({ host, site }) =>
      held.value.isWhole
        ? integer(size(held.value.modules.length))
        : host.unknown('the number of modules', site),
    );
  }
  if (name === '__iter__') return nativeFunction(name, () => self);
  return held.value.modules.find(([module]) => module === name)?.[1];
}

/** `x[i]`, `x[-1]`; undefined where the position is not known. */
export function moduleAt(held: Held, position: number | undefined): Value | undefined {
  if (position === undefined) return undefined;
  return held.modules.at(position)?.[1];
}

/** Whether a list of modules surely ends before this position. */
export function lacksPosition(
  { modules, isWhole }: Held,
  index: Value,
  { framework }: Pick<Dialect, 'framework'>,
): boolean {
  const position = asInt(index);
  const isText = index.kind === 'string' && index.value !== undefined;
  if (framework === 'torch' && (isText || isFloat(index))) return true;
  if (index.kind === 'list' && index.flavour === 'tuple') return true;
  if (position === undefined || !isWhole) return false;
  return position >= modules.length || position < -modules.length;
}

export function numbered(values: readonly Value[], from = 0): readonly NamedValue[] {
  return values.map((value, i) => [String(i + from), value] as const);
}

/** A class whose instances hold modules; `extend` beside what every one has. */
export function containerClass(
  dialect: Dialect,
  name: string,
  make: (call: Call, type: NativeClass) => NativeValue,
  extend: Pick<Extension, 'entry' | 'invoke'> = {},
): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    role: 'model',
    name,
    qualified: qualified(dialect, name),
    framework: dialect.framework,
    ancestors: [qualified(dialect, dialect.base)],
    construct: call => make(call, type),
    extend: {
      initialise: call => make(call, type),
      ...extend,
      attribute: inheritedAttribute(dialect),
    },
  };
  return type;
}

/** Modules put behind the others; `isAll`: there are no more of them. */
export function grow(
  { host }: Pick<Call, 'host'>,
  held: Slot<Held>,
  values: readonly Value[] | undefined,
  isAll = values !== undefined,
): void {
  const { modules, isWhole } = held.value;
  host.write(held, {
    modules: [...modules, ...numbered(values ?? [], modules.length)],
    isWhole: isWhole && isAll,
  });
}

/** `append()` without a module, with more than one, or with what is none, which PyTorch refuses; states it. */
export function lacksModule(
  { framework }: Dialect,
  call: Call,
  operation: string,
  takesOthers = false,
): boolean {
  if (framework !== 'torch') return false;
  const { refused, given } = bind(call, signature('module'), operation, framework);
  const module = given('module');
  if (refused || takesOthers || !module || !isNoModule(module.value)) return refused;
  const scene = { host: call.host, framework, operation, site: call.site };
  refuseArgument(scene, { parameter: 'module', aspect: 'type', allowed: 'a module', at: module.at });
  return true;
}

const OTHER_KINDS = [
  'string',
  'bool',
  'dict',
  'list',
  'tensor',
  'native-class',
  'native-function',
  'function',
  'class',
  'bound',
];

/** What surely is no module: texts, numbers, lists, tensors, functions, and classes that were to be called. */
export const isNoModule = (value: Value): boolean =>
  OTHER_KINDS.includes(value.kind) ||
  (value.kind === 'number' && (value.dim !== undefined || value.float !== undefined));
