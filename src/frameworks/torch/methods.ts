/** Methods of tensors. https://docs.pytorch.org/docs/stable/tensors.html */
import { countBesideOne, size } from '../../shapes/index.ts';
import {
  countMethod,
  isFloatingPoint,
  itemOf,
  rankMethod,
  refuseSeveral,
  sizeMethod,
} from '../array/attributes.ts';
import { permute } from '../array/axes.ts';
import { filledAs, fromDataOfMethod } from '../array/creators.ts';
import { ofForms } from '../array/forms.ts';
import { literalShape } from '../array/operand.ts';
import {
  define,
  defineAll,
  exactly,
  type FunctionTable,
  type Operation,
  operandAt,
} from '../array/operation.ts';
import { converted, convertedTo, inPlace, ruled, unary } from '../array/pointwise.ts';
import { reduction } from '../array/reductions.ts';
import { expand, expandAs, tile } from '../array/repeating.ts';
import { reshape, reshapeAs, squeeze } from '../array/reshaping.ts';
import { refuseArgument, refused, refuseMissing, result } from '../array/scene.ts';
import { readSizes } from '../array/sizes.ts';
import { splitSizes } from '../array/splitting.ts';
import { unfold } from '../array/windows.ts';
import { leaveGraph, spendGraph } from '../modules/recurrent/runs.ts';
import { doubtTrained } from '../modules/trained.ts';
import { asBool, asDim, NONE, replaceShape, SOME_BOOL, shapeOf, type Value } from '../parts.ts';
import { COPY_OPERATIONS } from './copies.ts';
import { inPlaceWith } from './in-place.ts';
import { MATRIX_OPERATIONS } from './linear-algebra.ts';
import { multinomial } from './making.ts';
import { flip } from './moves.ts';
import { NUMERIC_METHODS } from './numeric.ts';
import { OPERATIONS } from './operations/index.ts';
import { refuseMore } from './operations/pointwise.ts';
import { SIGNAL_OPERATIONS } from './signals.ts';
import { permuting, refuseView } from './strides.ts';

