/** Lengths after windows slide over an axis. Formulas: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html, section Shape. */
import {
  add,
  constantOf,
  type Dim,
  floorDivide,
  less,
  multiply,
  size,
  subtract,
  unknownDim,
} from '../../../shapes/index.ts';

/** Per spatial axis; undefined: not known. */
export interface Window {
  readonly kernel: Dim | undefined;
  readonly stride: Dim | undefined;
  readonly padding: Dim | undefined;
  readonly dilation: Dim | undefined;
}

export interface TooSmall {
  readonly padded: Dim;
  readonly needed: Dim;
}

const ONE = size(1);

/** How many places a kernel covers: dilation * (kernel - 1) + 1. */
const reach = (kernel: Dim, dilation: Dim): Dim => add(multiply(dilation, subtract(kernel, ONE)), ONE);

const padded = (length: Dim, padding: Dim): Dim => add(length, multiply(size(2), padding));

/** Set where the window provably does not fit. */
export function tooSmall(length: Dim, { kernel, padding, dilation }: Window): TooSmall | undefined {
  if (!kernel || !padding || !dilation) return undefined;
  const [whole, needed] = [padded(length, padding), reach(kernel, dilation)];
  return less(whole, needed) === true ? { padded: whole, needed } : undefined;
}

/** floor((length + 2*padding - dilation*(kernel - 1) - 1) / stride) + 1. */
export function slid(length: Dim, { kernel, stride, padding, dilation }: Window): Dim {
  if (!kernel || !stride || !padding || !dilation) return unknownDim();
  return add(floorDivide(subtract(padded(length, padding), reach(kernel, dilation)), stride), ONE);
}

/** As `slid`, rounded up; a last window that would begin in the right padding is left out. Known for numbers only. */
export function slidUp(length: Dim, window: Window): Dim {
  const numbers = [length, window.kernel, window.stride, window.padding, window.dilation].map(
    dim => dim && constantOf(dim),
  );
  const [n, k, s, p, d] = numbers;
  if (n === undefined || k === undefined || s === undefined || p === undefined || d === undefined)
    return unknownDim();
  const count = Math.ceil((n + 2 * p - d * (k - 1) - 1) / s) + 1;
  return size((count - 1) * s >= n + p ? count - 1 : count);
}

/** (length - 1)*stride - 2*padding + dilation*(kernel - 1) + output_padding + 1. */
export function spread(
  length: Dim,
  { kernel, stride, padding, dilation }: Window,
  outputPadding: Dim | undefined,
): Dim {
  if (!kernel || !stride || !padding || !dilation || !outputPadding) return unknownDim();
  const steps = multiply(subtract(length, ONE), stride);
  return add(add(subtract(steps, multiply(size(2), padding)), reach(kernel, dilation)), outputPadding);
}
