/** `tf.signal` and `tf.image`, as far as shapes go. https://www.tensorflow.org/api_docs/python/tf/signal */
import {
  add,
  ceilDivide,
  constantOf,
  convolutionLength,
  type Dim,
  floorDivide,
  product,
  type Shape,
  size,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { fourier } from '../array/fourier.ts';
import {
  define,
  defineOpen,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { asBool, asDim, asString, itemsOf, type Value } from '../parts.ts';

/** How many frames there are; where the end is padded, every step begins one. */
function frames(op: Operation, length: Dim): Dim | undefined {
  const [width, step] = [asDim(option(op, 'frame_length')), asDim(option(op, 'frame_step'))];
  const asked = option(op, 'pad_end');
  const pads = asked.kind === 'none' ? false : asBool(asked);
  if (!width || !step || pads === undefined) return undefined;
  if (pads) return ceilDivide(length, step);
  const outcome = convolutionLength(length, { kernel: width, stride: step });
  return outcome.ok ? outcome.value : undefined;
}

/** `frame(signal, frame_length, frame_step)`: (..., frames, frame_length). Other axes than the last are not told. */
const framed = (op: Operation): Value => {
  const isLast = !op.bound.given('axis');
  const width = asDim(option(op, 'frame_length')) ?? unknownDim();
  return changed(op, operandAt(op), shape => {
    const last = shape.at(-1);
    if (!last || !isLast) return UNDECIDED;
    return { ok: true, value: [...shape.slice(0, -1), frames(op, last) ?? unknownDim(), width] };
  });
};

/** `stft(signals, frame_length, frame_step, fft_length)`: (..., frames, fft_length // 2 + 1); without a length a power of two. */
const shortTime = (op: Operation): Value => {
  const asked = option(op, 'fft_length');
  const width = asDim(option(op, 'frame_length'));
  const length = asked.kind === 'none' ? width && enclosingPower(width) : asDim(asked);
  const bins = length ? add(floorDivide(length, size(2)), size(1)) : unknownDim();
  return changed(
    op,
    operandAt(op),
    shape => {
      const last = shape.at(-1);
      return {
        ok: true,
        value: last && [...shape.slice(0, -1), frames(op, last) ?? unknownDim(), bins],
      };
    },
    { dtype: 'complex' },
  );
};

function enclosingPower(width: Dim): Dim | undefined {
  const known = constantOf(width);
  return known === undefined || known < 1 ? undefined : size(2 ** Math.ceil(Math.log2(known)));
}

/** The length is called `fft_length` here, and is a list. */
const named =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const { bound } = op;
    const length = itemsOf(bound.value('fft_length'))?.[0] ?? bound.value('fft_length');
    const value = (name: string): Value => (name === 'n' ? length : bound.value(name));
    return run({ ...op, bound: { ...bound, names: [...bound.names, 'n'], value } });
  };

const TRANSFORMS = fourier('input', 'axis');
const transform = (name: string, text: string): FunctionTable => {
  const made = TRANSFORMS[name];
  return made ? { [name]: define(text, named(made.run)) } : {};
};

const window = (op: Operation): Value =>
  changed(
    op,
    {
      role: 'window',
      shape: [asDim(option(op, 'window_length')) ?? unknownDim()],
      tensor: undefined,
      at: op.site,
    },
    shape => ({ ok: true, value: shape }),
    { dtype: 'float', role: 'data' },
  );

export const SIGNAL: FunctionTable = {
  stft: define(
    'signals, frame_length, frame_step, fft_length=None, window_fn=None, pad_end=False, name=None',
    shortTime,
  ),
  frame: define('signal, frame_length, frame_step, pad_end=False, pad_value=0, axis=-1, name=None', framed),
  ...transform('rfft', 'input_tensor, fft_length=None, name=None, axis=-1'),
  ...transform('irfft', 'input_tensor, fft_length=None, name=None, axis=-1'),
  ...defineOpen('fft ifft fft2d ifft2d fft3d ifft3d fftshift ifftshift', 'input', unary()),
  ...defineOpen('hann_window hamming_window kaiser_window vorbis_window', 'window_length', window),
  ...defineOpen('mfccs_from_log_mel_spectrograms', 'input', unary()),
};

/** Height and width are the last two axes before the channels. */
const withSpace = (shape: Shape, space: readonly (Dim | undefined)[]): Shape | undefined => {
  const [height = unknownDim(), width = unknownDim()] = space;
  if (shape.length !== 3 && shape.length !== 4) return undefined;
  return [...shape.slice(0, -3), height, width, ...shape.slice(-1)];
};

/** `resize(images, size)` */
const resized = (op: Operation): Value => {
  const sizes = itemsOf(option(op, 'size'))?.map(asDim);
  const keeps = option(op, 'preserve_aspect_ratio');
  const isStretched = keeps.kind === 'none' || asBool(keeps) === false;
  return changed(op, operandAt(op), shape => ({
    ok: true,
    value: withSpace(shape, isStretched && sizes ? sizes : []),
  }));
};

/** `resize_with_pad(image, height, width)`, `random_crop`, and others that take the two sizes one by one. */
const ofSizes = (op: Operation): Value => {
  const space = ['target_height', 'target_width'].map(name => asDim(option(op, name)));
  return changed(op, operandAt(op), shape => ({ ok: true, value: withSpace(shape, space) }));
};

const ofChannels =
  (count: number) =>
  (op: Operation): Value =>
    changed(op, operandAt(op), shape => ({ ok: true, value: [...shape.slice(0, -1), size(count)] }));

/** `extract_patches(images, sizes, strides, rates, padding)`: each patch laid out along the channels. */
const patches = (op: Operation): Value => {
  const [sizes, strides, rates] = ['sizes', 'strides', 'rates'].map(name =>
    itemsOf(option(op, name))?.map(asDim),
  );
  const padding = asString(option(op, 'padding'));
  return changed(op, operandAt(op), shape => {
    const [batch, height, width, channels] = shape;
    const around = padding === 'SAME' ? 'same' : padding === 'VALID' ? 'valid' : undefined;
    if (!batch || !height || !width || !channels || !sizes || !strides || !rates || !around) return UNDECIDED;
    const space = [height, width].map((dim, i) => {
      const [kernel, stride, dilation] = [sizes[i + 1], strides[i + 1], rates[i + 1]];
      if (!kernel || !stride || !dilation) return unknownDim();
      const outcome = convolutionLength(dim, { kernel, stride, dilation, padding: around });
      return outcome.ok ? outcome.value : unknownDim();
    });
    const depth = product([sizes[1] ?? unknownDim(), sizes[2] ?? unknownDim(), channels]);
    return { ok: true, value: [batch, ...space, depth] };
  });
};

export const IMAGE: FunctionTable = {
  resize: define(
    'images, size, method=None, preserve_aspect_ratio=False, antialias=False, name=None',
    resized,
  ),
  ...defineOpen('resize_with_pad resize_with_crop_or_pad', 'image, target_height, target_width', ofSizes),
  ...defineOpen('rgb_to_grayscale', 'images', ofChannels(1)),
  ...defineOpen('grayscale_to_rgb', 'images', ofChannels(3)),
  extract_patches: define('images, sizes, strides, rates, padding, name=None', patches),
  ...defineOpen(
    `flip_left_right flip_up_down random_flip_left_right random_flip_up_down adjust_brightness adjust_contrast adjust_gamma adjust_hue
     adjust_saturation random_brightness random_contrast random_hue random_saturation per_image_standardization convert_image_dtype rgb_to_hsv
     hsv_to_rgb`,
    'image, *args',
    unary(),
  ),
};
