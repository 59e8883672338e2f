/** Adding to a Sequential model: layers, models and tensors, each run on what the model gives so far. */
import { compare, type Dim } from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import {
  type Argument,
  asInt,
  bind,
  type Call,
  isFrameworkGuessed,
  itemsOf,
  NONE,
  type Slot,
  shapeOf,
  signature,
  type Value,
} from '../../parts.ts';
import { nodeOf, tensorsIn } from '../core/graph.ts';
import { doubting, quiet } from '../core/hosts.ts';
import { inputTensor } from '../core/input.ts';
import { type KerasLayer, layerOf, type ModelEnds } from '../core/registry.ts';
import { noteUse } from '../core/usage.ts';
import { sceneOf } from './data.ts';
import { isConcrete } from './ends.ts';
import type { ModelCore } from './model-core.ts';
import { extend } from './sequential-extend.ts';
import { refuseSecondInput } from './sequential-inputs.ts';
import { EMPTY, nativesOf, type State, scattered, withUnknown } from './sequential-state.ts';

/** `Sequential([...])`; TensorFlow.js: `sequential({layers: [...]})`. */
export function addAll(core: ModelCore, state: Slot<State>, call: Call): void {
  const given = call.args.find(argument => argument.name === undefined || argument.name === 'layers');
  if (!given) return;
  const options = given.value.kind === 'dict' ? given.value.entries.value.known.get('layers') : undefined;
  const layers = options ?? given.value;
  const items = itemsOf(layers);
  if (!items) {
    if (layers.kind === 'unknown' || layers.kind === 'list') call.host.write(state, scattered(state.value));
    return;
  }
  for (const layer of items) {
    if (add(core, state, call, { ...given, value: layer, at: placeIn(given.at, layer) })) continue;
    call.host.write(state, withUnknown(state.value, layer));
    if (layer.kind !== 'unknown') return;
  }
}

/** Where one layer of a list stands: its own constructor call, if that is written inside the list. */
function placeIn(list: Argument['at'], layer: Value): Argument['at'] {
  const site = layerOf(layer)?.value.site;
  const isInside = site && site.file === list.file && site.start >= list.start && site.end <= list.end;
  return isInside ? site : list;
}

const ADD = { keras3: signature('layer, rebuild=True'), before: signature('layer') };

export function addCalled(core: ModelCore, state: Slot<State>, call: Call): Value {
  const { flavour } = core;
  const wanted = flavour.name === 'keras3' ? ADD.keras3 : ADD.before;
  const bound = flavour.options ? undefined : bind(call, wanted, 'Sequential.add', flavour.framework);
  if (bound?.refused) return NONE;
  const [given] = call.args;
  const isWaiting = isWaitingFor(state.value);
  const later = given && bound?.names.includes('rebuild') && isFalse(bound.value('rebuild'));
  if (call.open) call.host.write(state, scattered(state.value));
  else if (later && addLater(state, call, given)) return NONE;
  else if (given && !add(core, state, call, given))
    call.host.write(state, withUnknown(state.value, given.value));
  else if (isWaiting) again(core, state, call, state.value.layers);
  return NONE;
}

/** `add(layer, rebuild=False)`: a layer that is not built before the model is. */
function addLater(state: Slot<State>, { host }: Call, { value }: Argument): boolean {
  const { layers } = state.value;
  const layer = layerOf(value);
  if (!layer || layer.input || layers.length === 0) return false;
  host.write(state, { ...state.value, layers: [...layers, value], ends: undefined });
  return true;
}

/** Layers were added without building, so that the input is not read yet. */
const isWaitingFor = ({ layers, ends, isOpen }: State): boolean =>
  !isOpen && !ends && layerOf(layers[0])?.input !== undefined;

const isFalse = (value: Value): boolean => value.kind === 'none' || asInt(value) === 0;

/** All layers once more, without words. */
export function again(core: ModelCore, state: Slot<State>, call: Call, layers: readonly Value[]): void {
  const host = quiet(call.host);
  call.host.write(state, EMPTY);
  for (const layer of layers)
    add(core, state, { ...call, host }, { name: undefined, value: layer, at: call.site });
}

/** False: refused or unknown. */
export function add(core: ModelCore, state: Slot<State>, call: Call, given: Argument): boolean {
  const { host } = call;
  const now = state.value;
  if (given.value.kind === 'tensor') return addTensor(core, state, call, given);
  const layer = layerOf(given.value);
  if (!layer)
    return isNoLayer(given.value) || isNothing(call, given) ? refuseLayer(core, call, given) : false;
  if (layer.input) {
    if (now.layers.length > 0) return addFurther(core, state, call, given);
    host.write(state, {
      ...now,
      layers: [given.value],
      ends: { input: layer.input, output: layer.input },
    });
    return true;
  }
  if (now.layers.length === 0 && layer.misdeclared)
    return refuseDeclared(core, call, layer, layer.misdeclared);
  if (now.ends) suspectDeclared(core, call, layer, given);
  const ends = now.ends ?? (now.layers.length === 0 ? begin(core, call, layer) : undefined);
  if (!ends && now.layers.length === 0 && core.flavour.name === 'tfjs' && !now.isOpen && !layer.mayDeclare)
    return refuseUnshaped(core, call, given, layer);
  host.write(state, { ...now, layers: [...now.layers, given.value] });
  // What was added before may have been an input, for which it is built at once.
  if (now.isOpen) for (const each of nativesOf([given.value])) noteUse(host, each, 'any');
  if (!ends || now.isOpen) return true;
  return extend(core, state, call, given, ends);
}

