/** `mindspore` and `mindspore.ops` themselves: new tensors, joins, activations. */
import { filled, fromData, full, like, ranged } from '../array/creators.ts';
import { dtypeClass } from '../array/dtype.ts';
import { oneHot } from '../array/gathering.ts';
import { concatenate, stack } from '../array/joins.ts';
import {
  define,
  type FunctionTable,
  functionMembers,
  functionValue,
  type Operation,
} from '../array/operation.ts';
import { unary, where } from '../array/pointwise.ts';
import { keepingAxis } from '../array/reductions.ts';
import { as } from '../array/renaming.ts';
import { result } from '../array/scene.ts';
import { type NativeClass, NONE, nativeFunction, type Value } from '../parts.ts';
import { MINDSPORE } from './flavour.ts';
import { every, FLATTENED, OPERATIONS, unmodelled } from './operations.ts';

const TABLE: FunctionTable = {
  ...OPERATIONS,
  ...FLATTENED,
  ...every('zeros ones', 'shape, dtype=None', filled('float')),
  ...every('randn rand', '*sizes, shape=None, dtype=None', filled('float')),
  ...every('standard_normal', 'shape, seed=None', filled('float')),
  ...every('zeros_like ones_like rand_like randn_like', 'input, dtype=None', like()),
  ...every('full', 'shape, fill_value, dtype=None', full),
  ...every('full_like', 'input, fill_value, dtype=None', like()),
  ...every('arange', 'start=0, end=None, step=None, dtype=None', ranged),
  ...every('cat concat', 'tensors, axis=0', concatenate),
  ...every('stack', 'tensors, axis=0', stack),
  ...every('where', 'condition, input=None, other=None', where),
  ...every('softmax log_softmax', 'input, axis=-1', keepingAxis('to-float')),
  ...every('relu gelu elu silu mish leaky_relu dropout', 'input, *args', unary('to-float')),
  ...every('one_hot', 'indices, depth, *args', oneHot('float')),
  ...every('cross_entropy mse_loss nll_loss binary_cross_entropy', 'input, target, *args', op =>
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
  ...Object.fromEntries(DTYPES.map(name => [name, () => dtypeClass(MINDSPORE, name)])),
  ...Object.fromEntries(NOTHING.map(name => [name, nativeFunction(`mindspore.${name}`, () => NONE)])),
};
