/** Functions of `numpy`: names and signatures as https://numpy.org/doc/stable/reference/ has them. */

import { size } from '../../shapes/index.ts';
import { countFunction, rankFunction, shapeFunction } from '../array/attributes.ts';
import { moveaxis, permute, swapaxes, swapLastTwo } from '../array/axes.ts';
import { changed } from '../array/change.ts';
import {
  diagonal,
  eye,
  filled,
  fromData,
  full,
  like,
  ranged,
  spaced,
  takeDiagonal,
} from '../array/creators.ts';
import { append, columnStack, concatenate, dstack, hstack, stack, vstack } from '../array/joins.ts';
import { atLeast, unknownArray } from '../array/numeric.ts';
import {
  define,
  defineAll,
  defineSomeArray,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { padAxes } from '../array/padding.ts';
import { broadcastArrays, unary } from '../array/pointwise.ts';
import { dot, einsum, inner, matmul, outer, tensordot } from '../array/products.ts';
import { expand, repeatInterleave, tile } from '../array/repeating.ts';
import { ravel, reshape, squeeze, unsqueeze } from '../array/reshaping.ts';
import { result } from '../array/scene.ts';
import { splitAlong, splitSections, unbind } from '../array/splitting.ts';
import { slidingWindows } from '../array/windows.ts';
import { asString, shapeOf, type Value } from '../parts.ts';
import { BLOCKS } from './blocks.ts';
import { COUNTING } from './counting.ts';
import { withDtype } from './dtype-names.ts';
import { POINTWISE, REDUCTIONS } from './elementwise.ts';
import { FURTHER_FUNCTIONS } from './further.ts';
import { LENGTHENED } from './lengthened.ts';
import { ofArray } from './split-arguments.ts';

/** A file of one array, as large as it is where it lies in the workspace; an archive (.npz) is looked up by name. */
function loaded(op: Operation): Value {
  const file = op.bound.value('file');
  const [array, ...others] = op.host.tensorsIn(file) ?? [];
  if (array?.name === '' && others.length === 0)
    return result(
      op,
      array.shape.map(each => size(each)),
      { dtype: array.dtype, role: 'data' },
    );
  return /\.npy$/.test(asString(file) ?? '')
    ? unknownArray(op)
    : op.host.unknown('the contents of a file', op.site);
}

/** `tril(m)`: of matrices; NumPy repeats a vector for as many rows as it has. */
const triangle = (op: Operation): Value => {
  const [only, second] = operandAt(op)?.shape ?? [];
  const isVector = op.framework === 'numpy' && only !== undefined && second === undefined;
  return isVector ? changed(op, operandAt(op), () => ({ ok: true, value: [only, only] })) : unary()(op);
};

/** `ascontiguousarray(3)` is an array of one number. */
const atLeastRow = (op: Operation): Value => {
  const made = fromData(op);
  return made.kind === 'tensor' && shapeOf(made)?.length === 0 ? { ...made, shape: [size(1)] } : made;
};

const CREATION: FunctionTable = {
  ...defineAll(
    ['zeros', 'ones', 'empty'],
    'shape, dtype=None, order=None, *, device=None, like=None',
    withDtype(filled('float')),
  ),
  ...defineAll(
    ['zeros_like', 'ones_like'],
    'a, dtype=None, order=None, subok=True, shape=None, *, device=None',
    like(),
  ),
  empty_like: define('prototype, dtype=None, order=None, subok=True, shape=None, *, device=None', like()),
  full: define('shape, fill_value, dtype=None, order=None, *, device=None, like=None', withDtype(full)),
  full_like: define('a, fill_value, dtype=None, order=None, subok=True, shape=None, *, device=None', like()),
  array: define(
    'object, dtype=None, *, copy=True, order=None, subok=False, ndmin=0, ndmax=0, like=None',
    fromData,
  ),
  ...defineAll(
    ['asarray', 'asanyarray'],
    'a, dtype=None, order=None, *, device=None, copy=None, like=None',
    fromData,
  ),
  ascontiguousarray: define('a, dtype=None, *, like=None', atLeastRow),
  copy: define('a, order=None, subok=False', fromData),
  nan_to_num: define('x, *args, **kwargs', fromData),
  arange: define('start=None, stop=None, step=None, dtype=None, *, device=None, like=None', ranged),
  ...defineAll(
    ['linspace'],
    'start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, **kwargs',
    spaced('num', 50),
  ),
  ...defineAll(['tril', 'triu'], 'm, k=0', triangle),
  ...Object.fromEntries(
    ['loadtxt', 'genfromtxt', 'fromstring', 'frombuffer', 'fromfile', 'fromiter'].map(name => [
      name,
      defineSomeArray('*args, **kwargs'),
    ]),
  ),
  load: define('file, *args, **kwargs', loaded),
  logspace: define('start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0', spaced('num', 50)),
  geomspace: define('start, stop, num=50, endpoint=True, dtype=None, axis=0', spaced('num', 50)),
  eye: define('N, M=None, k=0, dtype=None, order=None, *, device=None, like=None', eye),
  identity: define('n, dtype=None, *, like=None', eye),
  diag: define('v, k=0', diagonal),
  diagonal: define('a, offset=0, axis1=0, axis2=1', takeDiagonal),
};

const SHAPES: FunctionTable = {
  reshape: define('a, shape=None, order=None, *, newshape=None, copy=None', reshape),
  ravel: define('a, order=None', ravel),
  transpose: define('a, axes=None', permute),
  permute_dims: define('a, axes=None', permute),
  matrix_transpose: define('x', swapLastTwo),
  swapaxes: define('a, axis1: whole, axis2: whole', swapaxes),
  moveaxis: define('a, source: sizes, destination: sizes', moveaxis),
  squeeze: define('a, axis=None', squeeze),
  expand_dims: define('a, axis: sizes', unsqueeze),
  broadcast_to: define('array, shape, subok=False', expand),
  broadcast_arrays: define('*args, subok=False', broadcastArrays),
  tile: define('A, reps', tile('any')),
  repeat: define('a, repeats, axis=None', repeatInterleave),
  flip: define('m, axis=None', unary()),
  roll: define('a, shift, axis=None', unary()),
  ...defineAll(['fliplr', 'flipud'], 'm', unary()),
  pad: define('array, pad_width, mode=None, **kwargs', padAxes),
  atleast_1d: define('*arys', atLeast(1)),
  atleast_2d: define('*arys', atLeast(2)),
  atleast_3d: define('*arys', atLeast(3)),
  ...LENGTHENED,
  ...BLOCKS,
  shape: define('a', shapeFunction),
  ndim: define('a', rankFunction),
  size: define('a, axis=None', countFunction),
};

const JOINS: FunctionTable = {
  concatenate: define('arrays, axis=0, out=None, *, dtype=None, casting=None', concatenate),
  concat: define('arrays, axis=0, out=None, *, dtype=None, casting=None', concatenate),
  stack: define('arrays, axis: whole=0, out=None, *, dtype=None, casting=None', stack),
  ...defineAll(['vstack', 'row_stack'], 'tup, *, dtype=None, casting=None', vstack),
  hstack: define('tup, *, dtype=None, casting=None', hstack),
  dstack: define('tup', dstack),
  column_stack: define('tup', columnStack),
  append: define('arr, values, axis=None', append),
  split: define('ary, indices_or_sections, axis: whole=0', ofArray(splitSections('equal'))),
  array_split: define('ary, indices_or_sections, axis: whole=0', ofArray(splitSections('any'))),
  vsplit: define('ary, indices_or_sections', splitAlong(0)),
  hsplit: define('ary, indices_or_sections', splitAlong(1)),
  unstack: define('x, *, axis=0', unbind),
};

const PRODUCTS: FunctionTable = {
  matmul: define('x1, x2, out=None, **kwargs', matmul),
  dot: define('a, b, out=None', dot),
  inner: define('a, b', inner),
  outer: define('a, b, out=None', outer),
  tensordot: define('a, b, axes=2', tensordot),
  einsum: define('subscripts, *operands, **kwargs', einsum),
};

/** `as_strided(x, shape, strides)`: of that shape, whatever x was. */
const strided = (op: Operation): Value =>
  option(op, 'shape').kind === 'none' ? unary()(op) : filled(operandAt(op)?.tensor?.dtype, ['shape'])(op);

export const STRIDE_TRICKS: FunctionTable = {
  sliding_window_view: define('x, window_shape, axis=None, *, subok=False, writeable=False', slidingWindows),
  as_strided: define('x, shape=None, strides=None, subok=False, writeable=True, **kwargs', strided),
};

export const FUNCTIONS: FunctionTable = {
  ...FURTHER_FUNCTIONS,
  ...COUNTING,
  ...CREATION,
  ...SHAPES,
  ...JOINS,
  ...PRODUCTS,
  ...POINTWISE,
  ...REDUCTIONS,
};
