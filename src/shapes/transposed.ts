/** Lengths of what makes an axis longer again: transposed convolutions and upsampling. */
import { checkWindow, reach, type Window } from './convolution.ts';
import {
  add,
  constantOf,
  type Dim,
  floorDivide,
  less,
  maximum,
  modulo,
  multiply,
  size,
  subtract,
} from './dim.ts';
import { accept, andThen, refuse, type ShapeResult } from './result.ts';

const one = size(1);
const zero = size(0);

export interface TransposedWindow extends Omit<Window, 'padding' | 'ceil'> {
  readonly padding?: 'valid' | 'same' | { readonly before: Dim; readonly after: Dim };
  readonly outputPadding?: Dim;
}

/**
 * The length of a transposed convolution.
 * Mismatches: 'too-small'; 'argument', also for an output_padding of the stride or more.
 *
 * With explicit padding, as PyTorch: (L - 1) * stride - p - q + dilation * (kernel - 1) + output_padding + 1
 * (https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose1d.html). As Keras, with k for the reach of the kernel:
 * 'valid' gives (L - 1) * stride + max(k, stride), 'same' gives L * stride; with an output_padding o the two are (L - 1) * stride
 * + k + o and (L - 1) * stride + k modulo 2 + o (keras/src/backend/common/backend_utils.py, compute_conv_transpose_output_shape).
 */
export function transposedLength(length: Dim, window: TransposedWindow, axis = 0): ShapeResult<Dim> {
  return andThen(checkWindow(window), () => {
    const surplus = outputSurplus(window);
    if (surplus) return refuse({ kind: 'argument', argument: 'output_padding', value: surplus });
    const result = transposed(length, window);
    // Keras makes nothing of nothing.
    const least = typeof window.padding === 'object' ? one : zero;
    return less(result, least)
      ? refuse({ kind: 'too-small', axis, dim: result, needed: least })
      : accept(result);
  });
}

/** An output_padding that is not below the stride; PyTorch compares with the dilation too and takes the greater. */
function outputSurplus({
  stride = one,
  dilation = one,
  padding,
  outputPadding,
}: TransposedWindow): Dim | undefined {
  if (!outputPadding) return undefined;
  const limit = typeof padding === 'object' ? maximum(stride, dilation) : stride;
  return less(outputPadding, limit) === false ? outputPadding : undefined;
}

function transposed(length: Dim, window: TransposedWindow): Dim {
  const { stride = one, padding = 'valid', outputPadding } = window;
  const covered = reach(window);
  const spread = multiply(subtract(length, one), stride);
  if (padding === 'valid')
    return add(spread, outputPadding ? add(covered, outputPadding) : maximum(covered, stride));
  if (padding === 'same') {
    return outputPadding
      ? add(spread, add(modulo(covered, size(2)), outputPadding))
      : multiply(length, stride);
  }
  const cut = add(padding.before, padding.after);
  return add(subtract(add(spread, covered), cut), outputPadding ?? zero);
}

/**
 * `torch.nn.Upsample`, `keras.layers.UpSampling1D`: floor(L * factor).
 * https://docs.pytorch.org/docs/stable/generated/torch.nn.Upsample.html
 *
 * Mismatches: 'argument' for a factor that is not positive, 'too-small' where nothing would be left.
 * A length with symbols gives an unknown one for a factor that is no multiple of 1/1024.
 */
export function upsampledLength(length: Dim, factor: number, axis = 0): ShapeResult<Dim> {
  if (!(factor > 0)) return refuse({ kind: 'argument', argument: 'scale_factor', value: size(factor) });
  const number = constantOf(length);
  if (number !== undefined) {
    const result = size(Math.floor(number * factor));
    return less(result, one) ? refuse({ kind: 'too-small', axis, dim: length, needed: one }) : accept(result);
  }
  const below = 2 ** maxFractionBits;
  return accept(floorDivide(multiply(length, size(factor * below)), size(below)));
}

/** Factors such as 0.5 and 1.25 are exact in this many bits; others make the length unknown. */
const maxFractionBits = 10;
