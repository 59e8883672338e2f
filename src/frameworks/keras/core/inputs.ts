/** The tensors of a layer's call: one, a list of them, or what stands in their place and cannot be one. */

import { literalShape } from '../../array/operand.ts';
import { refuseArgument, refuseTuple, type Scene } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import {
  type Argument,
  type Call,
  isFrameworkGuessed,
  itemsOf,
  list,
  shapeOf,
  type Value,
} from '../../parts.ts';
import type { Input, LayerDescription } from './description.ts';
import type { Flavour } from './flavour.ts';
import { tensorsIn } from './graph.ts';

/** The arguments of a call by name: positional ones in the order of `names`. */
export function namedArguments(call: Call, names: readonly string[]): ReadonlyMap<string, Argument> {
  const named = new Map<string, Argument>();
  let next = 0;
  for (const argument of call.args) {
    const name = argument.name ?? names[next++];
    if (name !== undefined && !named.has(name)) named.set(name, argument);
  }
  const [first] = names;
  if (first !== undefined && !named.has(first)) {
    const other = call.args.find(
      argument => argument.name !== undefined && FIRST_NAMES.includes(argument.name),
    );
    if (other) named.set(first, other);
  }
  return named;
}

/** What layers call the first parameter of their `call`. */
export const FIRST_NAMES: readonly string[] = [
  'inputs',
  'sequences',
  'sequence',
  'input',
  'x',
  'input_tensor',
  'data',
];

/** `lstm([x, h, c])`: the first is the input, the others are initial states. */
export function withStates(named: ReadonlyMap<string, Argument>): ReadonlyMap<string, Argument> {
  const given = named.get('inputs');
  const [first, ...states] = (given && itemsOf(given.value)) ?? [];
  if (!given || !first || states.length === 0 || named.has('initial_state')) return named;
  return new Map([
    ...named,
    ['inputs', { ...given, value: first }],
    ['initial_state', { ...given, value: list(states) }],
  ]);
}

/** Layers of Keras 3 that refuse a list, also of one tensor, whenever they are called. */
const TAKES_NO_LIST =
  /^(LSTM|GRU|SimpleRNN|RNN|Bidirectional|TimeDistributed|EinsumDense|MultiHeadAttention|GroupQueryAttention|Embedding|Reshape|Permute|RepeatVector|Cropping[123]D|ZeroPadding[123]D|(Separable|Depthwise)?Conv(LSTM)?[123]D(Transpose)?)$/;
/** And those that make their weights of its shape, so that there are none to be made of the shape of a list. */
const BUILDS_FROM_SHAPE = /^(Dense|PReLU|(Batch|Layer|Group|RMS)Normalization)$/;
/** Those that ask what is symbolic, or what is not, for what a list has not; the others make one tensor of it, or give a list back. */
const TAKES_NO_SYMBOLS = /^(Masking|UpSampling[123]D|Flatten|CategoryEncoding)$/;
const TAKES_NO_ARRAYS =
  /^((Max|(Global)?Average)Pooling[123]D|Softmax|PReLU|(Batch|Layer|Group|RMS)Normalization)$/;

/** Whether a layer of Keras 3 is given a list of one tensor that it has no use for, which has then been stated. */
export function refusesListOfOne(scene: Scene, { value, at }: Argument, isBuilt: boolean): boolean {
  const items = value.kind === 'list' && value.flavour === 'list' ? itemsOf(value) : undefined;
  const [only] = items ?? [];
  if (items?.length !== 1 || only?.kind !== 'tensor') return false;
  const takesNone = [
    TAKES_NO_LIST,
    ...(isBuilt ? [] : [BUILDS_FROM_SHAPE]),
    only.graph ? TAKES_NO_SYMBOLS : TAKES_NO_ARRAYS,
  ];
  if (!takesNone.some(names => names.test(scene.operation))) return false;
  refuseArgument(scene, {
    parameter: 'inputs',
    aspect: 'type',
    allowed: 'a tensor',
    given: 'a list of one',
    at,
  });
  return true;
}