/** `x.new(2, 3)`: of those sizes; of nothing without any, of what a list or a tensor holds. */
const newAs = (op: Operation): Value => {
  const [first, ...others] = op.bound.extra;
  if (op.bound.open || others.length > 0 || (!first && op.bound.given('size'))) return filledAs(op);
  const dtype = operandAt(op)?.tensor?.dtype;
  if (!first) return result(op, [size(0)], { dtype });
  const isOfSizes = first.value.kind === 'list' ? first.value.shapeOf !== undefined : asDim(first.value);
  if (isOfSizes) return filledAs(op);
  // A tuple that the call does not write down may be cut out of a shape.
  const isData = first.value.kind === 'tensor' || /^[[(]/.test(op.host.textOf(first.at));
  return result(op, isData ? literalShape(first.value) : undefined, { dtype });
};

const CONVERSIONS: FunctionTable = {
  ...defineAll(
    ['to', 'type', 'type_as', 'cuda', 'cpu', 'pin_memory', 'share_memory_', 'cpu_', 'xpu', 'mps'],
    'input, *args, **kwargs',
    converted,
  ),
  ...defineAll(['contiguous', 'clone'], 'input, *, memory_format=None', converted),
  detach: define('input', converted),
  ...defineAll(['float', 'double', 'half', 'bfloat16'], 'input, **kwargs', convertedTo('float')),
  ...defineAll(['long', 'int', 'short', 'char'], 'input, **kwargs', convertedTo('int')),
  bool: define('input, **kwargs', convertedTo('bool')),
  byte: define('input, **kwargs', convertedTo(undefined)),
  requires_grad_: define('input, requires_grad=True', op => {
    const self = op.bound.value('input');
    if (self.kind === 'tensor') doubtTrained(op.host, self);
    return self;
  }),
  detach_: define('input, *args, **kwargs', op => {
    leaveGraph(op.host, op.bound.value('input'));
    return converted(op);
  }),
  numpy: define('input, **kwargs', op => converted({ ...op, framework: 'numpy' })),
};

/** `loss.backward()` frees the graph; with `retain_graph=True` it stays, and with other arguments it may. */
function backward(op: Operation): Value {
  const { host, bound } = op;
  const isPlain = bound.extra.length === 0 && bound.keywords.length === 0 && !bound.open;
  const input = isPlain ? operandAt(op) : undefined;
  const count = countBesideOne(input?.shape);
  if (input && count) return refuseSeveral(op, input, count, NO_GRADIENT);
  const [only, ...more] = bound.keywords;
  const isKept =
    only?.name === 'retain_graph' && asBool(only.value) === true && more.length + bound.extra.length === 0;
  if (isPlain) spendGraph(host, bound.value('input'), 'freed');
  else if (isKept && !bound.open) spendGraph(host, bound.value('input'), 'kept');
  return NONE;
}

const NO_GRADIENT = 'grad can be implicitly created only for scalar outputs';

/** A tensor of several elements is no number. */
const itemOfOne = itemOf('a Tensor with … elements cannot be converted to Scalar');

/** `view(2, 3)`, `view(torch.int32)`: sizes or a dtype. */
const viewed = (op: Operation): Value => {
  const { given, open } = op.bound;
  const [sizes, dtype] = [given('size'), given('dtype')];
  if (sizes && dtype)
    return refuseArgument(op, {
      parameter: 'dtype',
      aspect: 'value',
      allowed: 'left out where there are sizes',
      at: dtype.at,
    });
  // In another dtype the last axis may be of another length.
  if (dtype) return result(op, undefined);
  if (!open && !sizes) return refuseMissing(op, 'size');
  const made = reshape(op);
  return refuseView(op, operandAt(op), made) ?? made;
};

const SHAPES: FunctionTable = {
  squeeze: define('input, *dim, dim: ints=...', squeeze),
  count_nonzero: define('input, *dim, dim: ints=None', reduction('int')),
  flip: define('input, *dims, dims: shape', flip),
  view: define('input, *size, size: shape=..., dtype: dtype=...', viewed),
  reshape: define('input, *shape, shape: shape', reshape),
  ...defineAll(['view_as', 'reshape_as'], 'input, other', reshapeAs),
  permute: define('input, *dims, dims: shape', permuting(permute)),
  expand: define('input, *size, size: shape, implicit: bool=False', expand),
  expand_as: define('input, other', expandAs),
  broadcast_to: define('input, *size, size: shape', expand),
  repeat: define('input, *repeats, repeats: shape', tile('at-least-rank')),
  tile: define('input, *dims, dims: shape', tile('any')),
  ...exactly({ split: define('input, split_size: ints, dim: int=0', splitSizes) }),
  split_with_sizes: define('input, split_sizes: shape, dim: int=0', splitSizes),
  unfold: define('input, dimension: int, size: int, step: int', unfold),
  size: define('input, dim: int=None', sizeMethod),
  ...defineAll(['dim', 'ndimension'], 'input', rankMethod),
  ...defineAll(['numel', 'nelement'], 'input', countMethod),
  item: define('input', itemOfOne),
};

const OPTIONS =
  'dtype: dtype=None, device: device=None, requires_grad: bool=None, layout: layout=None, pin_memory: bool=None';

const NEW: FunctionTable = {
  ...defineAll(['new_zeros', 'new_ones', 'new_empty'], `input, *size, size: shape, ${OPTIONS}`, filledAs),
  new: define(`input, *size, size=None, ${OPTIONS}`, newAs),
  new_full: define(`input, size: shape, fill_value: number, *, ${OPTIONS}`, filledAs),
  new_tensor: define(`input, data, *, ${OPTIONS}`, fromDataOfMethod),
};

const IN_PLACE = [
  'random_',
  'bernoulli_',
  'exponential_',
  'index_put_',
  'fill_diagonal_',
  'pow_',
  'relu_',
  'sigmoid_',
  'tanh_',
  'exp_',
  'sqrt_',
  'abs_',
  'neg_',
  'round_',
  'clamp_min_',
  'clamp_max_',
  'floor_',
  'ceil_',
  'log_',
  'log1p_',
  'reciprocal_',
  'rsqrt_',
  'square_',
  'addcmul_',
  'addcdiv_',
  'lerp_',
  'masked_scatter_',
  'index_reduce_',
  'cumsum_',
  'cauchy_',
  'geometric_',
  'log_normal_',
  'logical_not_',
  'nan_to_num_',
  'sign_',
  'tril_',
  'triu_',
  'erfinv_',
  'put_',
  'fmod_',
  'remainder_',
  'divide_',
  'multiply_',
  'subtract_',
  'true_divide_',
];

/** Functions whose second operand may be written in more than one way, and must be there. */
const needing =
  (parameter: string, run: (op: Operation) => Value) =>
  (op: Operation): Value =>
    op.bound.open || op.bound.extra.length > 0 || op.bound.keywords.some(({ name }) => name === parameter)
      ? run(op)
      : refuseMissing(op, parameter);

/** `copy_(other, non_blocking)`: one operand, of whatever dtype. */
const written = (op: Operation): Value => {
  const [first] = op.bound.extra;
  return inPlaceWith('converts')({ ...op, bound: { ...op.bound, extra: first ? [first] : [] } });
};

/** No more operands than one by their places. */
const ofOne = (run: (op: Operation) => Value) =>
  needing('other', op => refuseMore(op, op.bound.extra) ?? run(op));

/** As the function of that name without the underscore, whose result goes into the tensor itself. */
const into =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const made = run(op);
    return made.kind === 'tensor' ? inPlace(op) : made;
  };

/** `x.unsqueeze_(0)`: the tensor itself has another shape from then on. */
const reshapedInPlace =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const made = run(op);
    const self = op.bound.value('input');
    if (self.kind !== 'tensor' || (made.kind !== 'tensor' && made.kind !== 'unknown')) return made;
    const isRefused = made.kind === 'unknown';
    replaceShape(op.host, self, isRefused ? undefined : shapeOf(made));
    return isRefused ? made : self;
  };

