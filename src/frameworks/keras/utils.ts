/** `keras.utils` and `keras.preprocessing.sequence`: functions that prepare arrays. */
import {
  broadcast,
  constantOf,
  type Dim,
  less,
  normalizeAxis,
  product,
  type Shape,
  size,
} from '../../shapes/index.ts';
import { literalShape } from '../array/operand.ts';
import { refuseArgument, refused, type Scene, settle, type WrongArgument } from '../array/scene.ts';
import {
  type Argument,
  asBool,
  asDim,
  asInt,
  asString,
  bind,
  type Call,
  contentIn,
  isNumber,
  itemsOf,
  lengthOf,
  type NativeFunction,
  NONE,
  nativeFunction,
  shapeOf,
  signature,
  tensor,
  tuple,
  type Value,
} from '../parts.ts';
import { dataset } from '../tensorflow/data.ts';
import { BATCH_CLASSES } from './core/batches.ts';
import { elementOf } from './core/datasets.ts';
import type { Flavour, FlavourName } from './core/flavour.ts';
import { namedArguments } from './core/inputs.ts';
import { forgetNames } from './core/names.ts';
import { TIMESERIES, TimeseriesGenerator } from './timeseries.ts';

export function utilsMembers({ name }: Flavour): Record<string, Value | (() => Value)> {
  return {
    ...TIMESERIES,
    ...BATCH_CLASSES,
    ...(name !== 'keras3' && { TimeseriesGenerator }),
    split_dataset: nativeFunction('keras.utils.split_dataset', splitInTwo),
    to_categorical: checked('to_categorical', name, toCategorical),
    pad_sequences: checked('pad_sequences', name, padSequences),
    normalize: checked('normalize', name, call => normalize(call, name)),
    set_random_seed: nativeFunction('keras.utils.set_random_seed', () => NONE),
    plot_model: nativeFunction('keras.utils.plot_model', () => NONE),
    clear_session: nativeFunction('keras.utils.clear_session', call => {
      forgetNames(call.host);
      return NONE;
    }),
  };
}

/** What functions take in Keras 3 and in TensorFlow's Keras. */
const TAKES: Readonly<Record<'to_categorical' | 'pad_sequences' | 'normalize', string>> = {
  to_categorical: 'x, num_classes=None',
  pad_sequences: "sequences, maxlen=None, dtype='int32', padding='pre', truncating='pre', value=0.0",
  normalize: 'x, axis=-1, order=2',
};
const TAKES_BEFORE: Partial<typeof TAKES> = { to_categorical: "y, num_classes=None, dtype='float32'" };

/** A function that says of other arguments what Python does. */
function checked(name: keyof typeof TAKES, flavour: FlavourName, run: (call: Call) => Value): NativeFunction {
  const isKnown = flavour === 'keras3' || flavour === 'tf_keras';
  const text = (flavour === 'keras3' ? undefined : TAKES_BEFORE[name]) ?? TAKES[name];
  return nativeFunction(`keras.utils.${name}`, call =>
    isKnown && bind(call, signature(text), name, 'keras').refused
      ? call.host.because({ missing: `a result of \`${name}\`, which is refused here`, at: call.site })
      : run(call),
  );
}

/** `split_dataset(data)`: two data sets of the elements of one; of arrays the elements are rows. */
function splitInTwo(call: Call): Value {
  const given = call.args.find(({ name }) => name === undefined || name === 'dataset')?.value;
  const element = given && elementOf(given);
  if (!element) return call.host.unknown('the parts of a data set', call.site);
  return tuple([
    dataset(call, { element, length: undefined }),
    dataset(call, { element, length: undefined }),
  ]);
}

function array(
  call: Call,
  operation: string,
  shape: Shape | undefined,
  dtype: 'float' | 'int',
  from: Argument | undefined,
): Value {
  const parents = from?.value.kind === 'tensor' ? [from.value] : [];
  return tensor(call.host, {
    framework: 'numpy',
    shape,
    dtype,
    source: { operation, site: call.site, role: 'data', parents },
  });
}

const shapeOfValue = (value: Value | undefined) =>
  value?.kind === 'tensor' ? shapeOf(value) : value && literalShape(value);

