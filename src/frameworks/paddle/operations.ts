/** Functions that are both `paddle.name(x, ...)` and `x.name(...)`. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/Overview_en.html */
import { countMethod, rankMethod, toList } from '../array/attributes.ts';
import { moveaxis, permute } from '../array/axes.ts';
import { diagonal, takeDiagonal } from '../array/creators.ts';
import { gather, indexSelect, take, takeAlong } from '../array/gathering.ts';
import { kronecker } from '../array/linear-algebra.ts';
import { nonzero } from '../array/nonzero.ts';
import { type ArrayFunction, define, defineLoose, type FunctionTable } from '../array/operation.ts';
import { binary, clamped, converted, masked, unary } from '../array/pointwise.ts';
import { added, bmm, inner, matmul, ranked } from '../array/products.ts';
import { deviation, keepingAxis, norm, reduction, valuesAndIndices } from '../array/reductions.ts';
import { as } from '../array/renaming.ts';
import { expand, expandAs, repeatInterleave, tile } from '../array/repeating.ts';
import { flatten, squeeze, unflatten, unsqueeze } from '../array/reshaping.ts';
import { ofUnknownLength, topk } from '../array/sorting.ts';
import { chunk, splitNumberOrSizes, unbind } from '../array/splitting.ts';
import { matmulTransposed } from '../array/transposed-product.ts';
import { multinomial } from '../torch/making.ts';
import { matrixTranspose } from '../torch/transposed.ts';
import { dot } from './products.ts';
import { reshape, transpose } from './reshaping.ts';
import { slice } from './slicing.ts';

/** As `defineLoose`; every function takes `name` last. */
export const every = (names: string, text: string, run: ArrayFunction['run']): FunctionTable =>
  defineLoose(names, `${text}${text ? ', ' : ''}name=None`, run);

const POINTWISE: FunctionTable = {
  ...every(
    `exp expm1 log log2 log10 log1p sqrt rsqrt sin cos tan asin acos atan sinh cosh tanh sigmoid erf reciprocal stanh
     lgamma digamma`,
    'x',
    unary('to-float'),
  ),
  ...every('abs neg sign square floor ceil trunc frac round bitwise_not conj', 'x', unary()),
  ...every('logical_not isnan isinf isfinite', 'x', unary('bool')),
  ...every(
    'scale tril triu flip reverse roll rot90 bernoulli clone nan_to_num scatter scatter_nd_add put_along_axis increment',
    'x, *args',
    unary(),
  ),
  ...every(
    'add subtract multiply maximum minimum fmax fmin mod remainder floor_divide floor_mod atan2 bitwise_and bitwise_or bitwise_xor pow',
    'x, y',
    binary(),
  ),
  ...every('divide', 'x, y', binary('to-float')),
  ...every(
    'equal not_equal less_than less_equal greater_than greater_equal logical_and logical_or logical_xor isclose',
    'x, y',
    binary('bool'),
  ),
  ...every('clip', 'x, min=None, max=None', clamped),
  ...every('masked_fill', 'x, mask, value', masked),
  ...every('lerp', 'x, y, weight', binary()),
  cast: define('x, dtype, **kwargs', converted),
};

const SHAPES: FunctionTable = {
  ...every('reshape reshape_', 'x, *sizes, shape=None', reshape),
  ...every('transpose', 'x, *axes, perm=None, dim0=None, dim1=None', transpose),
  ...every('permute', 'x, *axes, axis=None', permute),
  ...every('t', 'x', matrixTranspose),
  ...every('moveaxis', 'x, source, destination', moveaxis),
  ...every(
    'flatten',
    'x, start_axis=0, stop_axis=-1',
    as({ start_dim: 'start_axis', end_dim: 'stop_axis' }, flatten),
  ),
  ...every('unflatten', 'x, axis, shape', as({ sizes: 'shape' }, unflatten)),
  ...every('squeeze squeeze_', 'x, axis=None', squeeze),
  ...every('unsqueeze unsqueeze_', 'x, axis', unsqueeze),
  ...every('tile', 'x, *repeats, repeat_times=None', as({ repeats: 'repeat_times' }, tile('any'))),
  ...every('expand broadcast_to', 'x, *sizes, shape=None', expand),
  ...every('expand_as', 'x, y', expandAs),
  ...every('repeat_interleave', 'x, repeats, axis=None', repeatInterleave),
  ...every(
    'split',
    'x, num_or_sections, axis=0',
    as({ num_or_size_splits: 'num_or_sections' }, splitNumberOrSizes),
  ),
  ...every('chunk', 'x, chunks, axis=0', chunk),
  ...every('unstack', 'x, axis=0, num=None', unbind),
  ...every('unbind', 'x, axis=0', unbind),
  ...every('diag', 'x, offset=0, padding_value=0', as({ k: 'offset' }, diagonal)),
  ...every('diagonal', 'x, offset=0, axis1=0, axis2=1', takeDiagonal),
  ...every('rank', 'x', rankMethod),
  ...every('numel', 'x', countMethod),
};