/** undefined: refused, which has been stated. */
export function inputsOf(
  scene: Scene,
  flavour: Flavour,
  description: LayerDescription,
  given: Argument,
): readonly Input[] | undefined {
  const { value } = given;
  const items = itemsOf(value);
  if (description.many) return manyInputs(scene, flavour, given, items);
  const all = items && items.length > 1 && items.every(isOfTensors) ? tensorsIn(value) : [];
  if (all.length > 1) {
    if (!description.ranks && !description.single)
      return [{ role: 'input', shape: undefined, tensor: undefined, at: given.at }];
    refuseTuple(scene, all, given.at, `expects 1 input(s), but it received ${all.length} input tensors`);
    return undefined;
  }
  const isOfOne = items?.length === 1 && items[0]?.kind === 'tensor';
  // Keras 3 gives a list for a list, or refuses it: that layers differ in.
  if (isOfOne && flavour.name === 'keras3' && !description.single)
    return [{ role: 'input', shape: undefined, tensor: undefined, at: given.at }];
  const single = isOfOne ? (items[0] ?? value) : value;
  const input = inputOf(scene, flavour, single, given);
  return input && [input];
}

/** A tensor, or a list of them, as the states of a cell are beside its output. */
const isOfTensors = (value: Value): boolean =>
  value.kind === 'tensor' || itemsOf(value)?.every(item => item.kind === 'tensor') === true;

function manyInputs(
  scene: Scene,
  flavour: Flavour,
  given: Argument,
  items: readonly Value[] | undefined,
): readonly Input[] | undefined {
  if (given.value.kind === 'tensor') {
    refuseArgument(scene, {
      parameter: 'inputs',
      aspect: 'type',
      allowed: 'a list of tensors',
      at: given.at,
    });
    return undefined;
  }
  const inputs = items?.map(item => inputOf(scene, flavour, item, given));
  if (inputs?.some(input => !input)) return undefined;
  return inputs?.flatMap(input => (input ? [input] : [])) ?? [];
}

export function inputOf(scene: Scene, flavour: Flavour, value: Value, { at }: Argument): Input | undefined {
  if (value.kind === 'tensor') {
    const isArray = value.framework === 'numpy' && !value.graph && !isFrameworkGuessed(value);
    if (!flavour.eager && isArray) {
      refuseArgument(scene, {
        parameter: 'inputs',
        aspect: 'type',
        allowed: 'a symbolic tensor',
        given: 'a NumPy array',
        at,
      });
      return undefined;
    }
    return { role: 'input', shape: shapeOf(value), tensor: value, at };
  }
  if (isNoTensor(value) || isNothing(scene, flavour, value, at)) {
    refuseArgument(scene, {
      parameter: 'inputs',
      aspect: 'type',
      allowed: 'a tensor',
      at,
      says: flavour.options ? undefined : 'Inputs to a layer should be tensors',
    });
    return undefined;
  }
  return { role: 'input', shape: literalShape(value), tensor: undefined, at };
}

/** Layers of TensorFlow's Keras that take texts, or what a function of the program's takes. */
const TAKES_TEXT =
  /^(TextVectorization|StringLookup|IntegerLookup|Hashing|Lambda|TimeDistributed|Bidirectional)$/;

/** A text or None; those that Keras 3 takes for data it refuses elsewhere. */
function isNothing(scene: Scene, { name }: Flavour, value: Value, at: Argument['at']): boolean {
  if (name === 'tfjs') return value.kind === 'none';
  if ((name !== 'tf_keras' && name !== 'keras2') || TAKES_TEXT.test(scene.operation)) return false;
  return (value.kind === 'string' && value.value !== undefined) || isWrittenNone(scene.host, value, at);
}

/** A layer, a class or a function where its result was meant. */
function isNoTensor(value: Value): boolean {
  if (value.kind === 'native') return value.layer !== undefined;
  return value.kind === 'native-class' || value.kind === 'class' || value.kind === 'native-function';
}

/** Before TensorFlow 2 nothing is computed at once: models and layers of the user's refuse arrays. */
export function refusesArrays(flavour: Flavour, call: Call, operation: string): boolean {
  if (flavour.eager) return false;
  const array = call.args.find(given =>
    tensorsIn(given.value).some(one => one.framework === 'numpy' && !one.graph && !isFrameworkGuessed(one)),
  );
  if (!array) return false;
  const scene: Scene = { host: call.host, framework: flavour.framework, operation, site: call.site };
  refuseArgument(scene, {
    parameter: 'inputs',
    aspect: 'type',
    allowed: 'a symbolic tensor',
    given: 'a NumPy array',
    at: array.at,
  });
  return true;
}