/** Keras 3 looks for an input layer in the first place only; one further back is called as any other layer, when there is data. */
function addFurther(core: ModelCore, state: Slot<State>, call: Call, given: Argument): boolean {
  const { layers, ends, isOpen } = state.value;
  if (core.flavour.name !== 'keras3' || isOpen) return false;
  const input = ends ?? layerOf(layers[0])?.input;
  if (input) return refuseSecondInput(core, call, given);
  call.host.write(state, { ...state.value, layers: [...layers, given.value] });
  return true;
}

/** `LSTM(10, input_shape=8)` in the first place. */
function refuseDeclared(core: ModelCore, call: Call, layer: KerasLayer, { value, at }: Argument): false {
  const number = asInt(value);
  refuseArgument(
    { ...sceneOf(core, call), operation: layer.value.class.name },
    {
      parameter: 'input_shape',
      aspect: 'type',
      allowed: 'a tuple of integers',
      at,
      says: `Cannot convert '${number ?? '…'}' to a shape.`,
    },
  );
  return false;
}

/** An input shape on a later layer is not looked at. */
function suspectDeclared(core: ModelCore, call: Call, layer: KerasLayer, given: Argument): void {
  const at = layer.value.layer?.arguments.get('input_shape');
  const output = core.ends()?.output;
  const actual = output?.kind === 'tensor' ? shapeOf(output) : undefined;
  const { declared } = layer;
  const isOther =
    actual &&
    declared &&
    (actual.length !== declared.length ||
      actual.some((dim, axis) => axis > 0 && isOtherSize(dim, declared[axis])));
  if (!at || !isOther) return;
  const scene = sceneOf(core, call);
  const host = doubting(scene.host);
  refuseArgument(
    { ...scene, host, operation: layer.value.class.name },
    {
      parameter: 'input_shape',
      aspect: 'value',
      allowed: 'nothing: only the first layer declares an input',
      at: given.at,
      given: call.host.textOf(at),
    },
  );
}

const isOtherSize = (dim: Dim, other: Dim | undefined) =>
  other === undefined || compare(dim, other) === 'different';

/** The input that a first layer declares, or that a model brings along. */
export function begin(core: ModelCore, call: Call, layer: KerasLayer): ModelEnds | undefined {
  const nested = layer.ends?.();
  const first = nested && tensorsIn(nested.input)[0];
  const shape = layer.declared ?? (first && shapeOf(first));
  if (!shape) return undefined;
  const input = inputTensor(
    call.host,
    core.flavour,
    shape,
    call.site,
    core.flavour.name === 'keras3' ? undefined : `${layer.name}_input`,
  );
  return { input, output: input };
}

/** `Sequential([Input(...), ...])`: the tensor stands for its input layer; older versions refuse it. */
function addTensor(core: ModelCore, state: Slot<State>, call: Call, given: Argument): boolean {
  const { value } = given;
  if (value.kind !== 'tensor') return false;
  const layer = nodeOf(value)?.layer;
  const input = layerOf(layer)?.input;
  if (layer && input && core.flavour.inputInSequential)
    return add(core, state, call, { ...given, value: layer });
  const isArray = !isFrameworkGuessed(value) && isConcrete(value);
  const isNone = value.graph || isArray || core.flavour.name !== 'keras3';
  return isNone ? refuseLayer(core, call, given) : false;
}

const isNoLayer = (value: Value) => ['number', 'string', 'bool', 'native-class', 'list'].includes(value.kind);

/** None that is written in a layer's place, and under no condition. */
function isNothing({ host }: Call, { value, at }: Argument): boolean {
  const text = host.textOf(at);
  return value.kind === 'none' && !value.assumed && /(^|[[,]\s*)None\b/.test(text) && !/\bif\b/.test(text);
}

function refuseLayer(core: ModelCore, call: Call, given: Argument): false {
  refuseArgument(sceneOf(core, call), {
    parameter: 'layer',
    aspect: 'type',
    allowed: 'a layer, not the result of calling one',
    at: given.at,
  });
  return false;
}

/** TensorFlow.js needs the shape at once. */
function refuseUnshaped(core: ModelCore, call: Call, given: Argument, layer: KerasLayer): false {
  refuseArgument(
    { ...sceneOf(core, call), operation: layer.value.class.name },
    {
      parameter: 'inputShape',
      aspect: 'missing',
      allowed: 'an `inputShape` for the first layer',
      at: given.at,
      says: 'The first layer in a Sequential model must get an `inputShape` or `batchInputShape` argument.',
    },
  );
  return false;
}