/** One-hot along a new last axis; a last axis of 1 is dropped first. */
function toCategorical(call: Call): Value {
  const named = namedArguments(call, ['x', 'num_classes']);
  const labels = named.get('x') ?? named.get('y');
  const shape = shapeOfValue(labels?.value);
  const given = named.get('num_classes');
  const wrong = given && labels && isOfNumbers(labels.value) ? wrongClasses(given) : undefined;
  if (wrong)
    return refuseArgument(
      { host: call.host, framework: 'keras', operation: 'to_categorical', site: call.site },
      wrong,
    );
  const asked = given && asDim(given.value);
  // None and 0 are the number of classes that the labels have.
  const classes: Dim =
    (asked && constantOf(asked) !== 0 ? asked : undefined) ??
    (labels && (!given || given.value.kind === 'none') ? classesOf(labels.value) : undefined) ??
    call.host.freshSymbol('classes', given?.at ?? call.site);
  const last = shape?.[shape.length - 1];
  const kept = shape && last && shape.length > 1 && constantOf(last) === 1 ? shape.slice(0, -1) : shape;
  return array(call, 'keras.utils.to_categorical', kept && [...kept, classes], 'float', labels);
}

/** One more than the greatest label, where the program writes them down. */
function classesOf(labels: Value): Dim | undefined {
  const numbers = labels.kind === 'tensor' ? contentIn(labels) : itemsOf(labels)?.map(asInt);
  const known = numbers?.filter(number => number !== undefined);
  return known?.length && known.length === numbers?.length ? size(Math.max(...known) + 1) : undefined;
}

/** Of the backend's tensors another function makes the classes. */
const isOfNumbers = (value: Value): boolean =>
  value.kind === 'number' ||
  value.kind === 'list' ||
  (value.kind === 'tensor' && value.framework === 'numpy');

/** An array of more than one number is neither true nor false. */
function isOfMany(value: Value): boolean {
  const shape = value.kind === 'tensor' && value.framework === 'numpy' ? shapeOf(value) : undefined;
  return shape !== undefined && less(size(1), product(shape)) === true;
}

/** A number of columns that NumPy makes no array of. None, 0 and False are the number of classes that the labels have. */
function wrongClasses({ value, at }: Argument): WrongArgument | undefined {
  const isBelow = value.kind === 'number' && value.dim !== undefined && less(value.dim, size(0)) === true;
  const isNone =
    value.kind === 'number' && value.float !== undefined ? value.float !== 0 : asBool(value) === true;
  const isMany = isOfMany(value);
  if (!isBelow && !isNone && !isMany && value.kind !== 'string') return undefined;
  return {
    parameter: 'num_classes',
    aspect: isBelow ? 'value' : 'type',
    allowed: isBelow ? 'a positive integer, or None' : 'an integer, or None',
    at,
    says: isBelow
      ? 'negative dimensions are not allowed'
      : isMany
        ? 'The truth value of an array with more than one element is ambiguous'
        : undefined,
  };
}

/** (number of sequences, maxlen, and what a step of a sequence is made of); maxlen is that of the longest where none is given. */
function padSequences(call: Call): Value {
  const named = namedArguments(call, ['sequences', 'maxlen', 'dtype', 'padding', 'truncating']);
  const sequences = named.get('sequences');
  const wrong = ['padding', 'truncating'].find(side => isNoSide(named.get(side)?.value));
  if (wrong !== undefined && isFilled(sequences?.value))
    return refuseArgument(
      { host: call.host, framework: 'keras', operation: 'pad_sequences', site: call.site },
      {
        parameter: wrong,
        aspect: 'value',
        allowed: "'pre' or 'post'",
        at: named.get(wrong)?.at ?? call.site,
        says: `${wrong === 'padding' ? 'Padding' : 'Truncating'} type … not understood`,
      },
    );
  const noSequence =
    sequences &&
    itemsOf(sequences.value)?.find(item => isNumber(item) || (item.kind === 'none' && !item.assumed));
  if (noSequence)
    return refuseArgument(
      { host: call.host, framework: 'keras', operation: 'pad_sequences', site: call.site },
      {
        parameter: 'sequences',
        aspect: 'value',
        allowed: 'a list of sequences',
        given: noSequence.kind === 'none' ? 'a list with None in it' : 'a list with a number in it',
        at: sequences.at,
        says: '`sequences` must be a list of iterables. Found non-iterable',
      },
    );
  const given = named.get('maxlen');
  const rows = rowsOf(sequences?.value) ?? call.host.freshSymbol('samples', sequences?.at ?? call.site);
  const { longest, step } = sequencesIn(sequences?.value);
  const isNone = given ? given.value.kind === 'none' && !given.value.assumed : !call.open;
  const length =
    (isNone ? longest : given && asDim(given.value)) ??
    call.host.freshSymbol('maxlen', given?.at ?? call.site);
  return array(call, 'pad_sequences', [rows, length, ...step], 'int', sequences);
}

