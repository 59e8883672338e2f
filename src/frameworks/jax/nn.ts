/** `jax.nn`. https://docs.jax.dev/en/latest/jax.nn.html */
import { oneHot } from '../array/gathering.ts';
import { gated } from '../array/halving.ts';
import {
  type ArrayFunction,
  define,
  defineAll,
  type FunctionTable,
  functionMembers,
  type Operation,
  operandAt,
} from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { refused, result } from '../array/scene.ts';
import { type ModuleValue, moduleOf, type Value } from '../parts.ts';
import { within } from './flavour.ts';
import { jaxInitializers } from './initializers.ts';

/** (..., T, N, H) queries give an array of their own shape, with the features of the values. */
const attention = (op: Operation): Value => {
  const [query, value] = [operandAt(op), operandAt(op, 2)];
  if (!query || !value) return refused(op);
  const features = value.shape?.at(-1);
  const shape = query.shape && features && [...query.shape.slice(0, -1), features];
  return result(op, shape, { parents: [query.tensor, value.tensor], dtype: 'float' });
};

const ACTIVATIONS = [
  'relu',
  'relu6',
  'sigmoid',
  'hard_sigmoid',
  'silu',
  'swish',
  'hard_silu',
  'hard_swish',
  'log_sigmoid',
  'softplus',
  'soft_sign',
  'hard_tanh',
  'tanh',
  'mish',
  'identity',
  'selu',
  'sparse_plus',
  'squareplus',
  'sparse_sigmoid',
  'log1mexp',
];

export const logsumexp: ArrayFunction = define(
  'a, axis=None, b=None, keepdims=False, return_sign=False, where=None',
  reduction('to-float'),
);

const NN_FUNCTIONS: FunctionTable = {
  ...defineAll(ACTIVATIONS, 'x, *args, **kwargs', unary('to-float')),
  ...defineAll(['elu', 'leaky_relu', 'celu', 'gelu'], 'x, *args, **kwargs', unary('to-float')),
  ...defineAll(['softmax', 'log_softmax'], 'x, axis=-1, where=None, **kwargs', keepingAxis('to-float')),
  standardize: define(
    'x, axis=-1, mean=None, variance=None, epsilon=1e-5, where=None, **kwargs',
    keepingAxis('to-float'),
  ),
  logsumexp,
  logmeanexp: define('x, axis=None, where=None, keepdims=False', reduction('to-float')),
  one_hot: define('x, num_classes, *, dtype=None, axis=-1', op =>
    oneHot('float')({ ...op, flavour: { ...op.flavour, takesLists: true } }),
  ),
  glu: define('x, axis=-1', gated),
  dot_product_attention: define('query, key, value, *args, **kwargs', attention),
};

export const jaxNn: ModuleValue = moduleOf('jax.nn', {
  ...functionMembers(within('jax.nn'), NN_FUNCTIONS),
  initializers: jaxInitializers,
});
