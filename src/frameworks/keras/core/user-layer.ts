/**
 * Layers of the user's: classes that derive from `Layer` or from one of its subclasses. Their `build` and `call` are run as Keras runs them; on
 * symbolic tensors the whole layer is one node of the model.
 */
import { refuseArgument } from '../../array/scene.ts';
import {
  attached,
  type Call,
  type Extension,
  type Host,
  isFrameworkGuessed,
  type NativeValue,
  nativeFunction,
  type ObjectValue,
  shapeOf,
  tensor,
  tuple,
  type Value,
} from '../../parts.ts';
import { applyLayer } from './applied-layer.ts';
import { appliedCall, shapeValue } from './attributes.ts';
import type { Flavour } from './flavour.ts';
import { recorded, tensorsIn } from './graph.ts';
import { layerOf } from './registry.ts';
import { noteUse, usageIn } from './usage.ts';

/** Where PyTorch runs Keras 3, its modules are wrapped as layers when they are assigned: https://keras.io/api/layers/backend_specific_layers. */
export function userLayer(flavour: Flavour, construct: (call: Call) => NativeValue | undefined): Extension {
  return {
    initialise: (call, self) => self.base.value ?? construct(call),
    invoke: (call, self) => runUserLayer(flavour, call, self),
    entry: 'call',
    keeps: (host, value, site) =>
      value.kind === 'native' && value.class.framework === 'torch' && value.layer
        ? host.unknown('what Keras makes of a PyTorch module', site)
        : undefined,
    attribute: (host, self, name, site) =>
      flavour.options && name === 'apply'
        ? nativeFunction(`${self.class.name}.apply`, call => runUserLayer(flavour, appliedCall(call), self))
        : self.base.value?.behaviour.attribute?.(host, name, site),
  };
}

/** The user's own method of that name; undefined where the class leaves it to Keras. */
export function ownMethod(
  host: Host,
  self: ObjectValue,
  name: string,
  site: Call['site'],
): Value | undefined {
  const method = host.attribute(self, name, site);
  return method.kind === 'bound' && method.function.kind === 'function' ? method : undefined;
}

const builtOf = attached<ObjectValue, boolean>('built', false, (a, b) => a && b);

export function runUserLayer(flavour: Flavour, call: Call, self: ObjectValue): Value {
  const { host, site } = call;
  if (flavour.options) return applyLayer(flavour, call, self, name => ownMethod(host, self, name, site));
  const base = layerOf(self);
  if (base) noteUse(host, base.value, usageIn(call));
  if (!flavour.eager && refusesArrays(flavour, call, self))
    return host.because({ missing: `the result of \`${self.class.name}\``, at: site });
  buildOnce(call, self);
  const method = ownMethod(host, self, 'call', site);
  const isCalled = call.args[0]?.value.kind !== 'unknown' || method !== undefined;
  const result =
    method && isCalled
      ? host.call(method, call.args, site, call.open)
      : (base?.run(call) ?? host.unknown(`the result of \`${self.class.name}\``, site));
  if (!method) return result;
  const wrapped = asOutputs(call, flavour, result, self.base.value);
  return recorded(call, self.base.value, wrapped, again => runUserLayer(flavour, again, self));
}

/** Keras 2.2 calls layers and models on symbolic tensors only. */
function refusesArrays(flavour: Flavour, call: Call, self: ObjectValue): boolean {
  const array = call.args.find(given =>
    tensorsIn(given.value).some(one => one.framework === 'numpy' && !one.graph && !isFrameworkGuessed(one)),
  );
  if (!array) return false;
  const scene = {
    host: call.host,
    framework: flavour.framework,
    operation: self.class.name,
    site: call.site,
  };
  refuseArgument(scene, {
    parameter: 'inputs',
    aspect: 'type',
    allowed: 'a symbolic tensor',
    given: 'a NumPy array',
    at: array.at,
  });
  return true;
}

/** `build` runs at the first call, with the shape of what is given first. Of one of many layers any call may be the first. */
function buildOnce(call: Call, self: ObjectValue): void {
  const given = call.args[0]?.value;
  const isKnown = given !== undefined && tensorsIn(given).some(one => shapeOf(one));
  buildFor(call, self, isKnown, () => (given ? inputShape(call, given) : unknownShape(call)));
}

/** Runs the user's `build` on the shape, unless it has been run; `isKnown`: that shape is the one that counts. */
export function buildFor(
  { host, site }: Pick<Call, 'host' | 'site'>,
  self: ObjectValue,
  isKnown: boolean,
  shape: () => Value,
): void {
  const isBuilt = builtOf(self);
  if (isBuilt.value && !self.base.value?.layer?.isOneOfMany) return;
  const build = ownMethod(host, self, 'build', site);
  if (!build) return;
  host.write(isBuilt, isKnown);
  host.call(build, [{ name: undefined, value: shape(), at: site }], site);
}

/** Shapes in the structure of the input: a tuple of inputs gives as many. */
function inputShape(call: Call, given: Value): Value {
  if (given.kind === 'list' && 'known' in given.items.value)
    return tuple(given.items.value.known.map(item => inputShape(call, item)));
  const shape = given.kind === 'tensor' ? shapeOf(given) : undefined;
  return shape ? shapeValue(shape) : unknownShape(call);
}

const unknownShape = (call: Call): Value => call.host.unknown('the shape of an input', call.site);

/** Symbolic results get an identity of their own: what happened inside of the layer is no part of the model's graph. */
function asOutputs(call: Call, flavour: Flavour, result: Value, layer: NativeValue | undefined): Value {
  if (result.kind === 'list' && 'known' in result.items.value) {
    const items = result.items.value.known.map(item => asOutputs(call, flavour, item, layer));
    return { ...result, items: { ...result.items, value: { known: items } } };
  }
  if (result.kind !== 'tensor' || !result.graph) return result;
  return tensor(call.host, {
    framework: result.framework,
    shape: shapeOf(result),
    dtype: result.dtype,
    graph: true,
    source: { ...result.source, layer: layer ?? result.source.layer },
  });
}
