/** Functional models: a graph between symbolic inputs and outputs. Source: keras/src/models/functional.py and ops/function.py. */
import { refuseArgument, type Scene } from '../../array/scene.ts';
import {
  type Call,
  type Host,
  isEither,
  itemsOf,
  type ListValue,
  type NativeClass,
  shapeOf,
  type TensorValue,
  type Value,
} from '../../parts.ts';
import type { Flavour } from '../core/flavour.ts';
import { type GraphNode, nodeOf, replay, tensorsIn } from '../core/graph.ts';
import { autoName } from '../core/names.ts';
import { layerOf, type ModelEnds } from '../core/registry.ts';
import { acceptInputs, isOfOtherRank } from './data.ts';
import { refusesLayerless } from './layerless.ts';
import { givenName, makeModel } from './model.ts';
import type { ModelCore } from './model-core.ts';
import { inOrder, type Ordered } from './order.ts';

/** undefined: these are no symbolic inputs and outputs. */
export function makeFunctional(
  call: Call,
  flavour: Flavour,
  type: NativeClass,
  given: ModelEnds,
): ModelCore | undefined {
  const ends = flavour.name === 'keras3' ? given : { ...given, output: alone(given.output, ['list']) };
  const outputs = tensorsIn(ends.output);
  if (!hasGraph(ends, outputs.length)) return undefined;
  if (refusesLayerless(call, flavour, ends) || !isConnected(call, flavour, ends)) return undefined;
  const name =
    givenName(call) ?? autoName(call.host, flavour, flavour.name === 'keras3' ? 'Functional' : 'Model');
  const order = inOrder(ends, flavour.name === 'keras3' || flavour.name === 'tf_keras');
  const { layers, operations, gave } = order;
  const isWhole = isTraced(ends);
  return makeModel(call, {
    class: { ...type, name: flavour.name === 'keras2' || flavour.name === 'tfjs' ? 'Model' : 'Functional' },
    flavour,
    name,
    kind: 'functional',
    layers: () => layers,
    places: () => (isWhole ? placesOf(call, flavour, order) : undefined),
    ...(operations && { listed: () => operations }),
    // Older versions ask all calls.
    ...(flavour.name === 'keras3' && { gave: layer => gave.get(layer)?.map(one => shapeOf(one)) }),
    isClosed: () => isWhole && !isOnePath(ends),
    hasAnyNumber: () => isOnePath(ends),
    ends: () => ends,
    methods: {},
    run: (core, use) => runFunctional(core, ends, use),
  });
}

/**
 * TensorFlow's Keras takes each function that is called on a symbolic tensor for a layer (`TFOpLambda`); that of TensorFlow 1 takes the operations for
 * layers that the function is made of.
 */
function placesOf(
  { host, site }: Call,
  { name }: Flavour,
  { layers, places }: Ordered,
): readonly Value[] | undefined {
  if (name === 'keras3' || !places.includes(undefined)) return layers;
  return name === 'tf_keras'
    ? places.map(layer => layer ?? host.unknown('a function as a layer of the model', site))
    : undefined;
}

const hasGraph = (ends: ModelEnds, outputs: number) => outputs > 0 && tensorsIn(ends.input).length > 0;

/** Every path from the outputs must end at a given input. */
function isConnected(call: Call, flavour: Flavour, ends: ModelEnds): boolean {
  const given = new Set(tensorsIn(ends.input));
  const order = visit(ends);
  // TensorFlow's Keras takes an input among the outputs as it is, until it is to compute it.
  const used = new Set(order.flatMap(node => node.inputs));
  const passed = flavour.name === 'tf_keras' ? tensorsIn(ends.output).filter(one => !used.has(one)) : [];
  const loose =
    order.find(
      node =>
        node.args.length === 0 &&
        node.outputs.every(output => !given.has(output) && !passed.includes(output)),
    ) ?? isFromWithin(flavour, ends);
  if (!loose || !holdsTensorsOnly(ends.input) || [...given].some(input => !nodeOf(input))) return true;
  const scene: Scene = { host: call.host, framework: flavour.framework, operation: 'Model', site: call.site };
  const at =
    call.args.find(argument => argument.name === 'inputs' || argument.name === 'input') ?? call.args[0];
  refuseArgument(scene, {
    parameter: 'inputs',
    aspect: 'value',
    allowed: 'all inputs that the outputs depend on',
    at: at?.at ?? call.site,
  });
  return false;
}

const isInput = (node: GraphNode): boolean => node.args.length === 0;

/** An input that is a tensor from within a graph: Keras 2.2 takes none, and TensorFlow's looks for the way to it from the outputs (functional_utils.py). */
function isFromWithin({ name }: Flavour, { input, output }: ModelEnds): boolean {
  const given = tensorsIn(input);
  const within = given.filter(one => {
    const node = nodeOf(one);
    return node !== undefined && !isInput(node) && one.source.role !== 'input';
  });
  if (name === 'keras2') return within.length > 0;
  return name === 'tf_keras' && within.length > 0 && isCutOff(given, tensorsIn(output));
}

