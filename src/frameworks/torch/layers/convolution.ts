/** Convolutions. https://docs.pytorch.org/docs/stable/nn.html#convolution-layers */
import {
  compare,
  constantOf,
  type Dim,
  floorDivide,
  modulo,
  type Shape,
  size,
} from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refused, refuseRank, refuseSize, result, type Scene } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { type Made, noteCall, type Use } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import type { Operand, Value, Weight } from '../../parts.ts';
import { layerClass } from '../dialect.ts';
import { needFloat } from '../inputs.ts';
import {
  convolved,
  type NewLength,
  readWindows,
  spread,
  UNKNOWN_LENGTH,
  type Window,
  withLengths,
} from './window.ts';

const PLAIN = `in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None`;
const TRANSPOSED = `in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None`;

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
}

export const CONVOLUTION = [1, 2, 3].flatMap(rank => [
  layerClass({ name: `Conv${rank}d`, signature: PLAIN, make: options => makePlain(options, rank) }),
  layerClass({
    name: `ConvTranspose${rank}d`,
    signature: TRANSPOSED,
    forward: 'input, output_size=None',
    make: options => makeTransposed(options, rank),
  }),
]);

function channels(options: Options): { readonly inputs: Dim; readonly outputs: Dim; readonly groups: Dim } {
  const [inputs, outputs, groups] = [
    options.size('in_channels'),
    options.size('out_channels'),
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
  const padding = options.text('padding');
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

function makePlain(options: Options, rank: number): Made {
  const { inputs, outputs, groups } = channels(options);
  const windows = readWindows(options, rank, DEFAULTS);
  const length = plainLength(options, windows);
  return {
    weights: weights(options, [outputs, floorDivide(inputs, groups)], windows, outputs),
    units: outputs,
    inputSize: inputs,
    call: use => callConvolution(use, { rank, inputs, outputs, length }),
  };
}

function makeTransposed(options: Options, rank: number): Made {
  const { inputs, outputs, groups } = channels(options);
  const windows = readWindows(options, rank, DEFAULTS);
  const known = spread(windows, options.sizes('output_padding', rank));
  return {
    weights: weights(options, [inputs, floorDivide(outputs, groups)], windows, outputs),
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
  leading: Shape,
  windows: readonly Window[],
  outputs: Dim,
): readonly Weight[] {
  const kernels = windows.map(w => w.kernel);
  const shape = kernels.every(kernel => kernel !== undefined) ? [...leading, ...kernels] : undefined;
  const bias = options.flag('bias');
  if (bias === false) return [weight('weight', shape)];
  return [weight('weight', shape), weight('bias', bias ? [outputs] : undefined)];
}

function callConvolution(use: Use, convolution: Convolution): Value {
  const input = takeTensor(use, use.arguments.value('input'), use.arguments.at('input'), 'input');
  if (!input) return refused(use);
  const answer = applyConvolution(use, input, convolution);
  if ('kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return result(use, answer, { parents: [input.tensor], dtype: 'float' });
}

/** (N, C_in, L...) gives (N, C_out, L'...); the batch axis may be missing. */
export function applyConvolution(scene: Scene, input: Operand, convolution: Convolution): Value | Shape {
  const { rank, inputs, outputs } = convolution;
  const shape = input.shape ?? batchOf(scene, input, convolution);
  if (shape.length !== rank + 1 && shape.length !== rank + 2) {
    const says = `Expected ${rank + 1}D (unbatched) or ${rank + 2}D (batched) input to conv${rank}d`;
    return refuseRank(
      scene,
      input,
      [rank + 1, rank + 2],
      ['batch', 'channels', ...(SPATIAL[rank] ?? [])],
      says,
    );
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
