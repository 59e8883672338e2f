/**
 * Functions of torch.nn.functional that keep the shape of their input, with the arguments that each takes.
 * https://github.com/pytorch/pytorch/blob/v2.13.0/torch/nn/functional.py
 */
import { compare, constantOf, type Dim, size } from '../../shapes/index.ts';
import { ofOneDtype, ofParameters } from '../array/one-dtype.ts';
import {
  define,
  defineAll,
  exactly,
  type FunctionTable,
  type Operation,
  operandAt,
} from '../array/operation.ts';
import { inPlace, unary } from '../array/pointwise.ts';
import { checkSize, refuseArgument, refused, refuseRank, type Scene } from '../array/scene.ts';
import { asNumber, type Operand, type Value } from '../parts.ts';

/** One slope, or one for each channel. */
export function refuseSlopes(scene: Scene, input: Operand, slopes: Dim | undefined): Value | undefined {
  const count = slopes && constantOf(slopes);
  const rank = input.shape?.length;
  if (count === undefined || count === 1 || rank === undefined) return undefined;
  if (rank === 0) return refuseRank(scene, input, [2, 3, 4], CHANNELS, 'Not allow zero-dim input tensor.');
  const says = 'Mismatch of parameter numbers and input channel size.';
  if (rank > 1)
    return checkSize(scene, input, { axis: 1, expected: slopes, parameter: 'num_parameters', says });
  return refuseRank(scene, input, [2, 3, 4], CHANNELS, says);
}

/** Truth values have no sign. */
export const refuseUnsigned = (scene: Scene, { tensor, at }: Operand): Value | undefined =>
  tensor?.dtype === 'bool'
    ? refuseArgument(scene, {
        parameter: 'input',
        aspect: 'type',
        allowed: 'a tensor of numbers',
        given: 'a tensor of truth values',
        at,
        says: 'Boolean inputs not supported for relu',
      })
    : undefined;

const CHANNELS = ['batch', 'channels', 'length', 'height'];

const prelu = (op: Operation): Value => {
  const [input, weight] = [operandAt(op), operandAt(op, 1)];
  if (!input || !weight) return refused(op);
  const rank = weight.shape?.length ?? 1;
  if (rank > 1)
    return refuseRank(op, weight, [0, 1], ['channels'], 'Expected `weight` to be a scalar or 1D tensor');
  const slopes = rank === 0 ? size(1) : weight.shape?.[0];
  return refuseSlopes(op, input, slopes) ?? unary()(op);
};

/** Statistics and weights have an entry for each channel, which are on axis 1. */
const batchNorm = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const channels = input.shape?.[1];
  // Without elements nothing is compared.
  if (input.shape?.some(dim => constantOf(dim) === 0)) return unary('to-float')(op);
  for (const name of ['running_mean', 'running_var', 'weight', 'bias']) {
    if (op.bound.given(name)?.value.kind !== 'tensor') continue;
    const each = operandAt(op, op.bound.names.indexOf(name));
    if (!each) return refused(op);
    const [count, ...more] = each.shape ?? [];
    const says = `${name} should contain … elements not`;
    if (count && channels && more.length === 0 && compare(count, channels) === 'different')
      return checkSize(op, each, { axis: 0, expected: channels, parameter: undefined, says }) ?? refused(op);
  }
  return unary('to-float')(op);
};

/** A share of what is left out is at least 0 and at most 1. */
export function refuseShare(op: Operation): Value | undefined {
  const share = asNumber(op.bound.value('p'));
  if (share === undefined || (share >= 0 && share <= 1)) return undefined;
  return refuseArgument(op, {
    parameter: 'p',
    aspect: 'value',
    allowed: 'from 0 to 1',
    at: op.bound.at('p'),
    says: 'dropout probability has to be between 0 and 1',
  });
}

const floats = unary('to-float');
/** Those that only compare, or choose, leave whole numbers what they are. */
const asTheyAre = unary();
const withShare = (op: Operation): Value => refuseShare(op) ?? asTheyAre(op);

/** Those that are written in Python take no other names for their parameters. */
const WRITTEN: FunctionTable = {
  relu6: define('input, inplace=False', asTheyAre),
  elu: define('input, alpha: number=1.0, inplace=False', floats),
  selu: define('input, inplace=False', floats),
  celu: define('input, alpha: number=1.0, inplace=False', floats),
  silu: define('input, inplace=False', floats),
  mish: define('input, inplace=False', floats),
  leaky_relu: define('input, negative_slope: number=0.01, inplace=False', floats),
  hardtanh: define('input, min_val: number=-1.0, max_val: number=1.0, inplace=False', asTheyAre),
  hardsigmoid: define('input, inplace=False', floats),
  hardswish: define('input, inplace=False', floats),
  softsign: define('input', floats),
  tanhshrink: define('input', floats),
  threshold: define('input, threshold: number, value: number, inplace=False', asTheyAre),
  rrelu: define(
    'input, lower: number=0.125, upper: number=0.3333333333333333, training=False, inplace=False',
    floats,
  ),
  alpha_dropout: define('input, p: number=0.5, training=False, inplace=False', withShare),
  feature_alpha_dropout: define('input, p: number=0.5, training=False, inplace=False', withShare),
  tanh: define('input', floats),
  sigmoid: define('input', floats),
  batch_norm: define(
    'input, running_mean, running_var, weight=None, bias=None, training=False, momentum: number=0.1, eps: number=1e-05',
    ofParameters('weight bias running_mean running_var', batchNorm),
  ),
  instance_norm: define(
    'input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum: number=0.1, eps: number=1e-05',
    floats,
  ),
  rms_norm: define('input, normalized_shape: shape, weight=None, eps: number=None', floats),
  local_response_norm: define('input, size, alpha: number=0.0001, beta: number=0.75, k: number=1.0', floats),
};

/** Functions that write into what they are given, and give it back. */
const inPlaceAll = (names: string): FunctionTable =>
  defineAll(names.split(' '), 'input, *args, **kwargs', inPlace);

/** Those of `torch` itself. */
export const IN_PLACE_FUNCTIONS: FunctionTable = inPlaceAll(
  'abs_ ceil_ celu_ cos_ erf_ exp_ expm1_ floor_ log_ log1p_ neg_ reciprocal_ relu_ round_ rrelu_ rsqrt_ selu_ sigmoid_ sin_ sqrt_ square_ tan_ tanh_ threshold_ trunc_',
);

export const ACTIVATION_FUNCTIONS: FunctionTable = {
  ...inPlaceAll('relu_ elu_ selu_ celu_ leaky_relu_ rrelu_ hardtanh_ threshold_'),
  ...exactly(WRITTEN),
  prelu: define(
    'input, weight: Tensor',
    ofOneDtype('input weight', 'prelu: Type promoting not supported.', prelu),
  ),
  gelu: define(`input, *, approximate='none'`, floats),
  softplus: define('input, beta: number=1, threshold: number=20', floats),
  softshrink: define('input, lambd: number=0.5', floats),
  hardshrink: define('input, lambd: number=0.5', floats),
  logsigmoid: define('input', floats),
};
