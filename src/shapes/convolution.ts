/**
 * Lengths of what a window that moves along an axis yields: convolutions, pooling, sliding windows; and of what undoes it.
 *
 * Every function is about one spatial axis. Mismatches: 'too-small' where not even one window fits (`axis` is the one the caller
 * gives, for the message), 'argument' for a kernel, stride or dilation below 1.
 */
import {
  add,
  ceilDivide,
  constantOf,
  type Dim,
  floorDivide,
  less,
  minimum,
  multiply,
  size,
  subtract,
  unknownDim,
} from './dim.ts';
import { accept, andThen, refuse, type ShapeResult } from './result.ts';

export type Padding = 'valid' | 'same' | 'causal' | { readonly before: Dim; readonly after: Dim };

export interface Window {
  readonly kernel: Dim;
  /** 1 where left out; so is dilation. */
  readonly stride?: Dim;
  readonly dilation?: Dim;
  /** 'valid' where left out. */
  readonly padding?: Padding;
  /** Rounds up: a last window may hang over the end (`ceil_mode` of PyTorch's pooling). */
  readonly ceil?: boolean;
  /** Windows that do not fit are counted all the same: there are none of them, or fewer than none (TensorFlow.js). */
  readonly mayLack?: boolean;
}

const one = size(1);
const zero = size(0);

/** A padding of the same number on both sides, as PyTorch's `padding=1`. */
export const symmetricPadding = (padding: Dim): Padding => ({ before: padding, after: padding });

/**
 * The length of a convolution or pooling.
 *
 * With explicit padding p + q, as PyTorch: floor((L + p + q - dilation * (kernel - 1) - 1) / stride + 1), which is also 'valid' with
 * p = q = 0 (https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html). 'same' and 'causal', as Keras:
 * ceil(L / stride) (https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2).
 */
export function convolutionLength(length: Dim, window: Window, axis = 0): ShapeResult<Dim> {
  const { stride = one, padding = 'valid' } = window;
  return andThen(checkWindow(window), () => {
    if (padding === 'same' || padding === 'causal') return accept(ceilDivide(length, stride));
    const { before, after } = padding === 'valid' ? { before: zero, after: zero } : padding;
    const padded = add(length, add(before, after));
    const needed = reach(window);
    const free = subtract(padded, needed);
    const whole = add((window.ceil ? ceilDivide : floorDivide)(free, stride), one);
    if (less(whole, one) && !window.mayLack) return refuse({ kind: 'too-small', axis, dim: padded, needed });
    // A window that hangs over has to start inside the input or the padding before it.
    return accept(window.ceil ? minimum(whole, ceilDivide(add(length, before), stride)) : whole);
  });
}

/**
 * As Paddle counts windows: the quotient is rounded towards zero, so that a window that does not fit counts as one where its stride is larger
 * than what it lacks; and one that begins behind the end counts too. 'same' as elsewhere, unless `ceil` changes it, which leaves it unknown.
 * Source: paddle/phi/kernels/funcs/pooling.h (PoolOutputSize), paddle/phi/infermeta/binary.cc.
 */
export function windowsTowardsZero(length: Dim, window: Window, axis = 0): ShapeResult<Dim> {
  const { stride = one, padding = 'valid', ceil } = window;
  if (typeof padding === 'string' && padding !== 'valid')
    return ceil ? accept(unknownDim()) : convolutionLength(length, window, axis);
  return andThen(checkWindow(window), () => {
    const { before, after } = padding === 'valid' ? { before: zero, after: zero } : padding;
    const padded = add(length, add(before, after));
    const needed = reach(window);
    const free = subtract(padded, needed);
    if (!less(free, zero)) return accept(add((ceil ? ceilDivide : floorDivide)(free, stride), one));
    const [lacking, step] = [constantOf(free), constantOf(stride)];
    if (lacking === undefined || step === undefined) return accept(unknownDim());
    const count = Math.trunc((lacking + (ceil ? step - 1 : 0)) / step) + 1;
    return count < 0 ? refuse({ kind: 'too-small', axis, dim: padded, needed }) : accept(size(count));
  });
}

/**
 * As TensorFlow counts windows of arrays that are there: (L - reach + stride) / stride, of which none may be left. 'down': it is less than one stride that
 * is lacking, by the convolutions' own check; 'towards zero': less than two, as the quotient of the kernel is rounded.
 * Sources: tensorflow/core/framework/kernel_shape_util.cc (GetWindowedOutputSizeVerbose), tf_keras/src/layers/convolutional/base_conv.py.
 */
export const windowsOrNone =
  (rounding: 'down' | 'towards zero') =>
  (length: Dim, window: Window, axis = 0): ShapeResult<Dim> => {
    const outcome = convolutionLength(length, window, axis);
    if (outcome.ok || outcome.mismatch.kind !== 'too-small') return outcome;
    const { dim, needed } = outcome.mismatch;
    const { stride = one } = window;
    const most = rounding === 'down' ? stride : subtract(multiply(size(2), stride), one);
    const isTooFew = less(most, subtract(needed, dim));
    return isTooFew ? outcome : accept(isTooFew === false ? zero : unknownDim());
  };

/** How many places a kernel covers: dilation * (kernel - 1) + 1. */
export const reach = ({ kernel, dilation = one }: Pick<Window, 'kernel' | 'dilation'>): Dim =>
  add(multiply(dilation, subtract(kernel, one)), one);

/** Refuses a kernel, stride or dilation below 1. */
export function checkWindow({ kernel, stride = one, dilation = one }: Window): ShapeResult<undefined> {
  const named = { kernel, stride, dilation };
  for (const [argument, value] of Object.entries(named)) {
    if (less(value, one)) return refuse({ kind: 'argument', argument, value });
  }
  return accept(undefined);
}

/**
 * The length of a pooling: a window whose stride is its own size unless it is told another.
 *
 * Mismatch 'argument' for explicit padding of more than half the window, as PyTorch refuses it
 * (https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool1d.html).
 */
export function poolingLength(length: Dim, window: Window, axis = 0): ShapeResult<Dim> {
  const { padding = 'valid' } = window;
  if (typeof padding !== 'string') {
    const half = floorDivide(reach(window), size(2));
    const wide = [padding.before, padding.after].find(d => less(half, d));
    if (wide) return refuse({ kind: 'argument', argument: 'padding', value: wide });
  }
  return convolutionLength(length, { ...window, stride: window.stride ?? window.kernel }, axis);
}

/** How many windows fit: floor((L - window) / step) + 1. */
export const windowCount = (length: Dim, window: Dim, step: Dim = one, axis = 0): ShapeResult<Dim> =>
  convolutionLength(length, { kernel: window, stride: step }, axis);
