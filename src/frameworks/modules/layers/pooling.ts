/** Pooling over the axes after batch and channels. */

import { type Dim, type Shape, unknownDim } from '../../../shapes/index.ts';
import { type Operation, operandAt } from '../../array/operation.ts';
import { refused, refuseRank, result, type Scene } from '../../array/scene.ts';
import { spatialAxes } from '../../array/spatial-axes.ts';
import { asDim, itemsOf, type NativeClass, type Operand, tuple, type Value } from '../../parts.ts';
import type { Dialect } from '../dialect.ts';
import { inputOf, needFloat } from '../inputs.ts';
import { moduleLayer, noteCall, type Use } from '../layer-class.ts';
import { Options } from '../options.ts';
import { isChannelsLast, perAxis } from './convolution.ts';
import {
  kernelRank,
  type NewLength,
  pooled,
  readWindows,
  refuseEmpty,
  refuseWindow,
  type WindowStyle,
  withLengths,
  wrongWindowOf,
} from './window.ts';

export interface Pooling {
  readonly rank: number;
  readonly length: NewLength;
  /** undefined: not known. */
  readonly givesIndices: boolean | undefined;
  readonly style: Pick<WindowStyle, 'batchedOnly' | 'emptyAxis' | 'says'>;
  readonly wrong?: ReturnType<typeof wrongWindowOf>;
}

/** Reads the arguments that MaxPool, AvgPool and LPPool share; `F.max_pool1d` and the like use the same. */
export function readPooling(options: Options, rank: number, style: WindowStyle): Pooling {
  const windows = readWindows(options, rank, style.paddings);
  const length = pooled(windows, options.flag('ceil_mode'), style.poolingLength);
  return {
    rank,
    length,
    givesIndices: hasIndices(options),
    style,
    wrong: wrongWindowOf(options, rank, style),
  };
}

/** torch's `return_indices`, Paddle's `return_mask`. */
const hasIndices = (options: Options): boolean | undefined => {
  const name = ['return_indices', 'return_mask'].find(each => options.bound.names.includes(each));
  return name === undefined ? false : options.flag(name);
};

interface PoolingSpec {
  readonly name: string;
  readonly signature: string;
  /** Kinds of arguments that are looked at when the layer is called. */
  readonly called?: string;
  readonly rank: number;
  readonly style: WindowStyle;
}

export const poolingLayer = (
  dialect: Dialect,
  { name, signature, called, rank, style }: PoolingSpec,
): NativeClass =>
  moduleLayer(dialect, {
    name,
    signature,
    called,
    make: options => {
      const pooling = readPooling(options, rank, style);
      return {
        weights: [],
        // Of PyTorch's poolings this one alone keeps tuples.
        kept: name === 'AvgPool1d' ? perAxis(options, rank, style) : undefined,
        call: use =>
          isChannelsLast(options) ? result(use, undefined, { dtype: 'float' }) : callPooling(use, pooling),
      };
    },
  });

function callPooling(use: Use, pooling: Pooling): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const answer = applyPooling(use, input, pooling);
  if (answer && 'kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return givePooled(use, input, answer, pooling);
}

/** A function whose windows run over the last axes, as many as its kernel has; one number is for two. Only of (batch, channels, ...) is the result told. */
export const poolingFunction =
  (style: WindowStyle) =>
  (op: Operation): Value => {
    const input = operandAt(op);
    if (!input) return refused(op);
    const rank = kernelRank(op.bound.value('kernel_size'));
    if (!rank || input.shape?.length !== rank + 2)
      return result(op, undefined, { parents: [input.tensor], dtype: input.tensor?.dtype });
    const windows = readPooling(new Options(op, op.bound), rank, style);
    const answer = applyPooling(op, input, windows);
    return answer && 'kind' in answer ? answer : givePooled(op, input, answer, windows);
  };

export function givePooled(
  scene: Scene,
  input: Operand,
  shape: Shape | undefined,
  { givesIndices }: Pick<Pooling, 'givesIndices'>,
): Value {
  if (givesIndices === undefined)
    return scene.host.unknown('whether the places of what is pooled are given too', scene.site);
  const made = result(scene, shape, { parents: [input.tensor], dtype: input.tensor?.dtype });
  return givesIndices ? tuple([made, result(scene, shape, { parents: [input.tensor], dtype: 'int' })]) : made;
}

