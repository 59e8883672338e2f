/**
 * `keras.applications`: image networks as functional models of which the ends are known and the layers are not. https://keras.io/api/applications/
 */
import { constantOf, type Dim, type Shape, size, unknownDim } from '../../../shapes/index.ts';
import { opaqueClass } from '../../array/opaque.ts';
import { makeLayer } from '../../layer.ts';
import {
  type Argument,
  asBool,
  asDim,
  asString,
  type Call,
  type Host,
  itemsOf,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  shapeOf,
  type TensorValue,
  tensor,
  type Value,
} from '../../parts.ts';
import { formatOf } from '../core/data-format.ts';
import type { Flavour } from '../core/flavour.ts';
import { recorded } from '../core/graph.ts';
import { inputTensor } from '../core/input.ts';
import { autoName } from '../core/names.ts';
import { none } from '../core/none.ts';
import { layerOf, registerLayer } from '../core/registry.ts';
import { runFunctional } from '../models/functional.ts';
import { givenName, makeModel } from '../models/model.ts';
import { NETWORKS, type Network, shrunk } from './networks.ts';

/** What decides over the shapes; by position stands `include_top` alone, and first only in some. */
interface Asked {
  readonly input: TensorValue;
  readonly top: Dim | undefined;
  readonly pooled: boolean;
  readonly network: Network;
}

/** As many channels as `alpha=1.0` gives; others are not described. */
const CHANGES_CHANNELS = new Set(['alpha', 'minimalistic', 'depth_multiplier']);

export function applicationsModule(flavour: Flavour, model: NativeClass): ModuleValue {
  const makers = Object.fromEntries(
    Object.entries(NETWORKS).map(([name, network]) => [
      name,
      nativeFunction(`keras.applications.${name}`, call =>
        makeNetwork(call, { flavour, model, name, network }),
      ),
    ]),
  );
  // `vgg16`, `resnet50`: the module in which a network is, with what prepares images for it.
  const within = moduleOf('keras.applications', {
    ...makers,
    preprocess_input: nativeFunction('keras.applications.preprocess_input', prepared),
  });
  return {
    ...moduleOf('keras.applications', makers),
    member: (_host, name) => makers[name] ?? (/^[a-z][a-z0-9_]*$/.test(name) ? within : undefined),
  };
}

/** Colours are shifted and scaled. */
function prepared({ host, site, args: [given] }: Call): Value {
  const image = given?.value;
  return image?.kind === 'tensor' && image.dtype === 'float'
    ? tensor(host, { ...image, content: undefined, source: { ...image.source, parents: [image] } })
    : host.unknown('a prepared image', site);
}

interface Maker {
  readonly flavour: Flavour;
  readonly model: NativeClass;
  readonly name: string;
  readonly network: Network;
}

function makeNetwork(call: Call, { flavour, model, name, network }: Maker): Value {
  const asked = askedOf(call, flavour, network);
  if (!asked) return call.host.unknown(`the network \`${name}\``, call.site);
  const { input } = asked;
  const body = bodyOf(call, flavour, name, asked);
  const output = layerOf(body)?.run({ ...call, args: [{ name: undefined, value: input, at: call.site }] });
  if (output?.kind !== 'tensor') return call.host.unknown(`the network \`${name}\``, call.site);
  const ends = { input, output };
  return makeModel(call, {
    class: { ...model, name: flavour.name === 'keras2' ? 'Model' : 'Functional' },
    flavour,
    name: givenName(call) ?? autoName(call.host, flavour, name),
    kind: 'functional',
    layers: () => [body],
    listed: () => [],
    places: () => undefined,
    isClosed: () => false,
    ends: () => ends,
    methods: {},
    run: (core, use) => runFunctional(core, ends, use),
  }).value;
}

