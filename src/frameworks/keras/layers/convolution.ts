/** Convolutions of 1 to 3 axes: keras/src/layers/convolutional. */
import {
  constantOf,
  convolutionLength,
  type Dim,
  floorDivide,
  multiply,
  type Origin,
  type Shape,
  type ShapeResult,
  size,
  transposedLength,
  unknownDim,
} from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { asBool, isNumber, type Value, type Weight } from '../../parts.ts';
import { isChannelsFirst } from '../core/data-format.ts';
import type { LayerDescription, LayerSpec, Use } from '../core/description.ts';
import type { FlavourName } from '../core/flavour.ts';
import type { Options, SizeCheck } from '../core/options.ts';
import { checkActivation, checkInitializers } from './names.ts';
import { onSpatialAxes } from './reshaping.ts';
import { shaped, unknownResult } from './shaped.ts';
import { DEPTHWISE_REST, KERNEL_REST, SEPARABLE_REST } from './signatures.ts';
import { lengthOf } from './window-lengths.ts';

/** What all convolutions read from their constructor. */
export interface Windows {
  readonly kernel: readonly Dim[];
  readonly strides: readonly Dim[];
  readonly dilation: readonly Dim[];
  readonly padding: 'valid' | 'same' | 'causal' | undefined;
  readonly first: boolean | undefined;
  readonly mayLack: boolean;
}

export function readWindows(options: Options, axes: number): Windows {
  const one = Array.from({ length: axes }, () => size(1));
  const strides = options.sizes('strides', axes, one);
  const dilation = options.sizes('dilation_rate', axes, one);
  refuseBoth(options, strides, dilation);
  return {
    kernel: options.sizes('kernel_size', axes),
    strides,
    dilation,
    padding: paddingOf(options, axes),
    first: isChannelsFirst(options, axes),
    mayLack: options.flavour.options,
  };
}

const takesCausal = ({ scene }: Options): boolean =>
  !/^((Separable|Depthwise)Conv|ConvLSTM)|Transpose$/.test(scene.operation);

/** Convolutions that take one of the two (base_conv.py and base_conv_transpose.py of Keras 3, base_conv.py of tf_keras); Keras 2.2 says so at the call. */
const TAKES_ONE: Partial<Record<FlavourName, RegExp>> = {
  keras3: /^Conv\dD(Transpose)?$/,
  tf_keras: /^(Separable|Depthwise)?Conv\dD$/,
  keras2: /^Conv\dD$/,
};

function refuseBoth(options: Options, strides: readonly Dim[], dilation: readonly Dim[]): void {
  const { name } = options.flavour;
  if (!TAKES_ONE[name]?.test(options.scene.operation)) return;
  const isLarge = (dim: Dim): boolean => (constantOf(dim) ?? 1) > 1;
  if (!strides.some(isLarge) || !dilation.some(isLarge)) return;
  const allowed = '1 where `strides` is more than 1';
  if (name === 'keras2') options.late.push({ parameter: 'dilation_rate', allowed });
  else
    options.refuse(
      'dilation_rate',
      allowed,
      'value',
      '`strides > 1` not supported in conjunction with `dilation_rate > 1`.',
    );
}

export function paddingOf(options: Options, axes: number): Windows['padding'] {
  const text = options.text('padding')?.toLowerCase();
  if (text === 'valid' || text === 'same') return text;
  const { name } = options.flavour;
  // Keras 2.2 and 3 pad the plain convolution alone so.
  const isCausal =
    (axes === 1 || (name === 'tfjs' && /^Conv\dD$/.test(options.scene.operation))) &&
    ((name !== 'keras3' && name !== 'keras2') || takesCausal(options));
  if (text === 'causal' && isCausal) return text;
  const allowed = isCausal ? "'valid', 'same' or 'causal'" : "'valid' or 'same'";
  // Pooling of Keras 3 finds out when it is called, and so does whatever Keras 2 does not pad so.
  const isLate =
    (name === 'keras3' && /Pooling/.test(options.scene.operation)) ||
    (name === 'keras2' && text === 'causal');
  const value = options.value('padding');
  const isNoText =
    (value.kind === 'none' && !value.assumed) || isNumber(value) || asBool(value) !== undefined;
  if ((text !== undefined || isNoText) && isLate) options.late.push({ parameter: 'padding', allowed });
  else if (text !== undefined) options.refuse('padding', allowed);
  return undefined;
}

