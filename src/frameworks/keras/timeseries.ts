/**
 * Windows over a series: `timeseries_dataset_from_array`, and TimeseriesGenerator of Keras 2; images from folders.
 * https://keras.io/api/data_loading/timeseries/
 */
import {
  add,
  ceilDivide,
  compare,
  constantOf,
  type Dim,
  minimum,
  multiply,
  printDim,
  type Shape,
  size,
  subtract,
} from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { literalShape } from '../array/operand.ts';
import { refuseArgument } from '../array/scene.ts';
import {
  type Argument,
  asBool,
  asDim,
  asInt,
  asString,
  type Call,
  type Dtype,
  integer,
  itemsOf,
  type NativeClass,
  NONE,
  nativeFunction,
  shapeOf,
  tensor,
  tuple,
  type Value,
} from '../parts.ts';
import { dataset } from '../tensorflow/data.ts';
import { namedArguments } from './core/inputs.ts';

function array(
  call: Call,
  framework: 'numpy' | 'tensorflow',
  shape: Shape | undefined,
  parts: { readonly dtype?: Dtype; readonly from?: Value } = {},
): Value {
  return tensor(call.host, {
    framework,
    shape,
    dtype: parts.from?.kind === 'tensor' ? parts.from.dtype : parts.dtype,
    source: {
      operation: 'timeseries',
      site: call.site,
      role: 'data',
      parents: parts.from?.kind === 'tensor' ? [parts.from] : [],
    },
  });
}

const shapeIn = (value: Value | undefined): Shape | undefined =>
  value?.kind === 'tensor' ? shapeOf(value) : value && literalShape(value);

/** Rows of `sequence_length` steps: with targets, pairs; without a batch size, one by one. */
function timeseries(call: Call): Value {
  const named = namedArguments(call, [
    'data',
    'targets',
    'sequence_length',
    'sequence_stride',
    'sampling_rate',
    'batch_size',
    'shuffle',
    'seed',
    'start_index',
    'end_index',
  ]);
  const [data, targets, size_] = ['data', 'targets', 'batch_size'].map(name => named.get(name)?.value);
  const steps = named.get('sequence_length');
  const length: Dim = (steps && asDim(steps.value)) ?? call.host.freshSymbol('sequence_length', call.site);
  const batch = size_?.kind === 'none' ? [] : [call.host.freshSymbol('batch', call.site)];
  const series = shapeIn(data);
  const x = array(
    call,
    'tensorflow',
    series && series.length > 0 ? [...batch, length, ...series.slice(1)] : undefined,
    {
      from: data,
    },
  );
  if (call.open) return call.host.unknown('a data set', call.site);
  const isAlone = !targets || targets.kind === 'none';
  if (!isAlone && targets.kind === 'unknown') return call.host.unknown('a data set', call.site);
  const goals = isAlone ? undefined : shapeIn(targets);
  const y = array(call, 'tensorflow', goals && [...batch, ...goals.slice(1)], { from: targets });
  const rows = windowCount(named, series?.[0], isAlone ? series?.[0] : goals?.[0], length);
  const asked = size_ && size_.kind !== 'none' ? asDim(size_) : size(128);
  const [each] = batch;
  return dataset(call, {
    element: isAlone ? x : tuple([x, y]),
    length: each ? rows && asked && ceilDivide(rows, asked) : rows,
    batches: each && asked && { rows, asked, each, isInOrder: true },
  });
}

/** How many windows begin in the data, each with a target; undefined: not known. */
function windowCount(
  named: ReadonlyMap<string, Argument>,
  steps: Dim | undefined,
  targets: Dim | undefined,
  length: Dim,
): Dim | undefined {
  const given = sizesIn(named);
  const [start, end] = [given('start_index', size(0)), given('end_index', steps)];
  const [rate, stride] = ['sampling_rate', 'sequence_stride'].map(name => given(name, size(1)));
  if (!start || !end || !rate || !stride || !targets) return undefined;
  const behind = add(multiply(subtract(length, size(1)), rate), start);
  const count = minimum(subtract(end, behind), targets);
  return (constantOf(count) ?? 0) > 0 ? ceilDivide(count, stride) : undefined;
}

/** `TimeseriesGenerator(data, targets, length)`: items are pairs of a batch of windows and their targets. */
const GENERATOR: NativeClass = {
  kind: 'native-class',
  name: 'TimeseriesGenerator',
  qualified: 'keras.preprocessing.sequence.TimeseriesGenerator',
  framework: 'keras',
  ancestors: ['keras.utils.Sequence'],
  construct: generator,
};

const PARAMETERS = [
  'data',
  'targets',
  'length',
  'sampling_rate',
  'stride',
  'start_index',
  'end_index',
  'shuffle',
  'reverse',
  'batch_size',
];

