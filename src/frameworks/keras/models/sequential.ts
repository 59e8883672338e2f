/** Sequential models, built step by step as layers are added. Source: keras/src/models/sequential.py. */
import { compare, type Dim, type Shape } from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import {
  type Argument,
  asInt,
  bind,
  type Call,
  type Host,
  itemsOf,
  type NativeClass,
  type NativeValue,
  NONE,
  type Slot,
  shapeOf,
  signature,
  slot,
  type Value,
} from '../../parts.ts';
import { shapeArgument } from '../core/attributes.ts';
import type { Flavour } from '../core/flavour.ts';
import { nodeOf, tensorsIn } from '../core/graph.ts';
import { inputTensor } from '../core/input.ts';
import { autoName } from '../core/names.ts';
import { type KerasLayer, layerOf, type ModelEnds } from '../core/registry.ts';
import { noteUse } from '../core/usage.ts';
import { acceptInputs, sceneOf } from './data.ts';
import { replayed } from './functional.ts';
import { givenName, type ModelCore, makeModel } from './model.ts';
import {
  isOtherInput,
  refuseEmpty,
  refuseInnerInput,
  refuseOtherInput,
  refuseSecondInput,
} from './sequential-inputs.ts';

interface State {
  /** What was added: layers, models, objects of the user's. */
  readonly layers: readonly Value[];
  readonly ends: ModelEnds | undefined;
  /** The first data, or the first symbolic tensor, said what the input is. */
  readonly isBuiltByData?: boolean;
  /** The first call on a symbolic tensor. */
  readonly calledOn?: ModelEnds | undefined;
  /** A layer was added that is not known: nothing certain can be said any more. */
  readonly isOpen: boolean;
  /** Nor which place the layers have. */
  readonly isScattered?: boolean;
}

const EMPTY: State = { layers: [], ends: undefined, isOpen: false };

export function makeSequential(call: Call, flavour: Flavour, type: NativeClass): ModelCore {
  const state: Slot<State> = slot<State>(EMPTY, joinStates);
  const natives = () => nativesOf(state.value.layers);
  const name = givenName(call) ?? autoName(call.host, flavour, 'Sequential');
  const late: { core: ModelCore | undefined } = { core: undefined };
  const withCore = (use: (core: ModelCore, call: Call) => Value) => (inner: Call) =>
    late.core ? use(late.core, inner) : NONE;
  const core = makeModel(call, {
    class: type,
    flavour,
    name,
    kind: 'sequential',
    layers: natives,
    places: () => (state.value.isScattered ? undefined : behindInput(state.value.layers)),
    isClosed: () => !state.value.isOpen,
    // An input alone makes no graph.
    ends: () => (flavour.name === 'keras3' && natives().length === 0 ? undefined : state.value.ends),
    ...(flavour.name === 'keras3' && { calledOn: () => state.value.calledOn }),
    isBuiltByData: () => state.value.isBuiltByData === true,
    begin: (use, shape) => late.core && begun(late.core, state, use, shape),
    methods: {
      add: withCore((self, use) => addCalled(self, state, use)),
      pop: withCore((self, use) => pop(self, state, use)),
    },
    build: withCore((self, use) => build(self, state, use)),
    run: (self, use) => run(self, state, use),
    // One that holds layers keeps them: most code only reads what it is given.
    escape: host => {
      if (state.value.layers.length === 0) host.write(state, scattered(state.value));
    },
  });
  late.core = core;
  addAll(core, state, call);
  return core;
}

/** Built in one branch only, it is what that branch says. */
function joinStates(a: State, b: State): State {
  const areOther = a.ends !== undefined && b.ends !== undefined && a.ends !== b.ends;
  if (a.layers.length !== b.layers.length || areOther) return scattered(a);
  return a.ends ? a : b;
}

const scattered = (state: State): State => ({ ...state, isOpen: true, isScattered: true, ends: undefined });

/** One more that is not known; in the first place it may be an input, which is no layer. */
const withUnknown = (state: State, layer: Value): State =>
  layer.kind === 'unknown' && state.layers.length > 0
    ? { ...state, layers: [...state.layers, layer], isOpen: true, ends: undefined }
    : scattered(state);

/** Without the input layer in the first place. */
const behindInput = (layers: readonly Value[]): readonly Value[] =>
  layerOf(layers[0])?.input ? layers.slice(1) : layers;

