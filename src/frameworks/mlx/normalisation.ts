/** Normalisation over the last axis. https://ml-explore.github.io/mlx/build/html/python/nn/layers.html, mlx/nn/layers/normalization.py */
import { broadcast, compare, type Dim, modulo, size } from '../../shapes/index.ts';
import { checkSize, refused, refuseRank, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import type { Use } from '../modules/layer-class.ts';
import { giveNormalised } from '../modules/layers/normalisation.ts';
import type { Options } from '../modules/options.ts';
import { asNumber, type NativeClass, type Operand, type Value, type Weight } from '../parts.ts';
import { layerClass } from './dialect.ts';

/** `eps` of 0 or less is refused. */
function checkEpsilon(options: Options): void {
  const eps = asNumber(options.bound.value('eps'));
  if (eps !== undefined && eps <= 0)
    options.refuse(
      'eps',
      'a positive number',
      'value',
      `[${options.scene.operation}] 'eps' must be positive`,
    );
}

/** Vectors of the size of the features, where the flag asks for them. */
function vectors(options: Options, names: readonly string[], flag: string, dims: Dim): readonly Weight[] {
  const has = options.flag(flag);
  return has === false ? [] : names.map(name => weight(name, has ? [dims] : undefined));
}

const LAYER_SAYS = '[layer_norm] weight must have the same size as the last dimension of x';
const RMS_SAYS = '[rms_norm] (*weight) must have the same size as the last dimension of x';

/** The weight has exactly the size of the last axis. */
function callExact(use: Use, dims: Dim | undefined, parameter: string, says: string): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  if (input.shape?.length === 0) return refuseRank(use, input, [1, 2, 3], ['batch', 'features']);
  return checkSize(use, input, { axis: -1, expected: dims, parameter, says }) ?? giveNormalised(use, input);
}

const LayerNorm = layerClass({
  name: 'LayerNorm',
  signature: 'dims, eps=1e-5, affine=True, bias=True',
  make: options => {
    checkEpsilon(options);
    const dims = options.size('dims', 0);
    const isAffine = options.flag('affine');
    const weights = vectors(options, ['weight'], 'affine', dims);
    const biases = isAffine === false ? [] : vectors(options, ['bias'], 'bias', dims);
    return {
      weights: [...weights, ...biases],
      call: use => callExact(use, isAffine ? dims : undefined, 'dims', LAYER_SAYS),
    };
  },
});

const RMSNorm = layerClass({
  name: 'RMSNorm',
  signature: 'dims, eps=1e-5',
  make: options => {
    checkEpsilon(options);
    const dims = options.size('dims', 0);
    return { weights: [weight('weight', [dims])], call: use => callExact(use, dims, 'dims', RMS_SAYS) };
  },
});

const AXES = ['batch', 'steps', 'features'];

/** Statistics and weights are stretched to the features: 1 fits any number, and any number fits 1. */
function stretch(use: Use, input: Operand, dims: Dim | undefined, parameter: string): Value {
  const last = input.shape?.at(-1);
  if (!last || !dims) return giveNormalised(use, input);
  if (!broadcast([last], [dims]).ok)
    return (
      checkSize(use, input, { axis: -1, expected: dims, parameter, says: 'cannot be broadcast' }) ??
      refused(use)
    );
  const isWidened = compare(last, size(1)) === 'equal' && compare(dims, size(1)) !== 'equal';
  return isWidened
    ? result(use, undefined, { parents: [input.tensor], dtype: 'float' })
    : giveNormalised(use, input);
}

const BatchNorm = layerClass({
  name: 'BatchNorm',
  signature: 'num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True',
  make: options => {
    checkEpsilon(options);
    const dims = options.size('num_features', 0);
    const [isAffine, tracks] = [options.flag('affine'), options.flag('track_running_stats')];
    const statistics =
      tracks === false
        ? []
        : ['running_mean', 'running_var'].map(name =>
            weight(name, tracks ? [dims] : undefined, [], undefined, false),
          );
    return {
      weights: [...vectors(options, ['weight', 'bias'], 'affine', dims), ...statistics],
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const { shape } = input;
        const says = 'Expected input tensor to have 2, 3 or 4 dimensions';
        if (shape && (shape.length < 2 || shape.length > 4))
          return refuseRank(use, input, [2, 3, 4], AXES, says);
        return stretch(use, input, isAffine || tracks ? dims : undefined, 'num_features');
      },
    };
  },
});

const InstanceNorm = layerClass({
  name: 'InstanceNorm',
  signature: 'dims, eps=1e-5, affine=False',
  make: options => {
    checkEpsilon(options);
    const dims = options.size('dims', 0);
    return {
      weights: vectors(options, ['weight', 'bias'], 'affine', dims),
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const says = 'InstanceNorm expects inputs with at least 3 dimensions (N, ..., C)';
        return input.shape && input.shape.length < 3
          ? refuseRank(use, input, [3, 4, 5], AXES, says)
          : stretch(use, input, options.flag('affine') ? dims : undefined, 'dims');
      },
    };
  },
});

const GroupNorm = layerClass({
  name: 'GroupNorm',
  signature: 'num_groups, dims, eps=1e-5, affine=True, pytorch_compatible=False',
  make: options => {
    checkEpsilon(options);
    const [groups, dims] = [options.size('num_groups'), options.size('dims')];
    if (!options.isRefused && compare(modulo(dims, groups), size(0)) === 'different')
      options.refuse(
        'num_groups',
        'a divisor of the features',
        'value',
        'must be evenly divisible by the number of groups',
      );
    return {
      weights: vectors(options, ['bias', 'weight'], 'affine', dims),
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        return input.shape && input.shape.length < 2
          ? refuseRank(use, input, [2, 3, 4], AXES, 'not enough values to unpack')
          : stretch(use, input, options.flag('affine') ? dims : undefined, 'dims');
      },
    };
  },
});

export const NORMALISATION: readonly NativeClass[] = [LayerNorm, RMSNorm, BatchNorm, InstanceNorm, GroupNorm];
