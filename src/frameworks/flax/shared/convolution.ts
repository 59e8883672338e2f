/** Convolutions over inputs (batch..., spatial..., features). Sources: flax/linen/linear.py, flax/nnx/nn/linear.py. */
import {
  compare,
  convolutionLength,
  type Dim,
  floorDivide,
  modulo,
  type Origin,
  type Padding,
  type Shape,
  size,
  transposedLength,
  unknownDim,
} from '../../../shapes/index.ts';
import { checkSize, refuseArgument, refuseRank, type Scene } from '../../array/scene.ts';
import { spatialAxes } from '../../array/spatial-axes.ts';
import { asDim, asString, type Bound, itemsOf, type Operand, type Value } from '../../parts.ts';
import { type SizeWords, severalSizes } from './dense.ts';

export interface Convolution {
  /** undefined: not even how many spatial axes there are. */
  readonly kernel: readonly Dim[] | undefined;
  readonly groups: Dim | undefined;
  readonly groupsAt: Origin | undefined;
  readonly padding: Value;
  readonly strides: Value;
  readonly dilation: Value;
  /** 'dilated' inputs have lengths that are not followed. */
  readonly kind: 'plain' | 'dilated' | 'transposed';
}

export function readConvolution(bound: Bound): Convolution {
  const isTransposed = !bound.names.includes('input_dilation');
  const isDilated = !isTransposed && bound.given('input_dilation') !== undefined;
  return {
    kernel: severalSizes(bound.value('kernel_size')),
    groups: bound.names.includes('feature_group_count') ? asDim(bound.value('feature_group_count')) : size(1),
    groupsAt: bound.given('feature_group_count')?.at,
    padding: bound.value('padding'),
    strides: bound.value('strides'),
    dilation: bound.value('kernel_dilation'),
    kind: isTransposed ? 'transposed' : isDilated ? 'dilated' : 'plain',
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
  if (refuseGroups(scene, convolution, shape[axis], outputs)) return 'refused';
  const first = shape.length - rank - 1;
  const spatial = shape.slice(first, axis).map((dim, i) => lengthAlong(convolution, dim, i, rank));
  return [...shape.slice(0, first), ...spatial, outputs];
}

/** Groups share the features that come in and those that go out evenly. */
function refuseGroups(
  scene: Scene,
  { groups, groupsAt }: Convolution,
  inputs: Dim | undefined,
  outputs: Dim,
): boolean {
  const isUneven = (features: Dim | undefined) =>
    features && groups && compare(modulo(features, groups), size(0)) === 'different';
  const says = isUneven(outputs)
    ? 'conv_general_dilated rhs output feature dimension size must be a multiple of feature_group_count'
    : undefined;
  if (!says && !isUneven(inputs)) return false;
  refuseArgument(scene, {
    parameter: 'feature_group_count',
    aspect: 'value',
    allowed: `a divisor of the features that come in and of those that go out`,
    at: groupsAt ?? scene.site,
    says,
  });
  return true;
}

function lengthAlong(convolution: Convolution, dim: Dim, i: number, rank: number): Dim {
  const [kernel, stride, dilation] = [
    convolution.kernel?.[i],
    perAxis(convolution.strides, i),
    perAxis(convolution.dilation, i),
  ];
  const padding = paddingOf(convolution.padding, i, rank);
  const { kind } = convolution;
  if (kind === 'dilated' || !kernel || !stride || !dilation || !padding) return unknownDim();
  const length =
    kind === 'plain'
      ? convolutionLength(dim, { kernel, stride, dilation, padding })
      : padding === 'same' || padding === 'valid'
        ? transposedLength(dim, { kernel, stride, dilation, padding })
        : undefined;
  if (!length) return unknownDim();
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
