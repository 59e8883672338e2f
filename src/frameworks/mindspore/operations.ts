/** Functions that are both `ops.name(x, ...)` and `x.name(...)`. https://www.mindspore.cn/docs/en/master/api_python/mindspore.ops.html */
import { moveaxis, permute, swapaxes } from '../array/axes.ts';
import { gather, take } from '../array/gathering.ts';
import { type ArrayFunction, define, type FunctionTable, type Operation } from '../array/operation.ts';
import { binary, clamped, converted, unary } from '../array/pointwise.ts';
import { bmm, matmul } from '../array/products.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { as } from '../array/renaming.ts';
import { expand, tile } from '../array/repeating.ts';
import { flatten, reshape, squeeze, unsqueeze } from '../array/reshaping.ts';
import { topk } from '../array/sorting.ts';
import { chunk, splitSizes, unbind } from '../array/splitting.ts';
import type { Value } from '../parts.ts';

/** Many names with one signature; keywords beyond it are let pass: they changed from version to version. */
export function every(names: string, text: string, run: ArrayFunction['run']): FunctionTable {
  const made = define(`${text}${text ? ', ' : ''}**kwargs`, run);
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map(name => [name, made]),
  );
}

export const unmodelled = (op: Operation): Value =>
  op.host.unknown(`what \`${op.operation}\` gives`, op.site);

const REDUCED = 'input, axis=None, keepdim=False';

export const OPERATIONS: FunctionTable = {
  ...every('exp log sqrt rsqrt sin cos tan tanh sigmoid erf reciprocal', 'input', unary('to-float')),
  ...every('abs neg sign square floor ceil round relu', 'input', unary()),
  ...every('logical_not isnan isinf isfinite', 'input', unary('bool')),
  ...every('flip roll tril triu', 'input, *args', unary()),
  ...every('add sub subtract mul multiply maximum minimum pow floor_divide', 'input, other', binary()),
  ...every('div divide true_divide', 'input, other', binary('to-float')),
  ...every('equal eq ne less lt le greater gt ge logical_and logical_or', 'input, other', binary('bool')),
  ...every('clamp clip', 'input, min=None, max=None', clamped),
  ...every('reshape', 'input, *sizes, shape=None', reshape),
  ...every('permute', 'input, *axes, axis=None', permute),
  ...every('swapaxes', 'input, axis0, axis1', swapaxes),
  ...every('movedim moveaxis', 'input, source, destination', moveaxis),
  ...every('expand_dims unsqueeze', 'input, axis', unsqueeze),
  ...every('squeeze', 'input, axis=None', squeeze),
  ...every('tile', 'input, *reps, repeats=None', tile('any')),
  ...every('broadcast_to', 'input, *sizes, shape=None', expand),
  ...every('chunk', 'input, chunks, axis=0', chunk),
  ...every('split', 'input, split_size_or_sections, axis=0', splitSizes),
  ...every('unbind unstack', 'input, axis=0', unbind),
  ...every('gather', 'input, indices, axis, batch_dims=0', take),
  ...every('gather_elements', 'input, axis, index', gather),
  ...every('sum', 'input, axis=None, dtype=None, keepdim=False', reduction('to-number')),
  ...every('mean', REDUCED, reduction('to-float')),
  ...every('argmax argmin', REDUCED, reduction('int')),
  ...every('any all', REDUCED, reduction('bool')),
  ...every('cumsum', 'input, axis, dtype=None', keepingAxis()),
  ...every('topk', 'input, k, axis=-1, largest=True, sorted=True', topk),
  ...every('matmul', 'input, other', matmul),
  ...every('bmm', 'input, other', bmm),
  ...every('max min', 'input, *args', unmodelled),
};

/** Of `ops` alone. */
export const FLATTENED: FunctionTable = {
  ...every('flatten', `input, order='C', *, start_dim=1, end_dim=-1`, flatten),
  ...every('transpose', 'input, input_perm', as({ axes: 'input_perm' }, permute)),
  ...every('cast', 'input, dtype', converted),
};
