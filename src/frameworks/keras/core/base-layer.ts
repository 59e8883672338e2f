/** `keras.layers.Layer` itself: what user-defined layers and cells inherit, above all `add_weight`. */
import { makeLayer } from '../../layer.ts';
import {
  asString,
  bind,
  type Call,
  type Host,
  type NativeClass,
  type NativeValue,
  NONE,
  type ObjectValue,
  type Slot,
  signature,
  slot,
  type Value,
  type Weight,
} from '../../parts.ts';
import { addWeight } from './add-weight.ts';
import { layerAttribute } from './attributes.ts';
import { bindConfig } from './binding.ts';
import { declaredShape } from './declared.ts';
import type { LayerDescription } from './description.ts';
import type { Flavour } from './flavour.ts';
import { allHeld, heldLayers, heldRows, holdsAnyNumber, tracksHeld } from './held-layers.ts';
import { Instance } from './instance.ts';
import { isOfEveryLayer, isOfItems, isOfModelsAlone } from './known-names.ts';
import { qualifiedName } from './layer-class.ts';
import { autoName } from './names.ts';
import { Options } from './options.ts';
import { registerLayer } from './registry.ts';

import { settingTrainable } from './trained.ts';
import { noteUse } from './usage.ts';
import { userLayer } from './user-layer.ts';

const SIGNATURE = signature('**kwargs');
/** https://keras.io/api/layers/base_layer: `Wrapper.__init__(layer, **kwargs)`. */
const WRAPPER = signature('layer, **kwargs');

/** The class `Layer`; `recurrent` for bases of cells, such as `AbstractRNNCell`. */
export function baseLayerClass(flavour: Flavour, name = 'Layer'): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    role: 'model',
    name,
    qualified: qualifiedName(flavour, name),
    framework: flavour.framework,
    ancestors: name === 'Layer' ? [] : [qualifiedName(flavour, 'Layer')],
    construct: call => construct(call, flavour, type),
    extend: undefined,
  };
  const extension = userLayer(flavour, () => undefined);
  const initialise = (call: Call, self: ObjectValue) =>
    self.base.value ?? construct(call, flavour, type, self);
  const inherited = name === 'Layer' ? isOfEveryLayer : undefined;
  return { ...type, extend: { ...extension, initialise, inherited, lacks: lacksName } };
}

const lacksName = (name: string): boolean => isOfModelsAlone(name) || isOfItems(name);

function construct(call: Call, flavour: Flavour, type: NativeClass, self?: ObjectValue): NativeValue {
  const own: Slot<readonly Weight[]> = slot<readonly Weight[]>([], (a, b) => (a.length >= b.length ? a : b));
  // How many of them every path of the program has added.
  const sure: Slot<number> = slot<number>(0, Math.min);
  const named: NativeClass = self ? { ...type, name: self.class.name } : type;
  const bound = flavour.options
    ? bindConfig(call)
    : bind(call, type.name === 'Wrapper' ? WRAPPER : SIGNATURE, named.name, flavour.framework);
  const options = new Options(
    { host: call.host, framework: flavour.framework, operation: named.name, site: call.site },
    bound,
    flavour,
  );
  const name = asString(options.value('name')) ?? autoName(call.host, flavour, named.name);
  const description: LayerDescription = {
    held: () => (self ? heldLayers(self) : []),
    isOpen: () =>
      own.value.length !== sure.value ||
      (self !== undefined && (holdsAnyNumber(self) || heldRows(self).some(({ instead }) => instead))),
    outputs: use => use.host.unknown(`the result of \`${named.name}\``, use.site),
  };
  const quiet: Host = { ...call.host, layerMade: () => {} };
  const late: { instance: Instance | undefined } = { instance: undefined };
  const value = makeLayer(
    { ...call, host: quiet, site: self?.site ?? call.site },
    {
      class: named,
      recurrent: false,
      givenName: name,
      ...(self && tracksHeld(flavour) && { held: () => allHeld(self) }),
      behave: layer => {
        const instance = new Instance(layer, name, flavour, description, options);
        late.instance = instance;
        return {
          invoke: use => instance.run(use),
          attribute: (host, attribute, site) =>
            addWeight(instance, { own, sure }, attribute) ?? layerAttribute(instance, host, attribute, site),
          escape: host => noteUse(host, layer, 'any'),
          setAttribute: settingTrainable(layer),
        };
      },
    },
  );
  const { instance } = late;
  const run = (use: Call): Value => instance?.run(use) ?? NONE;
  registerLayer({
    value,
    flavour,
    name,
    declared: declaredShape(options, false),
    mayDeclare: true,
    description: undefined,
    held: description.held ?? (() => []),
    weights: () => (instance ? instance.weights() : own.value),
    run,
  });
  return value;
}
