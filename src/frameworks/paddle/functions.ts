/** Functions of `paddle` itself: new tensors, joins, and what programs need around them. */
import { shapeFunction } from '../array/attributes.ts';
import { eye, filled, fromData, full, like, ranged, sampled, shuffledTo, spaced } from '../array/creators.ts';
import { dtypeMembers, dtypeOf, dtypeOption } from '../array/dtype.ts';
import { concatenate, stack } from '../array/joins.ts';
import { meshgrid } from '../array/numeric.ts';
import { opaqueClass } from '../array/opaque.ts';
import {
  defineLoose,
  type FunctionTable,
  functionMembers,
  type Operation,
  option,
} from '../array/operation.ts';
import { where } from '../array/pointwise.ts';
import { einsum, tensordot } from '../array/products.ts';
import { as } from '../array/renaming.ts';
import { refused, result } from '../array/scene.ts';
import { sizesOfArguments } from '../array/sizes.ts';
import { itemsOf, moduleOf, NONE, nativeFunction, SOME_BOOL, SOME_STRING, type Value } from '../parts.ts';
import { PADDLE } from './flavour.ts';
import { every, OPERATIONS } from './operations.ts';

/** `randint(low, high, shape)`, `randint(high)` of shape (1,). */
const randint = (op: Operation): Value => {
  const value = option(op, 'shape');
  const sizes = sizesOfArguments(op, [{ name: undefined, value, at: op.bound.at('shape') }]);
  return sizes.refused ? refused(op) : result(op, sizes.shape, { dtype: 'int', role: 'data' });
};

/** `zeros([2, 3])`, `zeros([2, 3], 'int64')`, `zeros(2, 3)`. */
const ofSizes = (op: Operation): Value => {
  const { extra } = op.bound;
  const [first, second] = extra;
  const isOne = first && first.value.kind !== 'number';
  const named = op.bound.given('shape');
  const sizes = sizesOfArguments(op, named ? [named] : isOne ? [first] : extra);
  if (sizes.refused) return refused(op);
  const dtype = isOne && second ? dtypeOf(second.value) : dtypeOption(op, 'float');
  return result(op, sizes.shape, { dtype, role: 'data' });
};

/** `meshgrid(x, y)`, `meshgrid([x, y])`: the first vector runs along the first axis. */
const grids = (op: Operation): Value => {
  const [first, ...others] = op.bound.extra;
  const listed = first && others.length === 0 ? itemsOf(first.value) : undefined;
  const extra = listed?.map(value => ({ name: undefined, value, at: op.bound.extra[0]?.at ?? op.site }));
  return meshgrid(extra ? { ...op, bound: { ...op.bound, extra } } : op);
};

const CREATION: FunctionTable = {
  ...every('zeros ones empty rand randn standard_normal', '*args, shape=None, dtype=None', ofSizes),
  ...every('uniform', 'shape, dtype=None, min=-1.0, max=1.0, seed=0', filled('float')),
  ...every('normal', 'mean=0.0, std=1.0, shape=None', as({ size: 'shape' }, sampled('float'))),
  ...every('zeros_like ones_like empty_like rand_like randn_like', 'x, dtype=None', like()),
  ...every('full_like', 'x, fill_value, dtype=None', like()),
  ...every('randint_like', 'x, low=0, high=None, dtype=None', like()),
  ...every('full', 'shape, fill_value, dtype=None', full),
  ...every('randint', 'low=0, high=None, shape=(1), dtype=None', randint),
  ...every('randperm', 'n, dtype=None', shuffledTo),
  ...every('to_tensor', 'data, dtype=None, place=None, stop_gradient=True', fromData),
  ...every('assign', 'x, output=None', as({ data: 'x' }, fromData)),
  ...every('arange', 'start=0, end=None, step=None, dtype=None', ranged),
  ...every('linspace', 'start, stop, num, dtype=None', spaced('num')),
  ...every('eye', 'num_rows, num_columns=None, dtype=None', as({ n: 'num_rows', m: 'num_columns' }, eye)),
};

const OTHERS: FunctionTable = {
  ...every('shape', 'input', shapeFunction),
  ...every('concat concatenate', 'x, axis=0', concatenate),
  ...every('stack', 'x, axis=0', stack),
  ...every('where', 'condition, x=None, y=None', where),
  ...every('einsum', 'equation, *operands', einsum),
  ...every('tensordot', 'x, y, axes=2', tensordot),
  ...defineLoose('meshgrid', `*args, sparse=False, indexing='ij', name=None`, grids),
};

const DTYPES =
  'float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 bool complex64 complex128'.split(' ');

const nothing = (name: string): Value => nativeFunction(`paddle.${name}`, () => NONE);
const decorator = (name: string): Value =>
  nativeFunction(`paddle.${name}`, ({ args }) => args[0]?.value ?? NONE);
const NOTHING =
  'seed set_device save set_default_dtype disable_static enable_static no_grad summary flops set_grad_enabled'.split(
    ' ',
  );

export const PADDLE_FUNCTIONS: Readonly<Record<string, Value | (() => Value)>> = {
  ...functionMembers(PADDLE, { ...OPERATIONS, ...CREATION, ...OTHERS }),
  ...dtypeMembers(PADDLE, DTYPES),
  ...Object.fromEntries(NOTHING.map(name => [name, nothing(name)])),
  Tensor: opaqueClass({ qualified: 'paddle.Tensor', framework: 'paddle' }),
  ParamAttr: opaqueClass({ qualified: 'paddle.ParamAttr', framework: 'paddle' }),
  CPUPlace: opaqueClass({ qualified: 'paddle.CPUPlace', framework: 'paddle' }),
  CUDAPlace: opaqueClass({ qualified: 'paddle.CUDAPlace', framework: 'paddle' }),
  get_device: nativeFunction('paddle.get_device', () => SOME_STRING),
  is_compiled_with_cuda: nativeFunction('paddle.is_compiled_with_cuda', () => SOME_BOOL),
  jit: moduleOf('paddle.jit', { to_static: decorator('jit.to_static') }),
  tensor: () => moduleOf('paddle.tensor', functionMembers(PADDLE, { ...OPERATIONS, ...CREATION, ...OTHERS })),
};