/** All layers of the network as one, of which no weights are told. */
function bodyOf(call: Call, flavour: Flavour, name: string, asked: Asked): NativeValue {
  const type = opaqueClass({
    qualified: `${flavour.root}.applications.${name}`,
    framework: flavour.framework,
  });
  const unseen: Host = { ...call.host, layerMade: () => {} };
  const body = makeLayer(
    { ...call, host: unseen, args: [] },
    { class: type, recurrent: false, givenName: name, held: () => undefined, behave: () => ({}) },
  );
  const run = (use: Call): Value => {
    const image = use.args[0]?.value;
    const shape = image?.kind === 'tensor' ? shapeOf(image) : undefined;
    if (image?.kind !== 'tensor') return use.host.unknown('what a network gives', use.site);
    const made = tensor(use.host, {
      framework: flavour.framework,
      shape: shape && shapeGiven(use, shape, asked),
      dtype: 'float',
      graph: image.graph,
      source: { operation: name, site: use.site, parents: [image] },
    });
    return recorded(use, body, made, run);
  };
  registerLayer({
    value: body,
    flavour,
    name,
    declared: undefined,
    description: undefined,
    isMany: true,
    weights: () => undefined,
    run,
  });
  return body;
}

function shapeGiven(
  { host, site }: Call,
  [batch, height, width]: Shape,
  { top, pooled, network }: Asked,
): Shape | undefined {
  if (!batch || !height || !width) return undefined;
  if (top) return [batch, top];
  if (pooled) return [batch, size(network.channels)];
  const side = (dim: Dim, name: string): Dim => {
    if (constantOf(dim) === undefined) return none(host, name, site);
    return network.steps ? shrunk(dim, network.steps) : unknownDim();
  };
  return [batch, side(height, 'height'), side(width, 'width'), size(network.channels)];
}

/** undefined: what comes out is not known. */
function askedOf(call: Call, flavour: Flavour, network: Network): Asked | undefined {
  const named = new Map(
    call.args.flatMap(each => (each.name === undefined ? [] : [[each.name, each] as const])),
  );
  const isUnclear =
    call.open || call.args.length !== named.size || formatOf(call.host, flavour) !== 'channels_last';
  if (isUnclear || [...named.keys()].some(name => CHANGES_CHANNELS.has(name))) return undefined;
  const value = (name: string): Value | undefined => named.get(name)?.value;
  const includes = value('include_top');
  const hasTop = includes ? asBool(includes) : true;
  const pooling = value('pooling');
  const pooled =
    !pooling || pooling.kind === 'none' ? false : asString(pooling) !== undefined ? true : undefined;
  const classes = value('classes');
  const top = classes ? asDim(classes) : size(1000);
  const input = inputOf(call, flavour, { given: named, side: hasTop ? network.side : undefined });
  if (hasTop === undefined || pooled === undefined || !top || !input) return undefined;
  return { input, top: hasTop ? top : undefined, pooled, network };
}

interface Images {
  readonly given: ReadonlyMap<string, Argument>;
  /** undefined: of any size. */
  readonly side: number | undefined;
}

function inputOf(call: Call, flavour: Flavour, { given, side }: Images): TensorValue | undefined {
  const { host, site } = call;
  const tensorGiven = given.get('input_tensor')?.value;
  if (tensorGiven && tensorGiven.kind !== 'none')
    return tensorGiven.kind === 'tensor' && tensorGiven.graph && shapeOf(tensorGiven)?.length === 4
      ? tensorGiven
      : undefined;
  const batch = none(host, 'batch', site);
  const shape = given.get('input_shape')?.value;
  if (!shape || shape.kind === 'none') {
    const open = (name: string): Dim => (side === undefined ? none(host, name, site) : size(side));
    return inputTensor(host, flavour, [batch, open('height'), open('width'), size(3)], site);
  }
  const sizes = itemsOf(shape)?.map((one, i) =>
    one.kind === 'none' ? none(host, i === 0 ? 'height' : 'width', site) : asDim(one),
  );
  const [height, width, channels] = sizes ?? [];
  return sizes?.length === 3 && height && width && channels
    ? inputTensor(host, flavour, [batch, height, width, channels], site)
    : undefined;
}
