/** `mindspore` and `mindspore.ops` themselves: new tensors, joins, activations. */
import { eye, filled, fromData, full, like, ranged, spaced } from '../array/creators.ts';
import { dtypeMembers } from '../array/dtype.ts';
import { oneHot } from '../array/gathering.ts';
import { concatenate, stack } from '../array/joins.ts';
import { meshgrid } from '../array/numeric.ts';
import {
  define,
  defineLoose,
  type FunctionTable,
  functionMembers,
  functionValue,
  type Operation,
  option,
  unmodelled,
} from '../array/operation.ts';
import { padLastAxes } from '../array/padding.ts';
import { unary, where } from '../array/pointwise.ts';
import { added } from '../array/products.ts';
import { keepingAxis } from '../array/reductions.ts';
import { as } from '../array/renaming.ts';
import { result } from '../array/scene.ts';
import { sliceAt, strided } from '../array/slicing.ts';
import { asString, type NativeClass, NONE, nativeFunction, type Value } from '../parts.ts';
import { gatherRows, sequenceMask } from '../tensorflow/more.ts';
import { cosineSimilarity } from '../torch/functional.ts';
import { extremesOf } from './extremes.ts';
import { MINDSPORE } from './flavour.ts';
import { FLATTENED, OPERATIONS } from './operations.ts';
import { TRANSPOSING } from './products.ts';

/** A loss as one number; of each element it is not told. */
const reduced = (op: Operation): Value => {
  const reduction = asString(option(op, 'reduction'));
  return reduction === 'mean' || reduction === 'sum' ? result(op, [], { dtype: 'float' }) : unmodelled(op);
};

const TABLE: FunctionTable = {
  ...OPERATIONS,
  ...FLATTENED,
  ...defineLoose('zeros ones', 'shape, dtype=None', filled('float')),
  ...defineLoose('randn rand', '*sizes, shape=None, dtype=None', filled('float')),
  ...defineLoose('standard_normal', 'shape, seed=None', filled('float')),
  ...defineLoose('zeros_like ones_like rand_like randn_like', 'input, dtype=None', like()),
  ...defineLoose('full', 'shape, fill_value, dtype=None', full),
  ...defineLoose('full_like', 'input, fill_value, dtype=None', like()),
  ...defineLoose('arange', 'start=0, end=None, step=None, dtype=None', ranged),
  ...defineLoose('max min', 'input, axis=None, keepdims=False, *, initial=None, where=None', extremesOf),
  ...defineLoose('linspace', 'start, end, steps', spaced('steps')),
  ...defineLoose('eye', 'n, m=None, dtype=None', eye),
  ...defineLoose(
    'randint',
    'low, high, size, seed=None, *, dtype=None',
    as({ shape: 'size' }, filled('int')),
  ),
  ...defineLoose('normal', 'shape, mean, stddev, seed=None', filled('float')),
  ...defineLoose('pad', `input_x, padding, mode='constant', value=None`, as({ pad: 'padding' }, padLastAxes)),
  ...defineLoose('select', 'condition, input, other', where),
  ...defineLoose('meshgrid', `*inputs, indexing='xy', sparse=False`, meshgrid),
  ...defineLoose('gather_nd', 'input_x, indices, batch_dims=0', gatherRows),
  ...defineLoose('sequence_mask', 'lengths, maxlen=None', sequenceMask),
  ...defineLoose('addmm', 'input, mat1, mat2, *, beta=1, alpha=1', added()),
  ...defineLoose('cosine_similarity', 'x1, x2, dim=1, eps=1e-08', cosineSimilarity),
  ...defineLoose('slice', 'input_x, begin, size', sliceAt),
  ...defineLoose(
    'strided_slice',
    'input_x, begin, end, strides, begin_mask=0, end_mask=0, ellipsis_mask=0, new_axis_mask=0, shrink_axis_mask=0',
    strided({
      begin: 'begin_mask',
      end: 'end_mask',
      shrink: 'shrink_axis_mask',
      others: ['ellipsis_mask', 'new_axis_mask'],
    }),
  ),
  ...defineLoose('reverse', 'x, axis', unary()),
  ...defineLoose('cat concat', 'tensors, axis=0', concatenate),
  ...defineLoose('stack', 'tensors, axis=0', stack),
  ...defineLoose('where', 'condition, input=None, other=None', where),
  ...defineLoose('softmax log_softmax', 'input, axis=-1', keepingAxis('to-float')),
  ...defineLoose('relu gelu elu silu mish leaky_relu dropout', 'input, *args', unary('to-float')),
  ...defineLoose('one_hot', 'indices, depth, *args', oneHot('float')),
  ...defineLoose(
    'cross_entropy nll_loss',
    `input, target, weight=None, ignore_index=-100, reduction='mean', label_smoothing=0.0`,
    reduced,
  ),
  ...defineLoose('mse_loss l1_loss', `input, target, reduction='mean'`, reduced),
  ...defineLoose('binary_cross_entropy', `logits, labels, weight=None, reduction='mean'`, reduced),
  ...defineLoose(
    'binary_cross_entropy_with_logits',
    `logits, label, weight=None, pos_weight=None, reduction='mean'`,
    reduced,
  ),
};

/** What primitives run that no function does. */
export const BEHIND_PRIMITIVES: Readonly<Record<string, () => Value>> = functionMembers(
  MINDSPORE,
  TRANSPOSING,
);

export const OPS: Readonly<Record<string, () => Value>> = functionMembers(MINDSPORE, TABLE);

/** `Tensor(data)`, `Tensor(shape=(2, 3), dtype=ms.float32, init=...)`. */
const ofData = functionValue(
  { ...MINDSPORE, module: 'mindspore' },
  'Tensor',
  define('input_data=None, dtype=None, shape=None, init=None, **kwargs', (op: Operation) =>
    op.bound.given('shape') ? filled(undefined)(op) : as({ data: 'input_data' }, fromData)(op),
  ),
);

export const Tensor: NativeClass = {
  kind: 'native-class',
  name: 'Tensor',
  qualified: 'mindspore.Tensor',
  framework: 'mindspore',
  ancestors: [],
  construct: ofData.invoke,
};

const DTYPES = 'float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 bool_'.split(' ');
const NOTHING = 'set_seed set_context set_device save_checkpoint'.split(' ');

export const MEMBERS: Readonly<Record<string, Value | (() => Value)>> = {
  Tensor,
  tensor: ofData,
  ...dtypeMembers(MINDSPORE, DTYPES),
  ...Object.fromEntries(NOTHING.map(name => [name, nativeFunction(`mindspore.${name}`, () => NONE)])),
};
