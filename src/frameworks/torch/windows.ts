/** What torch's convolutions and poolings ask of their arguments, and what they say. Sources: torch/nn/modules/conv.py, aten/src/ATen/native/Convolution.cpp, Pool.h. */
import { constantOf, less, type Padding, type Shape, size } from '../../shapes/index.ts';
import { isWrittenNone, KINDS } from '../kinds.ts';
import { evenPaddings, USUAL_LENGTHS, type WindowStyle, type WrongWindow } from '../modules/layers/window.ts';
import type { Options } from '../modules/options.ts';
import { asInt, itemsOf, type Value } from '../parts.ts';

/** Numbers, 'valid', or without strides 'same'. */
function paddings(options: Options, rank: number): readonly Padding[] | undefined {
  const text = options.text('padding');
  if (text === undefined) return evenPaddings(options, rank);
  if (text !== 'same' && text !== 'valid') {
    options.refuse('padding', "'same', 'valid' or numbers", 'value', 'Invalid padding string');
    return undefined;
  }
  if (text === 'same' && isStrided(options)) {
    const says = "padding='same' is not supported for strided convolutions";
    options.refuse('padding', 'a number', 'value', says);
  }
  return Array.from({ length: rank }, () => text);
}

const isConvolution = (operation: string): boolean => /conv/i.test(operation);
const isOfMeans = (operation: string): boolean => /adaptive_?avg_?pool/i.test(operation);
const isAdaptive = (operation: string): boolean => /adaptive/i.test(operation);

/** Arguments that hold one integer, or one for each axis. */
const WINDOW = ['kernel_size', 'stride', 'padding', 'dilation', 'output_padding'] as const;

/**
 * One entry counts for all axes, where it is none of a convolution's kernel; poolings stride by the kernel for none at all. The sign of sizes is looked
 * at where lengths are computed, that of a convolution's padding here.
 */
function wrongWindow(options: Options, rank: number, operation: string): WrongWindow | undefined {
  if (isAdaptive(operation)) return wrongTarget(options, rank, operation);
  for (const parameter of WINDOW) {
    if (!options.bound.names.includes(parameter)) continue;
    const value = options.bound.value(parameter);
    const count = itemsOf(value)?.length;
    const isKernel = parameter === 'kernel_size' && isConvolution(operation);
    const takes = isKernel
      ? [rank]
      : [1, rank, ...(parameter === 'stride' && !isConvolution(operation) ? [0] : [])];
    if (count !== undefined && !takes.includes(count))
      return { parameter, allowed: rank === 1 ? 'one integer' : `one integer, or a tuple of ${rank}` };
    const isNegative = options.sizes(parameter, rank)?.some(dim => less(dim, size(0)) === true);
    if (isNegative && parameter.endsWith('padding')) {
      const says = isConvolution(operation)
        ? `negative ${parameter} is not supported`
        : 'must be non-negative, but got';
      return { parameter, allowed: 'at least 0', says };
    }
  }
  return undefined;
}

/** What an adaptive pooling gives: None keeps an axis, of several axes. */
function wrongTarget({ bound }: Options, rank: number, operation: string): WrongWindow | undefined {
  const parameter = 'output_size';
  const [value, at] = [bound.value(parameter), bound.at(parameter)];
  const items = itemsOf(value) ?? [value];
  const isNone = (item: Value): boolean =>
    item.kind === 'none' && (items[0] === value ? isWrittenNone(bound.call.host, item, at) : !item.assumed);
  const isTuple = items[0] !== value;
  const allowed = rank === 1 ? 'an integer' : `an integer, or a tuple of ${rank} of integers and None`;
  const isWrong =
    (isTuple && items.length !== rank) ||
    items.some(
      (item, i) => (isNone(item) && !(isTuple && rank > 1)) || (item.kind !== 'none' && isNoSize(item, i)),
    );
  if (isWrong) return { parameter, allowed };
  const isNegative = items.some(item => (asInt(item) ?? 0) < 0);
  if (!isNegative) return undefined;
  const says = /max/i.test(operation)
    ? 'Trying to create tensor with negative dimension'
    : 'elements of output_size must be greater than or equal to 0';
  return { parameter, allowed: 'at least 0', says };
}

/** One place is the mean over the last axes, of an input of any rank. Sources: aten/src/ATen/native/AdaptiveAveragePooling.cpp, F._list_with_default. */
function axesOfMean({ bound }: Options, rank: number, operation: string): number | undefined {
  if (rank === 1 || !isToOnePlace(bound, operation)) return undefined;
  return rank + (itemsOf(bound.value('output_size')) ? 1 : 0);
}

function isToOnePlace(bound: Options['bound'], operation: string): boolean {
  const value = bound.value('output_size');
  return isOfMeans(operation) && (itemsOf(value) ?? [value]).every(item => asInt(item) === 1);
}

/** Other means have kernels of their own, and which dtypes those have depends on the device. */
const saysOfWholeMeans = ({ bound }: Options, operation: string): string | undefined =>
  isToOnePlace(bound, operation) ? 'mean(): could not infer output dtype' : undefined;

const isNoSize = (item: Value, place: number): boolean =>
  place > 0 && item.kind === 'bool' ? false : KINDS.int.refuses(item);

/**
 * Convolutions take an input without elements if it has no example, poolings if that is so and examples are told apart. Sources:
 * aten/src/ATen/native/Convolution.cpp, Pool.h, AdaptiveAveragePooling.cpp, AdaptiveMaxPooling2d.cpp.
 */
function emptyAxis(shape: Shape, rank: number, operation: string): number | undefined {
  const isEmpty = (axis: number): boolean => constantOf(shape[axis] ?? ONE) === 0;
  const first = shape.length - rank;
  if (isConvolution(operation) && (isEmpty(first - 1) || (first === 2 && isEmpty(0)))) return undefined;
  const isLenient = isOfMeans(operation) && rank < 3;
  const from = isConvolution(operation) || isLenient ? first : isAdaptive(operation) ? 1 : first - 1;
  const axes = shape.map((_, axis) => axis).slice(from);
  return axes.find(isEmpty);
}

const ONE = size(1);

function isStrided(options: Options): boolean {
  const stride = options.bound.value('stride');
  const all = itemsOf(stride) ?? [stride];
  return all.some(each => each.kind === 'number' && each.dim && (constantOf(each.dim) ?? 1) > 1);
}

export const TORCH_WINDOWS: WindowStyle = {
  paddings,
  ...USUAL_LENGTHS,
  keepsPerAxis: true,
  batchedOnly: false,
  wrongWindow,
  axesOfMean,
  saysOfWholeMeans,
  emptyAxis,
  says: {
    convolutionRank: rank => `Expected ${rank + 1}D (unbatched) or ${rank + 2}D (batched) input to`,
    channels: 'expected input… to have … channels, but got … channels instead',
    transposedChannels: 'expected input… to have … channels, but got … channels instead',
    dtype: 'Input type (…) and … type (…) should be the same',
    noOutputs: 'expected weight to be at least 1 at dimension 0',
    convolutionWindow: `Kernel size can't be greater than actual input size`,
    poolingRank: (rank, operation) =>
      isAdaptive(operation) ? undefined : `${rank + 1}D or ${rank + 2}D (batch mode) tensor`,
    poolingWindow: 'Invalid computed output size: 0',
  },
};

/** A transposed convolution takes numbers alone. */
export const TORCH_TRANSPOSED: WindowStyle = { ...TORCH_WINDOWS, paddings: evenPaddings };
