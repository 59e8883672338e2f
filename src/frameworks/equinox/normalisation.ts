/** Normalisation of one example. https://docs.kidger.site/equinox/api/nn/normalisation/, equinox/nn/_normalisation.py */
import { compare, type Dim, modulo, size } from '../../shapes/index.ts';
import { checkSize, refused, refuseRank, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import { noteCall, type Use } from '../modules/layer-class.ts';
import type { Options } from '../modules/options.ts';
import { asDim, itemsOf, type Operand, tuple, type Value, type Weight } from '../parts.ts';
import { layerClass } from './dialect.ts';

/** The dims of `shape`, which may be one size. */
function shapeArgument(options: Options): readonly Dim[] | undefined {
  const value = options.bound.value('shape');
  const one = asDim(value);
  const dims = one ? [one] : itemsOf(value)?.map(asDim);
  if (!dims || dims.some(dim => !dim)) return undefined;
  return dims.flatMap(dim => (dim ? [options.named('shape', dim)] : []));
}

/** `weight` and `bias` of one shape, where the flags ask for them. */
function affine(
  options: Options,
  shape: readonly Dim[] | undefined,
  flags: readonly string[],
): readonly Weight[] {
  return ['weight', 'bias'].flatMap((name, i) => {
    const has = options.flag(flags[i] ?? flags[0] ?? '');
    return has === false ? [] : [weight(name, has ? shape : undefined)];
  });
}

const ofShape = (name: string, signature: string) =>
  layerClass({
    name,
    signature,
    forward: 'x, state=None, *, key=None',
    make: options => {
      const shape = shapeArgument(options);
      return {
        weights: affine(options, shape, ['use_weight', 'use_bias']),
        call: use => callOfShape(use, shape),
      };
    },
  });

export const LayerNorm = ofShape(
  'LayerNorm',
  'shape, eps=1e-05, use_weight=True, use_bias=True, dtype=None, *, elementwise_affine=None',
);
export const RMSNorm = ofShape('RMSNorm', 'shape, eps=1e-05, use_weight=True, use_bias=True, dtype=None');

/** The input has exactly the layer's shape: no axes in front. */
function callOfShape(use: Use, wanted: readonly Dim[] | undefined): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  const says = `\`${use.operation}(shape)(x)\` must satisfy the invariant \`shape == x.shape\``;
  if (shape && wanted && shape.length !== wanted.length)
    return refuseRank(use, input, [wanted.length], wanted.length === 1 ? ['features'] : [], says);
  for (const [axis, expected] of wanted?.entries() ?? []) {
    const wrong = checkSize(use, input, { axis, expected, parameter: 'shape', says });
    if (wrong) return wrong;
  }
  return give(use, input);
}

/** With a state given, a pair. */
function give(use: Use, input: Operand): Value {
  noteCall(use, [input.shape], [input.shape]);
  const made = result(use, input.shape, { parents: [input.tensor], dtype: 'float' });
  const state = use.arguments.given('state');
  return state ? tuple([made, state.value]) : made;
}

export const GroupNorm = layerClass({
  name: 'GroupNorm',
  signature: 'groups, channels=None, eps=1e-05, channelwise_affine=True, dtype=None',
  forward: 'x, state=None, *, key=None',
  make: options => {
    const groups = options.size('groups');
    const channels = options.isGiven('channels') ? options.size('channels') : undefined;
    if (channels && compare(modulo(channels, groups), size(0)) === 'different')
      options.refuse(
        'channels',
        'a multiple of groups',
        'value',
        'The number of groups must divide the number of channels.',
      );
    const shape = channels && [channels];
    return {
      weights: affine(options, shape, ['channelwise_affine']),
      call: use => callChannels(use, channels, 'channels'),
    };
  },
});

export const BatchNorm = layerClass({
  name: 'BatchNorm',
  signature:
    "input_size, axis_name, eps=1e-05, channelwise_affine=True, momentum=0.99, inference=False, dtype=None, mode='legacy'",
  forward: 'x, state, *, key=None, inference=None',
  make: options => {
    const channels = options.size('input_size');
    return {
      weights: affine(options, [channels], ['channelwise_affine']),
      call: use => callChannels(use, channels, 'input_size'),
    };
  },
});

/** Axis 0 holds the channels. */
function callChannels(use: Use, channels: Dim | undefined, parameter: string): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  return checkSize(use, input, { axis: 0, expected: channels, parameter }) ?? give(use, input);
}
