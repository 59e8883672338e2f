/**
 * Layers of the user's in TensorFlow.js. `apply` builds them once; on symbolic tensors it asks `computeOutputShape` and does not run `call`, which
 * runs when the model does. Source: tfjs-layers/src/engine/topology.ts (Layer.apply), executor.ts.
 */
import type { Shape } from '../../../shapes/index.ts';
import {
  attached,
  type Call,
  dict,
  type Host,
  itemsOf,
  list,
  type ObjectValue,
  shapeOf,
  tensor,
  type Value,
} from '../../parts.ts';
import { shapeValue } from './attributes.ts';
import { asBeforeBuild } from './before-build.ts';
import { dimFrom } from './declared.ts';
import type { Flavour } from './flavour.ts';
import { recorded, tensorsIn } from './graph.ts';
import { axisNames } from './none.ts';
import { layerOf } from './registry.ts';

const builtOf = attached<ObjectValue, boolean>(false, (a, b) => a && b);

/** Finds the user's own method of a name; undefined where the class leaves it to the framework. */
export type OwnMethod = (name: string) => Value | undefined;

export function applyLayer(flavour: Flavour, call: Call, self: ObjectValue, own: OwnMethod): Value {
  const [inputs] = call.args;
  if (!inputs) return call.host.unknown(`the result of \`${self.class.name}\``, call.site);
  const tensors = tensorsIn(inputs.value);
  buildOnce(call, self, own);
  if (!tensors.some(one => one.graph)) return run(call, self, own);
  const outputs = described(flavour, call, self, own);
  return recorded(call, self.base.value, outputs, again => execute(flavour, again, self, own));
}

/** A model runs its layers on lists of tensors. */
function execute(flavour: Flavour, call: Call, self: ObjectValue, own: OwnMethod): Value {
  const [first, ...others] = call.args;
  if (!first || tensorsIn(first.value).some(one => one.graph)) return applyLayer(flavour, call, self, own);
  const listed = first.value.kind === 'list' ? first.value : list([first.value]);
  return run({ ...call, args: [{ ...first, value: listed }, ...others] }, self, own);
}

function run(call: Call, self: ObjectValue, own: OwnMethod): Value {
  const method = own('call');
  const { host, site } = call;
  if (method) {
    const named = call.args.flatMap(({ name, value }) =>
      name === undefined ? [] : [[name, value] as const],
    );
    const options = dict(named, host.unknown('an option of a call', site));
    const args = call.args.filter(argument => argument.name === undefined).slice(0, 1);
    return host.call(method, [...args, { name: undefined, value: options, at: site }], site);
  }
  const base = layerOf(self);
  // A layer of the framework's that the class derives from, else the base class, which gives back what it is given.
  if (base?.description) return base.run(call);
  return unwrapped(call.args[0]?.value) ?? host.unknown(`the result of \`${self.class.name}\``, site);
}

/** A list of one is given as that one. */
function unwrapped(value: Value | undefined): Value | undefined {
  const items = value && itemsOf(value);
  return items?.length === 1 ? items[0] : value;
}

function described(flavour: Flavour, call: Call, self: ObjectValue, own: OwnMethod): Value {
  const { host, site } = call;
  const method = own('computeOutputShape');
  const base = layerOf(self);
  if (!method && base?.description) return base.run(call);
  const given = shapesOf(call);
  const shapes = method ? host.call(method, [{ name: undefined, value: given, at: site }], site) : given;
  const several = itemsOf(shapes)?.map(item => (itemsOf(item) ? item : undefined));
  const make = (value: Value) => symbolic(flavour, call, self, shapeFrom(host, value, site));
  if (several && several.length > 0 && several.every(item => item !== undefined))
    return list(several.map(make));
  return make(shapes);
}

function symbolic(flavour: Flavour, call: Call, self: ObjectValue, shape: Shape | undefined): Value {
  return tensor(call.host, {
    framework: flavour.framework,
    shape,
    dtype: 'float',
    graph: true,
    source: {
      operation: self.class.name,
      site: call.site,
      layer: self.base.value,
      parents: call.args.flatMap(argument => tensorsIn(argument.value)),
    },
  });
}

function shapeFrom(host: Host, value: Value, site: Call['site']): Shape | undefined {
  const items = itemsOf(value);
  const names = axisNames(items?.length ?? 0);
  return items?.map((item, axis) => dimFrom(host, item, names[axis] ?? 'size', site));
}

/** The shape of one input, or a list of those of several. */
function shapesOf(call: Call): Value {
  const { host, site } = call;
  const tensors = call.args[0] ? tensorsIn(call.args[0].value) : [];
  const values = tensors.map(one => {
    const shape = shapeOf(one);
    return shape ? shapeValue(shape) : host.unknown('the shape of an input', site);
  });
  const [only] = values;
  return values.length === 1 && only ? only : list(values);
}

function buildOnce(call: Call, self: ObjectValue, own: OwnMethod): void {
  const isBuilt = builtOf.place(self);
  const build = own('build');
  if (isBuilt.value || !build) return;
  const known = call.args[0] ? tensorsIn(call.args[0].value).every(one => shapeOf(one)) : false;
  call.host.write(isBuilt, known);
  asBeforeBuild(call.host, self);
  call.host.call(build, [{ name: undefined, value: shapesOf(call), at: call.site }], call.site);
}
