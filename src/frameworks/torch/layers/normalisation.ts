/** Normalisation layers. https://docs.pytorch.org/docs/stable/nn.html#normalization-layers */

import {
  constantOf,
  type Dim,
  floorDivide,
  less,
  product,
  type Shape,
  size,
  unknownDim,
} from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import {
  checkSize,
  refuseArgument,
  refused,
  refuseOperands,
  refuseRank,
  suspectMisreading,
} from '../../array/scene.ts';
import { axisNames, sequenceAxes } from '../../array/sequence-axes.ts';
import { weight } from '../../layer.ts';
import { inputOf, needWide } from '../../modules/inputs.ts';
import type { Use } from '../../modules/layer-class.ts';
import {
  BATCH_AXES,
  type ChannelKind,
  callChannels,
  callLastAxes,
  giveNormalised,
  type NormalisationWords,
  normalizedShape,
} from '../../modules/layers/normalisation.ts';
import type { Options } from '../../modules/options.ts';
import { isSurelyInTraining } from '../../modules/trained.ts';
import { asDim, integer, itemsOf, shapeOf, tuple, type Value, type Weight } from '../../parts.ts';
import { layerClass } from '../dialect.ts';
import { leavesRest } from '../normalising.ts';

export const WORDS: NormalisationWords = {
  shape: 'Given normalized_shape=[…], expected input with shape [*, …], but got input of size',
  rank: (wanted, rank) => `expected ${wanted} input (got ${rank}D input)`,
  dtype: 'mixed dtype (CPU): all inputs must share same datatype.',
};

/** weight and bias of the same shape, where `affine` (or `elementwise_affine`) asks for them. */
export function affineWeights(
  options: Options,
  flag: string,
  shape: readonly Dim[] | undefined,
): readonly Weight[] {
  const has = options.flag(flag);
  if (has === false) return [];
  const known = has ? shape : undefined;
  const hasBias = options.bound.names.includes('bias') ? options.flag('bias') : true;
  return hasBias === false ? [weight('weight', known)] : [weight('weight', known), weight('bias', known)];
}

/** Where nothing is made nothing is asked of what it were to be made of. */
function needPlace(options: Options, made: readonly Weight[]): void {
  if (made.length > 0) options.needAll('device: device=None, dtype: dtype=None');
}

const NO_AXES = {
  parameter: 'normalized_shape',
  aspect: 'value',
  allowed: 'at least one size',
  given: '()',
  says: 'Expected normalized_shape to be at least 1-dimensional',
} as const;

function overLastAxes(name: string, signature: string) {
  return layerClass({
    name,
    bases: ['_InstanceNorm', '_NormBase'],
    signature,
    called: 'eps: number=1e-5',
    make: options => {
      if (options.flag('elementwise_affine') === true) options.need('normalized_shape', 'ints');
      const shape = normalizedShape(options);
      const weights = affineWeights(options, 'elementwise_affine', shape);
      needPlace(options, weights);
      return {
        weights,
        units: shape?.at(-1),
        // A number is kept as a tuple of one.
        attributes: shape && { normalized_shape: tuple(shape.map(integer)) },
        call: use =>
          shape?.length === 0
            ? refuseArgument(use, { ...NO_AXES, at: use.site })
            : callLastAxes(use, shape, WORDS),
      };
    },
  });
}

export const BATCH: readonly ChannelKind[] = [
  { name: 'BatchNorm1d', ranks: [2, 3], parameter: 'num_features', says: WORDS },
  { name: 'BatchNorm2d', ranks: [4], parameter: 'num_features', says: WORDS },
  { name: 'BatchNorm3d', ranks: [5], parameter: 'num_features', says: WORDS },
];

/** https://github.com/pytorch/pytorch/blob/v2.13.0/torch/nn/modules/batchnorm.py: running statistics and a count of batches. */
function statistics(options: Options, channels: Shape): readonly Weight[] | undefined {
  const kept = options.flag('track_running_stats');
  if (kept !== true) return kept === false ? [] : undefined;
  return [
    weight('running_mean', channels),
    weight('running_var', channels),
    weight('num_batches_tracked', []),
  ];
}

/** A tuple of sizes makes weights of as many axes, which no input fits. */
function tupleOfChannels(options: Options): Shape | undefined {
  const dims = itemsOf(options.bound.value('num_features'))?.map(asDim);
  return dims?.every(dim => dim !== undefined) ? dims : undefined;
}

/** A number that makes no weights and no statistics is not looked at. */
function countedChannels(options: Options): Dim {
  const isUnused = ['affine', 'track_running_stats'].every(name => options.flag(name) === false);
  const value = options.bound.value('num_features');
  const [only, ...more] = itemsOf(value) ?? [];
  if (value.kind === 'list') return (more.length === 0 && only && asDim(only)) || unknownDim();
  if (!isUnused) options.need('num_features', 'int');
  if (!isUnused) return options.size('num_features', 0);
  return asDim(options.bound.value('num_features')) ?? unknownDim();
}