const nativesOf = (layers: readonly Value[]): readonly NativeValue[] =>
  behindInput(layers).flatMap(layer => layerOf(layer)?.value ?? []);

/** `Sequential([...])`; TensorFlow.js: `sequential({layers: [...]})`. */
function addAll(core: ModelCore, state: Slot<State>, call: Call): void {
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

function addCalled(core: ModelCore, state: Slot<State>, call: Call): Value {
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
function again(core: ModelCore, state: Slot<State>, call: Call, layers: readonly Value[]): void {
  const host = { ...call.host, refuse: () => {}, suspect: () => {} };
  call.host.write(state, EMPTY);
  for (const layer of layers)
    add(core, state, { ...call, host }, { name: undefined, value: layer, at: call.site });
}

/** False: refused or unknown. */
function add(core: ModelCore, state: Slot<State>, call: Call, given: Argument): boolean {
  const { host } = call;
  const now = state.value;
  if (given.value.kind === 'tensor') return addTensor(core, state, call, given);
  const layer = layerOf(given.value);
  if (!layer) return isNoLayer(given.value) ? refuseLayer(core, call, given) : false;
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
  const host = { ...scene.host, refuse: scene.host.suspect };
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
function begin(core: ModelCore, call: Call, layer: KerasLayer): ModelEnds | undefined {
  const nested = layer.ends?.();
  const first = nested && tensorsIn(nested.input)[0];
  const shape = layer.declared ?? (first && shapeOf(first));
  if (!shape) return undefined;
  const input = inputTensor(
    call.host,
    core.flavour,
    shape,
    call.site,
    core.flavour.name === 'keras2' || core.flavour.name === 'tfjs' ? `${layer.name}_input` : undefined,
  );
  return { input, output: input };
}

function extend(core: ModelCore, state: Slot<State>, call: Call, given: Argument, ends: ModelEnds): boolean {
  const layer = layerOf(given.value);
  if (layer?.input) return refuseInnerInput(core, call, given);
  const result = applyLayer(
    call.host,
    given.value,
    { name: undefined, value: ends.output, at: given.at },
    call.site,
  );
  if (result.kind === 'unknown') return false;
  if (layer && core.flavour.singleOutputs && result.kind === 'list') {
    const allowed = 'a layer with one output: all layers of a Sequential model have one';
    refuseArgument(sceneOf(core, call), { parameter: 'layer', aspect: 'value', allowed, at: given.at });
    return false;
  }
  call.host.write(state, { ...state.value, ends: { input: ends.input, output: result } });
  return true;
}

/** Calls a layer, a model or an object of the user's. */
export function applyLayer(host: Host, layer: Value, input: Argument, site: Call['site']): Value {
  const known = layerOf(layer);
  if (known?.flavour.options && layer.kind === 'native')
    return known.run({ host, site, args: [input], open: false });
  return host.call(layer, [input], site);
}

/** `Sequential([Input(...), ...])`: the tensor stands for its input layer; older versions refuse it. */
function addTensor(core: ModelCore, state: Slot<State>, call: Call, given: Argument): boolean {
  const { value } = given;
  if (value.kind !== 'tensor') return false;
  const layer = nodeOf(value)?.layer;
  const input = layerOf(layer)?.input;
  if (layer && input && core.flavour.inputInSequential)
    return add(core, state, call, { ...given, value: layer });
  return value.graph || core.flavour.name !== 'keras3' ? refuseLayer(core, call, given) : false;
}

const isNoLayer = (value: Value) => ['number', 'string', 'bool', 'native-class', 'list'].includes(value.kind);

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

function pop(core: ModelCore, state: Slot<State>, call: Call): Value {
  const { layers: before, ends, isOpen, isBuiltByData } = state.value;
  const layers = before.slice(0, -1);
  const hasInput = ends !== undefined && before.length > 0 && !layerOf(before[0])?.input;
  if (core.flavour.name === 'keras3' && !isOpen && layers.length === 0 && !hasInput)
    return refusePop(core, call);
  if (isBuiltByData && ends) {
    call.host.write(state, { layers, ends: undefined, isOpen, isBuiltByData });
    buildFrom(core, state, call, { input: ends.input, output: ends.input });
    return before.at(-1) ?? NONE;
  }
  if (isOpen) {
    call.host.write(state, { ...state.value, layers, ends: undefined });
    return before.at(-1) ?? call.host.unknown('the layer taken off', call.site);
  }
  again(core, state, call, layers);
  return before.at(-1) ?? NONE;
}

/** Keras 3 looks at the first layer that is left. */
function refusePop(core: ModelCore, { host, site }: Call): Value {
  if (!host.isTopLevel() || host.isRepeating()) return host.unknown('the layer taken off', site);
  const { framework, name: dialect } = core.flavour;
  host.refuse({
    kind: 'program',
    framework,
    dialect,
    operation: 'nothing would be left of the model',
    at: site,
    aspect: 'call',
    name: 'pop',
    instead: undefined,
    says: 'list index out of range',
  });
  return host.because({ missing: 'a layer that cannot be taken off', at: site });
}

/** `model.build((None, 8, 8))`. */
function build(core: ModelCore, state: Slot<State>, call: Call): Value {
  const shape = shapeArgument(call);
  if (state.value.ends || state.value.isOpen || !shape) return NONE;
  const input = inputTensor(call.host, core.flavour, shape, call.site);
  buildFrom(core, state, call, { input, output: input });
  return NONE;
}

/** Runs the layers that wait for an input. */
function buildFrom(core: ModelCore, state: Slot<State>, call: Call, ends: ModelEnds): void {
  call.host.write(state, { ...state.value, ends });
  const { layers } = state.value;
  for (const layer of behindInput(layers)) {
    const now = state.value.ends;
    if (!now || !extend(core, state, call, { name: undefined, value: layer, at: call.site }, now)) {
      call.host.write(state, { ...state.value, isOpen: true, ends: undefined });
      return;
    }
  }
}

/** `model(x)`: the first call builds a model that has no input shape yet. */
function run(core: ModelCore, state: Slot<State>, call: Call): Value {
  const given = call.args.find(argument => argument.name === undefined || argument.name === 'inputs');
  if (!given || state.value.isOpen) return call.host.unknown('the result of a model', call.site);
  const shape = given.value.kind === 'tensor' ? shapeOf(given.value) : undefined;
  const wrong = shape && refusedStart(core, state.value, call, given, shape);
  if (wrong) return wrong;
  if (shape) begun(core, state, call, shape);
  const { ends, isOpen } = state.value;
  // Why not has been stated.
  if (isOpen) return call.host.because({ missing: 'the result of a model', at: call.site });
  if (!ends) return runLayers(state.value.layers, call, given);
  const accepted = acceptInputs(core, call, given);
  if (!accepted)
    return call.host.because({ missing: 'the result of a model that refuses its input', at: call.site });
  const result = replayed(call.host, ends, accepted, call.site);
  if (given.value.kind === 'tensor' && given.value.graph && !state.value.calledOn)
    call.host.write(state, { ...state.value, calledOn: { input: given.value, output: result } });
  return result;
}

/** What Keras 3 says before it builds a model for its first input. */
function refusedStart(
  core: ModelCore,
  { layers, ends, isOpen }: State,
  call: Call,
  given: Argument,
  shape: Shape,
): Value | undefined {
  if (core.flavour.name !== 'keras3' || isOpen) return undefined;
  if (layers.length === 0) return call.host.isTopLevel() ? refuseEmpty(core, call) : undefined;
  const input = layerOf(layers[0])?.input;
  const isGraph = given.value.kind === 'tensor' && given.value.graph;
  const configured = input && shapeOf(input);
  const isLate = configured !== undefined && (!ends || layers.length === 1);
  return isLate && isOtherInput(configured, shape, isGraph)
    ? refuseOtherInput(core, call, given, configured, shape)
    : undefined;
}

/** Keras 3 makes a graph of a model that has no input yet, for one of this shape, before it runs. */
function begun(core: ModelCore, state: Slot<State>, call: Call, shape: Shape): void {
  const { ends, isOpen, layers } = state.value;
  if (core.flavour.name !== 'keras3' || ends || isOpen || layers.length === 0) return;
  if (!layers.every(layer => layerOf(layer))) return;
  const configured = layerOf(layers[0])?.input;
  const input = configured ?? inputTensor(call.host, core.flavour, shape, call.site);
  if (!configured) call.host.write(state, { ...state.value, isBuiltByData: true });
  buildFrom(core, state, call, { input, output: input });
}

function runLayers(layers: readonly Value[], call: Call, given: Argument): Value {
  return layers.reduce<Value>(
    (value, layer) =>
      value.kind === 'unknown'
        ? value
        : applyLayer(call.host, layer, { ...given, name: undefined, value }, call.site),
    given.value,
  );
}
