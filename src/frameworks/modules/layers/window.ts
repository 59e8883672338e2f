/** Windows that slide over the spatial axes of an input: convolutions, pooling, and what undoes them. */
import {
  convolutionLength,
  type Dim,
  poolingLength,
  type Shape,
  type ShapeResult,
  transposedLength,
  unknownDim,
} from '../../../shapes/index.ts';
import { refuseOperands, type Scene } from '../../array/scene.ts';
import type { Operand, Value } from '../../parts.ts';
import type { Options } from '../options.ts';

/** Along one spatial axis; undefined: not known. */
export interface Window {
  readonly kernel: Dim | undefined;
  readonly stride: Dim | undefined;
  readonly padding: Dim | undefined;
  readonly dilation: Dim | undefined;
}

/** The new length of spatial axis i, which is `axis` of the whole input. */
export type NewLength = (dim: Dim, i: number, axis: number) => ShapeResult<Dim>;

export const UNKNOWN_LENGTH: NewLength = () => ({ ok: true, value: unknownDim() });

/** One window for each axis, from arguments of the usual names; `otherwise` stands for those that the signature lacks. */
export function readWindows(
  options: Options,
  rank: number,
  otherwise: { readonly padding: Dim; readonly dilation: Dim },
): readonly Window[] {
  const has = (name: string) => options.bound.names.includes(name);
  const kernel = options.sizes('kernel_size', rank);
  const stride =
    options.isGiven('stride') || options.bound.value('stride').kind === 'number'
      ? options.sizes('stride', rank)
      : kernel;
  const padding = has('padding') ? options.sizes('padding', rank) : undefined;
  const dilation = has('dilation') ? options.sizes('dilation', rank) : undefined;
  return Array.from({ length: rank }, (_, i) => ({
    kernel: kernel?.[i],
    stride: stride?.[i],
    padding: has('padding') ? padding?.[i] : otherwise.padding,
    dilation: has('dilation') ? dilation?.[i] : otherwise.dilation,
  }));
}

/** All four where all are known. */
function whole({ kernel, stride, padding, dilation }: Window) {
  if (!kernel || !stride || !padding || !dilation) return undefined;
  return { kernel, stride, dilation, padding: { before: padding, after: padding } };
}

export function convolved(windows: readonly Window[]): NewLength {
  return (dim, i, axis) => {
    const window = windows[i] && whole(windows[i]);
    return window ? convolutionLength(dim, window, axis) : UNKNOWN_LENGTH(dim, i, axis);
  };
}

/** `ceil` undefined: not known, then neither is the length. */
export function pooled(windows: readonly Window[], ceil: boolean | undefined): NewLength {
  return (dim, i, axis) => {
    const window = windows[i] && whole(windows[i]);
    return window && ceil !== undefined
      ? poolingLength(dim, { ...window, ceil }, axis)
      : UNKNOWN_LENGTH(dim, i, axis);
  };
}

export function spread(windows: readonly Window[], outputPadding: readonly Dim[] | undefined): NewLength {
  return (dim, i, axis) => {
    const window = windows[i] && whole(windows[i]);
    const extra = outputPadding?.[i];
    return window && extra
      ? transposedLength(dim, { ...window, outputPadding: extra }, axis)
      : UNKNOWN_LENGTH(dim, i, axis);
  };
}

/** The shape with new lengths for the last `rank` axes; a mismatch is stated, and gives the refused value. */
export function withLengths(
  scene: Scene,
  input: Operand,
  shape: Shape,
  rank: number,
  length: NewLength,
  says: string,
): Shape | Value {
  const first = shape.length - rank;
  const lengths: Dim[] = [];
  for (const [i, dim] of shape.slice(first).entries()) {
    const outcome = length(dim, i, first + i);
    if (!outcome.ok) return refuseOperands(scene, [input], outcome.mismatch, input.at, says);
    lengths.push(outcome.value);
  }
  return [...shape.slice(0, first), ...lengths];
}
