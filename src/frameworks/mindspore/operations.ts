/** Functions that are both `ops.name(x, ...)` and `x.name(...)`. https://www.mindspore.cn/docs/en/master/api_python/mindspore.ops.html */
import { moveaxis, permute, swapaxes } from '../array/axes.ts';
import { gather, indexSelect, takeBatched } from '../array/gathering.ts';
import { nonzero } from '../array/nonzero.ts';
import { defineLoose, type FunctionTable } from '../array/operation.ts';
import { binary, clamped, converted, masked, unary } from '../array/pointwise.ts';
import { bmm, matmul, ranked } from '../array/products.ts';
import { deviation, keepingAxis, norm, reduction } from '../array/reductions.ts';
import { as } from '../array/renaming.ts';
import { expand, repeatInterleave, tile } from '../array/repeating.ts';
import { flatten, reshape, squeeze, unsqueeze } from '../array/reshaping.ts';
import { narrow } from '../array/slicing.ts';
import { ofUnknownLength, topk } from '../array/sorting.ts';
import { chunk, splitSizes, unbind } from '../array/splitting.ts';
import { sorted } from './extremes.ts';

const REDUCED = 'input, axis=None, keepdim=False';

export const OPERATIONS: FunctionTable = {
  ...defineLoose('exp log sqrt rsqrt sin cos tan tanh sigmoid erf reciprocal', 'input', unary('to-float')),
  ...defineLoose('abs neg sign square floor ceil round relu', 'input', unary()),
  ...defineLoose('logical_not isnan isinf isfinite', 'input', unary('bool')),
  ...defineLoose('flip roll tril triu', 'input, *args', unary()),
  ...defineLoose('add sub subtract mul multiply maximum minimum pow floor_divide', 'input, other', binary()),
  ...defineLoose('div divide true_divide', 'input, other', binary('to-float')),
  ...defineLoose(
    'equal eq ne less lt le greater gt ge logical_and logical_or',
    'input, other',
    binary('bool'),
  ),
  ...defineLoose('clamp clip', 'input, min=None, max=None', clamped),
  ...defineLoose('reshape', 'input, *sizes, shape=None', reshape),
  ...defineLoose('permute', 'input, *axes, axis=None', permute),
  ...defineLoose('swapaxes', 'input, axis0, axis1', swapaxes),
  ...defineLoose('movedim moveaxis', 'input, source, destination', moveaxis),
  ...defineLoose('expand_dims unsqueeze', 'input, axis', unsqueeze),
  ...defineLoose('squeeze', 'input, axis=None', squeeze),
  ...defineLoose('tile', 'input, *reps, repeats=None', tile('any')),
  ...defineLoose('broadcast_to', 'input, *sizes, shape=None', expand),
  ...defineLoose('chunk', 'input, chunks, axis=0', chunk),
  ...defineLoose('split', 'input, split_size_or_sections, axis=0', splitSizes),
  ...defineLoose('unbind unstack', 'input, axis=0', unbind),
  ...defineLoose('gather', 'input, indices, axis, batch_dims=0', takeBatched),
  ...defineLoose('gather_elements', 'input, axis, index', gather),
  ...defineLoose('sum', 'input, axis=None, dtype=None, keepdim=False', reduction('to-number')),
  ...defineLoose('mean', REDUCED, reduction('to-float')),
  ...defineLoose('argmax argmin', REDUCED, reduction('int')),
  ...defineLoose('any all', REDUCED, reduction('bool')),
  ...defineLoose('cumsum', 'input, axis, dtype=None', keepingAxis()),
  ...defineLoose('topk', 'input, k, axis=-1, largest=True, sorted=True', topk),
  ...defineLoose('matmul', 'input, other', matmul),
  ...defineLoose('bmm', 'input, other', bmm),
  ...defineLoose('amax amin', 'input, axis=None, keepdims=False', reduction()),
  ...defineLoose('prod', 'input, axis=None, keep_dims=False, dtype=None', reduction('to-number')),
  ...defineLoose('logsumexp', 'input, axis, keep_dims=False', reduction('to-float')),
  ...defineLoose(
    'std var',
    'input, axis=None, ddof=0, keepdims=False',
    as({ dim: 'axis', keepdim: 'keepdims' }, deviation),
  ),
  ...defineLoose('norm', 'A, ord=None, dim=None, keepdim=False', norm),
  ...defineLoose('repeat_interleave', 'input, repeats, axis=None', repeatInterleave),
  ...defineLoose('masked_fill', 'input, mask, value', masked),
  ...defineLoose('masked_select', 'input, mask', ofUnknownLength()),
  ...defineLoose('index_select', 'input, axis, index', indexSelect),
  ...defineLoose('narrow', 'input, axis, start, length', as({ dim: 'axis' }, narrow)),
  ...defineLoose('cumprod', 'input, dim, dtype=None', keepingAxis()),
  ...defineLoose('argsort', 'input, axis=-1, descending=False', keepingAxis('int')),
  ...defineLoose('sort', 'input, axis=-1, descending=False', sorted),
  ...defineLoose('nonzero', 'input, as_tuple=False', nonzero),
  ...defineLoose('outer ger', 'input, vec2', ranked([1, 1], 'outer')),
  ...defineLoose('swapdims', 'input, dim0, dim1', swapaxes),
};

/** Of `ops` alone. */
export const FLATTENED: FunctionTable = {
  ...defineLoose('flatten', `input, order='C', *, start_dim=1, end_dim=-1`, flatten),
  ...defineLoose('transpose', 'input, input_perm', as({ axes: 'input_perm' }, permute)),
  ...defineLoose('cast', 'input, dtype', converted),
};
