/** Convolutions over the axes after batch and channels. */
import {
  compare,
  constantOf,
  type Dim,
  floorDivide,
  modulo,
  type Shape,
  size,
} from '../../../shapes/index.ts';
import { refuseArgument, refused, refuseRank, refuseSize, result, type Scene } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import type { NativeClass, Operand, Value, Weight } from '../../parts.ts';
import type { Dialect } from '../dialect.ts';
import { inputOf, needFloat } from '../inputs.ts';
import { type Made, moduleLayer, noteCall, type Use } from '../layer-class.ts';
import type { Options } from '../options.ts';
import { biasWeights } from './linear.ts';
import {
  convolved,
  type NewLength,
  readWindows,
  spread,
  UNKNOWN_LENGTH,
  type Window,
  withLengths,
} from './window.ts';

const SPATIAL: Readonly<Record<number, readonly string[]>> = {
  1: ['length'],
  2: ['height', 'width'],
  3: ['depth', 'height', 'width'],
};

const DEFAULTS = { padding: size(0), dilation: size(1) };

/** What a convolution does to its input; `F.conv1d` and the like use the same. */
export interface Convolution {
  readonly rank: number;
  /** undefined: not known. */
  readonly inputs: Dim | undefined;
  readonly outputs: Dim;
  readonly length: NewLength;
  /** An input without batch axis is refused. */
  readonly batchedOnly?: boolean;
}

interface ConvolutionSpec {
  readonly name: string;
  readonly signature: string;
  readonly rank: number;
  readonly batchedOnly?: boolean;
}

export const plainConvolution = (dialect: Dialect, spec: ConvolutionSpec): NativeClass =>
  moduleLayer(dialect, {
    name: spec.name,
    signature: spec.signature,
    make: options => makePlain(options, dialect, spec),
  });

export const transposedConvolution = (
  dialect: Dialect,
  { name, signature, rank }: ConvolutionSpec,
): NativeClass =>
  moduleLayer(dialect, {
    name,
    signature,
    forward: `${dialect.input ?? 'input'}, output_size=None`,
    make: options => makeTransposed(options, dialect, rank),
  });

/** PyTorch makes a layer without channels; what it cannot do is run it. */
function channels(
  options: Options,
  { framework }: Dialect,
): { readonly inputs: Dim; readonly outputs: Dim; readonly groups: Dim } {
  const least = framework === 'torch' ? 0 : 1;
  const [inputs, outputs, groups] = [
    options.size('in_channels', least),
    options.size('out_channels', least),
    options.size('groups'),
  ];
  for (const [name, dim] of [
    ['in_channels', inputs],
    ['out_channels', outputs],
  ] as const) {
    if (compare(modulo(dim, groups), size(0)) === 'different')
      options.refuse(name, 'a multiple of groups', 'value', `${name} must be divisible by groups`);
  }
  return { inputs, outputs, groups };
}

/** Lengths by the padding argument, which may be 'same' or 'valid'. */
export function plainLength(options: Options, windows: readonly Window[]): NewLength {
  const padding = options.text('padding')?.toLowerCase();
  if (padding === 'valid') return convolved(windows.map(w => ({ ...w, padding: size(0) })));
  if (padding !== 'same') return convolved(windows);
  if (windows.some(w => w.stride && (constantOf(w.stride) ?? 1) > 1))
    options.refuse(
      'padding',
      'a number',
      'value',
      `padding='same' is not supported for strided convolutions`,
    );
  return dim => ({ ok: true, value: dim });
}

function makePlain(options: Options, dialect: Dialect, { rank, batchedOnly }: ConvolutionSpec): Made {
  const { inputs, outputs, groups } = channels(options, dialect);
  const windows = readWindows(options, rank, DEFAULTS);
  const length = plainLength(options, windows);
  return {
    weights: weights(options, dialect, [outputs, floorDivide(inputs, groups)], windows, outputs),
    units: outputs,
    inputSize: inputs,
    call: use =>
      isChannelsLast(options)
        ? result(use, undefined, { dtype: 'float' })
        : callConvolution(use, { rank, inputs, outputs, length, batchedOnly }),
  };
}

