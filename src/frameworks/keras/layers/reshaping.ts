/** Flatten, Reshape, Permute, RepeatVector, padding, cropping and upsampling: keras/src/layers/reshaping. */
import {
  accept,
  add,
  constantOf,
  type Dim,
  flattenKeepingBatch,
  less,
  multiply,
  refuse,
  reshapeKeepingBatch,
  type Shape,
  type ShapeResult,
  size,
  subtract,
  transpose,
  unknownDim,
} from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import { asDim, asString, isFloat, itemsOf, type Value } from '../../parts.ts';
import { isChannelsFirst } from '../core/data-format.ts';
import type { LayerDescription, LayerSpec, Use } from '../core/description.ts';
import { isNone, none } from '../core/none.ts';
import { type Options, sizeIn } from '../core/options.ts';
import { suspectLostMask } from './masks.ts';
import { shaped, unknownResult } from './shaped.ts';

/** A number where Python goes over items. */
function refuseOne(options: Options, parameter: string, allowed: string): void {
  const { kind } = options.value(parameter);
  if (!options.flavour.options && (kind === 'number' || kind === 'bool'))
    options.refuse(parameter, allowed, 'type');
}

function reshape(options: Options): LayerDescription {
  refuseOne(options, 'target_shape', 'a tuple of sizes');
  const items = itemsOf(options.value('target_shape'));
  const target = items?.map(item => {
    const dim = sizeIn(item) ?? (isOpenSize(item, options) ? size(-1) : undefined);
    // Before Keras 3 every number below 0 leaves its size open.
    const isNegative = dim !== undefined && less(dim, size(0)) === true;
    return isNegative && options.flavour.name !== 'keras3' ? size(-1) : dim;
  });
  if (!target || target.some(dim => !dim)) return { outputs: unknownResult };
  const isLeftOpen = items?.some(item => isOpenSize(item, options)) === true;
  const hasFloats = items?.some(item => item.kind !== 'none' && isOpenSize(item, options)) === true;
  const dims = target.flatMap(dim => (dim ? [options.named('target_shape', dim)] : []));
  return shaped(
    (shape, use) => {
      const isOpen = use.graph && shape.slice(1).some(isNone);
      // In Keras 3 a size of None is left open, and so is whatever would follow from it.
      if (use.flavour.name === 'keras3' && use.graph && isLeftOpen)
        return accept([...shape.slice(0, 1), ...dims.map(dim => openSize(use, dim))]);
      if (isLeftOpen && !use.graph && hasFloats)
        return accept([...shape.slice(0, 1), ...dims.map(() => unknownDim())]);
      const result = reshapeKeepingBatch(shape, dims);
      // TensorFlow 1 works out what -1 stands for, and compares, only where the batch is known too; TensorFlow.js only where all sizes are.
      const seen = { tf1: shape.slice(0, 1), tfjs: shape }[use.flavour.name as string] ?? [];
      const isLost = use.graph && seen.some(isNone);
      if (isLost) return accept([...shape.slice(0, 1), ...dims.map(dim => openSize(use, dim))]);
      return result.ok || !isOpen ? result : accept([...shape.slice(0, 1), ...dims]);
    },
    { single: true },
  );
}

/** None; and in Keras 3 whatever else is no integer, while a model is described. */
const isOpenSize = (item: Value, { flavour }: Options): boolean =>
  item.kind === 'none' ||
  (flavour.name === 'keras3' && (isFloat(item) || asString(item) !== undefined || item.kind === 'list'));

const openSize = (use: Use, dim: Dim): Dim =>
  constantOf(dim) === -1 ? none(use.host, 'size', use.site) : dim;

/** Keras 2.2 and TensorFlow.js flatten only what they know the size of. */
function flattening({ flavour }: Options): LayerDescription {
  const ranks = { least: flavour.name === 'keras2' || flavour.name === 'tfjs' ? 3 : 1 };
  if (flavour.name !== 'keras2' && flavour.name !== 'tfjs') {
    const flat = shaped(flattenKeepingBatch, { ranks });
    return {
      ...flat,
      outputs: use => {
        suspectLostMask(use);
        return flat.outputs(use);
      },
    };
  }
  const plain = shaped(flattenKeepingBatch, { ranks });
  return { ...plain, outputs: use => (isOpen(use) ? refuseOpen(use) : plain.outputs(use)) };
}

const isOpen = ({ graph, inputs }: Use) => graph && (inputs[0]?.shape ?? []).slice(1).some(isNone);

function refuseOpen(use: Use): Value {
  const at = use.inputs[0]?.at ?? use.site;
  return refuseArgument(use, {
    parameter: 'inputs',
    aspect: 'value',
    allowed: 'an input whose sizes are all fixed, but for the batch',
    at,
  });
}

