/** mlx.core: arrays and functions of them. https://ml-explore.github.io/mlx/build/html/python/ops.html */
import { dtypeMembers } from '../array/dtype.ts';
import { functionMembers } from '../array/operation.ts';
import { float, moduleOf, NONE } from '../parts.ts';
import { CONVOLUTION_FUNCTIONS } from './convolution.ts';
import { arrayType, CREATION } from './creation.ts';
import { POINTWISE, REDUCTIONS } from './elementwise.ts';
import { fast } from './fast.ts';
import { MLX, within } from './flavour.ts';
import { FOURIER, LINEAR_ALGEBRA, PRODUCTS } from './products.ts';
import { random } from './random.ts';
import { SHAPING } from './shaping.ts';
import { SYSTEM } from './system.ts';
import { TRANSFORMS } from './transforms.ts';

const DTYPES =
  'float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool_ complex64'.split(
    ' ',
  );

export const core = moduleOf('mlx.core', {
  ...functionMembers(MLX, {
    ...CREATION,
    ...SHAPING,
    ...POINTWISE,
    ...REDUCTIONS,
    ...PRODUCTS,
    ...CONVOLUTION_FUNCTIONS,
  }),
  ...dtypeMembers(MLX, DTYPES),
  ...TRANSFORMS,
  ...SYSTEM,
  array: arrayType,
  random,
  linalg: moduleOf('mlx.core.linalg', functionMembers(within('mx.linalg'), LINEAR_ALGEBRA)),
  fft: moduleOf('mlx.core.fft', functionMembers(within('mx.fft'), FOURIER)),
  fast,
  newaxis: NONE,
  pi: float(Math.PI),
  e: float(Math.E),
  inf: float(Number.POSITIVE_INFINITY),
  nan: float(Number.NaN),
  euler_gamma: float(0.577_215_664_901_532_9),
});
