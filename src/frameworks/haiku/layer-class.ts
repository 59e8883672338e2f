/** Turns the description of one Haiku module into its class. Modules make their parameters when they are first called, from the input's sizes. */
import { type Dim, type Origin, surelyDiffer } from '../../shapes/index.ts';
import { refuseSize, type Scene } from '../array/scene.ts';
import { makeLayer } from '../layer.ts';
import { Options } from '../modules/options.ts';
import { registerModule } from '../modules/tree.ts';
import { weightTensor } from '../modules/weight-tensor.ts';
import {
  asString,
  type Behaviour,
  type Bound,
  bind,
  type Call,
  type CellDescription,
  type Host,
  integer,
  type NativeClass,
  type NativeValue,
  type Operand,
  signature,
  string,
  type Value,
  type Weight,
} from '../parts.ts';
import { currentRun, keep, loseParameters, nameModule, snakeCase } from './run.ts';

export { noteCall } from '../layer.ts';

/** What a constructor call comes to. */
export interface Made {
  readonly units?: Dim | undefined;
  readonly cell?: CellDescription;
  /** Modules that it was given and calls. */
  readonly inner?: readonly NativeValue[];
  /** It has no parameters but those of the modules that it was given. */
  readonly ownsNothing?: true;
  readonly attribute?: (host: Host, name: string, site: Origin) => Value | undefined;
  readonly call: (use: Use) => Value;
}

/** One call of a module. */
export interface Use extends Scene {
  readonly layer: NativeValue;
  /** 'lstm' */
  readonly module: string;
  readonly arguments: Bound;
}

export interface LayerSpec {
  /** 'LSTM' */
  readonly name: string;
  /** Without `name`, which all of them take last. */
  readonly signature: string;
  readonly forward: string;
  readonly recurrent?: boolean;
  readonly bases?: readonly string[];
  readonly make: (options: Options) => Made;
}

export function layerClass(spec: LayerSpec): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    name: spec.name,
    qualified: `haiku.${spec.name}`,
    framework: 'haiku',
    ancestors: [...(spec.bases ?? []), 'Module'].map(base => `haiku.${base}`),
    role: spec.recurrent ? 'recurrent' : 'layer',
    construct: call =>
      construct(call, spec, type) ??
      call.host.because({ missing: `a module: \`${spec.name}\` is refused here`, at: call.site }),
    extend: {
      initialise: call => construct(call, spec, type),
      entry: '__call__',
      attribute: (host, self, name, site) => self.base.value?.behaviour.attribute?.(host, name, site),
      invoke: (call, self) =>
        self.base.value?.behaviour.invoke?.(call) ?? call.host.unknown('the result of a module', call.site),
    },
  };
  return type;
}

/** `name` comes last where the signature has no keyword-only part. */
const withName = (text: string): string => {
  if (text.includes('name=')) return text;
  const [positional = '', ...rest] = text.split(/,? ?\*, /);
  const named = positional ? `${positional}, name=None` : 'name=None';
  return rest.length === 0 ? named : `${text}, name=None`;
};

/** At the top of a module no transformed function can be running. */
export function refuseOutside({ host, site }: Call, operation: string): boolean {
  if (!host.isTopLevel() || currentRun(host)) return false;
  host.refuse({
    kind: 'program',
    aspect: 'call',
    framework: 'haiku',
    operation: 'outside of `hk.transform`',
    name: operation,
    instead: 'Make the module inside the function that you give to `hk.transform`',
    at: site,
    says: 'All `hk.Module`s must be initialized inside an `hk.transform`.',
  });
  return true;
}

