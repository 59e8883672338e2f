/** Methods of tensors. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/Tensor_en.html */
import { item, rankMethod } from '../array/attributes.ts';
import type { FunctionTable } from '../array/operation.ts';
import { converted, convertedTo, inPlace } from '../array/pointwise.ts';
import { NONE, SOME_BOOL } from '../parts.ts';
import { every, OPERATIONS } from './operations.ts';
import { reshape } from './reshaping.ts';

export const METHODS: FunctionTable = {
  ...OPERATIONS,
  ...every('astype cast type', 'x, dtype', converted),
  ...every('detach clone cpu cuda pin_memory contiguous to', 'x, *args', converted),
  ...every('float double half', 'x', convertedTo('float')),
  ...every('long int', 'x', convertedTo('int')),
  ...every('bool', 'x', convertedTo('bool')),
  ...every('numpy', 'x', op => converted({ ...op, framework: 'numpy' })),
  ...every('view', 'x, *sizes, shape=None', reshape),
  ...every('dim ndimension', 'x', rankMethod),
  ...every('item', 'x, *args', item),
  ...every(
    'set_value fill_ zero_ add_ subtract_ multiply_ scale_ clip_ exp_ tanh_ uniform_ normal_ copy_',
    'x, *args',
    inPlace,
  ),
  ...every('backward clear_grad clear_gradient register_hook', 'x, *args', () => NONE),
  ...every('is_contiguous is_floating_point', 'x', () => SOME_BOOL),
};
