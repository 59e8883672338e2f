/** A framework's base class of modules, from which users derive theirs. */

import { instance } from '../array/opaque.ts';
import { refuseArgument } from '../array/scene.ts';
import { isFunction } from '../kinds.ts';
import {
  asBool,
  asString,
  attached,
  bind,
  type Call,
  carryState,
  type FrameworkName,
  type Host,
  type ModelFacet,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  noteCopy,
  type ObjectValue,
  optionsOf,
  perhapsSet,
  type Slot,
  SOME_NAME,
  signature,
  type TensorValue,
  type Value,
  withAttribute,
  withSomeName,
} from '../parts.ts';
import { noteRun, runOf } from '../runs.ts';
import { callEntry, moduleAttribute } from './attributes.ts';
import { type Dialect, methodOfClass, qualified } from './dialect.ts';
import { refuseName } from './names.ts';
import { keepStructure } from './structure.ts';
import {
  type Buffer,
  isModule,
  isOneOf,
  isPerhapsModule,
  type NamedTensor,
  type NamedValue,
  ownWeights,
  registerModule,
  treeFacet,
} from './tree.ts';

export function moduleClass(dialect: Dialect): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    role: 'model',
    name: dialect.base,
    qualified: qualified(dialect, dialect.base),
    framework: dialect.framework,
    ancestors: [],
    construct: call => instance(call.host, type, call.site, {}),
    member: (_host, name) => methodOfClass(dialect, dialect.base, name),
    extend: {
      entry: dialect.entry,
      precedes: dialect.precedes,
      fields: dialect.fields,
      lacks: name => dialect.lacksOwn?.(name) === true,
      inherited: dialect.inherited,
      initialise: (call, self) => makeModule(type, dialect, call.host, self),
      invoke: (call, self) => noteRun(call, self.base.value, callEntry(dialect)(call, self)),
      keepParts: keepStructure,
      attribute: (host, self, name) =>
        registering(dialect, self, name) ?? moduleAttribute(dialect, host, self, name),
    },
  };
  return type;
}

/** Names that `register_buffer` was called with, and whether each is persistent; the tensors are attributes like any other. */
type BufferNames = ReadonlyMap<string, boolean>;

const bothNames = (a: BufferNames, b: BufferNames): BufferNames =>
  [...b.keys()].every(name => a.has(name)) ? a : new Map([...a, ...b]);

const buffersOf = attached<NativeValue, BufferNames>(new Map(), bothNames);

const buffersSlot = (self: ObjectValue): Slot<BufferNames> | undefined =>
  self.base.value && buffersOf.place(self.base.value);

/** The native side of a user's module: what it registers is read from the object's attributes. */
function makeModule(type: NativeClass, dialect: Dialect, host: Host, self: ObjectValue): NativeValue {
  const { nests } = dialect;
  const known = self.base.value;
  if (known) return known;
  const base: NativeValue = {
    kind: 'native',
    id: host.nextId(),
    class: { ...type, name: self.class.name },
    site: self.site,
    layer: undefined,
    model: facetOf(dialect, self),
    behaviour: { copy: ({ host: h, owner }) => copyModule({ type, dialect }, h, base, owner) },
  };
  const own = (): readonly NamedTensor[] => (nests ? nestedArrays(self, nests) : ownParameters(self));
  registerModule(base, {
    children: () => (nests ? nestedModules(self) : submodules(self)),
    possible: () =>
      (nests ? maybeNested(self) : maybeAttributes(self)).filter(([, value]) => isPerhapsModule(value)),
    parameters: own,
    own,
    openNames: () => openNames(self, nests),
    buffers: () => ownBuffers(self),
  });
  host.modelMade(base);
  return base;
}

/** The native side of a copy of the object; of none it stays what it is. */
function copyModule(
  { type, dialect }: { readonly type: NativeClass; readonly dialect: Dialect },
  host: Host,
  base: NativeValue,
  owner: ObjectValue | undefined,
): NativeValue {
  if (!owner) return base;
  const twin = makeModule(type, dialect, { ...host, modelMade: () => {} }, owner);
  carryState(host.write, base, twin);
  noteCopy(base, twin);
  return twin;
}

function facetOf({ framework, pathSeparator }: Dialect, self: ObjectValue): ModelFacet {
  return {
    framework,
    type: self.class.name,
    ...treeFacet(() => self),
    inputs: () => runOf(self.base.value)?.inputs ?? [],
    outputs: () => runOf(self.base.value)?.outputs ?? [],
    own: () => ownWeights(self, pathSeparator !== undefined),
  };
}

function attributes(self: ObjectValue): readonly NamedValue[] {
  return [...self.attributes.value];
}

/** Of what is set on some paths only, that it may be nothing. */
function maybeAttributes(self: ObjectValue): readonly NamedValue[] {
  const perhaps = perhapsSet(self.attributes.value);
  return attributes(self).map(([name, value]) => [name, perhaps.has(name) ? orNone(value) : value] as const);
}

/** The same of what lists and dicts hold. */
function maybeNested(self: ObjectValue): readonly NamedValue[] {
  const perhaps = perhapsSet(self.attributes.value);
  return attributes(self).flatMap(([name, value]) =>
    nested([name, value]).map(([key, inner]) => [key, perhaps.has(name) ? orNone(inner) : inner] as const),
  );
}

const orNone = (value: Value): Value => ({ kind: 'union', options: [...optionsOf(value), NONE] });

