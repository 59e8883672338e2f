/** `hk.Module` and `hk.RNNCore`, from which users derive theirs. haiku/_src/module.py */
import { instance } from '../array/opaque.ts';
import { weight } from '../layer.ts';
import { isModule, pathOf, registerModule, rowsOf } from '../modules/tree.ts';
import {
  asString,
  beside,
  bind,
  type Call,
  type ModelRow,
  type NativeClass,
  type NativeValue,
  type ObjectValue,
  type OwnWeight,
  shapeOf,
  signature,
  string,
  type Value,
} from '../parts.ts';
import { madeBefore, refuseOutside, remember } from './layer-class.ts';
import { currentRun, inMethod, nameConstructed, type Owned, snakeCase } from './run.ts';

/** The full name of each object of a user's module class. */
const NAMES = beside<ObjectValue, string>();

const nameOf = (self: ObjectValue): string => NAMES.get(self) ?? snakeCase(self.class.name);

function initialise(call: Call, self: ObjectValue, type: NativeClass): NativeValue | undefined {
  const known = self.base.value;
  if (known || refuseOutside(call, self.class.name)) return known;
  const { host } = call;
  const bound = bind(call, signature('name=None'), self.class.name, 'haiku');
  const name = nameConstructed(host, asString(bound.value('name')) ?? snakeCase(self.class.name));
  NAMES.set(self, name);
  const before = madeBefore(host, name, self.site);
  if (before) return before;
  const owned = currentRun(host)?.owned;
  const base: NativeValue = {
    ...instance(host, { ...type, name: self.class.name }, self.site, {}),
    model: {
      framework: 'haiku',
      type: self.class.name,
      rows: () => (owned ? rowsBelow(owned, name) : rowsOf(self)),
      place: ({ name: row }) => pathOf(row),
      inputs: () => [],
      outputs: () => [],
    },
  };
  registerModule(base, {
    children: () => [...self.attributes.value].filter(([, value]) => isModule(value)),
    parameters: () => [],
  });
  host.modelMade(base);
  remember(host, name, base);
  return base;
}

/** The layers that a module, or with '' the whole function, has made so far. */
export function rowsBelow(owned: Owned, module: string): readonly ModelRow[] {
  return [...owned.modules.value].flatMap(([key, layer]) => {
    const name = key.slice(0, key.indexOf('@'));
    if (!layer.layer || !name.startsWith(module ? `${module}/` : '')) return [];
    const place = module ? name.slice(module.length + 1) : name;
    return [{ layer, name: place, output: layer.layer.built.value.outputs }];
  });
}

/** Parameters that `get_parameter` has made outside of any layer. */
export function ownWeights({ params, modules }: Owned, holder: NativeValue): readonly OwnWeight[] {
  const layers = [...modules.value].flatMap(([key, { layer }]) =>
    layer ? [key.slice(0, key.indexOf('@'))] : [],
  );
  const isOfLayer = (name: string): boolean =>
    layers.some(layer => name === layer || name.startsWith(`${layer}/`));
  return [...params.value].flatMap(([module, own]) =>
    isOfLayer(module)
      ? []
      : [...own].map(([name, value]) => {
          const path = `${module}/${name}`;
          return { holder, path, weight: weight(path, shapeOf(value)), isNamedByPath: false };
        }),
  );
}

function attribute(self: ObjectValue, name: string): Value | undefined {
  if (name === 'module_name') return string(nameOf(self));
  if (name === 'name') return string(nameOf(self).split('/').at(-1) ?? '');
  return undefined;
}

function moduleClass(name: string, ancestors: readonly string[]): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    role: 'model',
    name,
    qualified: `haiku.${name}`,
    framework: 'haiku',
    ancestors,
    construct: call => instance(call.host, type, call.site, {}),
    extend: {
      entry: '__call__',
      initialise: (call, self) => initialise(call, self, type),
      constructing: (host, self, run) => inMethod(host, () => nameOf(self), '__init__', run),
      around: (host, self, method, run) => inMethod(host, () => nameOf(self), method, run),
      attribute: (_host, self, asked) => attribute(self, asked),
    },
  };
  return type;
}

export const Module = moduleClass('Module', []);
export const RNNCore = moduleClass('RNNCore', ['haiku.Module']);
