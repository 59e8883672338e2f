/**
 * Windows over a series: `timeseries_dataset_from_array`, and TimeseriesGenerator of Keras 2; images from folders.
 * https://keras.io/api/data_loading/timeseries/
 */
import {
  add,
  ceilDivide,
  constantOf,
  type Dim,
  minimum,
  multiply,
  type Shape,
  size,
  subtract,
} from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { literalShape } from '../array/operand.ts';
import {
  type Argument,
  asDim,
  asString,
  type Call,
  type Dtype,
  itemsOf,
  type NativeClass,
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
  const given = (name: string, otherwise: Dim | undefined): Dim | undefined => {
    const argument = named.get(name);
    return !argument || argument.value.kind === 'none' ? otherwise : asDim(argument.value);
  };
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

function generator(call: Call): Value {
  const named = namedArguments(call, ['data', 'targets', 'length', 'sampling_rate', 'stride']);
  const [data, targets] = ['data', 'targets'].map(name => named.get(name)?.value);
  const [length, rate] = ['length', 'sampling_rate'].map(name => {
    const given = named.get(name);
    return given && asDim(given.value);
  });
  const step = named.has('sampling_rate') ? rate : size(1);
  const series = shapeIn(data);
  const steps = length && step && ceilDivide(length, step);
  const batch = call.host.freshSymbol('batch', call.site);
  const x = array(call, 'numpy', series && steps && [batch, steps, ...series.slice(1)], { from: data });
  const goals = shapeIn(targets);
  const y = array(call, 'numpy', goals && [batch, ...goals.slice(1)], { from: targets });
  const item = tuple([x, y]);
  return instance(call.host, GENERATOR, call.site, {
    index: () => item,
    iterate: () => ({ element: item, length: undefined }),
    attribute: (_host, name) =>
      name === '__len__'
        ? nativeFunction(name, ({ host, site }) => host.unknown('the number of batches', site))
        : undefined,
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
