/**
 * Convolutions over (batch, lengths, channels). A transposed one may be given an output padding of any size.
 * https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.Conv1d.html, mlx/ops.cpp (conv_general)
 */
import {
  compare,
  constantOf,
  convolutionLength,
  type Dim,
  modulo,
  multiply,
  type Shape,
  type ShapeResult,
  size,
  unknownDim,
  windowsTowardsZero,
} from '../../shapes/index.ts';
import { type FunctionTable, type Operation, operandAt } from '../array/operation.ts';
import { checkSize, refuseArgument, refused, refuseRank, result, type Scene } from '../array/scene.ts';
import { spatialAxes } from '../array/spatial-axes.ts';
import {
  convolved,
  type NewLength,
  readWindows,
  spread,
  UNKNOWN_LENGTH,
  type Window,
  withLengths,
} from '../modules/layers/window.ts';
import { Options } from '../modules/options.ts';
import type { Operand, Value } from '../parts.ts';
import { streamed } from './flavour.ts';

/** What a convolution does to its input. */
export interface Convolution {
  readonly rank: number;
  /** undefined: not known. */
  readonly inputs: Dim | undefined;
  readonly outputs: Dim;
  readonly groups: Dim;
  readonly length: NewLength;
}

const SAYS = {
  rank: '[conv] Only works for inputs with 1-3 spatial dimensions. The inputs must be in the format [N, ..., C_in]',
  dtype:
    '[conv] Invalid input array with type int32. Convolution currently only supports floating point types',
  channels: '[conv] Expect the input channels in the input and weight array to match',
  groups: '[conv] If groups > 1, the output channels must be divisible by the number of groups.',
  window:
    '[conv] Spatial dimensions of input after padding cannot be smaller than weight spatial dimensions.',
} as const;

/** Lengths by a convolution's own arguments and the sizes of its kernel. */
export function lengthsOf(
  options: Options,
  rank: number,
  kernels: readonly Dim[] | undefined,
  isTransposed: boolean,
): NewLength {
  const windows = readWindows(options, rank).map((window, i) => ({ ...window, kernel: kernels?.[i] }));
  return isTransposed
    ? widened(windows, options.sizes('output_padding', rank))
    : convolved(windows, countedTowardsZero);
}

/** The quotient is rounded towards zero: a window that does not fit counts as one where its stride is larger than what it lacks. */
function countedTowardsZero(...[dim, window, axis]: Parameters<typeof convolutionLength>): ShapeResult<Dim> {
  const outcome = windowsTowardsZero(dim, window, axis);
  return outcome.ok && constantOf(outcome.value) === 0 ? convolutionLength(dim, window, axis) : outcome;
}

/** More padding than the kernel reaches is cut off the input before its steps are spread, which is not followed. */
function widened(windows: readonly Window[], outputPadding: readonly Dim[] | undefined): NewLength {
  const length = spread(windows, outputPadding);
  return (dim, i, axis) => {
    const window = windows[i];
    const outcome = window && isReached(window) ? length(dim, i, axis) : undefined;
    return outcome?.ok ? outcome : UNKNOWN_LENGTH(dim, i, axis);
  };
}

function isReached({ kernel, dilation, padding }: Window): boolean {
  if (typeof padding !== 'object') return padding === 'valid';
  const [size, step, before] = [kernel, dilation, padding.before].map(dim => dim && constantOf(dim));
  if (before === 0) return true;
  return size !== undefined && step !== undefined && before !== undefined && before <= step * (size - 1);
}

/** `padding='same'` is refused when the layer runs. */
function refusePadding(scene: Scene, { bound }: Options, rank: number): Value | undefined {
  if (bound.value('padding').kind !== 'string') return undefined;
  return refuseArgument(scene, {
    parameter: 'padding',
    aspect: 'type',
    allowed: 'an integer',
    at: scene.layer ? scene.site : bound.at('padding'),
    given: scene.host.textOf(bound.at('padding')),
    says: `conv${rank}d(): incompatible function arguments`,
  });
}

/** (batch, lengths, in) gives (batch, lengths', out): its shape, or the value of what is refused. */
export function applyConvolution(
  scene: Scene,
  input: Operand,
  options: Options,
  { rank, inputs, outputs, groups, length }: Convolution,
): Value | Shape {
  const wrongPadding = refusePadding(scene, options, rank);
  if (wrongPadding) return wrongPadding;
  const { shape } = input;
  if (!shape) return [...Array.from({ length: rank + 1 }, () => unknownDim()), outputs];
  if (shape.length !== rank + 2)
    return refuseRank(scene, input, [rank + 2], ['batch', ...spatialAxes(rank), 'channels'], SAYS.rank);
  const wrong =
    refuseWhole(scene, input) ??
    checkSize(scene, input, {
      axis: rank + 1,
      expected: inputs,
      parameter: 'in_channels',
      says: SAYS.channels,
    }) ??
    refuseGroups(scene, options, outputs, groups);
  if (wrong) return wrong;
  const answer = withLengths(scene, input, shape.slice(0, -1), rank, length, SAYS.window);
  return 'kind' in answer ? answer : [...answer, outputs];
}

function refuseWhole(scene: Scene, { tensor, role, at }: Operand): Value | undefined {
  if (tensor?.dtype !== 'int' && tensor?.dtype !== 'bool') return undefined;
  return refuseArgument(scene, {
    parameter: role,
    aspect: 'type',
    allowed: 'an array of floats',
    given: tensor.dtype === 'int' ? 'an array of integers' : 'an array of truth values',
    at,
    says: SAYS.dtype,
  });
}

function refuseGroups(scene: Scene, { bound }: Options, outputs: Dim, groups: Dim): Value | undefined {
  if (compare(modulo(outputs, groups), size(0)) !== 'different') return undefined;
  return refuseArgument(scene, {
    parameter: 'groups',
    aspect: 'value',
    allowed: 'a divisor of the output channels',
    at: bound.names.includes('groups') ? bound.at('groups') : scene.site,
    says: SAYS.groups,
  });
}

/** `mx.conv1d(input, weight)`: the weight is (out, kernel, in / groups). */
const convolution =
  (rank: number, isTransposed: boolean) =>
  (op: Operation): Value => {
    const [input, weight] = [operandAt(op), operandAt(op, 1)];
    if (!input || !weight) return refused(op);
    const parts = { parents: [input.tensor, weight.tensor], dtype: 'float' } as const;
    const { shape } = weight;
    const [outputs, inputs] = [shape?.[0], shape?.at(-1)];
    if (shape?.length !== rank + 2 || !outputs || !inputs) return result(op, undefined, parts);
    const options = new Options(op, op.bound);
    const groups = op.bound.names.includes('groups') ? options.size('groups') : size(1);
    const answer = applyConvolution(op, input, options, {
      rank,
      inputs: multiply(inputs, groups),
      outputs,
      groups,
      length: lengthsOf(options, rank, shape.slice(1, -1), isTransposed),
    });
    return 'kind' in answer ? answer : result(op, answer, parts);
  };

const PLAIN = 'input, weight, stride=1, padding=0, dilation=1, groups=1';
const TRANSPOSED = 'input, weight, stride=1, padding=0, dilation=1, output_padding=0, groups=1';

export const CONVOLUTION_FUNCTIONS: FunctionTable = Object.assign(
  {},
  ...[1, 2, 3].map(rank => ({
    ...streamed(`conv${rank}d`, PLAIN, convolution(rank, false)),
    ...streamed(`conv_transpose${rank}d`, TRANSPOSED, convolution(rank, true)),
  })),
);