/** The output's spatial sizes, with the channels exchanged. */
export function convolved(
  shape: Shape,
  windows: Windows,
  filters: Dim | undefined,
  length = convolutionLength,
): ShapeResult {
  const { kernel, strides, dilation, padding = 'valid', first, mayLack } = windows;
  const lengths = onSpatialAxes(shape, { first, axes: kernel.length }, (dim, i, axis) => {
    const [k, stride, d] = [kernel[i] ?? size(1), strides[i] ?? size(1), dilation[i] ?? size(1)];
    return length(dim, { kernel: k, stride, dilation: d, padding, mayLack }, axis);
  });
  return withChannels(lengths, first, filters);
}

function withChannels(
  lengths: ShapeResult,
  first: boolean | undefined,
  filters: Dim | undefined,
): ShapeResult {
  if (!lengths.ok || !filters) return lengths;
  const channels = channelAxis(first, lengths.value);
  return { ok: true, value: lengths.value.map((dim, axis) => (axis === channels ? filters : dim)) };
}

/** undefined: where the channels are is not known. */
export const channelAxis = (first: boolean | undefined, shape: Shape): number | undefined =>
  first === undefined ? undefined : first ? 1 : shape.length - 1;

const channelsOf = (shape: Shape, { first }: Windows): Dim => {
  const axis = channelAxis(first, shape);
  return axis === undefined ? unknownDim() : (shape[axis] ?? size(1));
};

/** TensorFlow 1 and 2 took further axes before the spatial ones of plain convolutions. */
function rest(
  { flavour, scene }: Options,
  axes: number,
  first: boolean | undefined,
): Partial<LayerDescription> {
  const isOpen = (flavour.name === 'tf_keras' || flavour.name === 'tf1') && /^Conv\dD$/.test(scene.operation);
  return {
    ranks: isOpen ? { least: axes + 2 } : { exactly: axes + 2 },
    sized: shape => [channelAxis(first, shape) ?? []].flat(),
    sizedAtOnce: true,
  };
}

function withBias(options: Options, weights: readonly Weight[], filters: Dim): readonly Weight[] {
  const useBias = options.flag('use_bias');
  return useBias === false ? weights : [...weights, weight('bias', useBias ? [filters] : undefined)];
}

/** Keras 1 stored kernels in the order of the backend's images. */
const stored = ({ flavour }: Options, kernel: Shape): Shape | undefined =>
  flavour.imageFormat === 'unknown' ? undefined : kernel;

/**
 * None is taken for a number of filters until the weights are made, and so is a float, but for one that no number of groups divides.
 * keras/src/layers/convolutional/base_conv.py
 */
function filtersCheck(options: Options): SizeCheck | undefined {
  if (options.flavour.sizes !== 'positive' || options.flavour.options || !options.given('filters'))
    return undefined;
  const value = options.value('filters');
  if (value.kind === 'none') return 'late';
  const float = value.kind === 'number' ? value.float : undefined;
  if (float === undefined || options.flavour.name !== 'keras3') return undefined;
  const isDivided = options.bound.names.includes('groups');
  return isDivided && !Number.isInteger(float) ? 'integer' : 'late-integer';
}

/** Groups are of as many channels each, of the filters when the layer is made, of the input when it is built. base_conv.py */
function refuseGroups(options: Options, filters: Dim | undefined, groups: Dim): void {
  const [all, count] = [filters && constantOf(filters), constantOf(groups)];
  if (count === undefined || options.flavour.options) return;
  if (count < 1) {
    if (options.flavour.name === 'keras3')
      options.refuse('groups', 'at least 1', 'value', 'The number of groups must be a positive integer.');
  } else if (all !== undefined && all % count !== 0)
    options.refuse(
      'groups',
      'a divisor of `filters`',
      'value',
      `The number of filters must be evenly divisible by the number of groups. Received: groups=${count}, filters=${all}`,
    );
}

