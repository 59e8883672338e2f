/** Pooling over windows and over whole axes: keras/src/layers/pooling. */
import { accept, constantOf, noElements, type Shape, size, unknownDim } from '../../../shapes/index.ts';
import { refuseArgument, refuseOperands } from '../../array/scene.ts';
import type { Value } from '../../parts.ts';
import { isChannelsFirst } from '../core/data-format.ts';
import type { LayerDescription, LayerSpec, Use } from '../core/description.ts';
import { meanUnderMask, refusePooledMask } from '../core/mask-shapes.ts';
import type { Options } from '../core/options.ts';
import { output } from '../core/tensors.ts';
import { channelAxis, paddingOf } from './convolution.ts';
import { onSpatialAxes } from './reshaping.ts';
import { shaped } from './shaped.ts';
import { lengthOf } from './window-lengths.ts';

function pooling(axes: number) {
  return (options: Options): LayerDescription => {
    const kernel = options.sizes('pool_size', axes);
    const strides = options.sizes('strides', axes, kernel);
    const padding = paddingOf(options, axes + 1) ?? 'valid';
    const first = isChannelsFirst(options, axes);
    const mayLack = options.flavour.options;
    const compute = (shape: Shape, use: Use) =>
      onSpatialAxes(shape, { first, axes }, (dim, i, axis) => {
        const width = kernel[i] ?? size(1);
        return lengthOf(use)(dim, { kernel: width, stride: strides[i] ?? width, padding, mayLack }, axis);
      });
    return shaped(compute, { ranks: { exactly: axes + 2 } });
  };
}

function globalPooling(axes: number) {
  return (options: Options): LayerDescription => {
    const keeps = options.bound.names.includes('keepdims') ? options.flag('keepdims') : false;
    const first = isChannelsFirst(options, axes);
    const compute = (shape: Shape) => {
      const channels = channelAxis(first, shape);
      if (channels === undefined) return accept(openPools(shape, keeps));
      const kept = shape.map((dim, axis) => (axis === 0 || axis === channels ? dim : size(1)));
      return accept(keeps ? kept : shape.filter((_, axis) => axis === 0 || axis === channels));
    };
    const plain = shaped(compute, { ranks: { exactly: axes + 2 } });
    return {
      ...plain,
      outputs: use => largestOfNothing(use, options) ?? masked(use, options, keeps) ?? plain.outputs(use),
    };
  };
}

/** Which axis stays is not known. */
const openPools = (shape: Shape, keeps: boolean | undefined): Shape =>
  (keeps ? shape : shape.slice(0, 2)).map((dim, axis) => (axis === 0 ? dim : unknownDim()));

/** Only means over steps look at a mask. */
function masked(use: Use, options: Options, keeps: boolean | undefined): Value | undefined {
  if (options.scene.operation !== 'GlobalAveragePooling1D' || isChannelsFirst(options, 1) !== false)
    return undefined;
  const mean = meanUnderMask(use, keeps === true);
  const given = use.argument('mask');
  if (mean === 'no axis' && given)
    return refuseArgument(use, {
      parameter: 'mask',
      aspect: 'value',
      allowed: 'of (batch, steps)',
      at: given.at,
    });
  const wrong = refusePooledMask(use);
  if (wrong || !mean || mean === 'no axis') return wrong;
  return output(use, mean.ok && keeps !== undefined ? mean.value : undefined);
}

/** Keras 3 finds no largest value where there are no elements. */
function largestOfNothing(use: Use, { scene, flavour }: Options): Value | undefined {
  const [input] = use.inputs;
  const axis = input?.shape?.findIndex(dim => constantOf(dim) === 0) ?? -1;
  if (use.graph || flavour.name !== 'keras3' || !/Max/.test(scene.operation) || !input || axis < 0)
    return undefined;
  return refuseOperands(
    use,
    [input],
    noElements(axis),
    input.at,
    'Cannot compute the max of an empty tensor',
  );
}

/** To so many windows, however long the axes are; new in Keras 3. */
function adaptive(axes: number) {
  return (options: Options): LayerDescription => {
    const wanted = options.sizes('output_size', axes);
    const first = isChannelsFirst(options, axes);
    const compute = (shape: Shape) =>
      onSpatialAxes(shape, { first, axes }, (dim, i) => accept(wanted[i] ?? dim));
    return shaped(compute, { ranks: { exactly: axes + 2 } });
  };
}

const POOL = "strides=None, padding='valid', data_format=None, name=None, **kwargs";

const forAxes = (axes: number): readonly LayerSpec[] => [
  {
    name: `MaxPooling${axes}D`,
    aliases: [`MaxPool${axes}D`],
    signature: `pool_size=2, ${POOL}`,
    make: pooling(axes),
  },
  {
    name: `AveragePooling${axes}D`,
    aliases: [`AvgPool${axes}D`],
    signature: `pool_size, ${POOL}`,
    signatures: {
      tf_keras: `pool_size=2, ${POOL}`,
      tf1: `pool_size=2, ${POOL}`,
      keras2: `pool_size=2, ${POOL}`,
      tfjs: `pool_size=2, ${POOL}`,
    },
    make: pooling(axes),
  },
  {
    name: `GlobalMaxPooling${axes}D`,
    aliases: [`GlobalMaxPool${axes}D`],
    signature: 'data_format=None, keepdims=False, **kwargs',
    signatures: { keras2: 'data_format=None, **kwargs' },
    make: globalPooling(axes),
  },
  {
    name: `GlobalAveragePooling${axes}D`,
    aliases: [`GlobalAvgPool${axes}D`],
    signature: 'data_format=None, keepdims=False, **kwargs',
    signatures: { keras2: 'data_format=None, **kwargs' },
    make: globalPooling(axes),
  },
  ...['Average', 'Max'].map(
    (kind): LayerSpec => ({
      name: `Adaptive${kind}Pooling${axes}D`,
      signature: 'output_size, data_format=None, **kwargs',
      missingIn: ['keras2', 'tfjs'],
      make: adaptive(axes),
    }),
  ),
];

export const POOLING: readonly LayerSpec[] = [1, 2, 3].flatMap(forAxes);