function construct(call: Call, spec: LayerSpec, type: NativeClass): NativeValue | undefined {
  const { host, site } = call;
  const bound = bind(call, signature(withName(spec.signature)), spec.name, 'haiku');
  if (bound.refused || refuseOutside(call, `hk.${spec.name}`)) return undefined;
  const scene: Scene = { host, framework: 'haiku', operation: spec.name, site };
  const module = nameModule(host, asString(bound.value('name')) ?? snakeCase(spec.name));
  const known = madeBefore(host, module, site);
  if (known) return known;
  const options = new Options(scene, bound);
  const made = spec.make(options);
  if (options.isRefused) return undefined;
  const layer = makeLayer(call, {
    class: type,
    recurrent: spec.recurrent ?? false,
    units: made.units,
    cell: made.cell,
    inner: made.inner ?? [],
    ...(made.ownsNothing && { weights: [] }),
    givenName: module,
    bound,
    behave: self => behaviour(self, spec, made, module, bound),
  });
  registerModule(layer, { children: () => [], parameters: () => [] });
  remember(host, module, layer);
  return layer;
}

/** The module that an earlier run, or an earlier call of the method, made here under this name: its parameters are the same. */
export function madeBefore(host: Host, module: string, site: Origin): NativeValue | undefined {
  return currentRun(host)?.owned.modules.value.get(`${module}@${site.file}:${site.start}`);
}

export function remember(host: Host, module: string, layer: NativeValue): void {
  const place = currentRun(host)?.owned.modules;
  const key = `${module}@${layer.site.file}:${layer.site.start}`;
  if (place) host.write(place, new Map(place.value).set(key, layer));
}

function behaviour(
  layer: NativeValue,
  spec: LayerSpec,
  made: Made,
  module: string,
  options: Bound,
): Behaviour {
  const forward = signature(spec.forward);
  return {
    invoke: call => {
      const bound = bind(call, forward, spec.name, 'haiku');
      const { host, site } = call;
      if (bound.refused)
        return host.because({ missing: `what \`${spec.name}\` gives: the call is refused`, at: site });
      const scene = { host, framework: 'haiku', operation: spec.name, site, layer } as const;
      const given = made.call({ ...scene, module, arguments: bound });
      if (!layer.layer?.built.value.weights || layer.layer.isOneOfMany) loseParameters(host, module);
      return given;
    },
    attribute: (host, name, site) => {
      const own = made.attribute?.(host, name, site);
      if (own) return own;
      if (name === 'module_name') return string(module);
      if (name === 'name') return string(module.slice(module.lastIndexOf('/') + 1));
      if (name === 'hidden_size' && made.units) return integer(made.units);
      return options.names.includes(name) ? options.value(name) : undefined;
    },
  };
}

/** The parameters of a call: made by the first, found by all later ones; undefined: they would have other shapes, which has been stated. */
export function parameters(
  use: Use,
  input: Operand,
  wanted: readonly Weight[],
  features?: Dim,
): readonly Weight[] | undefined {
  const built = use.layer.layer?.built;
  const named = wanted.map(w => ({ ...w, name: `${use.module}/${w.name}` }));
  const own = use.layer.layer?.isOneOfMany ? undefined : built?.value.weights;
  if (own && isOther(own, named)) {
    refuseOther(use, input, built?.value.inputSize, features);
    return undefined;
  }
  if (built && !own) use.host.write(built, { ...built.value, weights: named, inputSize: features });
  for (const each of own ?? named) keepParameter(use, each);
  return own ?? named;
}

function isOther(own: readonly Weight[], wanted: readonly Weight[]): boolean {
  return own.some(({ name, shape }) => {
    const other = wanted.find(w => w.name === name)?.shape;
    return surelyDiffer(shape, other);
  });
}

function refuseOther(use: Use, input: Operand, expected: Dim | undefined, actual: Dim | undefined): void {
  if (!expected || !actual) return;
  const axis = (input.shape?.length ?? 1) - 1;
  const says = 'with retrieved shape … does not match shape';
  refuseSize(use, input, { axis, expected, actual, parameter: undefined, says });
}

function keepParameter(use: Use, weight: Weight): void {
  if (!weight.trainable) return;
  const cut = weight.name.lastIndexOf('/');
  const tensor = weightTensor(use.host, use.layer, weight, use.layer.site);
  keep(use.host, 'params', weight.name.slice(0, cut), weight.name.slice(cut + 1), tensor);
}
