/** Convolutions, poolings and what moves pixels in `tf.nn`: channels are last. https://www.tensorflow.org/api_docs/python/tf/nn */
import {
  compare,
  convolutionLength,
  type Dim,
  floorDivide,
  modulo,
  multiply,
  type Padding,
  type Shape,
  size,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import {
  define,
  defineOpen,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { each } from '../array/renaming.ts';
import { checkSize, refused, refuseOperands, result } from '../array/scene.ts';
import { sizesOfArguments } from '../array/sizes.ts';
import { asDim, asString, itemsOf, type Operand, type Value } from '../parts.ts';

/** One number for all spatial axes, one for each, or one for each axis of the input. */
function perAxis(value: Value, count: number): readonly (Dim | undefined)[] {
  const one = value.kind === 'none' ? size(1) : asDim(value);
  if (one) return Array.from({ length: count }, () => one);
  const items = itemsOf(value)?.map(item => asDim(item));
  if (items?.length === 1) return Array.from({ length: count }, () => items[0]);
  if (items?.length === count) return items;
  return items?.length === count + 2 ? items.slice(1, -1) : [];
}

/** 'SAME', 'VALID', a pair for each axis of the input, or (TensorFlow.js) one number for all sides. */
function paddingsOf(value: Value, count: number): readonly (Padding | undefined)[] {
  const text = asString(value)?.toUpperCase();
  if (text !== undefined)
    return Array.from({ length: count }, () =>
      text === 'SAME' ? 'same' : text === 'VALID' ? 'valid' : undefined,
    );
  const around = asDim(value);
  if (around) return Array.from({ length: count }, () => ({ before: around, after: around }));
  const pairs = itemsOf(value)?.map(item => {
    const [before, after] = itemsOf(item)?.map(asDim) ?? [];
    return before && after ? { before, after } : undefined;
  });
  return pairs?.length === count + 2 ? pairs.slice(1, -1) : [];
}

/** Channels are last, or it is not told. */
const isChannelsLast = (op: Operation): boolean => {
  const format = option(op, 'data_format');
  return format.kind === 'none' || /(C|channels_last)$/.test(asString(format) ?? '');
};

/** The spatial lengths after windows of these sizes; where none fits it is not told. */
function lengths(op: Operation, shape: Shape, kernel: readonly (Dim | undefined)[], strides: string): Shape {
  const space = shape.slice(1, -1);
  const stride = perAxis(option(op, strides, 'strides'), space.length);
  const dilation = perAxis(option(op, 'dilations', 'rate', 'dilation_rate'), space.length);
  const padding = paddingsOf(option(op, 'padding'), space.length);
  return space.map((dim, i) => {
    const window = { kernel: kernel[i], stride: stride[i], dilation: dilation[i], padding: padding[i] };
    if (!window.kernel || !window.stride || !window.dilation || !window.padding) return unknownDim();
    const { kernel: width, stride: step, dilation: spread, padding: around } = window;
    const outcome = convolutionLength(dim, {
      kernel: width,
      stride: step,
      dilation: spread,
      padding: around,
    });
    return outcome.ok ? outcome.value : unknownDim();
  });
}

/** What a kernel (space..., inputs, outputs) makes of the channels. */
type Channels = (kernel: Shape, input: Dim | undefined) => Dim | undefined;

export const outputs: Channels = kernel => kernel.at(-1);
/** Each channel by itself, into so many. */
export const multiplied: Channels = (kernel, input) => {
  const [inner, times] = [kernel.at(-2) ?? input, kernel.at(-1)];
  return inner && times && multiply(inner, times);
};

/** `conv1d(input, filters, stride, padding)`. */
export const convolved =
  (rank: number | undefined, channels: Channels, strides = 'strides') =>
  (op: Operation): Value => {
    const [input, kernel] = [operandAt(op), operandAt(op, 1)];
    if (!input || !kernel) return refused(op);
    const parts = { parents: [input.tensor, kernel.tensor], dtype: input.tensor?.dtype } as const;
    const { shape } = input;
    const isKnown =
      shape && kernel.shape && shape.length === kernel.shape.length && (!rank || shape.length === rank + 2);
    if (!isKnown || !shape || !kernel.shape || !isChannelsLast(op)) return result(op, undefined, parts);
    const wrong =
      channels === multiplied
        ? checkSize(op, input, { axis: -1, expected: kernel.shape.at(-2), parameter: undefined })
        : wrongGroups(op, input, shape.at(-1), kernel.shape.at(-2));
    if (wrong) return wrong;
    const made = channels(kernel.shape, shape.at(-1));
    const space = lengths(op, shape, kernel.shape.slice(0, -2), strides);
    return result(op, [shape[0] ?? unknownDim(), ...space, made ?? unknownDim()], parts);
  };

/** Fewer channels of the kernel are groups of the input's, if they divide them. */
function wrongGroups(
  op: Operation,
  input: Operand,
  depth: Dim | undefined,
  by: Dim | undefined,
): Value | undefined {
  if (!depth || !by || compare(modulo(depth, by), size(0)) !== 'different') return undefined;
  const mismatch = { kind: 'divisible', axis: (input.shape?.length ?? 1) - 1, dim: depth, by } as const;
  return refuseOperands(
    op,
    [input],
    mismatch,
    input.at,
    'input depth must be evenly divisible by filter depth',
  );
}

/** `separable_conv2d(input, depthwise, pointwise, strides, padding)` */
export const separable = (op: Operation): Value => {
  const [input, depthwise, pointwise] = [0, 1, 2].map(i => operandAt(op, i));
  if (!input || !depthwise || !pointwise) return refused(op);
  const made = pointwise.shape?.at(-1);
  const { shape } = input;
  if (shape?.length !== 4 || !depthwise.shape || !made || !isChannelsLast(op))
    return result(op, undefined, { parents: [input.tensor], dtype: 'float' });
  const space = lengths(op, shape, depthwise.shape.slice(0, 2), 'strides');
  return result(op, [shape[0] ?? unknownDim(), ...space, made], { parents: [input.tensor], dtype: 'float' });
};

/** `conv2d_transpose(input, filters, output_shape, strides)`: of the shape that is asked for. */
const ofOutputShape = (op: Operation): Value => {
  const value = option(op, 'output_shape');
  const sizes = sizesOfArguments(op, [{ name: undefined, value, at: op.bound.at('output_shape') }]);
  const input = operandAt(op);
  if (!input || sizes.refused) return refused(op);
  const isWhole = sizes.shape && input.shape && sizes.shape.length === input.shape.length;
  return result(op, isWhole ? sizes.shape : undefined, { parents: [input.tensor], dtype: 'float' });
};

/** `max_pool(input, ksize, strides, padding)`; without strides they are 1, or as wide as the windows (Keras). */
export const pooled =
  (widths: string, otherwise: 'one' | 'window' = 'one') =>
  (op: Operation): Value =>
    changed(op, operandAt(op), shape => {
      if (shape.length < 3 || !isChannelsLast(op)) return UNDECIDED;
      const kernel = perAxis(option(op, widths), shape.length - 2);
      const isByWindow = otherwise === 'window' && option(op, 'strides').kind === 'none';
      const space = lengths(op, shape, kernel, isByWindow ? widths : 'strides');
      return { ok: true, value: [shape[0] ?? unknownDim(), ...space, shape.at(-1) ?? unknownDim()] };
    });

/** `depth_to_space(input, block_size)` and back. */
export const moved =
  (direction: 'to space' | 'to depth') =>
  (op: Operation): Value => {
    const block = asDim(option(op, 'block_size'));
    return changed(op, operandAt(op), shape => {
      const [batch, height, width, depth] = shape;
      if (!block || !batch || !height || !width || !depth || shape.length !== 4 || !isChannelsLast(op))
        return UNDECIDED;
      const area = multiply(block, block);
      const value =
        direction === 'to space'
          ? [batch, multiply(height, block), multiply(width, block), floorDivide(depth, area)]
          : [batch, floorDivide(height, block), floorDivide(width, block), multiply(depth, area)];
      return { ok: true, value };
    });
  };

const REST = 'data_format=None, dilations=None, name=None';
const POOL = 'input, ksize, strides, padding, data_format=None, name=None';

export const NN_WINDOWS: FunctionTable = {
  conv1d: define(`input, filters, stride, padding, ${REST}`, convolved(1, outputs, 'stride')),
  conv2d: define(`input, filters, strides, padding, ${REST}`, convolved(2, outputs)),
  conv3d: define(`input, filters, strides, padding, ${REST}`, convolved(3, outputs)),
  convolution: define(
    `input, filters, strides=None, padding='VALID', ${REST}`,
    convolved(undefined, outputs),
  ),
  atrous_conv2d: define('value, filters, rate, padding, name=None', convolved(2, outputs)),
  depthwise_conv2d: define(
    'input, filter, strides, padding, data_format=None, dilations=None, name=None',
    convolved(2, multiplied),
  ),
  separable_conv2d: define(
    'input, depthwise_filter, pointwise_filter, strides, padding, data_format=None, dilations=None, name=None',
    separable,
  ),
  ...each(
    'conv1d_transpose conv2d_transpose conv3d_transpose conv_transpose',
    "input, filters, output_shape, strides, padding='SAME', data_format=None, dilations=None, name=None",
    ofOutputShape,
  ),
  ...each(
    'max_pool max_pool1d max_pool2d max_pool3d avg_pool avg_pool1d avg_pool2d avg_pool3d',
    POOL,
    pooled('ksize'),
  ),
  pool: define(
    "input, window_shape, pooling_type, strides=None, padding='VALID', data_format=None, dilations=None, name=None",
    pooled('window_shape'),
  ),
  depth_to_space: define("input, block_size, data_format='NHWC', name=None", moved('to space')),
  space_to_depth: define("input, block_size, data_format='NHWC', name=None", moved('to depth')),
  ...defineOpen('local_response_normalization lrn batch_normalization', 'input, *args', unary()),
};

/** What version 1 takes in another order. */
export const LEGACY_WINDOWS: FunctionTable = {
  pool: define(
    'input, window_shape, pooling_type, padding, dilations=None, strides=None, name=None, data_format=None',
    pooled('window_shape'),
  ),
};