function permute(options: Options): LayerDescription {
  refuseOne(options, 'dims', 'a tuple of axes');
  const dims = options.ints('dims');
  if (!dims) return { outputs: unknownResult };
  const sorted = [...dims].sort((a, b) => a - b);
  const isAllowed = sorted.every((dim, i) => dim === i + 1);
  if (!isAllowed && options.flavour.name !== 'keras2')
    options.refuse('dims', `each of 1 to ${dims.length} once: the batch stays`);
  return shaped(
    shape => (isAllowed ? transpose(shape, [0, ...dims]) : accept(shape.map(() => unknownDim()))),
    {
      ranks: { exactly: dims.length + 1 },
    },
  );
}

function repeatVector(options: Options): LayerDescription {
  const value = options.value('n');
  const { name } = options.flavour;
  const isLate = name === 'keras2' || name === 'tf1';
  const isNone = value.kind === 'none' && !value.assumed;
  const isNoNumber = isNone || value.kind === 'string' || value.kind === 'list';
  if (isLate && (isFloat(value) || isNoNumber)) options.late.push({ parameter: 'n', allowed: 'an integer' });
  else if (!isLate && (isFloat(value) || (name === 'tf_keras' && isNoNumber)))
    options.refuse('n', 'an integer', 'type');
  const count = name === 'keras3' ? asDim(value) : undefined;
  if (count && less(count, size(1)) === true)
    options.refuse('n', 'a positive integer', 'value', 'Argument `n` should be a positive integer');
  // TensorFlow tells the size of -1 as None.
  const written = options.size('n', 'none');
  const isOpen = (name === 'tf_keras' || name === 'tf1') && less(written, size(0)) === true;
  const n = isOpen ? unknownDim() : written;
  return shaped(([batch = n, features = n]) => accept([batch, n, features]), { ranks: { exactly: 2 } });
}

/** Pairs of widths for each spatial axis: 1, (1, 2) for one axis; 1, (1, 2), ((1, 2), (3, 4)) for several. */
function pairsOf(
  options: Options,
  parameter: string,
  axes: number,
): readonly (readonly [Dim, Dim])[] | undefined {
  const value = options.value(parameter);
  const one = sizeIn(value);
  if (one) return Array.from({ length: axes }, () => [one, one] as const);
  const items = itemsOf(value);
  if (!items) return undefined;
  const dims = items.map(sizeIn);
  const [a, b] = dims;
  if (axes === 1) return a && b ? [[a, b]] : undefined;
  const pairs = items.map((item, i) => {
    const dim = dims[i];
    const [before, after] = (itemsOf(item) ?? []).map(sizeIn);
    return dim ? ([dim, dim] as const) : before && after ? ([before, after] as const) : undefined;
  });
  return pairs.length === axes && pairs.every(pair => pair !== undefined)
    ? pairs.flatMap(pair => (pair ? [pair] : []))
    : undefined;
}

export interface Spatial {
  /** Channels stand before the spatial axes; undefined: that is not known. */
  readonly first: boolean | undefined;
  readonly axes: number;
}

/** Changes the spatial axes of (batch, ..., channels), or of (batch, channels, ...); where it may be either, nothing is known of them. */
export function onSpatialAxes(
  shape: Shape,
  { first, axes }: Spatial,
  change: (dim: Dim, i: number, axis: number) => ShapeResult<Dim>,
): ShapeResult {
  if (first === undefined) return accept(shape.map((dim, axis) => (axis === 0 ? dim : unknownDim())));
  const end = first ? shape.length : shape.length - 1;
  const start = end - axes;
  const dims: Dim[] = [];
  for (const [axis, dim] of shape.entries()) {
    const result = axis >= start && axis < end ? change(dim, axis - start, axis) : accept(dim);
    if (!result.ok) return result;
    dims.push(result.value);
  }
  return accept(dims);
}

/** Whether cropping that leaves nothing is refused: TensorFlow's Keras does so on one and two axes since TensorFlow 2, others leave 0 or compute a size below. */
const mustLeaveSome = ({ flavour: { name } }: Options, axes: number): boolean =>
  name === 'keras3' || (name === 'tf_keras' && axes < 3);

