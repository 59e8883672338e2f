/** Normalisation. https://dm-haiku.readthedocs.io/en/latest/api.html#normalization, haiku/_src/layer_norm.py, batch_norm.py, rms_norm.py, group_norm.py */
import { type Dim, type Shape, size } from '../../shapes/index.ts';
import { refused } from '../array/scene.ts';
import { weight } from '../layer.ts';
import type { Options } from '../modules/options.ts';
import type { NativeClass, Weight } from '../parts.ts';
import { asInt } from '../parts.ts';
import { layerClass, parameters, type Use } from './layer-class.ts';
import { give, inputOf } from './linear.ts';

/** The shape of scale and offset for an input of this shape; undefined: not known. */
type ParameterShape = (shape: Shape) => Shape | undefined;

const ofLast: ParameterShape = shape => {
  const last = shape.at(-1);
  return last && [last];
};

const spread: ParameterShape = shape => shape.map((dim, i): Dim => (i === shape.length - 1 ? dim : size(1)));

interface NormSpec {
  readonly name: string;
  readonly signature: string;
  readonly forward: string;
  readonly names: readonly (readonly [weight: string, flag: string])[];
  readonly shapeOf: (options: Options) => ParameterShape;
}

/** `param_axis` other than the last one is not followed. */
const byLastAxis = (options: Options): ParameterShape => {
  const axis = options.bound.value('param_axis');
  return axis.kind === 'none' || asInt(axis) === -1 ? ofLast : () => undefined;
};

const byChannelsLast =
  (shapeOf: ParameterShape) =>
  (options: Options): ParameterShape => {
    const format = options.text('data_format');
    return format === undefined || format.startsWith('NC') || format === 'channels_first'
      ? () => undefined
      : shapeOf;
  };

const BOTH = [
  ['scale', 'create_scale'],
  ['offset', 'create_offset'],
] as const;

const INITIALS = 'scale_init=None, offset_init=None';

const SPECS: readonly NormSpec[] = [
  {
    name: 'LayerNorm',
    signature: `axis, create_scale, create_offset, eps=1e-05, ${INITIALS}, use_fast_variance=False, name=None, *, param_axis=None`,
    forward: 'inputs, scale=None, offset=None',
    names: BOTH,
    shapeOf: byLastAxis,
  },
  {
    name: 'RMSNorm',
    signature: 'axis, eps=1e-05, scale_init=None, name=None, create_scale=True, *, param_axis=None',
    forward: 'inputs',
    names: [['scale', 'create_scale']],
    shapeOf: byLastAxis,
  },
  {
    name: 'InstanceNorm',
    signature: `create_scale, create_offset, eps=1e-05, ${INITIALS}, data_format='channels_last'`,
    forward: 'inputs, scale=None, offset=None',
    names: BOTH,
    shapeOf: byChannelsLast(ofLast),
  },
  {
    name: 'BatchNorm',
    signature: `create_scale, create_offset, decay_rate, eps=1e-05, ${INITIALS}, axis=None, cross_replica_axis=None, cross_replica_axis_index_groups=None, data_format='channels_last'`,
    forward: 'inputs, is_training, test_local_stats=False, scale=None, offset=None',
    names: BOTH,
    shapeOf: options => (options.isGiven('axis') ? () => undefined : byChannelsLast(spread)(options)),
  },
  {
    name: 'GroupNorm',
    signature: `groups, axis=None, create_scale=True, create_offset=True, eps=1e-05, ${INITIALS}, data_format='channels_last'`,
    forward: 'x, scale=None, offset=None',
    names: BOTH,
    shapeOf: byChannelsLast(ofLast),
  },
];

export const NORMALISATION: readonly NativeClass[] = SPECS.map(spec =>
  layerClass({
    name: spec.name,
    signature: spec.signature,
    forward: spec.forward,
    make: options => {
      const shapeOf = spec.shapeOf(options);
      const flags = spec.names.map(([name, flag]) => [name, options.flag(flag)] as const);
      return { call: use => callNorm(use, flags, shapeOf) };
    },
  }),
);

function callNorm(
  use: Use,
  flags: readonly (readonly [name: string, isMade: boolean | undefined])[],
  shapeOf: ParameterShape,
) {
  const input = inputOf(use);
  if (!input) return refused(use);
  const shape = input.shape && shapeOf(input.shape);
  const wanted = flags.flatMap(([name, isMade]): readonly Weight[] =>
    isMade === false ? [] : [weight(name, isMade ? shape : undefined)],
  );
  if (input.shape && !parameters(use, input, wanted, input.shape.at(-1))) return refused(use);
  return give(use, input, input.shape);
}
