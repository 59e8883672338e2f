/** Pooling over the axes after batch and channels. */

import { type Dim, type Shape, size, unknownDim } from '../../../shapes/index.ts';
import { refused, refuseRank, result, type Scene } from '../../array/scene.ts';
import { asDim, itemsOf, type NativeClass, type Operand, tuple, type Value } from '../../parts.ts';
import type { Dialect } from '../dialect.ts';
import { inputOf } from '../inputs.ts';
import { moduleLayer, noteCall, type Use } from '../layer-class.ts';
import type { Options } from '../options.ts';
import { type NewLength, pooled, readWindows, withLengths } from './window.ts';

export interface Pooling {
  readonly rank: number;
  readonly length: NewLength;
  readonly givesIndices: boolean;
}

/** Reads the arguments that MaxPool, AvgPool and LPPool share; `F.max_pool1d` and the like use the same. */
export function readPooling(options: Options, rank: number): Pooling {
  const windows = readWindows(options, rank, { padding: size(0), dilation: size(1) });
  return { rank, length: pooled(windows, options.flag('ceil_mode')), givesIndices: hasIndices(options) };
}

/** torch's `return_indices`, Paddle's `return_mask`. */
const hasIndices = (options: Options): boolean =>
  ['return_indices', 'return_mask'].some(
    name => options.bound.names.includes(name) && options.flag(name) === true,
  );

export const poolingLayer = (
  dialect: Dialect,
  { name, signature, rank }: { readonly name: string; readonly signature: string; readonly rank: number },
): NativeClass =>
  moduleLayer(dialect, {
    name,
    signature,
    make: options => {
      const pooling = readPooling(options, rank);
      return { weights: [], call: use => callPooling(use, pooling) };
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

export function givePooled(
  scene: Scene,
  input: Operand,
  shape: Shape | undefined,
  { givesIndices }: Pick<Pooling, 'givesIndices'>,
): Value {
  const made = result(scene, shape, { parents: [input.tensor], dtype: input.tensor?.dtype });
  return givesIndices ? tuple([made, result(scene, shape, { parents: [input.tensor], dtype: 'int' })]) : made;
}

export function applyPooling(
  scene: Scene,
  input: Operand,
  { rank, length }: Pooling,
): Value | Shape | undefined {
  const wrong = checkPoolingRank(scene, input, rank);
  if (wrong || !input.shape) return wrong;
  return withLengths(scene, input, input.shape, rank, length, 'Invalid computed output size: 0');
}

const SPATIAL = ['length', 'width', 'height'];

export function checkPoolingRank(scene: Scene, input: Operand, rank: number): Value | undefined {
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

export const adaptivePoolingLayer = (
  dialect: Dialect,
  { name, signature, rank }: { readonly name: string; readonly signature: string; readonly rank: number },
): NativeClass =>
  moduleLayer(dialect, {
    name,
    signature,
    make: options => {
      const wanted = options.bound.value('output_size');
      return { weights: [], call: use => callAdaptive(use, rank, wanted, hasIndices(options)) };
    },
  });

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
  const input = inputOf(use);
  if (!input) return refused(use);
  const wrong = checkPoolingRank(use, input, rank);
  if (wrong) return wrong;
  const shape = input.shape && adaptiveShape(input.shape, rank, wanted);
  noteCall(use, [input.shape], [shape]);
  return givePooled(use, input, shape, { givesIndices });
}