/** Source: keras_preprocessing/sequence.py. The first window begins at `start_index`, the last target is the one at `end_index`. */
function generator(call: Call): Value {
  const named = namedArguments(call, PARAMETERS);
  const given = sizesIn(named);
  const [data, targets] = ['data', 'targets'].map(name => named.get(name)?.value);
  const [series, goals] = [shapeIn(data), shapeIn(targets)];
  const wrong = unequalSeries(call, named, series, goals);
  if (wrong) return wrong;
  const [length, rate, stride] = [given('length'), given('sampling_rate', size(1)), given('stride', size(1))];
  const [start, end] = [
    given('start_index', size(0)),
    given('end_index', series && subtract(series[0] ?? size(0), size(1))),
  ];
  const each = given('batch_size', size(128));
  const steps = length && rate && ceilDivide(length, rate);
  const windows = start && end && length && add(subtract(end, add(start, length)), size(1));
  /** Windows between the first of one batch and that of the next. */
  const most = each && stride && multiply(each, stride);
  const isShuffled = named.has('shuffle') && asBool(named.get('shuffle')?.value ?? NONE) !== false;
  const rowsAt = (index: number | undefined): Dim | undefined => {
    if (index === undefined || index < 0 || !most || !stride || !windows || call.open) return undefined;
    if (isShuffled) return each;
    const left = subtract(windows, multiply(most, size(index)));
    return (constantOf(left) ?? 0) > 0 ? ceilDivide(minimum(most, left), stride) : undefined;
  };
  const itemOf = (rows: Dim): Value =>
    tuple([
      array(call, 'numpy', series && steps && [rows, steps, ...series.slice(1)], { from: data }),
      array(call, 'numpy', goals && [rows, ...goals.slice(1)], { from: targets }),
    ]);
  const any = itemOf(call.host.freshSymbol('batch', call.site));
  const count = windows && most && (constantOf(windows) ?? 0) > 0 ? ceilDivide(windows, most) : undefined;
  const batches = count && constantOf(count) !== undefined && !call.open ? count : undefined;
  return instance(call.host, GENERATOR, call.site, {
    index: ({ args }) => {
      const rows = rowsAt(args[1] && asInt(args[1].value));
      return rows ? itemOf(rows) : any;
    },
    iterate: () => ({ element: any, length: batches }),
    attribute: (_host, name) =>
      name === '__len__'
        ? nativeFunction(name, ({ host, site }) =>
            batches ? integer(batches) : host.unknown('the number of batches', site),
          )
        : undefined,
  });
}

/** The sizes among the arguments; None is none of them. */
const sizesIn =
  (named: ReadonlyMap<string, Argument>) =>
  (name: string, otherwise?: Dim): Dim | undefined => {
    const argument = named.get(name);
    return !argument || argument.value.kind === 'none' ? otherwise : asDim(argument.value);
  };

/** Each row has its target. */
function unequalSeries(
  call: Call,
  named: ReadonlyMap<string, Argument>,
  series: Shape | undefined,
  goals: Shape | undefined,
): Value | undefined {
  const [rows, wanted] = [series?.[0], goals?.[0]];
  const targets = named.get('targets');
  if (!rows || !wanted || !targets || compare(rows, wanted) !== 'different') return undefined;
  const scene = {
    host: call.host,
    framework: 'keras',
    operation: 'TimeseriesGenerator',
    site: call.site,
  } as const;
  return refuseArgument(scene, {
    parameter: 'targets',
    aspect: 'value',
    allowed: `as long as \`data\`: ${printDim(rows)} rows`,
    given: `${printDim(wanted)} rows`,
    at: targets.at,
    says: 'Data and targets have to be of same length.',
  });
}

const CHANNELS: Readonly<Record<string, number>> = { rgb: 3, rgba: 4, grayscale: 1 };

/** Images of one size, and their labels. */
function images(call: Call): Value {
  const named = namedArguments(call, [
    'directory',
    'labels',
    'label_mode',
    'class_names',
    'color_mode',
    'batch_size',
    'image_size',
  ]);
  const [labels, mode, colours, batchSize, sizes] = [
    'labels',
    'label_mode',
    'color_mode',
    'batch_size',
    'image_size',
  ].map(name => named.get(name)?.value);
  const channels = CHANNELS[(colours && asString(colours)) ?? (colours ? '' : 'rgb')];
  const space = sizes ? itemsOf(sizes)?.map(asDim) : [size(256), size(256)];
  const [height, width] = space ?? [];
  const batch = batchSize?.kind === 'none' ? [] : [call.host.freshSymbol('batch', call.site)];
  const isKnown = height && width && channels !== undefined && !call.open;
  const x = array(call, 'tensorflow', isKnown ? [...batch, height, width, size(channels)] : undefined, {
    dtype: 'float',
  });
  const kind = mode ? (mode.kind === 'none' ? 'none' : asString(mode)) : 'int';
  if (labels?.kind === 'none' || kind === 'none') return dataset(call, { element: x, length: undefined });
  if (kind !== 'int' && kind !== 'binary' && kind !== 'categorical')
    return call.host.unknown('a data set', call.site);
  const classes =
    kind === 'categorical'
      ? [call.host.freshSymbol('classes', call.site)]
      : kind === 'binary'
        ? [size(1)]
        : [];
  const y = array(call, 'tensorflow', [...batch, ...classes], { dtype: kind === 'int' ? 'int' : 'float' });
  return dataset(call, { element: tuple([x, y]), length: undefined });
}

export const TIMESERIES: Readonly<Record<string, Value>> = {
  timeseries_dataset_from_array: nativeFunction('keras.utils.timeseries_dataset_from_array', timeseries),
  image_dataset_from_directory: nativeFunction('keras.utils.image_dataset_from_directory', images),
};

/** Of Keras 2 alone. */
export const TimeseriesGenerator = GENERATOR;
