/** Functions of Haiku: JAX's transformations that know of modules, and small helpers. https://dm-haiku.readthedocs.io/en/latest/api.html */
import { filled } from '../array/creators.ts';
import { oneHot } from '../array/gathering.ts';
import { opaqueClass } from '../array/opaque.ts';
import {
  define,
  type FunctionTable,
  functionMembers,
  functionValue,
  type Operation,
  operandAt,
} from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { batchApplied } from '../jax/batch-apply.ts';
import { within } from '../jax/flavour.ts';
import { LOOPS } from '../jax/loops.ts';
import { SCANS } from '../jax/scan.ts';
import { mapped, sameFunction, TRANSFORMS } from '../jax/transforms.ts';
import { mapTree } from '../jax/trees.ts';
import { asInt, givenAt, moduleOf, NONE, nativeFunction, shapeOf, type Value } from '../parts.ts';
import { POOL_FUNCTIONS } from './pooling.ts';
import { UNROLLS } from './unroll.ts';

/** `hk.dropout(rng, rate, x)` */
const dropout = (op: Operation): Value => {
  const input = operandAt(op, 2);
  return input
    ? result(op, input.shape, { parents: [input.tensor], dtype: input.tensor?.dtype })
    : refused(op);
};

/** `hk.add_batch(nest, batch_size)`: a new first axis for every array. */
const addBatch = (op: Operation): Value => {
  const batch = op.bound.value('batch_size');
  return mapTree(op.bound.value('nest'), leaf => {
    const shape = leaf.kind === 'tensor' ? shapeOf(leaf) : undefined;
    const dim = batch.kind === 'number' ? batch.dim : undefined;
    return leaf.kind === 'tensor' ? result(op, shape && dim && [dim, ...shape], { parents: [leaf] }) : leaf;
  });
};

/** `hk.BatchApply(f, num_dims)(x)`: the leading axes are one while f runs. */
export const BatchApply = opaqueClass({
  qualified: 'haiku.BatchApply',
  framework: 'haiku',
  behave: made => ({
    invoke: call => {
      const [f, count] = ['f', 'num_dims'].map((name, i) => givenAt(made, name, i)?.value);
      const dims = count ? asInt(count) : 2;
      if (!f || dims === undefined || call.open)
        return call.host.unknown('what a BatchApply gives', call.site);
      return batchApplied({ ...call, framework: 'haiku', operation: 'BatchApply' }, f, dims);
    },
  }),
});

const TABLE: FunctionTable = {
  ...SCANS,
  ...LOOPS,
  ...UNROLLS,
  ...POOL_FUNCTIONS,
  dropout: define('rng, rate, x, broadcast_dims=None', dropout),
  add_batch: define('nest, batch_size', addBatch),
  one_hot: define('x, num_classes, dtype=None', oneHot('float')),
};

const initializer = functionValue(
  within('hk.initializers'),
  'initializer',
  define('shape, dtype=None', filled('float', ['shape'])),
);

const INITIALIZERS = [
  'Constant',
  'Identity',
  'Orthogonal',
  'RandomNormal',
  'RandomUniform',
  'TruncatedNormal',
  'UniformScaling',
  'VarianceScaling',
];

/** `hk.initializers.RandomNormal()(shape, dtype)` */
const initializers = moduleOf(
  'haiku.initializers',
  Object.fromEntries(
    INITIALIZERS.map(name => [
      name,
      opaqueClass({
        qualified: `haiku.initializers.${name}`,
        framework: 'haiku',
        behave: () => ({ invoke: initializer.invoke }),
      }),
    ]),
  ),
);

export const FUNCTIONS: Readonly<Record<string, Value | (() => Value)>> = {
  ...functionMembers(within('hk'), TABLE),
  BatchApply,
  initializers,
  vmap: mapped('vmap', 'axis_name=None, axis_size=None, *, split_rng=False, spmd_axis_name=None'),
  ...Object.fromEntries(
    ['grad', 'value_and_grad', 'eval_shape'].map(name => [name, TRANSFORMS[name] ?? NONE]),
  ),
  ...Object.fromEntries(
    ['jit', 'remat', 'transparent', 'to_module'].map(name => [name, sameFunction(`hk.${name}`)]),
  ),
  name_like: nativeFunction('hk.name_like', () => sameFunction('hk.name_like')),
};
