/** mlx.core and mlx.core.random: new arrays. https://ml-explore.github.io/mlx/build/html/python/ops.html */
import { filled } from '../array/creators.ts';
import { dtypeClass } from '../array/dtype.ts';
import {
  define,
  defineAll,
  type FunctionTable,
  functionMembers,
  type Operation,
} from '../array/operation.ts';
import { refuseArgument } from '../array/scene.ts';
import { moduleOf, type Value } from '../parts.ts';
import { MLX, within } from './flavour.ts';

const CREATION: FunctionTable = defineAll(
  ['zeros', 'ones'],
  'shape, dtype=None, *, stream=None',
  filled('float', ['shape']),
);

/** `random.normal(3)` is refused: the shape is a sequence. */
function drawn(op: Operation): Value {
  const { kind } = op.bound.value('shape');
  if (kind !== 'number') return filled('float', ['shape'])(op);
  return refuseArgument(op, {
    parameter: 'shape',
    aspect: 'type',
    allowed: 'a sequence of integers',
    at: op.bound.at('shape'),
    says: 'normal(): incompatible function arguments',
  });
}

const RANDOM: FunctionTable = {
  normal: define('shape=(), dtype=None, loc=None, scale=None, key=None, stream=None', drawn),
};

const DTYPES = 'float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 uint32 bool_'.split(' ');

export const core = moduleOf('mlx.core', {
  ...functionMembers(MLX, CREATION),
  ...Object.fromEntries(DTYPES.map(name => [name, () => dtypeClass(MLX, name)])),
  random: moduleOf('mlx.core.random', functionMembers(within('mx.random'), RANDOM)),
});
