/**
 * A convolution as the matrix product that it is: the kernel repeated at every place of its output. So a convolutional cell is computed by
 * the equations of the LSTM, whose vectors are then whole images, place after place with the channels of each beside each other.
 */
import type { Matrix } from '../matrix.ts';
import { failure, type Result, success } from '../result.ts';
import type { Convolution } from './plan.ts';

/** Numbers that the matrices of one cell may hold together. */
const MOST_NUMBERS = 1 << 25;

interface Axis {
  readonly input: number;
  readonly output: number;
  readonly window: number;
  readonly stride: number;
  readonly dilation: number;
  /** Zeros before the first place. */
  readonly before: number;
}

/** `same` pads as TensorFlow and XLA do: what is left over goes to the end. */
function axesOf(
  { window, strides, dilation, padding }: Convolution,
  extent: readonly number[],
): readonly Axis[] {
  return extent.map((input, i) => {
    const [size = 1, stride = 1, step = 1] = [window[i], strides[i], dilation[i]];
    const reach = (size - 1) * step + 1;
    if (padding === 'valid') {
      const output = Math.max(0, Math.floor((input - reach) / stride) + 1);
      return { input, output, window: size, stride, dilation: step, before: 0 };
    }
    const output = Math.ceil(input / stride);
    const total = Math.max(0, (output - 1) * stride + reach - input);
    return { input, output, window: size, stride, dilation: step, before: Math.floor(total / 2) };
  });
}

/** The extent of what a convolution gives. */
export function convolvedExtent(convolution: Convolution, extent: readonly number[]): readonly number[] {
  return axesOf(convolution, extent).map(({ output }) => output);
}

/** The convolution between states: padded to the same size, one place at a time, never dilated. */
export function betweenStates({ window, isChannelsFirst }: Convolution): Convolution {
  const ones = window.map(() => 1);
  return { window, strides: ones, dilation: ones, padding: 'same', isChannelsFirst };
}

/**
 * From a kernel with a row for each place of the window and channel and a column for each filter, the matrix (places * channels, places * filters)
 * for row vectors. Fails where it would be too large.
 */
export function unrolled(
  kernel: Matrix,
  convolution: Convolution,
  extent: readonly number[],
  channels: number,
): Result<Matrix> {
  const axes = axesOf(convolution, extent);
  const filters = kernel.columns;
  const rows = product(extent) * channels;
  const columns = product(axes.map(({ output }) => output)) * filters;
  if (rows * columns > MOST_NUMBERS / 8)
    return failure(
      'x',
      `x: the images are too large to be convolved here: ${rows} numbers of a step by ${columns} of the state, expected at most ${MOST_NUMBERS / 8} together.`,
    );
  const data = new Float64Array(rows * columns);
  const visit = (axis: number, from: number, to: number, inWindow: number): void => {
    const each = axes[axis];
    if (!each) {
      for (let channel = 0; channel < channels; channel++)
        for (let filter = 0; filter < filters; filter++)
          data[(from * channels + channel) * columns + to * filters + filter] =
            kernel.data[(inWindow * channels + channel) * filters + filter] ?? Number.NaN;
      return;
    }
    for (let output = 0; output < each.output; output++)
      for (let k = 0; k < each.window; k++) {
        const input = output * each.stride + k * each.dilation - each.before;
        if (input < 0 || input >= each.input) continue;
        visit(axis + 1, from * each.input + input, to * each.output + output, inWindow * each.window + k);
      }
  };
  visit(0, 0, 0, 0);
  return success({ rows, columns, data });
}

/** A bias for each filter, at every place. */
export function repeated(bias: Matrix, places: number): Matrix {
  const filters = bias.data.length;
  const data = Float64Array.from(
    { length: places * filters },
    (_, i) => bias.data[i % filters] ?? Number.NaN,
  );
  return { rows: data.length, columns: 1, data };
}

export function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