/** How long the longest of sequences is, where all lengths are known, and the shape of one step: [] of plain numbers, and where nothing is said. */
function sequencesIn(value: Value | undefined): { readonly longest: Dim | undefined; readonly step: Shape } {
  if (value?.kind === 'tensor') {
    const [, longest, ...step] = shapeOf(value) ?? [];
    return { longest, step };
  }
  const items = (value && itemsOf(value)) ?? [];
  const lengths = items.map(item => {
    const length = rowsOf(item);
    return length && constantOf(length);
  });
  const known = lengths.filter(length => length !== undefined);
  const isKnown = items.length > 0 && known.length === items.length;
  // The first that has steps says what they are. keras/src/utils/sequence_utils.py
  const first = items[lengths.findIndex(length => length !== 0)];
  return {
    longest: isKnown ? size(known.reduce((longest, length) => Math.max(longest, length))) : undefined,
    step: (first && literalShape(first)?.slice(1)) ?? [],
  };
}

const isNoSide = (value: Value | undefined): boolean => {
  const side = value && asString(value);
  return side !== undefined && side !== 'pre' && side !== 'post';
};

/** Sequences without elements are not looked at. */
const isFilled = (value: Value | undefined): boolean =>
  (value && itemsOf(value))?.some(item => (itemsOf(item)?.length ?? 0) > 0) === true;

/** How many rows there are: of an array, or of a list whose length is known. */
export function rowsOf(value: Value | undefined): Dim | undefined {
  if (value?.kind === 'tensor') return shapeOf(value)?.[0];
  const items = value && itemsOf(value);
  if (items) return size(items.length);
  return value?.kind === 'list' ? lengthOf(value.items.value) : undefined;
}

/**
 * An array divided by its norms along an axis. Keras 3 puts them back along the last axis where the first one is asked for (`axis or -1`), and
 * an array of one axis comes to have two. keras/src/utils/numerical_utils.py, np_utils.py before Keras 3
 */
function normalize(call: Call, flavour: FlavourName): Value {
  const operation = 'keras.utils.normalize';
  const named = namedArguments(call, ['x', 'axis', 'order']);
  const x = named.get('x') ?? call.args[0];
  const shape = shapeOfValue(x?.value);
  const given = named.get('axis');
  const axis = given ? asInt(given.value) : -1;
  // Lists and tensors take another way in Keras 3.
  const isArray = x?.value.kind === 'tensor' && x.value.framework === 'numpy';
  if (!x || !shape || axis === undefined || !isArray || call.open)
    return array(call, operation, isArray && axis === undefined ? undefined : shape, 'float', x);
  const scene: Scene = { host: call.host, framework: 'keras', operation, site: call.site };
  const operand = { role: 'x', shape, tensor: x.value.kind === 'tensor' ? x.value : undefined, at: x.at };
  const along = settle(scene, [operand], normalizeAxis(axis, shape.length), given?.at);
  if (!along) return refused(scene);
  const left = shape.filter((_, i) => i !== along.value);
  const norms = left.length === 0 ? [size(1)] : left;
  const at = flavour === 'keras3' && axis === 0 ? norms.length : axis < 0 ? norms.length + 1 + axis : axis;
  const divisor = norms.toSpliced(at, 0, size(1));
  const operands = [operand, { ...operand, role: 'its norms', shape: divisor, tensor: undefined }];
  const quotient = settle(scene, operands, broadcast(shape, divisor), given?.at);
  return quotient ? array(call, operation, quotient.value, 'float', x) : refused(scene);
}