/** Walking back from what made the outputs, an input that was not given is met, or one that was given is not. */
function isCutOff(given: readonly TensorValue[], outputs: readonly TensorValue[]): boolean {
  const found = new Set<TensorValue>();
  const seen = new Set<GraphNode>();
  const open = outputs.map(output => nodeOf(output));
  if (open.includes(undefined)) return false;
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const input of node.inputs) {
      const source = nodeOf(input);
      if (given.includes(input)) found.add(input);
      else if (!source) return false;
      else if (isInput(source)) return true;
      else open.push(source);
    }
  }
  return given.some(input => !found.has(input));
}

/** Whether nothing among the inputs is unknown. */
function holdsTensorsOnly(value: Value): boolean {
  if (value.kind === 'list') return itemsOf(value)?.every(holdsTensorsOnly) ?? false;
  if (value.kind === 'dict')
    return !value.entries.value.rest && [...value.entries.value.known.values()].every(holdsTensorsOnly);
  return value.kind === 'tensor';
}

/** `model(x)`: the graph again on other inputs. */
export function runFunctional(core: ModelCore, ends: ModelEnds, call: Call): Value {
  const given = call.args.find(argument => argument.name === undefined || argument.name === 'inputs');
  if (!given) return call.host.unknown('the result of a model', call.site);
  const accepted = computes(core, ends, call) && acceptInputs(core, call, given);
  if (!accepted)
    return call.host.because({ missing: 'the result of a model that refuses its input', at: call.site });
  if (isOfOtherRank(core, accepted)) return call.host.unknown('what is described of a model', call.site);
  const made = replayed(call.host, ends, accepted, call.site);
  const isListed = core.flavour.name !== 'keras3' || (call.host.isTopLevel() && isOfGraph(given.value));
  return isListed ? made : alone(made, ['list', 'tuple']);
}

/** A list of one is that one: before Keras 3 from the beginning on, then where the model runs (`unpack_singleton`), which it does not on symbolic tensors. */
function alone(value: Value, flavours: readonly ListValue['flavour'][]): Value {
  const items = value.kind === 'list' && flavours.includes(value.flavour) ? itemsOf(value) : undefined;
  return items?.length === 1 ? (items[0] ?? value) : value;
}

const isOfGraph = (value: Value): boolean => tensorsIn(value).some(({ graph }) => graph === true);

/** An input among the outputs is none of those that the model is called on: TensorFlow's Keras finds it when it computes. */
function computes({ flavour }: ModelCore, ends: ModelEnds, { host, site }: Call): boolean {
  const given = tensorsIn(ends.input);
  const isMissing = (output: TensorValue): boolean => {
    const node = nodeOf(output);
    return node !== undefined && isInput(node) && !given.includes(output);
  };
  if (flavour.name !== 'tf_keras' || !tensorsIn(ends.output).some(isMissing)) return true;
  refuseArgument(
    { host, framework: flavour.framework, operation: 'Model', site },
    {
      parameter: 'inputs',
      aspect: 'value',
      allowed: 'all inputs that the outputs depend on: one of them is an output',
      at: site,
      says: 'Could not compute output',
    },
  );
  return false;
}

export function replayed(host: Host, ends: ModelEnds, given: readonly Value[], site: Call['site']): Value {
  return replay(host, tensorsIn(ends.input), ends.output, given, site);
}

/** Whether it is known of every tensor on the way which call made it, of one layer, and of every call what it was given. */
function isTraced(ends: ModelEnds): boolean {
  const given = new Set(tensorsIn(ends.input));
  const isKnown = (one: TensorValue) => given.has(one) || nodeOf(one) !== undefined;
  const stops = new Set([...given].flatMap(input => nodeOf(input) ?? []));
  return (
    tensorsIn(ends.output).every(isKnown) &&
    visit(ends).every(
      node =>
        stops.has(node) || (node.inputs.every(isKnown) && !mayTakeMore(node) && !layerOf(node.layer)?.isMany),
    )
  );
}

/** Whether another path of the program has other layers there. */
const isOnePath = (ends: ModelEnds): boolean =>
  tensorsIn(ends.output).some(isEither) || visit(ends).some(node => node.inputs.some(isEither));

/** Whether a call may have been given tensors that are not known: what is symbolic and made of nothing symbolic was. */
function mayTakeMore(node: GraphNode): boolean {
  if (isInput(node)) return false;
  return node.inputs.length === 0 || node.args.some(({ value }) => mayHoldMore(value, node));
}

/** What is not known in a list that a function is given may be a number, `[rows, columns]`, unless tensors stand beside it. */
function mayHoldMore(value: Value, node: GraphNode): boolean {
  if (value.kind === 'unknown' || value.kind === 'union') return true;
  const items = itemsOf(value) ?? [];
  const isOfTensors = node.layer !== undefined || items.some(({ kind }) => kind === 'tensor');
  return isOfTensors && items.some(item => mayHoldMore(item, node));
}

/** Nodes in the order in which Keras first meets them, walking from the outputs. */
function visit(ends: ModelEnds): readonly GraphNode[] {
  const stops = new Set(tensorsIn(ends.input).flatMap(input => nodeOf(input) ?? []));
  const seen = new Set<GraphNode>();
  const open = tensorsIn(ends.output)
    .flatMap(output => nodeOf(output) ?? [])
    .reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (stops.has(node)) continue;
    open.push(...node.inputs.flatMap(input => nodeOf(input) ?? []).reverse());
  }
  return [...seen];
}