function checkGroups(shape: Shape, { first }: Windows, groups: Dim): ShapeResult | undefined {
  const axis = channelAxis(first, shape);
  if (axis === undefined) return undefined;
  const [dim, count] = [shape[axis], constantOf(groups) ?? 0];
  const channels = dim && constantOf(dim);
  if (!dim || channels === undefined || count < 1 || channels % count === 0) return undefined;
  return { ok: false, mismatch: { kind: 'divisible', axis, dim, by: groups } };
}

/** TensorFlow 1 takes a window of nothing while it describes a model. */
export const mayBeOfNothing = (
  { flavour: { name } }: Pick<Options, 'flavour'>,
  { kernel }: Pick<Windows, 'kernel'>,
): boolean => (name === 'keras2' || name === 'tf1') && kernel.some(dim => constantOf(dim) === 0);

function convolution(axes: number) {
  return (options: Options): LayerDescription => {
    const filters = options.size('filters', filtersCheck(options));
    const windows = readWindows(options, axes);
    checkActivation(options, 'activation');
    checkInitializers(options);
    if (mayBeOfNothing(options, windows)) return { units: filters, outputs: unknownResult };
    const groups = options.bound.names.includes('groups') ? options.size('groups', 'none') : size(1);
    refuseGroups(options, filters, groups);
    const isCausal = options.flavour.name === 'tfjs' && windows.padding === 'causal';
    const described: Windows = isCausal ? { ...windows, padding: 'valid' } : windows;
    const plain = shaped(
      (shape, use) =>
        checkGroups(shape, windows, groups) ?? convolved(shape, described, filters, lengthOf(use)),
      {
        units: filters,
        ...rest(options, axes, windows.first),
        weights: ([shape = []]) => {
          const channels = channelsOf(shape, windows);
          return withBias(
            options,
            [weight('kernel', stored(options, [...windows.kernel, floorDivide(channels, groups), filters]))],
            filters,
          );
        },
      },
    );
    if (!isCausal) return plain;
    const at = options.at('padding');
    return { ...plain, outputs: use => (use.graph ? plain.outputs(use) : refuseCausal(use, at)) };
  };
}

/** TensorFlow.js describes a causal convolution, as one without padding, and does not compute it: tfjs-layers/src/layers/convolutional.ts. */
const refuseCausal = (use: Use, at: Origin): Value =>
  refuseArgument(use, {
    parameter: 'padding',
    aspect: 'value',
    allowed: "'valid' or 'same' where the layer is run: causal padding is not implemented",
    given: "'causal'",
    at,
    says: 'The support for CAUSAL padding mode in conv',
  });

function transposedConvolution(axes: number) {
  return (options: Options): LayerDescription => {
    const filters = options.size('filters', filtersCheck(options));
    const windows = readWindows(options, axes);
    checkActivation(options, 'activation');
    if (mayBeOfNothing(options, windows)) return { units: filters, outputs: unknownResult };
    const extra = options.isGiven('output_padding') ? options.sizes('output_padding', axes) : undefined;
    const compute = (shape: Shape) => {
      const lengths = onSpatialAxes(shape, { first: windows.first, axes }, (dim, i, axis) => {
        const [kernel, stride, dilation] = [
          windows.kernel[i] ?? size(1),
          windows.strides[i],
          windows.dilation[i],
        ];
        const padding = windows.padding === 'same' ? 'same' : 'valid';
        return transposedLength(dim, { kernel, stride, dilation, padding, outputPadding: extra?.[i] }, axis);
      });
      return withChannels(lengths, windows.first, filters);
    };
    return shaped(compute, {
      units: filters,
      ...rest(options, axes, windows.first),
      weights: ([shape = []]) => {
        const channels = channelsOf(shape, windows);
        const kernel = stored(options, [...windows.kernel, filters, channels]);
        return withBias(options, [weight('kernel', kernel)], filters);
      },
    });
  };
}

