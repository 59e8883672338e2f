/** The less common functions of NumPy in one table. https://numpy.org/doc/stable/reference/routines.html */
import { add, type Dim, size, unknownDim } from '../../shapes/index.ts';
import { commonShape } from '../array/common-shape.ts';
import { literalShape } from '../array/operand.ts';
import {
  define,
  defineOpen,
  defineSomeArray,
  type FunctionTable,
  type Operation,
  option,
} from '../array/operation.ts';
import { converted, unary } from '../array/pointwise.ts';
import { result } from '../array/scene.ts';
import { asDim, itemsOf, NONE, SOME_BOOL, tuple, type Value } from '../parts.ts';
import { APPLIED } from './applied.ts';
import { CHOOSING, CHOOSING_METHODS } from './choosing.ts';
import { PLACES } from './places.ts';
import { PRODUCTS, someVector } from './products.ts';
import { REARRANGED } from './rearranged.ts';

const one = size(1);

/** `histogram2d(x, y, bins)`: counts, and the edges along both axes, of which there is one more. */
const countedPairs = (op: Operation): Value => {
  const bins = option(op, 'bins');
  const [rows, columns] = itemsOf(bins)?.map(asDim) ?? [asDim(bins), asDim(bins)];
  const edges = (count: Dim | undefined): Value =>
    result(op, [count ? add(count, one) : unknownDim()], { dtype: 'float' });
  const counts = result(op, [rows ?? unknownDim(), columns ?? unknownDim()], { dtype: 'float' });
  return tuple([counts, edges(rows), edges(columns)]);
};

const halves = (op: Operation): Value => {
  const made = unary('to-float')(op);
  return made.kind === 'tensor' ? tuple([made, { ...made, dtype: 'int' }]) : made;
};

export const FURTHER_FUNCTIONS: FunctionTable = {
  ...REARRANGED,
  ...PLACES,
  ...CHOOSING,
  ...APPLIED,
  ...PRODUCTS,
  broadcast_shapes: define('*args', commonShape),
  ...defineOpen('angle real_if_close sort_complex spacing require', 'a, *args', unary()),
  bitwise_count: define('x, *args, **kwargs', unary('int')),
  frexp: define('x, *args, **kwargs', halves),
  histogram2d: define('x, y, bins=10, *args, **kwargs', countedPairs),
  histogram_bin_edges: define('a, bins=10, *args, **kwargs', op => {
    const bins = asDim(option(op, 'bins'));
    return result(op, [bins ? add(bins, one) : unknownDim()], { dtype: 'float' });
  }),
  ...defineOpen('unique_values', 'p, *args', someVector),
  ...defineOpen('copyto put place putmask fill_diagonal put_along_axis', '*args', () => NONE),
  ...defineOpen(
    'iscomplexobj isrealobj isdtype may_share_memory isfortran is_busday',
    '*args',
    () => SOME_BOOL,
  ),
  ...Object.fromEntries(
    ['packbits', 'unpackbits', 'apply_over_axes', 'fromregex', 'bmat', 'mask_indices'].map(name => [
      name,
      defineSomeArray('*args, **kwargs'),
    ]),
  ),
};

/** Methods of arrays beside those of the same name above. */
export const FURTHER_METHODS: FunctionTable = {
  ...CHOOSING_METHODS,
  searchsorted: define('a, v, side=None, sorter=None, **kwargs', op =>
    result(op, literalShape(option(op, 'v')), { dtype: 'int' }),
  ),
  to_device: define('a, *args, **kwargs', converted),
};
