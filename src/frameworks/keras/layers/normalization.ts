/** Normalisation layers: keras/src/layers/normalization. The shape stays; the weights follow the normalised axes. */
import { compare, less, type Mismatch, modulo, type Shape, size } from '../../../shapes/index.ts';
import { refused, refuseRank } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import type { Weight } from '../../parts.ts';
import type { LayerDescription, LayerSpec } from '../core/description.ts';
import { isNone } from '../core/none.ts';
import type { Options } from '../core/options.ts';
import { refuseHere } from '../core/settle.ts';
import { unchanged } from './shaped.ts';

const BETA_GAMMA = `center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones'`;
const REGULARIZED =
  'beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None';
const MOVING = `beta_initializer='zeros', gamma_initializer='ones', moving_mean_initializer='zeros', moving_variance_initializer='ones'`;

function axesOf(options: Options): readonly number[] | undefined {
  return options.ints('axis');
}

const pick = (shape: Shape | undefined, axes: readonly number[] | undefined): Shape | undefined => {
  if (!shape || !axes) return undefined;
  const dims = axes.map(axis => shape[axis < 0 ? axis + shape.length : axis]);
  return dims.every(dim => dim) ? dims.flatMap(dim => (dim ? [dim] : [])) : undefined;
};

function scaleAndCenter(
  options: Options,
  shape: Shape | undefined,
  [beta, gamma] = ['beta', 'gamma'],
): readonly Weight[] {
  const scale = options.flag('scale') === false ? [] : [weight(gamma ?? 'gamma', shape)];
  return options.flag('center') === false ? scale : [...scale, weight(beta ?? 'beta', shape)];
}

/** All normalise along axes that there are, Keras 3 in groups that the channels can be divided in. */
function withAxes(
  options: Options,
  axes: readonly number[] | undefined,
  plain: LayerDescription,
): LayerDescription {
  const hasGroups = options.flavour.name === 'keras3' || options.flavour.name === 'tf_keras';
  return {
    ...plain,
    outputs: use => {
      const shape = use.inputs[0]?.shape;
      const groups = shape && hasGroups ? wrongGroups(options, shape, axes) : undefined;
      const mismatch = (shape && wrongAxis(shape, axes)) ?? groups;
      if (!mismatch) return plain.outputs(use);
      refuseHere(use, mismatch);
      return refused(use);
    },
  };
}

function wrongAxis({ length: rank }: Shape, axes: readonly number[] | undefined): Mismatch | undefined {
  const axis = axes?.find(one => one >= rank || one < -rank);
  return axis === undefined ? undefined : { kind: 'axis', axis, rank, repeated: false };
}

/** -1 are as many groups as channels. */
function wrongGroups(
  options: Options,
  shape: Shape,
  axes: readonly number[] | undefined,
): Mismatch | undefined {
  const groups = options.bound.names.includes('groups') ? options.int('groups') : undefined;
  const [axis = -1] = axes ?? [];
  const at = axis < 0 ? axis + shape.length : axis;
  const dim = shape[at];
  if (groups === undefined || groups < 1 || !dim || isNone(dim)) return undefined;
  const isWrong =
    less(dim, size(groups)) === true || compare(modulo(dim, size(groups)), size(0)) === 'different';
  return isWrong ? { kind: 'divisible', axis: at, dim, by: size(groups) } : undefined;
}

/** The axes that TensorFlow.js normalises batches of. It describes layers for any others too. tfjs-layers/src/layers/normalization.ts */
const RANKS = [2, 3, 4];

function whereComputed(plain: LayerDescription): LayerDescription {
  return {
    ...plain,
    outputs: use => {
      const [input] = use.inputs;
      const rank = input?.shape?.length;
      if (!input || use.flavour.name !== 'tfjs' || use.graph || rank === undefined || RANKS.includes(rank))
        return plain.outputs(use);
      return refuseRank(
        use,
        input,
        RANKS,
        [],
        `batchNormalization is not implemented for array of rank ${rank} yet`,
      );
    },
  };
}

function batchNormalization(options: Options): LayerDescription {
  const axes = axesOf(options);
  const axis = axes?.[0];
  const plain = withAxes(
    options,
    axes,
    unchanged({
      single: true,
      keepsRank: true,
      sized: shape => (axis === undefined ? [] : [axis < 0 ? axis + shape.length : axis]),
      sizedAtOnce: true,
      weights: ([shape]) => {
        const own = pick(shape, axes);
        return [
          ...scaleAndCenter(options, own),
          weight('moving_mean', own, [], undefined, false),
          weight('moving_variance', own, [], undefined, false),
        ];
      },
    }),
  );
  return whereComputed(plain);
}

function layerNormalization(options: Options): LayerDescription {
  const axes = axesOf(options);
  return withAxes(
    options,
    axes,
    unchanged({
      single: true,
      sized: shape => axes?.map(axis => (axis < 0 ? axis + shape.length : axis)) ?? [],
      weights: ([shape]) => scaleAndCenter(options, pick(shape, axes)),
    }),
  );
}

const groupNormalization = (options: Options): LayerDescription => ({
  ...layerNormalization(options),
  keepsRank: true,
  sizedAtOnce: true,
});

function rmsNormalization(options: Options): LayerDescription {
  const axes = axesOf(options);
  return unchanged({ weights: ([shape]) => [weight('scale', pick(shape, axes))] });
}

export const NORMALIZATION: readonly LayerSpec[] = [
  {
    name: 'BatchNormalization',
    signature: `axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, ${MOVING}, ${REGULARIZED}, renorm=False, renorm_clipping=None, renorm_momentum=0.99, synchronized=False, **kwargs`,
    oldKeywords: ['mode', 'fused', 'virtual_batch_size', 'adjustment'],
    make: batchNormalization,
  },
  {
    name: 'LayerNormalization',
    signature: `axis=-1, epsilon=0.001, ${BETA_GAMMA}, ${REGULARIZED}, **kwargs`,
    keywords: ['rms_scaling'],
    make: layerNormalization,
  },
  {
    name: 'GroupNormalization',
    signature: `groups=32, axis=-1, epsilon=0.001, ${BETA_GAMMA}, ${REGULARIZED}, **kwargs`,
    make: groupNormalization,
  },
  { name: 'RMSNormalization', signature: 'axis=-1, epsilon=1e-6, **kwargs', make: rmsNormalization },
  {
    name: 'UnitNormalization',
    signature: 'axis=-1, **kwargs',
    make: options => withAxes(options, axesOf(options), unchanged()),
  },
  {
    name: 'Normalization',
    signature: 'axis=-1, mean=None, variance=None, invert=False, **kwargs',
    make: () => unchanged({ weights: undefined }),
  },
];
