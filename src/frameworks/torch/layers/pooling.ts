/** Pooling. https://docs.pytorch.org/docs/stable/nn.html#pooling-layers */

import { type Dim, type Shape, size, unknownDim } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refused, refuseOperands, refuseRank, result, type Scene } from '../../array/scene.ts';
import { asDim, itemsOf, type Operand, tuple, type Value } from '../../parts.ts';
import { layerClass, type Made, noteCall, type Use } from '../layer-class.ts';
import type { Options } from '../options.ts';
import { slid, slidUp, tooSmall, type Window } from './window.ts';

const SIGNATURES: Readonly<Record<string, string>> = {
  MaxPool: 'kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False',
  AvgPool:
    'kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None',
  LPPool: 'norm_type, kernel_size, stride=None, ceil_mode=False',
};

export interface Pooling {
  readonly rank: number;
  readonly windows: readonly Window[];
  /** undefined: not known. */
  readonly roundsUp: boolean | undefined;
  readonly givesIndices: boolean;
}

/** Reads the arguments that MaxPool, AvgPool and LPPool share; `F.max_pool1d` and the like use the same. */
export function readPooling(options: Options, rank: number): Pooling {
  const has = (name: string) => options.bound.names.includes(name);
  const kernel = options.sizes('kernel_size', rank);
  const stride = options.isGiven('stride') ? options.sizes('stride', rank) : kernel;
  const padding = has('padding')
    ? options.sizes('padding', rank)
    : Array.from({ length: rank }, () => size(0));
  const dilation = has('dilation')
    ? options.sizes('dilation', rank)
    : Array.from({ length: rank }, () => size(1));
  const windows = Array.from({ length: rank }, (_, i) => ({
    kernel: kernel?.[i],
    stride: stride?.[i],
    padding: padding?.[i],
    dilation: dilation?.[i],
  }));
  return {
    rank,
    windows,
    roundsUp: options.flag('ceil_mode'),
    givesIndices: has('return_indices') && options.flag('return_indices') === true,
  };
}

function make(options: Options, rank: number): Made {
  const pooling = readPooling(options, rank);
  return { weights: [], call: use => callPooling(use, pooling) };
}

function callPooling(use: Use, pooling: Pooling): Value {
  const input = takeTensor(use, use.arguments.value('input'), use.arguments.at('input'), 'input');
  if (!input) return refused(use);
  const answer = applyPooling(use, input, pooling);
  if (answer && 'kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return givePooled(use, input, answer, pooling);
}

export function givePooled(
  scene: Scene,
  input: Operand,
  shape: Shape | undefined,
  { givesIndices }: Pick<Pooling, 'givesIndices'>,
): Value {
  const pooled = result(scene, shape, { parents: [input.tensor], dtype: input.tensor?.dtype });
  return givesIndices
    ? tuple([pooled, result(scene, shape, { parents: [input.tensor], dtype: 'int' })])
    : pooled;
}

export function applyPooling(
  scene: Scene,
  input: Operand,
  { rank, windows, roundsUp }: Pooling,
): Value | Shape | undefined {
  const { shape } = input;
  const wrong = checkRank(scene, input, rank);
  if (wrong || !shape) return wrong;
  const axis = shape.length - rank;
  const lengths: Dim[] = [];
  for (const [i, dim] of shape.slice(axis).entries()) {
    const window = windows[i];
    const misfit = roundsUp === false && window && tooSmall(dim, window);
    if (misfit) {
      const says = 'Invalid computed output size: 0';
      return refuseOperands(
        scene,
        [input],
        { kind: 'too-small', axis: axis + i, dim: misfit.padded, needed: misfit.needed },
        input.at,
        says,
      );
    }
    lengths.push(
      !window || roundsUp === undefined ? unknownDim() : roundsUp ? slidUp(dim, window) : slid(dim, window),
    );
  }
  return [...shape.slice(0, axis), ...lengths];
}

const SPATIAL = ['length', 'width', 'height'];

function checkRank(scene: Scene, input: Operand, rank: number): Value | undefined {
  const { shape } = input;
  if (!shape || shape.length === rank + 1 || shape.length === rank + 2) return undefined;
  const says = `Expected ${rank + 1}D or ${rank + 2}D (batch mode) tensor`;
  return refuseRank(
    scene,
    input,
    [rank + 1, rank + 2],
    ['batch', 'channels', ...SPATIAL.slice(0, rank)],
    says,
  );
}

const windowed = Object.entries(SIGNATURES).flatMap(([name, signature]) =>
  [1, 2, 3].map(rank =>
    layerClass({ name: `${name}${rank}d`, signature, make: options => make(options, rank) }),
  ),
);

const adaptive = ['AdaptiveAvgPool', 'AdaptiveMaxPool'].flatMap(name =>
  [1, 2, 3].map(rank =>
    layerClass({
      name: `${name}${rank}d`,
      signature: name === 'AdaptiveMaxPool' ? 'output_size, return_indices=False' : 'output_size',
      make: options => {
        const wanted = options.bound.value('output_size');
        const givesIndices =
          options.bound.names.includes('return_indices') && options.flag('return_indices') === true;
        return { weights: [], call: use => callAdaptive(use, rank, wanted, givesIndices) };
      },
    }),
  ),
);

/** `None` in output_size keeps the input's size. */
export function adaptiveShape(shape: Shape, rank: number, wanted: Value): Shape {
  const items = itemsOf(wanted);
  const axis = shape.length - rank;
  const target = (i: number): Dim => {
    const value = items ? items[i] : wanted;
    if (value?.kind === 'none') return shape[axis + i] ?? unknownDim();
    return (value && asDim(value)) ?? unknownDim();
  };
  return [...shape.slice(0, axis), ...Array.from({ length: rank }, (_, i) => target(i))];
}

function callAdaptive(use: Use, rank: number, wanted: Value, givesIndices: boolean): Value {
  const input = takeTensor(use, use.arguments.value('input'), use.arguments.at('input'), 'input');
  if (!input) return refused(use);
  const wrong = checkRank(use, input, rank);
  if (wrong) return wrong;
  const shape = input.shape && adaptiveShape(input.shape, rank, wanted);
  noteCall(use, [input.shape], [shape]);
  return givePooled(use, input, shape, { givesIndices });
}

export const POOLING = [...windowed, ...adaptive];