/** Paddle's `data_format='NLC'`, which is not modelled. */
function isChannelsLast(options: Options): boolean {
  const name = 'data_format';
  if (!options.bound.names.includes(name) || !options.isGiven(name)) return false;
  return !options.text(name)?.startsWith('NC');
}

function makeTransposed(options: Options, dialect: Dialect, rank: number): Made {
  const { inputs, outputs, groups } = channels(options, dialect);
  const windows = readWindows(options, rank, DEFAULTS);
  const known = spread(windows, options.sizes('output_padding', rank));
  return {
    weights: weights(options, dialect, [inputs, floorDivide(outputs, groups)], windows, outputs),
    units: outputs,
    inputSize: inputs,
    call: use => {
      const length = use.arguments.value('output_size').kind === 'none' ? known : UNKNOWN_LENGTH;
      return callConvolution(use, { rank, inputs, outputs, length });
    },
  };
}

function weights(
  options: Options,
  dialect: Dialect,
  leading: Shape,
  windows: readonly Window[],
  outputs: Dim,
): readonly Weight[] {
  const kernels = windows.map(w => w.kernel);
  const shape = kernels.every(kernel => kernel !== undefined) ? [...leading, ...kernels] : undefined;
  return [weight('weight', shape), ...biasWeights(dialect, options, [outputs])];
}

function callConvolution(use: Use, convolution: Convolution): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  if (constantOf(convolution.outputs) === 0) {
    const says = 'expected weight to be at least 1 at dimension 0';
    return refuseArgument(use, {
      parameter: 'out_channels',
      aspect: 'value',
      allowed: 'a positive integer',
      given: '0',
      at: use.site,
      says,
    });
  }
  const answer = applyConvolution(use, input, convolution);
  if ('kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return result(use, answer, { parents: [input.tensor], dtype: 'float' });
}

/** (N, C_in, L...) gives (N, C_out, L'...); the batch axis may be missing. */
export function applyConvolution(scene: Scene, input: Operand, convolution: Convolution): Value | Shape {
  const { rank, inputs, outputs } = convolution;
  const shape = input.shape ?? batchOf(scene, input, convolution);
  const ranks = convolution.batchedOnly ? [rank + 2] : [rank + 1, rank + 2];
  if (!ranks.includes(shape.length)) {
    const says =
      scene.framework === 'torch'
        ? `Expected ${rank + 1}D (unbatched) or ${rank + 2}D (batched) input to conv${rank}d`
        : undefined;
    return refuseRank(scene, input, ranks, ['batch', 'channels', ...(SPATIAL[rank] ?? [])], says);
  }
  const axis = shape.length - rank - 1;
  const actual = shape[axis];
  if (actual && inputs && compare(actual, inputs) === 'different') {
    const says = 'expected input to have as many channels as the weight';
    return refuseSize(scene, input, { axis, expected: inputs, actual, parameter: 'in_channels', says });
  }
  const wrong = needFloat(scene, input, 'Input type and weight type should be the same');
  if (wrong) return wrong;
  const says = `Kernel size can't be greater than actual input size`;
  const answer = withLengths(scene, input, shape, rank, convolution.length, says);
  return 'kind' in answer ? answer : answer.map((dim, i) => (i === axis ? outputs : dim));
}

/** An input of which nothing is known is taken for a batch. */
function batchOf({ host }: Scene, { at }: Operand, { rank, inputs }: Convolution): Shape {
  const lengths = (SPATIAL[rank] ?? []).map(name => host.freshSymbol(name, at));
  return [host.freshSymbol('batch', at), inputs ?? host.freshSymbol('channels', at), ...lengths];
}
