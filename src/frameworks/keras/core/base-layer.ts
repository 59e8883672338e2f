/** `keras.layers.Layer` itself: what user-defined layers and cells inherit, above all `add_weight`. */
import { makeLayer, weight } from '../../layer.ts';
import {
  asBool,
  asShape,
  asString,
  bind,
  type Call,
  type Host,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  type ObjectValue,
  type Slot,
  signature,
  slot,
  type Value,
  type Weight,
} from '../../parts.ts';
import { layerAttribute } from './attributes.ts';
import { bindConfig } from './binding.ts';
import { declaredShape } from './declared.ts';
import type { LayerDescription } from './description.ts';
import type { Flavour } from './flavour.ts';
import { heldLayers } from './held-layers.ts';
import { namedArguments } from './inputs.ts';
import { Instance } from './instance.ts';
import { qualifiedName } from './layer-class.ts';
import { autoName } from './names.ts';
import { Options } from './options.ts';
import { registerLayer } from './registry.ts';
import { weightTensor } from './tensors.ts';
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
  return { ...type, extend: { ...extension, initialise } };
}

function construct(call: Call, flavour: Flavour, type: NativeClass, self?: ObjectValue): NativeValue {
  const own: Slot<readonly Weight[]> = slot<readonly Weight[]>([], (a, b) => (a.length >= b.length ? a : b));
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
      behave: layer => {
        const instance = new Instance(layer, name, flavour, description, options);
        late.instance = instance;
        return {
          invoke: use => instance.run(use),
          attribute: (host, attribute, site) =>
            addWeight(instance, own, attribute) ?? layerAttribute(instance, host, attribute, site),
          escape: host => noteUse(host, layer, 'any'),
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

/** The order of positional parameters changed with Keras 3. */
function addWeightParameters({ name }: Flavour): readonly string[] {
  if (name === 'keras3') return ['shape', 'initializer', 'dtype', 'trainable'];
  const first = ['name', 'shape', 'dtype', 'initializer'];
  return name === 'tfjs' ? [...first, 'regularizer', 'trainable'] : first;
}

function addWeight(instance: Instance, own: Slot<readonly Weight[]>, attribute: string): Value | undefined {
  if (attribute !== 'add_weight' && attribute !== 'add_variable' && attribute !== 'addWeight')
    return undefined;
  return nativeFunction(`${instance.value.class.name}.add_weight`, call => {
    const named = namedArguments(call, addWeightParameters(instance.flavour));
    const given = named.get('shape');
    const shape = given
      ? given.value.kind === 'number' && given.value.dim
        ? [given.value.dim]
        : asShape(given.value)
      : [];
    const trainable = named.get('trainable');
    const label = named.get('name');
    const made = weight(
      (label && asString(label.value)) ?? `weight_${own.value.length}`,
      shape,
      [],
      undefined,
      trainable ? asBool(trainable.value) !== false : true,
    );
    if (own.value.length === 0) call.host.layerMade(instance.value);
    call.host.write(own, [...own.value, made]);
    const facts = instance.value.layer?.built;
    // Those that are trained come first.
    const ordered = [...own.value.filter(w => w.trainable), ...own.value.filter(w => !w.trainable)];
    if (facts) call.host.write(facts, { ...facts.value, weights: ordered });
    return weightTensor(call.host, instance.flavour.framework, instance.value, made, call.site);
  });
}