const BATCH_NORM = '_BatchNorm';

function overChannels(kind: ChannelKind, more = '') {
  return layerClass({
    name: kind.name,
    bases: kind.name === BATCH_NORM ? ['_NormBase'] : [BATCH_NORM, '_NormBase'],
    called: 'eps: number=1e-5, momentum: number=None',
    signature: `num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, ${more}device=None, dtype=None, *, bias=True`,
    make: options => {
      const channels = countedChannels(options);
      const sizes = tupleOfChannels(options) ?? [channels];
      const weights = affineWeights(options, 'affine', sizes);
      const buffers = statistics(options, sizes);
      needPlace(options, [...weights, ...(buffers ?? [])]);
      const compares = weights.length > 0 || (buffers ?? []).length > 0;
      return {
        weights,
        buffers,
        units: channels,
        call: use => {
          const made =
            wrongCount(use, kind) ??
            wrongTuple(use, sizes, buffers) ??
            noScale(use, weights) ??
            callChannels(use, kind, channels, compares && !isEmpty(use));
          if (made.kind === 'tensor') suspectSteps(use);
          return made;
        },
      };
    },
  });
}

/** An input without elements is given back before anything is looked at. */
function isEmpty({ arguments: { value } }: Use): boolean {
  const input = value('input');
  const shape = input.kind === 'tensor' ? shapeOf(input) : undefined;
  return shape?.some(dim => constantOf(dim) === 0) === true;
}

/** What is given back of an input without elements is multiplied by the first number of the weight, of which there is none without channels. */
function noScale(use: Use, [scale]: readonly Weight[]): Value | undefined {
  const [count] = scale?.shape ?? [];
  if (!isEmpty(use) || scale?.shape?.length !== 1 || !count || constantOf(count) !== 0) return undefined;
  const [parameter, allowed] = ['num_features', 'at least 1'];
  const says = 'select(): index 0 out of range for tensor of size [0] at dimension 0';
  return refuseArgument(use, { parameter, aspect: 'value', allowed, given: '0', at: use.site, says });
}

/** Statistics are compared with the channels by how many elements they have, and are a vector. */
function wrongTuple(use: Use, sizes: Shape, buffers: readonly Weight[] | undefined): Value | undefined {
  if (sizes.length === 1 || !buffers?.length) return undefined;
  const says = 'running_mean should contain … elements not';
  const allowed = 'the number of channels';
  const given = `a tuple of ${sizes.length}`;
  return sizes.length === 0
    ? undefined
    : refuseArgument(use, { parameter: 'num_features', aspect: 'type', allowed, given, at: use.site, says });
}

/** In training one value a channel has no variance. */
function wrongCount(use: Use, { ranks }: ChannelKind): Value | undefined {
  const input = use.arguments.value('input');
  const shape = input.kind === 'tensor' ? shapeOf(input) : undefined;
  if (!shape || !ranks.includes(shape.length) || !isSurelyInTraining(use.layer)) return undefined;
  return oneValue(use, product(shape.filter((_, axis) => axis !== 1)));
}

/** `count` values are normalised together. */
function oneValue(use: Use, count: Dim): Value | undefined {
  if (constantOf(count) !== 1) return undefined;
  const operand = takeTensor(use, use.arguments.value('input'), use.arguments.at('input'), 'input');
  const mismatch = { kind: 'too-small', axis: 0, dim: size(1), needed: size(2) } as const;
  return operand && refuseOperands(use, [operand], mismatch, operand.at, ONE_VALUE);
}

const ONE_VALUE = 'Expected more than 1 value per channel when training, got input size';

/** Axis 1 counts as the channels: of what a recurrent layer gives that are the steps, or the batch. */
function suspectSteps(use: Use): void {
  const value = use.arguments.value('input');
  if (value.kind !== 'tensor') return;
  const axes = sequenceAxes(value);
  const at = use.arguments.at('input');
  if (!axes) return;
  suspectMisreading(use, {
    about: 'normalised-steps',
    tensor: { role: 'input', shape: shapeOf(value), tensor: value, at },
    axes: axisNames(axes),
    axis: 1,
    at,
  });
}

const NO_GROUPS = {
  parameter: 'num_groups',
  aspect: 'value',
  allowed: 'a positive integer',
  given: 'a number below 1',
  says: 'Expected num groups to be greater than 0',
} as const;

const GroupNorm = layerClass({
  name: 'GroupNorm',
  called: 'num_groups: int, eps: number=1e-5',
  signature: 'num_groups: number, num_channels, eps=1e-5, affine=True, device=None, dtype=None, *, bias=True',
  make: options => {
    if (options.flag('affine') === true) options.need('num_channels', 'int');
    const channels = options.size('num_channels', 0);
    const groups = asDim(options.bound.value('num_groups'));
    if (groups && leavesRest(channels, groups))
      options.refuse(
        'num_groups',
        'a divisor of num_channels',
        'value',
        'num_channels must be divisible by num_groups',
      );
    const weights = affineWeights(options, 'affine', [channels]);
    needPlace(options, weights);
    return {
      weights,
      units: channels,
      call: use =>
        groups && less(groups, size(1)) === true
          ? refuseArgument(use, { ...NO_GROUPS, at: use.site })
          : callGroup(use, channels, groups),
    };
  },
});

