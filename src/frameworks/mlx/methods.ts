/** Methods and attributes of `mlx.core.array`. https://ml-explore.github.io/mlx/build/html/python/array.html */
import { unknownDim } from '../../shapes/index.ts';
import { item, toList } from '../array/attributes.ts';
import { moveaxis, permute, swapaxes } from '../array/axes.ts';
import { arrayBehaviour } from '../array/behaviour.ts';
import { diagonal, takeDiagonal } from '../array/creators.ts';
import type { FunctionTable } from '../array/operation.ts';
import { converted, unary } from '../array/pointwise.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { reshape, squeeze } from '../array/reshaping.ts';
import { placesOf } from '../jax/at.ts';
import { type Host, integer, type TensorBehaviour, type TensorValue, type Value } from '../parts.ts';
import { MLX, streamed } from './flavour.ts';
import { flatten, split, viewed } from './shaping.ts';
import { indexed } from './subscripts.ts';

const SCAN = 'a, axis=None, *, reverse=False, inclusive=True';
const AXES = 'a, axis=None, keepdims=False';

const METHODS: FunctionTable = {
  ...streamed('reshape', 'a, *shape', reshape),
  ...streamed('transpose', 'a, *axes', permute),
  ...streamed('swapaxes', 'a, axis1, axis2', swapaxes),
  ...streamed('moveaxis', 'a, source, destination', moveaxis),
  ...streamed('squeeze', 'a, axis=None', squeeze),
  ...streamed('flatten', 'a, start_axis=0, end_axis=-1', flatten),
  ...streamed('split', 'a, indices_or_sections, axis=0', split),
  ...streamed('diag', 'a, k=0', diagonal),
  ...streamed('diagonal', 'a, offset=0, axis1=0, axis2=1', takeDiagonal),
  ...streamed('astype', 'a, dtype', converted),
  ...streamed('view', 'a, dtype', viewed),
  ...streamed('item', 'a', item),
  ...streamed('tolist', 'a', toList),
  ...streamed('abs conj square', 'a', unary()),
  ...streamed('cos exp log log10 log1p log2 reciprocal rsqrt sin sqrt', 'a', unary('to-float')),
  ...streamed('round', 'a, decimals=0', unary()),
  ...streamed('sum prod', AXES, reduction('to-number')),
  ...streamed('mean logsumexp', AXES, reduction('to-float')),
  ...streamed('max min', AXES, reduction()),
  ...streamed('var std', `${AXES}, ddof=0`, reduction('to-float')),
  ...streamed('any all', AXES, reduction('bool')),
  ...streamed('argmax argmin', AXES, reduction('int')),
  ...streamed('cumsum cumprod', `${SCAN}, dtype=None`, keepingAxis('to-number', 'flat')),
  ...streamed('cummax cummin', SCAN, keepingAxis('keep', 'flat')),
  ...streamed('logcumsumexp', SCAN, keepingAxis('to-float', 'flat')),
};

const PLACES = {
  framework: 'mlx',
  qualified: 'mlx.core.array.at',
  updates: ['add', 'subtract', 'multiply', 'divide', 'maximum', 'minimum'],
  index: indexed,
} as const;

function attribute(host: Host, self: TensorValue, name: string): Value | undefined {
  switch (name) {
    case 'at':
      return placesOf(host, self, PLACES);
    case 'itemsize':
    case 'nbytes':
      return integer(unknownDim());
    default:
      return undefined;
  }
}

export const mlxTensors: TensorBehaviour = {
  ...arrayBehaviour({
    flavour: MLX,
    methods: METHODS,
    own: ['at', 'itemsize', 'nbytes'],
    common: ['T', 'mT', 'shape', 'ndim', 'size', 'dtype', 'real', 'imag'],
    attribute,
  }),
  index: indexed,
};