function widened(parameter: string, axes: number, change: (dim: Dim, width: Dim) => Dim) {
  return (options: Options): LayerDescription => {
    const pairs = pairsOf(options, parameter, axes);
    const first = isChannelsFirst(options, axes);
    const isNegative = pairs?.some(pair => pair.some(dim => less(dim, size(0)) === true));
    const value = options.value(parameter);
    const count = itemsOf(value)?.length;
    const isMiscounted = count !== undefined && count !== (axes === 1 ? 2 : axes);
    const { name } = options.flavour;
    const isOld = name === 'tf_keras' || name === 'keras2';
    const isNoPair = value.kind === 'none' || value.kind === 'string' || isFloat(value);
    if (
      (name === 'keras3' && (isNegative || isMiscounted)) ||
      (isOld && (isMiscounted || isNoPair)) ||
      (name === 'tf_keras' && isNegative)
    )
      options.refuse(parameter, `two sizes of at least 0${axes === 1 ? '' : ' for each axis'}`);
    if (!pairs) return { ranks: { exactly: axes + 2 }, outputs: unknownResult };
    // Keras 2 computes a size below 0.
    const cropped = name === 'keras2' ? unknownDim() : size(0);
    const compute = (shape: Shape) =>
      onSpatialAxes(shape, { first, axes }, (dim, i, axis) => {
        const [before, after] = pairs[i] ?? [size(0), size(0)];
        const length = change(dim, add(before, after));
        if (parameter !== 'cropping' || less(length, size(1)) !== true) return accept(length);
        return mustLeaveSome(options, axes)
          ? refuse({ kind: 'too-small', axis, dim, needed: add(add(before, after), size(1)) })
          : accept(less(length, size(0)) === true ? cropped : length);
      });
    return shaped(compute, { ranks: { exactly: axes + 2 } });
  };
}

function upsampling(axes: number) {
  return (options: Options): LayerDescription => {
    const factors = options.sizes('size', axes);
    // It has no `input_spec` there.
    const isAnyRank = axes === 1 && options.flavour.name === 'keras2';
    const isTooSmall = (dim: Dim): boolean => (constantOf(dim) ?? 1) <= 0;
    if (options.flavour.name === 'keras3' && factors.some(isTooSmall))
      options.refuse('size', axes === 1 ? 'a positive integer' : `a tuple of ${axes} positive integers`);
    // Repeated no times, an axis leaves nothing that could be joined.
    const joins = axes === 1 && ['keras2', 'tf1', 'tf_keras'].includes(options.flavour.name);
    if (joins && factors.some(isTooSmall)) options.late.push({ parameter: 'size', allowed: 'at least 1' });
    const first = isChannelsFirst(options, axes);
    const [factor = size(1)] = factors;
    // Nor can an axis without steps be taken apart.
    const splits = axes !== 2 && ['keras2', 'tf1', 'tf_keras'].includes(options.flavour.name);
    const widened = (dim: Dim, axis: number, by: Dim): ShapeResult<Dim> =>
      splits && constantOf(dim) === 0
        ? refuse({ kind: 'too-small', axis, dim, needed: size(1) })
        : accept(multiply(dim, by));
    const along = (shape: Shape): ShapeResult => {
      const steps = widened(shape[1] ?? unknownDim(), 1, factor);
      return steps.ok ? accept(shape.toSpliced(1, 1, steps.value)) : steps;
    };
    const compute = (shape: Shape) =>
      isAnyRank
        ? along(shape)
        : onSpatialAxes(shape, { first, axes }, (dim, i, axis) => widened(dim, axis, factors[i] ?? size(1)));
    return shaped(compute, { ranks: isAnyRank ? { least: 2 } : { exactly: axes + 2 } });
  };
}

const ones = (axes: number, one: string) =>
  axes === 1 ? one : `(${Array.from({ length: axes }, () => one).join(', ')})`;

/** Further arguments, by axes. */
const UPSAMPLED = ['', "data_format=None, interpolation='nearest', ", 'data_format=None, '];

const perAxes = (axes: number): readonly LayerSpec[] => [
  {
    name: `ZeroPadding${axes}D`,
    signature: `padding=${ones(axes, '1')}, data_format=None, **kwargs`,
    ...(axes === 1 && { signatures: { tf_keras: 'padding=1, **kwargs', keras2: 'padding=1, **kwargs' } }),
    make: widened('padding', axes, add),
  },
  {
    name: `Cropping${axes}D`,
    signature: `cropping=${cropping(axes)}, ${axes === 1 ? '' : 'data_format=None, '}**kwargs`,
    make: widened('cropping', axes, subtract),
  },
  {
    name: `UpSampling${axes}D`,
    signature: `size=${ones(axes, '2')}, ${UPSAMPLED[axes - 1]}**kwargs`,
    make: upsampling(axes),
  },
];

function cropping(axes: number): string {
  if (axes === 1) return '(1, 1)';
  return axes === 2 ? '((0, 0), (0, 0))' : '((1, 1), (1, 1), (1, 1))';
}

export const RESHAPING: readonly LayerSpec[] = [
  { name: 'Reshape', signature: 'target_shape, **kwargs', make: reshape },
  {
    name: 'Flatten',
    signature: 'data_format=None, **kwargs',
    make: flattening,
  },
  { name: 'Permute', signature: 'dims, **kwargs', make: permute },
  { name: 'RepeatVector', signature: 'n, **kwargs', make: repeatVector },
  ...[1, 2, 3].flatMap(perAxes),
];
