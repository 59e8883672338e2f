/** Methods of tensors. https://www.mindspore.cn/docs/en/master/api_python/mindspore/mindspore.Tensor.html */
import { item, rankMethod } from '../array/attributes.ts';
import { permute } from '../array/axes.ts';
import type { FunctionTable } from '../array/operation.ts';
import { converted, convertedTo } from '../array/pointwise.ts';
import { reshape } from '../array/reshaping.ts';
import { every, OPERATIONS, unmodelled } from './operations.ts';

export const METHODS: FunctionTable = {
  ...OPERATIONS,
  ...every('astype to copy contiguous', 'input, *args', converted),
  ...every('float half', 'input', convertedTo('float')),
  ...every('int long', 'input', convertedTo('int')),
  ...every('bool', 'input', convertedTo('bool')),
  ...every('asnumpy numpy', 'input', op => converted({ ...op, framework: 'numpy' })),
  ...every('view', 'input, *sizes, shape=None', reshape),
  ...every('transpose', 'input, *axes', permute),
  ...every('dim', 'input', rankMethod),
  ...every('item', 'input, *args', item),
  ...every('flatten', 'input, *args', unmodelled),
};
