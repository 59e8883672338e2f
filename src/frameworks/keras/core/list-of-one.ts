/**
 * `layer([x])`, where the layer has no use for a list: most are refused at the first thing that a list has not, some make one tensor of it (with an axis of
 * one in front), and which they are differs by version. By every layer of Keras 3, tf_keras, Keras 2.2.4 and tf.keras 1.15 called so.
 */
import { size } from '../../../shapes/index.ts';
import { refuseArgument, type Scene } from '../../array/scene.ts';
import {
  type Argument,
  type Host,
  isFrameworkGuessed,
  itemsOf,
  shapeOf,
  type TensorValue,
  type Value,
} from '../../parts.ts';
import type { Input, LayerDescription } from './description.ts';
import type { FlavourName } from './flavour.ts';
import type { Options } from './options.ts';

/** Layers of Keras 3 that refuse a list, also of one tensor, whenever they are called. */
const TAKES_NO_LIST =
  /^(LSTM|GRU|SimpleRNN|RNN|Bidirectional|TimeDistributed|EinsumDense|MultiHeadAttention|GroupQueryAttention|Embedding|Reshape|Permute|RepeatVector|Cropping[123]D|ZeroPadding[123]D|(Separable|Depthwise)?Conv(LSTM)?[123]D(Transpose)?)$/;
/** And those that make their weights of its shape, so that there are none to be made of the shape of a list. */
const BUILDS_FROM_SHAPE = /^(Dense|PReLU|(Batch|Layer|Group|RMS)Normalization)$/;
/** Those that ask what is symbolic, or what is not, for what a list has not; the others make one tensor of it, or give a list back. */
const TAKES_NO_SYMBOLS = /^(Masking|UpSampling[123]D|Flatten|CategoryEncoding)$/;
const TAKES_NO_ARRAYS =
  /^((Max|(Global)?Average)Pooling[123]D|Softmax|PReLU|(Batch|Layer|Group|RMS)Normalization)$/;

/** Layers of every Keras 2, and of TensorFlow's own, that refuse a list whenever they are called. */
const OLD_TAKES_NO_LIST =
  /^(Dense|Permute|Masking|TimeDistributed|PReLU|RepeatVector|Embedding|(Batch|Layer|Group|Unit)?Normalization|(Max|(Global)?Average)Pooling[123]D|UpSampling[123]D|ZeroPadding[123]D|Cropping[123]D|LocallyConnected[12]D|EinsumDense|(Separable|Depthwise)?Conv[123]D(Transpose)?)$/;
/** Keras 2 flattens a list as one tensor, TensorFlow's Keras asks it for its shape. */
const TENSORFLOW_TAKES_NO_LIST = /^Flatten$/;
const KERAS_TAKES_NO_LIST = /^((Spatial)?Dropout([123]D)?|Softmax)$/;

/** Layers of TensorFlow's Keras that hand the list to functions which make one tensor of it. */
const STACKS = /^(ReLU|LeakyReLU|ELU|ThresholdedReLU|Dropout|Discretization|Rescaling)$/;

const isTensorflow = (flavour: FlavourName): boolean => flavour === 'tf_keras' || flavour === 'tf1';

const BEFORE_3: ReadonlySet<FlavourName> = new Set(['keras2', 'tf1', 'tf_keras']);

/** The tensor in a list of one. */
function onlyOf({ value }: Argument): TensorValue | undefined {
  const items = value.kind === 'list' && value.flavour === 'list' ? itemsOf(value) : undefined;
  const [only] = items ?? [];
  return items?.length === 1 && only?.kind === 'tensor' ? only : undefined;
}

function refuseList(scene: Scene, at: Argument['at']): Value {
  return refuseArgument(scene, {
    parameter: 'inputs',
    aspect: 'type',
    allowed: 'a tensor',
    given: 'a list of one',
    at,
  });
}

/** Whether a layer of Keras 3 is given a list of one tensor that it has no use for, which has then been stated. */
export function refusesListOfOne(scene: Scene, given: Argument, isBuilt: boolean): boolean {
  const only = onlyOf(given);
  if (!only) return false;
  const takesNone = [
    TAKES_NO_LIST,
    ...(isBuilt ? [] : [BUILDS_FROM_SHAPE]),
    only.graph ? TAKES_NO_SYMBOLS : TAKES_NO_ARRAYS,
  ];
  if (!takesNone.some(names => names.test(scene.operation))) return false;
  refuseList(scene, given.at);
  return true;
}

/** Keras 1 took the only tensor out of a list, as TensorFlow's first Kerases did. */
function takesOneOut(host: Host, flavour: FlavourName): boolean {
  if (flavour === 'keras2') return host.version('keras').major < 2;
  const { major, minor } = host.version('tensorflow');
  return flavour === 'tf1' && (major < 1 || (major === 1 && minor < 14));
}

/**
 * What a layer before Keras 3 gives for a list of one that it does not ask for; undefined: it is given something else, or takes it, as a function of the
 * program's may. Keras 2 says of its tensors what follows from the shape of the only one, whatever TensorFlow made of the list.
 */
export function givenListOfOne(
  scene: Scene,
  flavour: FlavourName,
  { many, listIsState }: LayerDescription,
  options: Options,
  given: Argument,
): 'refused' | 'unknown' | Input | undefined {
  const only = BEFORE_3.has(flavour) && !many && !listIsState ? onlyOf(given) : undefined;
  if (!only || scene.operation === 'Lambda' || takesOneOut(scene.host, flavour)) return undefined;
  const { operation } = scene;
  const activation = operation === 'Activation' ? options.text('activation') : undefined;
  const takesNone =
    OLD_TAKES_NO_LIST.test(operation) ||
    activation === 'softmax' ||
    (isTensorflow(flavour) ? TENSORFLOW_TAKES_NO_LIST : KERAS_TAKES_NO_LIST).test(operation);
  if (takesNone && isFrameworkGuessed(only)) return 'unknown';
  if (takesNone) {
    refuseList(scene, given.at);
    return 'refused';
  }
  if (!isTensorflow(flavour)) return undefined;
  const stacks = STACKS.test(operation) || activation !== undefined;
  const shape = stacks ? shapeOf(only) : undefined;
  return shape ? { role: 'input', shape: [size(1), ...shape], tensor: undefined, at: given.at } : 'unknown';
}

/** What `layer([x])` gives where that is not known. */
export const unknownOfList = ({ host, site, operation }: Scene): Value =>
  host.unknown(`the result of \`${operation}\` for a list of one`, site);
