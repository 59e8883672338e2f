/** Methods of arrays: NDArray, and `mx.np.ndarray`. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/ndarray/ndarray.html */
import { item } from '../array/attributes.ts';
import { like } from '../array/creators.ts';
import { define, type FunctionTable } from '../array/operation.ts';
import { converted } from '../array/pointwise.ts';
import { METHODS as NUMPY_METHODS } from '../numpy/methods.ts';
import { NONE, SOME_FLOAT } from '../parts.ts';
import { OPERATIONS } from './operations.ts';
import { every } from './table.ts';

const COMMON: FunctionTable = {
  ...every(
    'copy copyto detach as_in_context as_in_ctx as_nd_ndarray as_np_ndarray tostype',
    'data, *args',
    converted,
  ),
  ...every('asnumpy', 'data', op => converted({ ...op, framework: 'numpy' })),
  ...every('attach_grad backward wait_to_read zero_grad', 'data, *args', () => NONE),
  item: define('data, *args', item),
};

export const ND_METHODS: FunctionTable = {
  ...OPERATIONS,
  ...COMMON,
  ...every('asscalar', 'data', () => SOME_FLOAT),
  ...every('reshape_like broadcast_like', 'data, other', op =>
    like()({ ...op, bound: { ...op.bound, names: ['other'] } }),
  ),
};

export const NP_METHODS: FunctionTable = { ...NUMPY_METHODS, ...COMMON };