function callGroup(use: Use, channels: Dim, groups: Dim | undefined): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  if (input.shape && input.shape.length < 2)
    return refuseRank(use, input, [2, 3, 4], ['batch', 'channels', 'length']);
  return (
    checkSize(use, input, { axis: 1, expected: channels, parameter: 'num_channels' }) ??
    oneInGroup(use, input.shape, groups) ??
    needWide(use, input) ??
    giveNormalised(use, input)
  );
}

/** The framework counts (batch * channels // groups) * positions, in training or not. */
function oneInGroup(use: Use, shape: Shape | undefined, groups: Dim | undefined): Value | undefined {
  const [batch, channels, ...positions] = shape ?? [];
  const count = groups && constantOf(groups);
  if (!batch || !channels || !groups || count === undefined || count < 1) return undefined;
  return oneValue(use, product([floorDivide(product([batch, channels]), groups), ...positions]));
}

function instanceNorm(name: string, rank: number) {
  return layerClass({
    name,
    signature:
      'num_features, eps=1e-5, momentum=0.1, affine=False, track_running_stats=False, device=None, dtype=None, *, bias=True',
    make: options => {
      const channels = countedChannels(options);
      const weights = affineWeights(options, 'affine', [channels]);
      const kind = { name, ranks: [rank, rank + 1], parameter: 'num_features' } as const;
      const buffers = statistics(options, [channels]);
      needPlace(options, [...weights, ...(buffers ?? [])]);
      // Without running statistics those of the input count, in training or not.
      const needsMany = options.flag('track_running_stats') === false;
      return {
        weights,
        buffers,
        units: channels,
        call: use =>
          callInstance(
            use,
            kind,
            needsMany,
            [...weights, ...(buffers ?? [])].length > 0 ? channels : undefined,
            weights,
          ),
      };
    },
  });
}

/** Without weights of its own sizes are only warned of; a missing batch axis is allowed. */
function callInstance(
  use: Use,
  kind: ChannelKind,
  needsMany: boolean,
  channels: Dim | undefined,
  weights: readonly Weight[],
): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  if (input.shape && !kind.ranks.includes(input.shape.length))
    return refuseRank(use, input, kind.ranks, BATCH_AXES.slice(0, kind.ranks.at(-1)));
  const { shape } = input;
  const axis = shape && shape.length === kind.ranks[0] ? 0 : 1;
  const wrong = checkSize(use, input, { axis, expected: channels, parameter: 'num_features' });
  if (wrong) return wrong;
  const spatial =
    shape && product(shape.slice(kind.ranks.length === 2 && shape.length === kind.ranks[0] ? 1 : 2));
  const says = 'Expected more than 1 spatial element when training';
  if (needsMany && spatial && constantOf(spatial) === 1) {
    const mismatch = { kind: 'too-small', axis: shape.length - 1, dim: size(1), needed: size(2) } as const;
    return refuseOperands(use, [input], mismatch, input.at, says);
  }
  return noScale(use, weights) ?? needWide(use, input) ?? giveNormalised(use, input);
}

const LAYER_NORM = 'normalized_shape, eps=1e-5, elementwise_affine=True, bias=True, device=None, dtype=None';

/** The class that those of all ranks derive from, as norms of programs' own do, which check the rank themselves. */
export const BATCH_NORM_BASE = overChannels({
  name: BATCH_NORM,
  ranks: [2, 3, 4, 5, 6],
  parameter: 'num_features',
});

export const NORMALISATION = [
  overLastAxes('LayerNorm', LAYER_NORM),
  layerClass({
    name: 'RMSNorm',
    signature: 'normalized_shape, eps=None, elementwise_affine=True, device=None, dtype=None',
    make: options => {
      if (options.flag('elementwise_affine') === true) options.need('normalized_shape', 'ints');
      const shape = normalizedShape(options);
      const has = options.flag('elementwise_affine');
      const weights = has === false ? [] : [weight('weight', has ? shape : undefined)];
      needPlace(options, weights);
      const attributes = shape && { normalized_shape: tuple(shape.map(integer)) };
      return { weights, units: shape?.at(-1), attributes, call: use => callLastAxes(use, shape, WORDS) };
    },
  }),
  ...BATCH.map(kind => overChannels(kind)),
  overChannels(
    { name: 'SyncBatchNorm', ranks: [2, 3, 4, 5], parameter: 'num_features' },
    'process_group=None, ',
  ),
  GroupNorm,
  instanceNorm('InstanceNorm1d', 2),
  instanceNorm('InstanceNorm2d', 3),
  instanceNorm('InstanceNorm3d', 4),
];