const SELECTION: FunctionTable = {
  ...every('gather', 'x, index, axis=0', as({ indices: 'index' }, take)),
  ...every('index_select', 'x, index, axis=0', indexSelect),
  ...every('take_along_axis', 'x, indices, axis', takeAlong),
  ...every('gather_along', 'x, axis, index', gather),
  ...every('masked_select', 'x, mask', ofUnknownLength()),
  ...every('unique', 'x, *args', ofUnknownLength()),
  ...every('multinomial', 'x, num_samples=1, replacement=False', multinomial),
  ...every('nonzero', 'x, as_tuple=False', nonzero),
  ...every('sort', 'x, axis=-1, descending=False', keepingAxis()),
  ...every('argsort', 'x, axis=-1, descending=False', keepingAxis('int')),
  ...every('slice', 'x, axes, starts, ends', slice),
  ...every('strided_slice', 'x, axes, starts, ends, strides', slice),
  ...every('topk', 'x, k, axis=-1, largest=True, sorted=True', topk),
};

const REDUCED = 'x, axis=None, keepdim=False';

const REDUCTIONS: FunctionTable = {
  ...every('sum nansum', 'x, axis=None, dtype=None, keepdim=False', reduction('to-number')),
  ...every('mean nanmean logsumexp', REDUCED, reduction('to-float')),
  ...every('max min amax amin', REDUCED, reduction()),
  ...every('prod', 'x, axis=None, keepdim=False, dtype=None', reduction('to-number')),
  ...every('argmax argmin', 'x, axis=None, keepdim=False, dtype=None', reduction('int')),
  ...every('any all', REDUCED, reduction('bool')),
  ...every('median nanmedian', REDUCED, reduction()),
  ...every('count_nonzero', REDUCED, reduction('int')),
  ...every('std var', 'x, axis=None, unbiased=True, keepdim=False', as({ dim: 'axis' }, deviation)),
  ...every('norm', 'x, p=None, axis=None, keepdim=False', norm),
  ...every('mode', 'x, axis=-1, keepdim=False', valuesAndIndices),
  ...every('kthvalue', 'x, k, axis=-1, keepdim=False', valuesAndIndices),
  ...every('cumsum cumprod logcumsumexp', 'x, axis=None, dtype=None', keepingAxis()),
};

const PRODUCTS: FunctionTable = {
  ...every(
    'matmul',
    'x, y, transpose_x=False, transpose_y=False',
    matmulTransposed('transpose_x', 'transpose_y'),
  ),
  ...every('mm', 'x, y', matmul),
  ...every('mv', 'x, vec', ranked([2, 1])),
  ...every('inner', 'x, y', inner),
  ...every('kron', 'x, y', kronecker),
  ...every('outer', 'x, y', ranked([1, 1], 'outer')),
  ...every('bmm', 'x, y', bmm),
  ...every('addmm', 'input, x, y, beta=1.0, alpha=1.0', added()),
  ...every('dot', 'x, y', dot),
};

export const OPERATIONS: FunctionTable = {
  ...POINTWISE,
  ...SHAPES,
  ...SELECTION,
  ...REDUCTIONS,
  ...PRODUCTS,
  ...every('tolist', 'x', toList),
};
