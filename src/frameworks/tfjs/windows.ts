/**
 * Convolutions, poolings, pictures and signals of TensorFlow.js: TensorFlow's, with names and an order of arguments of their own.
 * https://js.tensorflow.org/api/latest/#Operations-Convolution
 */
import { printDim, size } from '../../shapes/index.ts';
import { define, type FunctionTable, type Operation, operandAt } from '../array/operation.ts';
import { as, each } from '../array/renaming.ts';
import { checkSize, refused } from '../array/scene.ts';
import { strided } from '../array/slicing.ts';
import { type Operand, sameValueWith, shapeOf, type Value } from '../parts.ts';
import { IMAGE, SIGNAL } from '../tensorflow/signals.ts';
import { convolved, multiplied, outputs, pooled, separable } from '../tensorflow/windows.ts';

type Run = (op: Operation) => Value;

const NAMES = { data_format: 'dataFormat', padding: 'pad' };

/** One picture or signal without a batch is taken for a batch of one, and given back as one. Source: tfjs-core/src/ops/conv2d.ts. */
const batched =
  (rank: number, run: Run): Run =>
  op => {
    const [name = 'x'] = op.bound.names;
    const given = op.bound.value(name);
    const shape = given.kind === 'tensor' ? shapeOf(given) : undefined;
    if (given.kind !== 'tensor' || shape?.length !== rank + 1) return run(op);
    const batch = sameValueWith(given, { shape: [size(1), ...shape] });
    const value = (asked: string): Value => (asked === name ? batch : op.bound.value(asked));
    const made = run({ ...op, bound: { ...op.bound, value } });
    const of = made.kind === 'tensor' ? shapeOf(made) : undefined;
    return made.kind === 'tensor' && of ? sameValueWith(made, { shape: of.slice(1) }) : made;
  };

/** Groups are not known: a filter takes all channels. Source: tfjs-core/src/ops/conv2d.ts. */
const ofAllChannels =
  (run: Run): Run =>
  op => {
    const [input, filter] = [operandAt(op), operandAt(op, 1)];
    return wrongDepth(op, input, filter) ?? run(op);
  };

function wrongDepth(
  op: Operation,
  input: Operand | undefined,
  filter: Operand | undefined,
): Value | undefined {
  if (!input || !filter) return refused(op);
  if (input.shape?.length !== filter.shape?.length) return undefined;
  const [depth, taken] = [input.shape?.at(-1), filter.shape?.at(-2)];
  const name = op.operation.slice(op.operation.lastIndexOf('.') + 1);
  return checkSize(op, input, {
    axis: -1,
    expected: taken,
    parameter: undefined,
    ...(depth &&
      taken && {
        says: `Error in ${name}: depth of input (${printDim(depth)}) must match input depth for filter ${printDim(taken)}.`,
      }),
  });
}

const conv = (rank: number, strides: string, dilations: string): Run =>
  as(
    { ...NAMES, dilations, input: 'x', filters: 'filter' },
    batched(rank, ofAllChannels(convolved(rank, outputs, strides))),
  );

const pool = (rank: number, widths = 'filterSize'): Run =>
  as({ ...NAMES, ksize: widths }, batched(rank, pooled('ksize')));

const named = (table: FunctionTable, name: string, names: Readonly<Record<string, string>>): Run => {
  const made = table[name];
  return made ? as(names, made.run) : op => op.host.unknown(`what \`${op.operation}\` gives`, op.site);
};

export const WINDOWS: FunctionTable = {
  conv1d: define(
    "x, filter, stride, pad, dataFormat='NWC', dilation=1, dimRoundingMode=None",
    conv(1, 'stride', 'dilation'),
  ),
  conv2d: define(
    "x, filter, strides, pad, dataFormat='NHWC', dilations=None, dimRoundingMode=None",
    conv(2, 'strides', 'dilations'),
  ),
  conv3d: define(
    "x, filter, strides, pad, dataFormat='NDHWC', dilations=None",
    conv(3, 'strides', 'dilations'),
  ),
  depthwiseConv2d: define(
    "x, filter, strides, pad, dataFormat='NHWC', dilations=None, dimRoundingMode=None",
    as(NAMES, batched(2, convolved(2, multiplied))),
  ),
  separableConv2d: define(
    "x, depthwiseFilter, pointwiseFilter, strides, pad, dilation=None, dataFormat='NHWC'",
    as({ ...NAMES, dilations: 'dilation' }, batched(2, separable)),
  ),
  ...each('maxPool avgPool', 'x, filterSize, strides, pad, dimRoundingMode=None', pool(2)),
  ...each(
    'maxPool3d avgPool3d',
    'x, filterSize, strides, pad, dimRoundingMode=None, dataFormat=None',
    pool(3),
  ),
  pool: define(
    'input, windowShape, poolingType, pad, dilations=None, strides=None, dimRoundingMode=None',
    pool(2, 'windowShape'),
  ),
  stridedSlice: define(
    'x, begin, end, strides=None, beginMask=0, endMask=0, ellipsisMask=0, newAxisMask=0, shrinkAxisMask=0',
    strided({
      begin: 'beginMask',
      end: 'endMask',
      shrink: 'shrinkAxisMask',
      others: ['ellipsisMask', 'newAxisMask'],
    }),
  ),
};

export const PICTURES: FunctionTable = {
  ...each(
    'resizeBilinear resizeNearestNeighbor',
    'images, size, alignCorners=False, halfPixelCenters=False',
    named(IMAGE, 'resize', {}),
  ),
  grayscaleToRGB: define('image', named(IMAGE, 'grayscale_to_rgb', {})),
  rgbToGrayscale: define('image', named(IMAGE, 'rgb_to_grayscale', {})),
  flipLeftRight: define('image', named(IMAGE, 'flip_left_right', {})),
  rotateWithOffset: define('image, radians, fillValue=0, center=None', named(IMAGE, 'flip_left_right', {})),
};

export const SIGNALS: FunctionTable = {
  frame: define(
    'signal, frameLength, frameStep, padEnd=False, padValue=0',
    named(SIGNAL, 'frame', { frame_length: 'frameLength', frame_step: 'frameStep', pad_end: 'padEnd' }),
  ),
  stft: define(
    'signal, frameLength, frameStep, fftLength=None, windowFn=None',
    named(SIGNAL, 'stft', { frame_length: 'frameLength', frame_step: 'frameStep', fft_length: 'fftLength' }),
  ),
  ...each(
    'hannWindow hammingWindow',
    'windowLength',
    named(SIGNAL, 'hann_window', { window_length: 'windowLength' }),
  ),
};

export const SPECTRA: FunctionTable = {
  rfft: define('input, fftLength=None, axis=-1', named(SIGNAL, 'rfft', { fft_length: 'fftLength' })),
  irfft: define('input', named(SIGNAL, 'irfft', {})),
  ...each('fft ifft', 'input', named(SIGNAL, 'fft', {})),
};
