/** nn.Module as the base of users' classes. https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html */
import { instance } from '../../array/opaque.ts';
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
} from '../../parts.ts';
import { callForward, moduleAttribute } from '../module-attributes.ts';
import { isModule, type NamedTensor, type NamedValue, registerModule, rowsOf } from '../module-tree.ts';

export const Module: NativeClass = {
  kind: 'native-class',
  name: 'Module',
  qualified: 'torch.nn.Module',
  framework: 'torch',
  ancestors: [],
  construct: call => instance(call.host, Module, call.site, {}),
  extend: {
    entry: 'forward',
    initialise: (call, self) => makeModule(call.host, self),
    invoke: callForward,
    attribute: (host, self, name) => moduleMethod(self, name) ?? moduleAttribute(host, self, name),
  },
};

/** The native side of a user's module: what it registers is read from the object's attributes. */
function makeModule(host: Host, self: ObjectValue): NativeValue {
  const known = self.base.value;
  if (known) return known;
  const base: NativeValue = {
    kind: 'native',
    id: host.nextId(),
    class: { ...Module, name: self.class.name },
    site: self.site,
    layer: undefined,
    model: facetOf(self),
    behaviour: {},
  };
  registerModule(base, { children: () => submodules(self), parameters: () => ownParameters(self) });
  host.modelMade(base);
  return base;
}

function facetOf(self: ObjectValue): ModelFacet {
  return {
    framework: 'torch',
    type: self.class.name,
    rows: () => rowsOf(self),
    inputs: () => [],
    outputs: () => [],
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
function moduleMethod(self: ObjectValue, name: string): Value | undefined {
  switch (name) {
    case 'register_buffer':
    case 'register_parameter':
    case 'register_module':
    case 'add_module':
      return nativeFunction(name, call => setAttribute(call, self));
    default:
      return undefined;
  }
}

function setAttribute({ host, args }: Call, self: ObjectValue): Value {
  const name = args[0] && asString(args[0].value);
  const value = args[1]?.value;
  if (name !== undefined && value)
    host.write(self.attributes, new Map(self.attributes.value).set(name, value));
  return NONE;
}
