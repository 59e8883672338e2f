/** `brain.recurrent.LSTM`, `GRU`, `RNN` and their `TimeStep` kinds. https://github.com/BrainJS/brain.js#recurrent-networks, src/recurrent */
import {
  compare,
  constantOf,
  type Dim,
  printDim,
  type Shape,
  size,
  unknownDim,
  withOrigin,
} from '../../shapes/index.ts';
import { refuseArgument, refuseSize, type Scene } from '../array/scene.ts';
import { makeLayer, plainCell } from '../layer.ts';
import {
  asDim,
  type Bound,
  bindOptions,
  type Call,
  dict,
  float,
  type Host,
  integer,
  itemsOf,
  listOf,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  type Slot,
  SOME_FLOAT,
  SOME_STRING,
  signature,
  slot,
  type Value,
} from '../parts.ts';
import { type DataKind, kindOf, rowLength, stepSizes } from './data.ts';
import { type NetworkKind, type NetworkSizes, networkWeights } from './weights.ts';

const COMMON =
  'decayRate=0.999, smoothEps=1e-8, regc=0.000001, clipval=5, maxPredictionLength=100, dataFormatter=None, json=None';
const WORDS = signature(`inputSize=20, inputRange=20, hiddenLayers=(20, 20), outputSize=20, ${COMMON}`);
const STEPS = signature(`inputSize=1, inputRange=0, hiddenLayers=(20), outputSize=1, ${COMMON}`);

export interface Network {
  readonly kind: NetworkKind;
  readonly type: NativeClass;
  /** It reads and gives numbers, not tokens. */
  readonly isTimeStep: boolean;
}

/** Inputs and outputs; undefined: they follow from the training data. */
interface Sizes {
  readonly input: Dim;
  readonly output: Dim;
  /** Of tokens: how many there are. */
  readonly range: Dim;
}

type Known = Sizes | undefined;

interface State extends Network {
  readonly host: Host;
  readonly layer: NativeValue;
  readonly bound: Bound;
  readonly hidden: readonly Dim[];
  readonly known: Slot<Known>;
}

export function networkClass(kind: NetworkKind, isTimeStep: boolean): NativeClass {
  const name = `${kind.name}${isTimeStep ? 'TimeStep' : ''}`;
  const type: NativeClass = {
    kind: 'native-class',
    name,
    qualified: `brain.recurrent.${name}`,
    framework: 'brainjs',
    ancestors: [],
    role: 'recurrent',
    construct: call => construct(call, { kind, type, isTimeStep }),
  };
  return type;
}

function construct(call: Call, network: Network): Value {
  const { host, site } = call;
  const bound = bindOptions(call, network.isTimeStep ? STEPS : WORDS);
  const hidden = hiddenSizes(bound);
  if (!hidden || bound.given('json')) return host.unknown('a network whose sizes are not known', site);
  const late: { state: State | undefined } = { state: undefined };
  const layer = makeLayer(call, {
    class: network.type,
    recurrent: true,
    units: hidden[0],
    cell: plainCell(network.kind.cell, 'brainjs', {
      activation: network.kind.activation,
      numLayers: size(hidden.length),
    }),
    bound,
    behave: () => ({ attribute: (_host, name) => late.state && method(late.state, name) }),
  });
  const known = network.isTimeStep ? manualSizes(bound) : undefined;
  const state: State = { ...network, host, layer, bound, hidden, known: slot<Known>(known, joinKnown) };
  late.state = state;
  build(state);
  return layer;
}

const joinKnown = (a: Known, b: Known): Known =>
  a && b && compare(a.input, b.input) === 'equal' && compare(a.output, b.output) === 'equal' ? a : undefined;

