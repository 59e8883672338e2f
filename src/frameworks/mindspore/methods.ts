/** Methods of tensors. https://www.mindspore.cn/docs/en/master/api_python/mindspore/mindspore.Tensor.html */
import { item, rankMethod } from '../array/attributes.ts';
import { permute } from '../array/axes.ts';
import { take } from '../array/gathering.ts';
import { defineLoose, type FunctionTable } from '../array/operation.ts';
import { converted, convertedTo } from '../array/pointwise.ts';
import { expandAs } from '../array/repeating.ts';
import { flatten, reshape } from '../array/reshaping.ts';
import { extremes } from './extremes.ts';
import { OPERATIONS } from './operations.ts';

export const METHODS: FunctionTable = {
  ...OPERATIONS,
  ...defineLoose('astype to copy contiguous', 'input, *args', converted),
  ...defineLoose('float half', 'input', convertedTo('float')),
  ...defineLoose('int long', 'input', convertedTo('int')),
  ...defineLoose('bool', 'input', convertedTo('bool')),
  ...defineLoose('asnumpy numpy', 'input', op => converted({ ...op, framework: 'numpy' })),
  ...defineLoose('view', 'input, *sizes, shape=None', reshape),
  ...defineLoose('transpose', 'input, *axes', permute),
  ...defineLoose(
    'max min',
    'input, *dims, axis=None, keepdims=False, dim=None, keepdim=False, return_indices=False, initial=None, where=True',
    extremes,
  ),
  ...defineLoose('init_data value fill', 'input, *args', converted),
  ...defineLoose('expand_as', 'input, other', expandAs),
  ...defineLoose('take', 'input, indices, axis=None', take),
  ...defineLoose('dim', 'input', rankMethod),
  ...defineLoose('item', 'input, *args', item),
  ...defineLoose('flatten', `input, order='C', *, start_dim=0, end_dim=-1`, flatten),
};
