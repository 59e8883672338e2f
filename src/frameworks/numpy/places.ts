/** Functions of NumPy that give places in arrays. https://numpy.org/doc/stable/reference/routines.html */
import { constantOf, size, unknownDim } from '../../shapes/index.ts';
import { together, unravelled } from '../array/common-shape.ts';
import { literalShape } from '../array/operand.ts';
import { define, type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { sizesOfArguments } from '../array/sizes.ts';
import { asBool, asDim, asInt, itemsOf, tuple, type Value } from '../parts.ts';

const one = size(1);

/** `indices((2, 3))`: the places of a grid, one array for each axis. */
const places = (op: Operation): Value => {
  const sizes = sizesOfArguments(op, [
    { name: undefined, value: option(op, 'dimensions'), at: op.bound.at('dimensions') },
  ]);
  const isSparse = asBool(option(op, 'sparse'));
  if (sizes.refused) return refused(op);
  if (isSparse !== false) return op.host.unknown('the places of a grid', op.site);
  const { shape } = sizes;
  return result(op, shape && [size(shape.length), ...shape], { dtype: 'int', role: 'data' });
};

/** `diag_indices(n, ndim)` */
const diagonalPlaces = (op: Operation): Value => {
  const count = asDim(option(op, 'n')) ?? unknownDim();
  const rank = asInt(option(op, 'ndim'));
  return rank === undefined
    ? op.host.unknown('the places of a diagonal', op.site)
    : tuple(Array.from({ length: rank }, () => result(op, [count], { dtype: 'int' })));
};

/** `lexsort(keys)`: an order of as many as each key has. */
const ordered = (op: Operation): Value => {
  const keys = literalShape(option(op, 'keys'));
  return result(op, keys && keys.length > 1 && constantOf(keys[0] ?? one) !== 0 ? keys.slice(1) : undefined, {
    dtype: 'int',
  });
};

export const PLACES: FunctionTable = {
  indices: define('dimensions, dtype=None, sparse=False', places),
  diag_indices: define('n, ndim=2', diagonalPlaces),
  diag_indices_from: define('arr', op => {
    const shape = operandAt(op)?.shape;
    return shape
      ? tuple(shape.map(dim => result(op, [dim], { dtype: 'int' })))
      : op.host.unknown('the places of a diagonal', op.site);
  }),
  unravel_index: define("indices, shape, order='C'", unravelled),
  ravel_multi_index: define('multi_index, dims, *args, **kwargs', op =>
    result(op, together(itemsOf(op.bound.value('multi_index'))), { dtype: 'int' }),
  ),
  lexsort: define('keys, axis=-1', ordered),
};
