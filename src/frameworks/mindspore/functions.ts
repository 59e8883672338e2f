/** `mindspore` and `mindspore.ops` themselves: new tensors, joins, activations. */
import { filled, fromData, full, like, ranged } from '../array/creators.ts';
import { dtypeMembers } from '../array/dtype.ts';
import { oneHot } from '../array/gathering.ts';
import { concatenate, stack } from '../array/joins.ts';
import {
  define,
  defineLoose,
  type FunctionTable,
  functionMembers,
  functionValue,
  type Operation,
  unmodelled,
} from '../array/operation.ts';
import { unary, where } from '../array/pointwise.ts';
import { keepingAxis } from '../array/reductions.ts';
import { as } from '../array/renaming.ts';
import { result } from '../array/scene.ts';
import { type NativeClass, NONE, nativeFunction, type Value } from '../parts.ts';
import { MINDSPORE } from './flavour.ts';
import { FLATTENED, OPERATIONS } from './operations.ts';

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
  ...defineLoose('cat concat', 'tensors, axis=0', concatenate),
  ...defineLoose('stack', 'tensors, axis=0', stack),
  ...defineLoose('where', 'condition, input=None, other=None', where),
  ...defineLoose('softmax log_softmax', 'input, axis=-1', keepingAxis('to-float')),
  ...defineLoose('relu gelu elu silu mish leaky_relu dropout', 'input, *args', unary('to-float')),
  ...defineLoose('one_hot', 'indices, depth, *args', oneHot('float')),
  ...defineLoose('cross_entropy mse_loss nll_loss binary_cross_entropy', 'input, target, *args', op =>
    op.bound.given('reduction') || op.bound.extra.length > 0
      ? unmodelled(op)
      : result(op, [], { dtype: 'float' }),
  ),
};

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
