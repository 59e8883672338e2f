/** Turns the description of one layer into its class: binding, names, facts, attributes and calls are the same for all. */
import type { Scene } from '../../array/scene.ts';
import { makeLayer } from '../../layer.ts';
import {
  asString,
  type Call,
  type Host,
  type NativeClass,
  type NativeValue,
  string,
  type Value,
} from '../../parts.ts';
import { refusesKinds, refusesOldFormat } from './argument-kinds.ts';
import { layerAttribute, layerLacks } from './attributes.ts';
import { bindLayer, suspectMisspelt } from './binding.ts';
import { methodsOfClass } from './class-methods.ts';
import { declaredShape, mayDeclare, misdeclared } from './declared.ts';
import type { LayerDescription, LayerSpec } from './description.ts';
import type { Flavour } from './flavour.ts';
import { quiet } from './hosts.ts';
import { Instance } from './instance.ts';
import { autoName } from './names.ts';
import { Options } from './options.ts';
import { registerLayer } from './registry.ts';
import { makeTrainable, settingTrainable } from './trained.ts';
import { noteUse } from './usage.ts';
import { userLayer } from './user-layer.ts';

export function qualifiedName(flavour: Flavour, name: string): string {
  return `${flavour.root}.layers.${name}`;
}

export function layerClass(
  spec: LayerSpec,
  flavour: Flavour,
  qualified = qualifiedName(flavour, spec.name),
): NativeClass {
  const bases = [...(spec.bases ?? []), 'Layer'].map(base => qualifiedName(flavour, base));
  const methods = methodsOfClass(
    flavour,
    spec.recurrent || /Cells?$/.test(spec.name) ? 'Cell' : 'Layer',
    spec.name,
  );
  const type: NativeClass = {
    kind: 'native-class',
    name: spec.name,
    qualified,
    framework: flavour.framework,
    ancestors: bases,
    role: spec.recurrent ? 'recurrent' : 'layer',
    construct: call => construct(call, spec, flavour, type) ?? refusedLayer(call, spec),
    member: (host, name) => (name === '__name__' ? string(spec.name) : methods?.(host, name)),
    extend: userLayer(flavour, call => construct(call, spec, flavour, type)),
  };
  return type;
}

function refusedLayer(call: Call, spec: LayerSpec): Value {
  return call.host.because({ missing: `a layer: \`${spec.name}\` is refused here`, at: call.site });
}

function construct(
  call: Call,
  spec: LayerSpec,
  flavour: Flavour,
  type: NativeClass,
): NativeValue | undefined {
  const scene: Scene = {
    host: call.host,
    framework: flavour.framework,
    dialect: flavour.name,
    operation: spec.name,
    site: call.site,
  };
  const bound = bindLayer(call, spec, flavour, scene);
  if (!bound) return undefined;
  const options = new Options(scene, bound, flavour);
  if (flavour.name === 'keras3' ? refusesKinds(options, spec.name) : refusesOldFormat(options, spec.name))
    return undefined;
  const description = spec.make(options);
  if (flavour.options) suspectMisspelt(scene, bound, options.missing);
  const declared = declaredShape(options, spec.recurrent ?? false);
  if (!description || options.isRefused) return undefined;
  const name = asString(options.value('name')) ?? autoName(call.host, flavour, spec.name);
  return create(call, spec, flavour, type, { options, description, name, declared });
}

interface Parts {
  readonly options: Options;
  readonly description: LayerDescription;
  readonly name: string;
  readonly declared: ReturnType<typeof declaredShape>;
}

function create(call: Call, spec: LayerSpec, flavour: Flavour, type: NativeClass, parts: Parts): NativeValue {
  const { options, description, name } = parts;
  const late: { instance: Instance | undefined } = { instance: undefined };
  const value = makeLayer(call, {
    class: type,
    recurrent: spec.recurrent ?? false,
    units: description.units,
    cell: description.cell,
    inner: description.inner,
    givenName: name,
    flags: description.flags,
    bound: options.bound,
    behave: layer => {
      const instance = new Instance(layer, name, flavour, description, options);
      late.instance = instance;
      return {
        invoke: flavour.options ? undefined : use => instance.run(use),
        attribute: (host, attribute, site) => layerAttribute(instance, host, attribute, site),
        lacks: attribute => layerLacks(call.host, instance, attribute),
        escape: host => noteUse(host, layer, 'any'),
        setAttribute: settingTrainable(layer),
      };
    },
  });
  const { instance } = late;
  if (!instance) return value;
  const trainable = call.args.find(argument => argument.name === 'trainable');
  if (trainable) makeTrainable(call.host, value, trainable.value);
  registerLayer({
    value,
    flavour,
    name,
    declared: parts.declared,
    mayDeclare: mayDeclare(options),
    misdeclared: misdeclared(options),
    description,
    weights: () => instance.weights(),
    clone: (host, change) => clone(host, call, change, type),
    run: use => instance.run(use),
    build: (host, shapes, at) => instance.build(host, shapes, at),
  });
  return value;
}

/** The same constructor call with other arguments, made where nobody sees it. */
function clone(
  host: Host,
  call: Call,
  change: Readonly<Record<string, Value>>,
  type: NativeClass,
): NativeValue | undefined {
  const unseen: Host = { ...quiet(host), layerMade: nothing, modelMade: nothing };
  const args = [
    ...call.args.filter(argument => argument.name === undefined || !Object.hasOwn(change, argument.name)),
    ...Object.entries(change).map(([name, value]) => ({ name, value, at: call.site })),
  ];
  const made = type.construct({ ...call, host: unseen, args });
  return made.kind === 'native' ? made : undefined;
}

const nothing = () => {};
