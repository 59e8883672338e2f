/** Functions that give a new tensor for what views do, scatter into one, or lay it out by strides. https://docs.pytorch.org/docs/stable/torch.html */
import { add, size, unknownDim } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { commonShape, unravelled } from '../array/common-shape.ts';
import { filled, takeDiagonal } from '../array/creators.ts';
import {
  type ArrayFunction,
  axesOf,
  define,
  defineOpen,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { ruled, unary } from '../array/pointwise.ts';
import { expand } from '../array/repeating.ts';
import { ravel, reshape } from '../array/reshaping.ts';
import { refused, result } from '../array/scene.ts';
import { readNewShape, sizesOfArguments } from '../array/sizes.ts';
import { splitSizes } from '../array/splitting.ts';
import { unfold } from '../array/windows.ts';
import { asDim, asInt, list, shapeOf, type Value } from '../parts.ts';
import { OPERATIONS } from './operations/index.ts';

const writing = (made: ArrayFunction): ArrayFunction => ({
  ...made,
  signature: `${made.signature}, *, out=None`,
});

/** `squeeze_copy(x)` does what `squeeze(x)` does. */
const copies = (names: readonly string[]): FunctionTable =>
  Object.fromEntries(
    names.flatMap((name): [string, ArrayFunction][] => {
      const made = OPERATIONS[name];
      return made ? [[`${name}_copy`, writing(made)]] : [];
    }),
  );

/** `as_strided(x, size, stride)`: of that size, whatever x was. */
const strided = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const value = option(op, 'size');
  const sizes = sizesOfArguments(op, [{ name: undefined, value, at: op.bound.at('size') }]);
  return sizes.refused
    ? refused(op)
    : result(op, sizes.shape, { parents: [input.tensor], dtype: input.tensor?.dtype });
};

/** `diagflat(x)`: a matrix with all elements of x along its diagonal. */
const flatDiagonal = (op: Operation): Value => {
  const flat = ravel(op);
  if (flat.kind !== 'tensor') return flat;
  const input = { role: 'input', shape: shapeOf(flat), tensor: flat, at: op.site };
  const offset = asInt(option(op, 'offset'));
  return changed(op, input, ([length]) => {
    const side = length && offset !== undefined ? add(length, size(Math.abs(offset))) : unknownDim();
    return { ok: true, value: [side, side] };
  });
};

/** `gradient(x)`: one tensor for each axis, or each of those that `dim` names. */
const slopes = (op: Operation): Value => {
  const input = operandAt(op);
  const axes = axesOf(option(op, 'dim'));
  const count = axes === 'all' ? input?.shape?.length : axes?.length;
  if (!input || count === undefined) return op.host.unknown('the gradients of a tensor', op.site);
  const dtype = ruled('to-float', input.tensor?.dtype);
  return list(
    Array.from({ length: count }, () => changed(op, input, shape => ({ ok: true, value: shape }), { dtype })),
  );
};

/** `view_copy(x, size)`; in another dtype the last axis may be of another length. */
const viewed = (op: Operation): Value => {
  const sized = op.bound.given('size');
  // A dtype may stand in the place of the sizes.
  if (!sized || sized.value.kind === 'native-class') return result(op, undefined);
  return reshape(op);
};

/** `nonzero_static(x, size=n)`: n rows of positions. */
const somePlaces = (op: Operation): Value => {
  const count = asDim(option(op, 'size')) ?? unknownDim();
  return changed(op, operandAt(op), shape => ({ ok: true, value: [count, size(shape.length)] }), {
    dtype: 'int',
  });
};

/** `sparse_coo_tensor(indices, values, size)`: of the size that is given. */
const sparse = (op: Operation): Value =>
  op.bound.given('size') ? filled('float', ['size'])(op) : result(op, undefined, { dtype: 'float' });

/** Of torch itself and of tensors. */
export const COPY_OPERATIONS: FunctionTable = {
  ...defineOpen('as_strided as_strided_copy', 'input, size, stride, storage_offset=None', strided),
  diagflat: define('input, offset=0', flatDiagonal),
  narrow_copy: writing(OPERATIONS.narrow ?? define('input', unary())),
  nonzero_static: define('input, *, size, fill_value=-1, out=None', somePlaces),
  ...defineOpen(
    'as_strided_scatter diagonal_scatter select_scatter slice_scatter index_reduce',
    'input, *args',
    unary(),
  ),
  unsafe_chunk: OPERATIONS.chunk ?? define('input', unary()),
  unsafe_split: define('input, split_size, dim=0', splitSizes),
  dequantize: define('input=None, *, tensors=None', unary('float')),
};

export const COPY_FUNCTIONS: FunctionTable = {
  ...COPY_OPERATIONS,
  ...copies(['squeeze', 'unsqueeze', 'transpose', 'permute', 'select', 't', 'unbind']),
  diagonal_copy: define('input, offset=0, dim1=0, dim2=1, *, out=None', takeDiagonal),
  view_copy: define('input, size=None, dtype=None, *, out=None', viewed),
  expand_copy: define('input, size, *, implicit=False, out=None', expand),
  unfold_copy: define('input, dimension, size, step, *, out=None', unfold),
  ...defineOpen('split_copy split_with_sizes_copy', 'input, split_size_or_sections, dim=0', splitSizes),
  ...defineOpen('detach detach_copy alias_copy', 'input', unary()),
  fill: define('input, value', unary()),
  split_with_sizes: define('input, split_sizes: shape, dim: int=0', splitSizes),
  broadcast_shapes: define('*shapes', commonShape),
  unravel_index: define('indices, shape', unravelled),
  gradient: define('input, *, spacing=1, dim=None, edge_order=1', slopes),
  ...defineOpen('empty_strided empty_permuted', 'size, stride', op => {
    const sizes = readNewShape(op, ['size']);
    return sizes.refused ? refused(op) : result(op, sizes.shape, { dtype: 'float', role: 'data' });
  }),
  ...defineOpen('sparse_coo_tensor', 'indices, values, size=None', sparse),
};