/**
 * Attributes that may be modules or parameters, or, where what lists and dicts hold counts as well, hold any number of them; and parameters that one path
 * of the program alone sets. A module that may not be there has a row that says so.
 */
function openNames(self: ObjectValue, nests: Dialect['nests']): readonly string[] {
  const perhaps = perhapsSet(self.attributes.value);
  const isOpen = ([name, value]: NamedValue): boolean => {
    if (name === SOME_NAME || (nests && holdsAnyNumber(value))) return true;
    if (!perhaps.has(name)) return false;
    if (!nests) return isParameter(value);
    return nested([name, value]).some(([key, part]) => part.kind === 'tensor' && nests(key, part));
  };
  return attributes(self).flatMap(named => (isOpen(named) ? [named[0]] : []));
}

function holdsAnyNumber(value: Value): boolean {
  if (value.kind === 'dict') {
    const { known, rest } = value.entries.value;
    return (rest !== undefined && mayBePart(rest)) || [...known.values()].some(holdsAnyNumber);
  }
  if (value.kind !== 'list') return false;
  const items = value.items.value;
  return 'known' in items ? items.known.some(holdsAnyNumber) : mayBePart(items.element);
}

const mayBePart = (value: Value): boolean =>
  value.kind === 'unknown' || value.kind === 'tensor' || isPerhapsModule(value) || holdsAnyNumber(value);

function submodules(self: ObjectValue): readonly NamedValue[] {
  return attributes(self).filter(([, value]) => isModule(value) || isOneOf(value));
}

/** Those in lists and dicts too: 'layers.0'. */
const nestedModules = (self: ObjectValue): readonly NamedValue[] =>
  attributes(self)
    .flatMap(nested)
    .filter(([, value]) => isModule(value) || isOneOf(value));

const nestedArrays = (self: ObjectValue, isOwn: NonNullable<Dialect['nests']>): readonly NamedTensor[] =>
  attributes(self)
    .flatMap(nested)
    .flatMap(([name, value]) =>
      value.kind === 'tensor' && isOwn(name, value) ? [[name, value] as const] : [],
    );

/** The modules and tensors that a value is or holds. */
function nested([name, value]: NamedValue): readonly NamedValue[] {
  if (isPerhapsModule(value) || value.kind === 'tensor') return [[name, value]];
  const within = ([key, inner]: NamedValue): readonly NamedValue[] => nested([`${name}.${key}`, inner]);
  if (value.kind === 'dict')
    return [...value.entries.value.known].flatMap(([key, inner]) => within([String(key), inner]));
  if (value.kind !== 'list' || !('known' in value.items.value)) return [];
  return value.items.value.known.flatMap((inner, i) => within([String(i), inner]));
}

const ownParameters = (self: ObjectValue): readonly NamedTensor[] =>
  attributes(self).flatMap(([name, value]) => (isParameter(value) ? [[name, value] as const] : []));

function ownBuffers(self: ObjectValue): readonly Buffer[] {
  return [...(buffersSlot(self)?.value ?? [])].flatMap(([name, persistent]): readonly Buffer[] => {
    const value = self.attributes.value.get(name);
    return value && value.kind !== 'none' ? [{ name, value, persistent }] : [];
  });
}

function isParameter(value: Value): value is TensorValue {
  return value.kind === 'tensor' && value.source.role === 'weight';
}

/** Methods that write attributes of the object. */
function registering({ registers, framework }: Dialect, self: ObjectValue, name: string): Value | undefined {
  return registers.includes(name)
    ? nativeFunction(name, call => setAttribute(call, self, name, framework))
    : undefined;
}

const BUFFER = signature('name, tensor, persistent=True');

const isNoName = ({ kind }: Value): boolean => ['tensor', 'number', 'native', 'list', 'bool'].includes(kind);

function setAttribute(call: Call, self: ObjectValue, operation: string, framework: FrameworkName): Value {
  const { host, args, site } = call;
  const scene = { host, framework, operation, site };
  const isBuffer = operation === 'register_buffer';
  if (isBuffer && framework === 'torch' && bind(call, BUFFER, 'register_buffer', framework).refused)
    return NONE;
  const [named, held] = args;
  const isNamed = named?.name === undefined || named.name === 'name';
  if (named && isNamed && framework === 'torch' && isNoName(named.value)) {
    refuseArgument(scene, { parameter: 'name', aspect: 'type', allowed: 'a string', at: named.at });
    return NONE;
  }
  const name = named && asString(named.value);
  if (name === undefined && held) host.write(self.attributes, withSomeName(self.attributes.value));
  if (name === undefined || !held) return NONE;
  if (named && refuseName(scene, name, { at: named.at })) return NONE;
  if (isBuffer && framework === 'torch' && isFunction(held.value)) {
    refuseArgument(scene, { parameter: 'tensor', aspect: 'type', allowed: 'a Tensor or None', at: held.at });
    return NONE;
  }
  host.write(self.attributes, withAttribute(self.attributes.value, name, held.value));
  const buffers = buffersSlot(self);
  if (isBuffer && buffers) host.write(buffers, new Map(buffers.value).set(name, isPersistent(args)));
  return NONE;
}

/** `register_buffer(name, tensor, persistent=True)`; Paddle calls it `persistable`. */
function isPersistent(args: Call['args']): boolean {
  const given = args.find(({ name }) => name?.startsWith('persist')) ?? args[2];
  return !given || asBool(given.value) !== false;
}
