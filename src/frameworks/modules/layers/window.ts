/** Windows that slide over the spatial axes of an input: convolutions, pooling, and what undoes them. */
import {
  convolutionLength,
  type Dim,
  noElements,
  type Origin,
  type Padding,
  poolingLength,
  type Shape,
  type ShapeResult,
  size,
  symmetricPadding,
  transposedLength,
  unknownDim,
  type Window as WholeWindow,
} from '../../../shapes/index.ts';
import { refuseArgument, refuseOperands, type Scene } from '../../array/scene.ts';
import { itemsOf, type Operand, type Value } from '../../parts.ts';
import type { Options } from '../options.ts';

/** Along one spatial axis; undefined: not known. */
export interface Window {
  readonly kernel: Dim | undefined;
  readonly stride: Dim | undefined;
  readonly padding: Padding | undefined;
  readonly dilation: Dim | undefined;
}

/** The new length of spatial axis i, which is `axis` of the whole input. */
export type NewLength = (dim: Dim, i: number, axis: number) => ShapeResult<Dim>;

export const UNKNOWN_LENGTH: NewLength = () => ({ ok: true, value: unknownDim() });

/** A framework's own sentences; absent: they are not known, and nothing is quoted. */
export interface WindowWords {
  readonly convolutionRank?: (rank: number) => string | undefined;
  readonly channels?: string;
  readonly transposedChannels?: string;
  readonly dtype?: string;
  readonly noOutputs?: string;
  readonly groups?: string;
  /** The window does not fit. */
  readonly convolutionWindow?: string;
  readonly poolingRank?: (rank: number, operation: string) => string | undefined;
  readonly poolingWindow?: string;
  /** An axis without elements. */
  readonly empty?: string;
}

type Length = (dim: Dim, window: WholeWindow, axis: number) => ShapeResult<Dim>;

/** What differs between frameworks in layers with windows. */
export interface WindowStyle {
  /** What the argument `padding` asks for along each axis; undefined: not known. What it cannot be is refused. */
  readonly paddings: (options: Options, rank: number) => readonly Padding[] | undefined;
  readonly convolutionLength: Length;
  readonly poolingLength: Length;
  /** Convolutions keep one number for all axes as one for each. */
  readonly keepsPerAxis?: true;
  /** An input without batch axis is refused. */
  readonly batchedOnly: boolean;
  /** The first argument whose number of entries or sign its kernels do not take: refused when the layer is called. */
  readonly wrongWindow?: (options: Options, rank: number, operation: string) => WrongWindow | undefined;
  /** How many axes an adaptive pooling needs where it looks at nothing else, since it is a plain mean. */
  readonly axesOfMean?: (options: Options, rank: number, operation: string) => number | undefined;
  /** What is said of integers in an adaptive pooling to one place, where that is a plain mean; absent: they are taken. */
  readonly saysOfWholeMeans?: (options: Options, operation: string) => string | undefined;
  /** The axis of an input that its kernels do not take empty, and is. */
  readonly emptyAxis?: (shape: Shape, rank: number, operation: string) => number | undefined;
  readonly says: WindowWords;
}

export interface WrongWindow {
  readonly parameter: string;
  /** A noun phrase. */
  readonly allowed: string;
  readonly says?: string;
}

interface FoundWrong {
  readonly wrong: WrongWindow | undefined;
  readonly at: Origin | undefined;
}

/** With the place of the argument. */
export function wrongWindowOf(options: Options, rank: number, { wrongWindow }: WindowStyle): FoundWrong {
  const wrong = wrongWindow?.(options, rank, options.scene.operation);
  return { wrong, at: wrong && options.bound.given(wrong.parameter)?.at };
}

/** States at a call what its kernels do not take of the arguments. */
export function refuseWindow(scene: Scene, { wrong, at }: FoundWrong): Value | undefined {
  if (!wrong) return undefined;
  const given = at && scene.host.textOf(at);
  return refuseArgument(scene, {
    aspect: 'value',
    ...wrong,
    at: scene.site,
    ...(given !== undefined && { given }),
  });
}

/** States that an axis of the input has no elements, where the kernels need some. */
export function refuseEmpty(
  scene: Scene,
  input: Operand,
  rank: number,
  { emptyAxis, says }: Pick<WindowStyle, 'emptyAxis' | 'says'>,
): Value | undefined {
  const axis = input.shape && emptyAxis?.(input.shape, rank, scene.operation);
  if (axis === undefined) return undefined;
  return refuseOperands(scene, [input], noElements(axis), input.at, says.empty);
}

/** The same number on both sides of an axis: one for all axes, or one for each. */
export const evenPaddings = (options: Options, rank: number): readonly Padding[] | undefined =>
  options.sizes('padding', rank)?.map(symmetricPadding);

/** Torch's lengths, which many share. */
export const USUAL_LENGTHS = { convolutionLength, poolingLength } as const;

/** Of how many axes the windows are, where the kernel says it: one number is for two. */
export const kernelRank = (kernel: Value): number | undefined =>
  kernel.kind === 'number' ? 2 : itemsOf(kernel)?.length;

/** One window for each axis, from arguments of the usual names; a signature without padding or dilation has none. */
export function readWindows(
  options: Options,
  rank: number,
  paddings: WindowStyle['paddings'] = evenPaddings,
): readonly Window[] {
  const has = (name: string) => options.bound.names.includes(name);
  const kernel = options.sizes('kernel_size', rank);
  const stride =
    options.isGiven('stride') || options.bound.value('stride').kind === 'number'
      ? options.sizes('stride', rank)
      : kernel;
  const padding = has('padding') ? paddings(options, rank) : undefined;
  const dilation = has('dilation') ? options.sizes('dilation', rank) : undefined;
  return Array.from({ length: rank }, (_, i) => ({
    kernel: kernel?.[i],
    stride: stride?.[i],
    padding: has('padding') ? padding?.[i] : 'valid',
    dilation: has('dilation') ? dilation?.[i] : size(1),
  }));
}

/** All four where all are known. */
function whole({ kernel, stride, padding, dilation }: Window) {
  if (!kernel || !stride || !padding || !dilation) return undefined;
  return { kernel, stride, dilation, padding };
}

export function convolved(windows: readonly Window[], lengthOf: Length = convolutionLength): NewLength {
  return (dim, i, axis) => {
    const window = windows[i] && whole(windows[i]);
    return window ? lengthOf(dim, window, axis) : UNKNOWN_LENGTH(dim, i, axis);
  };
}

/** `ceil` undefined: not known, then neither is the length. */
export function pooled(
  windows: readonly Window[],
  ceil: boolean | undefined,
  lengthOf: Length = poolingLength,
): NewLength {
  return (dim, i, axis) => {
    const window = windows[i] && whole(windows[i]);
    return window && ceil !== undefined
      ? lengthOf(dim, { ...window, ceil }, axis)
      : UNKNOWN_LENGTH(dim, i, axis);
  };
}

/** What undoes a convolution; with padding 'same' it depends on more than the shape tells here. */
export function spread(windows: readonly Window[], outputPadding: readonly Dim[] | undefined): NewLength {
  return (dim, i, axis) => {
    const window = windows[i] && whole(windows[i]);
    const extra = outputPadding?.[i];
    const padding = window?.padding === 'valid' ? symmetricPadding(size(0)) : window?.padding;
    return window && extra && padding && typeof padding !== 'string'
      ? transposedLength(dim, { ...window, padding, outputPadding: extra }, axis)
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
  says: string | undefined,
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
