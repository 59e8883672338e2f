/**
 * Functions that are both `nd.name(x, ...)` and `x.name(...)`. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/ndarray/ndarray.html
 *
 * Shapes are inferred, and refused, when a function is called; what a kernel finds out later (the axis of a softmax, parts of a stack that differ)
 * is raised somewhere else and is not told.
 */
import { permute, swapaxes } from '../array/axes.ts';
import { like } from '../array/creators.ts';
import { suspectSoftmax } from '../array/doubtful-softmax.ts';
import { oneHot, take } from '../array/gathering.ts';
import { type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { clamped, converted, unary } from '../array/pointwise.ts';
import { keepingAxis } from '../array/reductions.ts';
import { as } from '../array/renaming.ts';
import { repeatInterleave, tile } from '../array/repeating.ts';
import { squeeze, unsqueeze } from '../array/reshaping.ts';
import { asInt, type Value } from '../parts.ts';
import { flatten, reshape, stretched } from './reshaping.ts';
import { picked, reduced, slicedAlong, slicedParts, splitParts, topk } from './selecting.ts';
import { every } from './table.ts';

const REDUCED = 'data, axis=None, keepdims=False, exclude=False';

/** An axis that there is not is the kernel's affair; one that is there may still be doubtful. */
const softmax = (op: Operation): Value => {
  const input = operandAt(op);
  if (input) suspectSoftmax(op, input, asInt(option(op, 'axis')), op.bound.at('axis'));
  return unary()(op);
};

export const OPERATIONS: FunctionTable = {
  ...every(
    `abs sign round rint fix floor ceil trunc sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh exp expm1 log log10 log2
     log1p sqrt rsqrt cbrt rcbrt square reciprocal sigmoid relu degrees radians erf gamma gammaln softsign`,
    'data',
    unary(),
  ),
  ...every('flip reverse', 'data, axis', unary()),
  ...every('softmax log_softmax softmin', 'data, axis=-1', softmax),
  ...every('sort', 'data, axis=-1, is_ascend=True', keepingAxis()),
  ...every('argsort', 'data, axis=-1, is_ascend=True', keepingAxis()),
  ...every('topk', `data, axis=-1, k=1, ret_typ='indices', is_ascend=False`, topk),
  ...every('clip', 'data, a_min=None, a_max=None', clamped),
  ...every('reshape', 'data, *sizes, shape=None, reverse=False', reshape),
  ...every('flatten', 'data', flatten),
  ...every('expand_dims', 'data, axis', unsqueeze),
  ...every('squeeze', 'data, axis=None', squeeze),
  ...every('transpose', 'data, *sizes, axes=None', permute),
  ...every('swapaxes', 'data, dim1=0, dim2=0', as({ dim0: 'dim1', dim1: 'dim2' }, swapaxes)),
  ...every('split', 'data, num_outputs, axis=1, squeeze_axis=False', splitParts),
  ...every('slice', 'data, begin, end, step=None', slicedParts),
  ...every('slice_axis', 'data, axis, begin, end', slicedAlong),
  ...every('take', 'data, indices, axis=0', take),
  ...every('pick', 'data, index, axis=-1, keepdims=False', picked),
  ...every('one_hot', 'data, depth, on_value=1.0, off_value=0.0', oneHot('float')),
  ...every('tile', 'data, reps', tile('any')),
  ...every('repeat', 'data, repeats, axis=None', repeatInterleave),
  ...every('broadcast_to', 'data, shape', stretched),
  ...every('sum nansum mean max min prod nanprod', REDUCED, reduced),
  ...every('argmax argmin', 'data, axis=None, keepdims=False', reduced),
  ...every('norm', 'data, ord=2, axis=None, keepdims=False', reduced),
  ...every('zeros_like ones_like', 'data', like()),
  ...every('astype', 'data, dtype, copy=True', converted),
};
