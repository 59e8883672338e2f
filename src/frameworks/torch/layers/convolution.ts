/** Convolutions. https://docs.pytorch.org/docs/stable/nn.html#convolution-layers */
import {
  compare,
  constantOf,
  type Dim,
  floorDivide,
  modulo,
  type Shape,
  size,
  unknownDim,
} from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refused, refuseOperands, refuseRank, refuseSize, result, type Scene } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import type { Operand, Value, Weight } from '../../parts.ts';
import { needFloat } from '../inputs.ts';
import { layerClass, type Made, noteCall, type Use } from '../layer-class.ts';
import type { Options } from '../options.ts';
import { slid, spread, tooSmall, type Window } from './window.ts';

const PLAIN = `in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None`;
const TRANSPOSED = `in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None`;

const SPATIAL: Readonly<Record<number, readonly string[]>> = {
  1: ['length'],
  2: ['height', 'width'],
  3: ['depth', 'height', 'width'],
};

/** What a convolution does to its input; `F.conv1d` and the like use the same. */
export interface Convolution {
  readonly rank: number;
  readonly inputs: Dim;
  readonly outputs: Dim;
  /** New length of spatial axis i, and whether the kernel fits. */
  readonly length: (dim: Dim, i: number) => Dim;
  readonly windows: readonly Window[];
  readonly keepsLength: boolean;
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

function readWindows(options: Options, rank: number): readonly Window[] {
  const [kernel, stride, padding, dilation] = ['kernel_size', 'stride', 'padding', 'dilation'].map(name =>
    options.sizes(name, rank),
  );
  return Array.from({ length: rank }, (_, i) => ({
    kernel: kernel?.[i],
    stride: stride?.[i],
    padding: padding?.[i],
    dilation: dilation?.[i],
  }));
}

function channels(options: Options): { readonly inputs: Dim; readonly outputs: Dim; readonly groups: Dim } {
  const [inputs, outputs, groups] = [
    options.size('in_channels'),
    options.size('out_channels'),
    options.size('groups'),
  ];
  const isDivided = (dim: Dim) => compare(modulo(dim, groups), size(0)) !== 'different';
  if (!isDivided(inputs))
    options.refuse('in_channels', 'a multiple of groups', 'value', 'in_channels must be divisible by groups');
  if (!isDivided(outputs))
    options.refuse(
      'out_channels',
      'a multiple of groups',
      'value',
      'out_channels must be divisible by groups',
    );
  return { inputs, outputs, groups };
}

function makePlain(options: Options, rank: number): Made {
  const { inputs, outputs, groups } = channels(options);
  const same = options.text('padding') === 'same';
  const windows =
    options.text('padding') === 'valid'
      ? readWindows(options, rank).map(w => ({ ...w, padding: size(0) }))
      : readWindows(options, rank);
  if (same && windows.some(w => w.stride && (constantOf(w.stride) ?? 1) > 1)) {
    options.refuse(
      'padding',
      'a number',
      'value',
      `padding='same' is not supported for strided convolutions`,
    );
  }
  const length = (dim: Dim, i: number): Dim =>
    same ? dim : windows[i] ? slid(dim, windows[i]) : unknownDim();
  const convolution = { rank, inputs, outputs, length, windows, keepsLength: same };
  return {
    weights: weights(options, [outputs, floorDivide(inputs, groups)], windows, outputs),
    units: outputs,
    inputSize: inputs,
    call: use => callConvolution(use, convolution),
  };
}

function makeTransposed(options: Options, rank: number): Made {
  const { inputs, outputs, groups } = channels(options);
  const windows = readWindows(options, rank);
  const extra = options.sizes('output_padding', rank);
  const length = (dim: Dim, i: number): Dim =>
    windows[i] ? spread(dim, windows[i], extra?.[i]) : unknownDim();
  const convolution = { rank, inputs, outputs, length, windows: [], keepsLength: true };
  return {
    weights: weights(options, [inputs, floorDivide(outputs, groups)], windows, outputs),
    units: outputs,
    inputSize: inputs,
    call: use =>
      use.arguments.value('output_size').kind === 'none'
        ? callConvolution(use, convolution)
        : callConvolution(use, { ...convolution, length: () => unknownDim() }),
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
  return bias === false
    ? [weight('weight', shape)]
    : [weight('weight', shape), weight('bias', bias ? [outputs] : undefined)];
}

function callConvolution(use: Use, convolution: Convolution): Value {
  const input = takeTensor(use, use.arguments.value('input'), use.arguments.at('input'), 'input');
  if (!input) return refused(use);
  const answer = applyConvolution(use, input, convolution);
  if (answer && 'kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return result(use, answer, { parents: [input.tensor], dtype: 'float' });
}

/** (N, C_in, L...) gives (N, C_out, L'...); the batch axis may be missing. */
export function applyConvolution(
  scene: Scene,
  input: Operand,
  convolution: Convolution,
): Value | Shape | undefined {
  const { rank, inputs, outputs } = convolution;
  const shape = input.shape ?? batchOf(scene, input, convolution);
  const axes = ['batch', 'channels', ...(SPATIAL[rank] ?? [])];
  if (shape.length !== rank + 1 && shape.length !== rank + 2) {
    const says = `Expected ${rank + 1}D (unbatched) or ${rank + 2}D (batched) input to conv${rank}d`;
    return refuseRank(scene, input, [rank + 1, rank + 2], axes, says);
  }
  const axis = shape.length - rank - 1;
  const actual = shape[axis];
  if (actual && compare(actual, inputs) === 'different') {
    return refuseSize(scene, input, {
      axis,
      expected: inputs,
      actual,
      parameter: 'in_channels',
      says: 'expected input to have as many channels as the weight',
    });
  }
  const spatial = shape.slice(axis + 1);
  return (
    needFloat(scene, input, 'Input type and weight type should be the same') ??
    checkFit(scene, input, convolution, spatial, axis) ?? [
      ...shape.slice(0, axis),
      outputs,
      ...spatial.map(convolution.length),
    ]
  );
}

/** An input of which nothing is known is taken for a batch. */
function batchOf({ host }: Scene, { at }: Operand, { rank, inputs }: Convolution): Shape {
  return [
    host.freshSymbol('batch', at),
    inputs,
    ...(SPATIAL[rank] ?? []).map(name => host.freshSymbol(name, at)),
  ];
}

function checkFit(
  scene: Scene,
  input: Operand,
  convolution: Convolution,
  spatial: Shape,
  axis: number,
): Value | undefined {
  if (convolution.keepsLength || !input.shape) return undefined;
  for (const [i, dim] of spatial.entries()) {
    const window = convolution.windows[i];
    const wrong = window && tooSmall(dim, window);
    if (!wrong) continue;
    const says = `Kernel size can't be greater than actual input size`;
    return refuseOperands(
      scene,
      [input],
      { kind: 'too-small', axis: axis + 1 + i, dim: wrong.padded, needed: wrong.needed },
      input.at,
      says,
    );
  }
  return undefined;
}
