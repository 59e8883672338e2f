/** flax.linen.Module, from which users derive: a dataclass whose methods run in the module's scope. Source: flax/linen/module.py. */
import type { Origin } from '../../../shapes/index.ts';
import { instance } from '../../array/opaque.ts';
import { moduleAttribute } from '../../modules/attributes.ts';
import { registerModule, rowsOf } from '../../modules/tree.ts';
import type { Call, Host, ModelFacet, NativeClass, NativeValue, ObjectValue, Value } from '../../parts.ts';
import { LINEN, nameArgument } from './dialect.ts';
import { heldIn } from './held.ts';
import { ownMethod } from './own-methods.ts';
import { layersOf, openPartsOf, ownWeights } from './rows.ts';
import { currentScope, enter, nameNew, rememberName, settingUp } from './scope.ts';
import { setUp } from './setup.ts';
import { refuseUnbound } from './unbound.ts';

export const Module: NativeClass = {
  kind: 'native-class',
  role: 'model',
  name: 'Module',
  qualified: 'flax.linen.Module',
  framework: 'flax',
  ancestors: [],
  construct: call => instance(call.host, Module, call.site, {}),
  extend: {
    entry: '__call__',
    precedes: true,
    fields: true,
    moreFields: ['parent', 'name'],
    initialise,
    invoke: ({ host, site }) => host.unknown('what a module without `__call__` gives', site),
    attribute: (host, self, name) => ownMethod(name) ?? moduleAttribute(LINEN, host, self, name),
    around,
  },
};

/** The native side of a user's module. */
function initialise(call: Call, self: ObjectValue): NativeValue {
  const known = self.base.value;
  if (known) return known;
  const { host, site } = call;
  const isOutermost = currentScope(host) === undefined;
  rememberName(host, self, nameNew(host, self.class.name, nameArgument(call)));
  const base: NativeValue = {
    kind: 'native',
    id: host.nextId(),
    class: { ...Module, name: self.class.name },
    site,
    layer: undefined,
    model: facetOf(self),
    behaviour: {},
  };
  registerModule(base, { children: () => layersOf(self), parameters: () => [] });
  if (isOutermost) host.modelMade(base);
  return base;
}

const facetOf = (self: ObjectValue): ModelFacet => ({
  framework: 'flax',
  type: self.class.name,
  rows: () => rowsOf(self),
  place: ({ name }) => `.${name.replaceAll('/', '.')}`,
  inputs: () => [],
  outputs: () => [],
  openParts: () => openPartsOf(self),
  own: () => (self.base.value ? ownWeights(self, self.base.value) : []),
});

/** A method runs in the scope of its module, after `setup`. */
function around(host: Host, self: ObjectValue, method: string, run: () => Value, site: Origin): Value {
  const refused = isCompact(self, method) ? refuseUnbound({ host, site }, self.class.name) : undefined;
  if (refused) return refused;
  const action = (): Value => {
    if (method === 'setup') settingUp(host, run);
    else setUp(host, self);
    return method === 'setup' ? host.because({ missing: 'what `setup` gives' }) : run();
  };
  return enter(host, self, () => heldIn(self), action);
}

/** Whether the class itself says `@nn.compact` of its method. */
function isCompact({ class: cls }: ObjectValue, method: string): boolean {
  return cls.statement.body.some(
    statement =>
      statement.kind === 'function' &&
      statement.name === method &&
      statement.decorators.some(d => (d.kind === 'name' || d.kind === 'attribute') && d.name === 'compact'),
  );
}
