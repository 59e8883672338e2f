/** `keras.utils` and `keras.preprocessing.sequence`: functions that prepare arrays. */
import { constantOf, type Dim, type Shape, size, unknownDim } from '../../shapes/index.ts';
import { literalShape } from '../array/operand.ts';
import {
  type Argument,
  asDim,
  type Call,
  itemsOf,
  NONE,
  nativeFunction,
  shapeOf,
  tensor,
  tuple,
  type Value,
} from '../parts.ts';
import { dataset } from '../tensorflow/data.ts';
import type { Flavour } from './core/flavour.ts';
import { namedArguments } from './core/inputs.ts';
import { forgetNames } from './core/names.ts';

export function utilsMembers(_flavour: Flavour): Record<string, Value | (() => Value)> {
  return {
    to_categorical: nativeFunction('keras.utils.to_categorical', toCategorical),
    pad_sequences: nativeFunction('keras.utils.pad_sequences', padSequences),
    timeseries_dataset_from_array: nativeFunction('keras.utils.timeseries_dataset_from_array', timeseries),
    normalize: nativeFunction('keras.utils.normalize', normalize),
    set_random_seed: nativeFunction('keras.utils.set_random_seed', () => NONE),
    plot_model: nativeFunction('keras.utils.plot_model', () => NONE),
    clear_session: nativeFunction('keras.utils.clear_session', call => {
      forgetNames(call.host);
      return NONE;
    }),
  };
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
  const classes: Dim =
    (given && asDim(given.value)) ?? call.host.freshSymbol('classes', given?.at ?? call.site);
  const last = shape?.[shape.length - 1];
  const kept = shape && last && shape.length > 1 && constantOf(last) === 1 ? shape.slice(0, -1) : shape;
  return array(call, 'keras.utils.to_categorical', kept && [...kept, classes], 'float', labels);
}

/** (number of sequences, maxlen) */
function padSequences(call: Call): Value {
  const named = namedArguments(call, ['sequences', 'maxlen']);
  const sequences = named.get('sequences');
  const given = named.get('maxlen');
  const rows = rowsOf(sequences?.value) ?? call.host.freshSymbol('samples', sequences?.at ?? call.site);
  const length = (given && asDim(given.value)) ?? call.host.freshSymbol('maxlen', given?.at ?? call.site);
  return array(call, 'pad_sequences', [rows, length], 'int', sequences);
}

function rowsOf(value: Value | undefined): Dim | undefined {
  if (value?.kind === 'tensor') return shapeOf(value)?.[0];
  const items = value && itemsOf(value);
  return items && size(items.length);
}

/** Batches of windows along the first axis, and the targets where there are any. https://keras.io/api/data_loading/timeseries/ */
function timeseries(call: Call): Value {
  const named = namedArguments(call, ['data', 'targets', 'sequence_length']);
  const part = (argument: Argument | undefined, inner: readonly (Dim | undefined)[], batch: Dim): Value => {
    const shape = shapeOfValue(argument?.value);
    const parents = argument?.value.kind === 'tensor' ? [argument.value] : [];
    return tensor(call.host, {
      framework: 'tensorflow',
      shape: shape && [batch, ...inner.map(dim => dim ?? unknownDim()), ...shape.slice(1)],
      source: { operation: 'timeseries_dataset_from_array', site: call.site, role: 'data', parents },
    });
  };
  const steps = named.get('sequence_length');
  const targets = named.get('targets');
  const batching = call.args.find(argument => argument.name === 'batch_size');
  if (call.open || !targets || batching?.value.kind === 'none')
    return call.host.unknown('a data set', call.site);
  const batch = call.host.freshSymbol('batch', call.site);
  const data = part(named.get('data'), [steps && asDim(steps.value)], batch);
  const element = targets.value.kind === 'none' ? data : tuple([data, part(targets, [], batch)]);
  return dataset(call, { element, length: undefined });
}

function normalize(call: Call): Value {
  const [x] = call.args;
  return array(call, 'keras.utils.normalize', shapeOfValue(x?.value), 'float', x);
}