/** One number for each hidden layer. */
function hiddenSizes(bound: Bound): readonly Dim[] | undefined {
  const value = bound.value('hiddenLayers');
  const items = itemsOf(value);
  // A default of one layer is written as a number.
  const dims = items ? items.map(asDim) : bound.given('hiddenLayers') ? undefined : [asDim(value)];
  const at = bound.at('hiddenLayers');
  return dims && dims.length > 0 && dims.every(dim => dim !== undefined)
    ? dims.map(dim => withOrigin(dim, { ...at, what: 'hiddenLayers' }))
    : undefined;
}

/** Sizes that are given; both at 1 they are read from the training data. */
function manualSizes(bound: Bound): Known {
  const [input, output] = [sizeOption(bound, 'inputSize'), sizeOption(bound, 'outputSize')];
  const isDefault = constantOf(input) === 1 && constantOf(output) === 1;
  return isDefault ? undefined : { input, output, range: input };
}

function sizeOption(bound: Bound, name: string): Dim {
  const dim = asDim(bound.value(name)) ?? unknownDim();
  return bound.given(name) ? withOrigin(dim, { ...bound.at(name), what: name }) : dim;
}

/** Makes the facts of the layer from what is known now. */
function build({ host, kind, layer, hidden, isTimeStep, known }: State): void {
  const built = layer.layer?.built;
  if (!built) return;
  const symbol = host.freshSymbol(isTimeStep ? 'values' : 'characters', layer.site);
  const { input, output, range } = known.value ?? { input: symbol, output: symbol, range: symbol };
  const sizes: NetworkSizes = { words: isTimeStep ? undefined : { range }, input, hidden, output };
  host.write(built, {
    ...built.value,
    weights: networkWeights(kind, sizes),
    inputSize: input,
    states: hidden.map(units => ({ name: 'h', shape: [units, size(1)] })).slice(0, 1),
    step: stepShapes(kind, input, hidden[0] ?? unknownDim()),
  });
}

/** Columns, as the equations have them. */
function stepShapes({ inner }: NetworkKind, input: Dim, units: Dim): ReadonlyMap<string, Shape> {
  const column = (dim: Dim): Shape => [dim, size(1)];
  return new Map<string, Shape>([
    ['x_t', column(input)],
    ...['h_prev', ...inner, 'h_t'].map((name): [string, Shape] => [name, column(units)]),
  ]);
}

function method(state: State, name: string): Value | undefined {
  const { isTimeStep } = state;
  switch (name) {
    case 'train':
      return nativeFunction(name, call => train(call, state));
    case 'initialize':
      return nativeFunction(name, () => initialise(state));
    case 'run':
      return nativeFunction(name, call => (isTimeStep ? oneStep(call, state) : SOME_STRING));
    case 'forecast':
      return isTimeStep ? nativeFunction(name, call => forecast(call, state)) : undefined;
    case 'fromJSON':
      return nativeFunction(name, ({ host, site }) => host.unknown('a network read from JSON', site));
    default:
      return undefined;
  }
}

/** Makes the matrices before any data is seen: with the sizes that are given, or the defaults. */
function initialise(state: State): Value {
  const { bound, known, host } = state;
  const read = (name: string): Dim => sizeOption(bound, name);
  host.write(
    known,
    known.value ?? { input: read('inputSize'), output: read('outputSize'), range: read('inputRange') },
  );
  build(state);
  return NONE;
}

function train(call: Call, state: State): Value {
  const { host } = call;
  const scene: Scene = {
    host,
    framework: 'brainjs',
    operation: state.type.name,
    site: call.site,
    layer: state.layer,
  };
  const [data] = call.args;
  if (state.isTimeStep && data && !isRefused(scene, state, data)) {
    const sizes = state.known.value ?? stepSizes(data.value);
    host.write(state.known, sizes && { range: sizes.input, ...sizes });
    build(state);
  }
  return dict([
    ['error', SOME_FLOAT],
    ['iterations', integer(unknownDim())],
  ]);
}

