/** Convolutions over inputs (batch..., spatial..., features). Sources: flax/linen/linear.py, flax/nnx/nn/linear.py. */
import {
  convolutionLength,
  type Dim,
  floorDivide,
  type Padding,
  type Shape,
  size,
  unknownDim,
} from '../../../shapes/index.ts';
import { checkSize, refuseRank, type Scene } from '../../array/scene.ts';
import { spatialAxes } from '../../array/spatial-axes.ts';
import { asDim, asString, type Bound, itemsOf, type Operand, type Value } from '../../parts.ts';
import { type SizeWords, severalSizes } from './dense.ts';

export interface Convolution {
  /** undefined: not even how many spatial axes there are. */
  readonly kernel: readonly Dim[] | undefined;
  readonly groups: Dim | undefined;
  readonly padding: Value;
  readonly strides: Value;
  readonly dilation: Value;
  /** Dilates the input first, as transposed convolutions do: lengths are not followed. */
  readonly isPlain: boolean;
}

export function readConvolution(bound: Bound): Convolution {
  const isDilated = bound.names.includes('input_dilation') && bound.given('input_dilation') !== undefined;
  return {
    kernel: severalSizes(bound.value('kernel_size')),
    groups: bound.names.includes('feature_group_count') ? asDim(bound.value('feature_group_count')) : size(1),
    padding: bound.value('padding'),
    strides: bound.value('strides'),
    dilation: bound.value('kernel_dilation'),
    isPlain: bound.names.includes('input_dilation') && !isDilated,
  };
}

/** (kernel..., in / groups, out). */
export function kernelShape(
  { kernel, groups }: Convolution,
  inputs: Dim | undefined,
  outputs: Dim,
): Shape | undefined {
  return kernel && inputs && groups ? [...kernel, floorDivide(inputs, groups), outputs] : undefined;
}

/** The output's shape; 'refused' where that has been stated. */
export function convolvedShape(
  scene: Scene,
  input: Operand,
  convolution: Convolution,
  {
    inputs,
    outputs,
    words,
  }: { readonly inputs: Dim | undefined; readonly outputs: Dim; readonly words: SizeWords },
): Shape | undefined | 'refused' {
  const { shape } = input;
  const rank = convolution.kernel?.length;
  if (!shape || rank === undefined) return undefined;
  if (shape.length < rank + 1) {
    refuseRank(scene, input, [rank + 1, rank + 2], ['batch', ...spatialAxes(rank), 'features']);
    return 'refused';
  }
  const axis = shape.length - 1;
  if (checkSize(scene, input, { axis, expected: inputs, ...words })) return 'refused';
  const first = shape.length - rank - 1;
  const spatial = shape.slice(first, axis).map((dim, i) => lengthAlong(convolution, dim, i, rank));
  return [...shape.slice(0, first), ...spatial, outputs];
}

function lengthAlong(convolution: Convolution, dim: Dim, i: number, rank: number): Dim {
  const [kernel, stride, dilation] = [
    convolution.kernel?.[i],
    perAxis(convolution.strides, i),
    perAxis(convolution.dilation, i),
  ];
  const padding = paddingOf(convolution.padding, i, rank);
  if (!convolution.isPlain || !kernel || !stride || !dilation || !padding) return unknownDim();
  const length = convolutionLength(dim, { kernel, stride, dilation, padding });
  return length.ok ? length.value : unknownDim();
}

function perAxis(value: Value, i: number): Dim | undefined {
  if (value.kind === 'none') return size(1);
  const items = itemsOf(value);
  return items ? items[i] && asDim(items[i]) : asDim(value);
}

const NAMED: Readonly<Record<string, Padding>> = {
  SAME: 'same',
  VALID: 'valid',
  CAUSAL: 'causal',
  CIRCULAR: 'same',
  REFLECT: 'same',
};

/** A name, one number, a number an axis, or a pair an axis. */
function paddingOf(value: Value, i: number, rank: number): Padding | undefined {
  const name = asString(value);
  if (name !== undefined) return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  const items = itemsOf(value);
  const own = items ? (items.length === rank ? items[i] : undefined) : value;
  const pair = own && itemsOf(own);
  const [before, after] = pair ? [pair[0], pair[1]] : [own, own];
  const [one, other] = [before && asDim(before), after && asDim(after)];
  return one && other ? { before: one, after: other } : undefined;
}
