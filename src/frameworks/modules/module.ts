/** A framework's base class of modules, from which users derive theirs. */
import { instance } from '../array/opaque.ts';
import {
  asString,
  type Call,
  type Host,
  type ModelFacet,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  type ObjectValue,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { noteRun, runOf } from '../runs.ts';
import { callEntry, moduleAttribute } from './attributes.ts';
import { type Dialect, qualified } from './dialect.ts';
import { isModule, type NamedTensor, type NamedValue, pathOf, registerModule, rowsOf } from './tree.ts';

export function moduleClass(dialect: Dialect): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    name: dialect.base,
    qualified: qualified(dialect, dialect.base),
    framework: dialect.framework,
    ancestors: [],
    construct: call => instance(call.host, type, call.site, {}),
    extend: {
      entry: dialect.entry,
      precedes: dialect.precedes,
      fields: dialect.fields,
      initialise: (call, self) => makeModule(type, call.host, self),
      invoke: (call, self) => noteRun(call, self.base.value, callEntry(dialect)(call, self)),
      attribute: (host, self, name) =>
        registering(dialect, self, name) ?? moduleAttribute(dialect, host, self, name),
    },
  };
  return type;
}

/** The native side of a user's module: what it registers is read from the object's attributes. */
function makeModule(type: NativeClass, host: Host, self: ObjectValue): NativeValue {
  const known = self.base.value;
  if (known) return known;
  const base: NativeValue = {
    kind: 'native',
    id: host.nextId(),
    class: { ...type, name: self.class.name },
    site: self.site,
    layer: undefined,
    model: facetOf(type, self),
    behaviour: {},
  };
  registerModule(base, { children: () => submodules(self), parameters: () => ownParameters(self) });
  host.modelMade(base);
  return base;
}

function facetOf({ framework }: NativeClass, self: ObjectValue): ModelFacet {
  return {
    framework,
    type: self.class.name,
    rows: () => rowsOf(self),
    place: ({ name }) => pathOf(name),
    inputs: () => runOf(self.base.value)?.inputs ?? [],
    outputs: () => runOf(self.base.value)?.outputs ?? [],
  };
}

function attributes(self: ObjectValue): readonly NamedValue[] {
  return [...self.attributes.value];
}

function submodules(self: ObjectValue): readonly NamedValue[] {
  return attributes(self).filter(([, value]) => isModule(value));
}

function ownParameters(self: ObjectValue): readonly NamedTensor[] {
  return attributes(self).flatMap(([name, value]) => (isParameter(value) ? [[name, value] as const] : []));
}

function isParameter(value: Value): value is TensorValue {
  return value.kind === 'tensor' && value.source.role === 'weight' && value.weight === undefined;
}

/** Methods that write attributes of the object. */
function registering({ registers }: Dialect, self: ObjectValue, name: string): Value | undefined {
  return registers.includes(name) ? nativeFunction(name, call => setAttribute(call, self)) : undefined;
}

function setAttribute({ host, args }: Call, self: ObjectValue): Value {
  const name = args[0] && asString(args[0].value);
  const value = args[1]?.value;
  if (name !== undefined && value)
    host.write(self.attributes, new Map(self.attributes.value).set(name, value));
  return NONE;
}