function separable(axes: number) {
  return (options: Options): LayerDescription => {
    const filters = options.size('filters', filtersCheck(options));
    const windows = readWindows(options, axes);
    const multiplier = options.size('depth_multiplier', 'none');
    if (mayBeOfNothing(options, windows)) return { units: filters, outputs: unknownResult };
    return shaped((shape, use) => convolved(shape, windows, filters, lengthOf(use)), {
      units: filters,
      ...rest(options, axes, windows.first),
      weights: ([shape = []]) => {
        const channels = channelsOf(shape, windows);
        const point = [...windows.kernel.map(() => size(1)), multiply(channels, multiplier), filters];
        return withBias(
          options,
          [
            weight('depthwise_kernel', [...windows.kernel, channels, multiplier]),
            weight('pointwise_kernel', point),
          ],
          filters,
        );
      },
    });
  };
}

function depthwise(axes: number) {
  return (options: Options): LayerDescription => {
    const windows = readWindows(options, axes);
    const multiplier = options.size('depth_multiplier', 'none');
    if (mayBeOfNothing(options, windows)) return { outputs: unknownResult };
    const outOf = (shape: Shape) => multiply(channelsOf(shape, windows), multiplier);
    const name = options.flavour.name === 'keras3' ? 'kernel' : 'depthwise_kernel';
    return shaped((shape, use) => convolved(shape, windows, outOf(shape), lengthOf(use)), {
      ...rest(options, axes, windows.first),
      weights: ([shape = []]) => {
        const channels = channelsOf(shape, windows);
        return withBias(options, [weight(name, [...windows.kernel, channels, multiplier])], outOf(shape));
      },
    });
  };
}

const HEAD = "filters, kernel_size, strides=1, padding='valid'";
const TAIL = 'activation=None, use_bias=True';
const TURNED = `data_format=None, dilation_rate=1, ${TAIL}`;

const forAxes = (axes: number): readonly LayerSpec[] => [
  {
    name: `Conv${axes}D`,
    aliases: [`Convolution${axes}D`],
    signature: `${HEAD}, data_format=None, dilation_rate=1, groups=1, ${TAIL}, ${KERNEL_REST}, **kwargs`,
    signatures: {
      keras3: `${HEAD}, data_format=None, dilation_rate=1, groups=1, ${TAIL}, ${KERNEL_REST}, lora_rank=None, lora_alpha=None, **kwargs`,
      keras2: `${HEAD}, data_format=None, dilation_rate=1, ${TAIL}, ${KERNEL_REST}, **kwargs`,
    },
    make: convolution(axes),
  },
  {
    name: `Conv${axes}DTranspose`,
    aliases: [
      `Convolution${axes}DTranspose`,
      ...(axes === 1 ? [] : [`Deconvolution${axes}D`, `Deconv${axes}D`]),
    ],
    signature: `${HEAD}, output_padding=None, ${TURNED}, ${KERNEL_REST}, **kwargs`,
    make: transposedConvolution(axes),
  },
];

const forFewAxes = (axes: number): readonly LayerSpec[] => [
  {
    name: `SeparableConv${axes}D`,
    aliases: [`SeparableConvolution${axes}D`],
    signature: `${HEAD}, data_format=None, dilation_rate=1, depth_multiplier=1, ${TAIL}, ${SEPARABLE_REST}, **kwargs`,
    make: separable(axes),
  },
  {
    name: `DepthwiseConv${axes}D`,
    signature: `kernel_size, strides=1, padding='valid', depth_multiplier=1, data_format=None, dilation_rate=1, ${TAIL}, ${DEPTHWISE_REST}, **kwargs`,
    make: depthwise(axes),
  },
];

export const CONVOLUTIONS: readonly LayerSpec[] = [
  ...[1, 2, 3].flatMap(forAxes),
  ...[1, 2].flatMap(forFewAxes),
];