export function applyPooling(
  scene: Scene,
  input: Operand,
  { rank, length, style, wrong: wrongWindow }: Pooling,
): Value | Shape | undefined {
  const wrong =
    (wrongWindow && refuseWindow(scene, wrongWindow)) ?? checkPoolingInput(scene, input, rank, style);
  if (wrong || !input.shape) return wrong;
  return withLengths(scene, input, input.shape, rank, length, style.says.poolingWindow);
}

/** What is provably wrong with the axes of an input. */
function checkPoolingInput(
  scene: Scene,
  input: Operand,
  rank: number,
  style: Pooling['style'],
): Value | undefined {
  return checkPoolingRank(scene, input, rank, style) ?? refuseEmpty(scene, input, rank, style);
}

function checkPoolingRank(
  scene: Scene,
  input: Operand,
  rank: number,
  { batchedOnly, says }: Pooling['style'],
): Value | undefined {
  const { shape } = input;
  const ranks = batchedOnly ? [rank + 2] : [rank + 1, rank + 2];
  if (!shape || ranks.includes(shape.length)) return undefined;
  const axes = ['batch', 'channels', ...spatialAxes(rank)];
  return refuseRank(scene, input, ranks, axes, says.poolingRank?.(rank, scene.operation));
}

export const adaptivePoolingLayer = (
  dialect: Dialect,
  { name, signature, called, rank, style }: PoolingSpec,
): NativeClass =>
  moduleLayer(dialect, {
    name,
    signature,
    called,
    make: options => {
      const pooling = readAdaptive(options, rank, style);
      return {
        weights: [],
        call: use =>
          isChannelsLast(options) ? result(use, undefined, { dtype: 'float' }) : callAdaptive(use, pooling),
      };
    },
  });

/** To lengths that are asked for. */
export interface AdaptivePooling extends Omit<Pooling, 'length'> {
  readonly wanted: Value;
  /** Where any rank from here on is taken. */
  readonly leastAxes: number | undefined;
  /** What is said of integers, where they are refused. */
  readonly saysOfWhole: string | undefined;
}

export const readAdaptive = (options: Options, rank: number, style: WindowStyle): AdaptivePooling => ({
  rank,
  wanted: options.bound.value('output_size'),
  givesIndices: hasIndices(options),
  style,
  wrong: wrongWindowOf(options, rank, style),
  leastAxes: style.axesOfMean?.(options, rank, options.scene.operation),
  saysOfWhole: style.saysOfWholeMeans?.(options, options.scene.operation),
});

export function applyAdaptive(
  scene: Scene,
  input: Operand,
  { rank, wanted, style, wrong: wrongWindow, leastAxes, saysOfWhole }: AdaptivePooling,
): Value | Shape | undefined {
  const isMean = leastAxes !== undefined && (input.shape?.length ?? leastAxes) >= leastAxes;
  const wrong =
    (wrongWindow && refuseWindow(scene, wrongWindow)) ??
    (isMean ? undefined : checkPoolingInput(scene, input, rank, style)) ??
    (saysOfWhole === undefined ? undefined : needFloat(scene, input, saysOfWhole));
  return wrong ?? (input.shape && adaptiveShape(input.shape, rank, wanted));
}

/** `None` in output_size keeps the input's size. */
function adaptiveShape(shape: Shape, rank: number, wanted: Value): Shape {
  const items = itemsOf(wanted);
  const axis = shape.length - rank;
  const target = (i: number): Dim => {
    const value = items ? items[i] : wanted;
    if (value?.kind === 'none') return shape[axis + i] ?? unknownDim();
    return (value && asDim(value)) ?? unknownDim();
  };
  return [...shape.slice(0, axis), ...Array.from({ length: rank }, (_, i) => target(i))];
}

function callAdaptive(use: Use, pooling: AdaptivePooling): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const answer = applyAdaptive(use, input, pooling);
  if (answer && 'kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return givePooled(use, input, answer, pooling);
}