/** What both versions refuse, and what only the second does (verifySize, runInput). */
function isRefused(scene: Scene, state: State, given: Call['args'][number]): boolean {
  const { value: sizes } = state.known;
  const kind = kindOf(given.value);
  if (kind === 'numbers') return refuseFlat(scene, given, sizes);
  if (!sizes) return false;
  if (scene.host.version('brainjs').major >= 2 && compare(sizes.input, sizes.output) === 'different')
    return refuseSizes(scene, state, sizes);
  if (kind === undefined || compare(sizes.input, size(1)) !== 'different') return false;
  if (kind === 'pairs-of-rows') return refuseSingle(scene, state, sizes.input);
  return refuseWidth(scene, kind, given, sizes.input);
}

/** `[1, 2, 3]` is no sequence of sequences. */
function refuseFlat(scene: Scene, { at }: Call['args'][number], sizes: Known): boolean {
  refuseArgument(scene, {
    parameter: 'data',
    aspect: 'value',
    allowed: 'a list of sequences, or of objects with `input` and `output`',
    given: 'a list of numbers',
    at,
    says: sizes ? undefined : 'unknown data shape or configuration',
  });
  return true;
}

function refuseSizes(scene: Scene, { bound }: State, { input, output }: Sizes): boolean {
  const [own, other, dim] = bound.given('outputSize')
    ? (['outputSize', 'inputSize', input] as const)
    : (['inputSize', 'outputSize', output] as const);
  refuseArgument(scene, {
    parameter: own,
    aspect: 'value',
    allowed: `the same as \`${other}\`, which is ${printDim(dim)}`,
    given: printDim(own === 'outputSize' ? output : input),
    at: scene.site,
    says: 'manually set inputSize and outputSize mismatch',
  });
  return true;
}

function refuseSingle(scene: Scene, { bound }: State, input: Dim): boolean {
  refuseArgument(scene, {
    parameter: 'inputSize',
    aspect: 'value',
    allowed: '1 for pairs of lists of numbers',
    given: printDim(input),
    at: bound.given('inputSize') ? bound.at('inputSize') : scene.site,
    says: 'inputSize must be 1 for this data size',
  });
  return true;
}

const SIZES_DIFFER = 'inputSize must match data input size';

/** One step is narrower or wider than the network. Rows of numbers are steps themselves. */
function refuseWidth(scene: Scene, kind: DataKind, { value, at }: Call['args'][number], input: Dim): boolean {
  const isNew = scene.host.version('brainjs').major >= 2;
  if (kind === 'sequences' && !isNew) return false;
  const actual = kind === 'rows' ? rowLength(value) : stepSizes(value)?.input;
  if (!actual || compare(actual, input) !== 'different') return false;
  const axis = kind === 'rows' ? 1 : 2;
  const shape = [...Array.from({ length: axis }, () => unknownDim()), actual];
  refuseSize(
    scene,
    { role: 'data', shape, tensor: undefined, at },
    {
      axis,
      expected: input,
      actual,
      parameter: 'inputSize',
      says: kind === 'sequences' ? 'this.inputValue is of wrong dimensions' : SIZES_DIFFER,
    },
  );
  return true;
}

/** Numbers by time step: of a list of numbers the next number, of a list of lists the next list. */
function nextOf(state: State, input: Value | undefined): Value | undefined {
  const first = input && itemsOf(input)?.[0];
  if (first?.kind === 'number') return float(undefined);
  if (first?.kind !== 'list') return undefined;
  return listOf({ element: SOME_FLOAT, length: state.known.value?.output });
}

function oneStep({ args, host, site }: Call, state: State): Value {
  return nextOf(state, args[0]?.value) ?? host.unknown('what the network gives', site);
}

/** `forecast(input, count)`: the next steps. */
function forecast({ args, host, site }: Call, state: State): Value {
  const element = nextOf(state, args[0]?.value);
  if (!element) return host.unknown('what the network gives', site);
  const length = args[1] ? asDim(args[1].value) : size(1);
  return listOf({ element, length });
}