const ofSizes = (op: Operation): Value => {
  const sizes = readSizes(op);
  return sizes.refused ? refused(op) : result(op, sizes.shape);
};
const ofUnknownShape = (op: Operation): Value => result(op, undefined);

/** In place: https://docs.pytorch.org/docs/stable/tensors.html */
const RESHAPED_IN_PLACE: FunctionTable = Object.fromEntries(
  ['unsqueeze', 'squeeze', 't', 'transpose', 'swapaxes', 'swapdims'].flatMap(name => {
    const plain = { ...OPERATIONS, ...SHAPES }[name];
    return plain ? [[`${name}_`, { ...plain, run: reshapedInPlace(plain.run) }]] : [];
  }),
);
const WRITTEN_IN_PLACE: FunctionTable = Object.fromEntries(
  [
    'masked_fill',
    'scatter',
    'scatter_add',
    'scatter_reduce',
    'index_fill',
    'index_add',
    'index_copy',
    'clamp',
    'clip',
  ].flatMap(name => {
    const plain = OPERATIONS[name];
    return plain ? [[`${name}_`, { ...plain, run: into(plain.run) }]] : [];
  }),
);

/** `x.sum_to_size(3, 4)`: of that size, summed over whatever else there is. */
const summed = (op: Operation): Value => {
  const sizes = readSizes(op);
  return sizes.refused
    ? refused(op)
    : result(op, sizes.shape, { dtype: ruled('to-number', operandAt(op)?.tensor?.dtype) });
};

export const METHODS: FunctionTable = {
  ...OPERATIONS,
  ...NUMERIC_METHODS,
  ...MATRIX_OPERATIONS,
  ...SIGNAL_OPERATIONS,
  ...COPY_OPERATIONS,
  sum_to_size: define('input, *size, size: shape', summed),
  put: define('input, index, source, accumulate=False', unary()),
  polygamma: define('input, n', unary('to-float')),
  ...defineAll(
    ['to_sparse', 'to_sparse_coo', 'to_sparse_csr', 'to_sparse_csc', 'to_dense', 'to_mkldnn', 'coalesce'],
    'input, *args, **kwargs',
    converted,
  ),
  ...defineAll(['cfloat', 'cdouble', 'chalf'], 'input, **kwargs', convertedTo('complex')),
  new_empty_strided: define(`input, size, stride, ${OPTIONS}`, filledAs),
  multinomial: define('input, num_samples: int, replacement: bool=False, *, generator=None', multinomial),
  ...CONVERSIONS,
  ...SHAPES,
  ...NEW,
  ...defineAll(IN_PLACE, 'input, *args, **kwargs', inPlace),
  ...WRITTEN_IN_PLACE,
  ...RESHAPED_IN_PLACE,
  resize_: define('input, *size, size: shape, memory_format=None', reshapedInPlace(ofSizes)),
  ...defineAll(['resize_as_', 'set_'], 'input, *args, **kwargs', reshapedInPlace(ofUnknownShape)),
  ...defineAll(
    ['add_', 'sub_'],
    'input, *args, **kwargs',
    ofForms(
      ['input, other, *, alpha: number=1', 'input, alpha: number, other: Tensor'],
      ofOne(inPlaceWith('keeps')),
    ),
  ),
  mul_: define('input, *args, **kwargs', ofForms(['input, other'], ofOne(inPlaceWith('keeps')))),
  div_: define(
    'input, *args, **kwargs',
    ofForms(['input, other, *, rounding_mode=None'], ofOne(inPlaceWith('to-float'))),
  ),
  fill_: define('input, value: number', inPlace),
  zero_: define('input', inPlace),
  normal_: define('input, mean: number=0, std: number=1, *, generator=None', inPlace),
  uniform_: define('input, from: number=0, to: number=1, *, generator=None', inPlace),
  copy_: define('input, *args, **kwargs', ofForms(['input, other, non_blocking: bool=False'], written)),
  ...defineAll(['retain_grad', 'register_hook'], 'input, *args, **kwargs', () => NONE),
  backward: define('input, *args, **kwargs', backward),
  ...defineAll(
    [
      'is_contiguous',
      'is_complex',
      'is_shared',
      'is_pinned',
      'is_signed',
      'is_conj',
      'is_inference',
      'is_coalesced',
    ],
    'input, *args, **kwargs',
    () => SOME_BOOL,
  ),
  is_floating_point: define('input', isFloatingPoint),
};
