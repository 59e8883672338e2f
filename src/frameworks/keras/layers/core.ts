/** Dense, Activation, Embedding, Masking, Dropout and other layers of keras/src/layers/{core,activation,regularization}. */
import {
  accept,
  broadcast,
  broadcastTo,
  compare,
  constantOf,
  type Dim,
  refuse,
  type Shape,
  type ShapeResult,
  size,
} from '../../../shapes/index.ts';
import { isOneUnit, stepsBehind } from '../../array/doubtful-softmax.ts';
import { suspectPooledSamples } from '../../array/pooled-samples.ts';
import { refuseOperands } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { asDim, asInt, contentIn, itemsOf, shapeOf, type Value, type Weight } from '../../parts.ts';
import type { LayerDescription, LayerSpec, Use } from '../core/description.ts';
import { type FlavourName, stretchesToMasks } from '../core/flavour.ts';
import { differs } from '../core/none.ts';
import type { Options, SizeCheck } from '../core/options.ts';
import { misfitOf } from '../core/set-weights.ts';
import { output } from '../core/tensors.ts';
import { checkActivation, checkInitializers } from './names.ts';
import { shaped, unchanged, unchangedSpecs } from './shaped.ts';
import { KERNEL_REST } from './signatures.ts';

const DENSE = `units, activation=None, use_bias=True, ${KERNEL_REST}`;

function dense(options: Options): LayerDescription {
  const { name } = options.flavour;
  if (options.int('units') === 1 && options.text('activation') === 'softmax') {
    options.suspect('activation', "'sigmoid'", 'softmax-of-one');
  }
  const units = isNumeral(options) ? size(Number(options.text('units'))) : options.size('units', UNITS[name]);
  checkActivation(options, 'activation');
  checkInitializers(options);
  const useBias = options.flag('use_bias');
  const applied = (shape: Shape, use: Use) => {
    const [input] = use.inputs;
    if (input) suspectPooledSamples(use, input);
    return accept([...shape.slice(0, -1), units]);
  };
  return shaped(applied, {
    units,
    ranks: { least: 2 },
    // tf_keras multiplies sequences by a product whose size is not looked at while a model is being described.
    sized: shape => (shape.length > 2 && (name === 'tf_keras' || name === 'tf1') ? [] : [shape.length - 1]),
    sizedAtOnce: true,
    weights: ([shape]) => kernelAndBias(shape, units, useBias),
  });
}

/** TensorFlow's Keras makes an integer of what Dense is given. */
const UNITS: Readonly<Partial<Record<FlavourName, SizeCheck>>> = {
  keras3: 'integer',
  tf_keras: 'not-negative',
  tf1: 'cut',
};

/** Before Keras 3 `int(units)` takes `'3'` for 3. */
const isNumeral = (options: Options): boolean =>
  (options.flavour.name === 'tf_keras' || options.flavour.name === 'tf1') &&
  /^\s*\d+\s*$/.test(options.text('units') ?? '');

function kernelAndBias(shape: Shape | undefined, units: Dim, useBias: boolean | undefined) {
  const features = shape?.[shape.length - 1];
  const kernel = features ? [weight('kernel', [features, units])] : [];
  return useBias === false ? kernel : [...kernel, weight('bias', useBias ? [units] : undefined)];
}

function embedding(options: Options): LayerDescription {
  const check =
    options.flavour.name === 'keras3'
      ? 'integer'
      : options.flavour.name === 'tf_keras'
        ? 'late-integer'
        : options.flavour.sizes;
  const rows = options.size('input_dim', check);
  const units = options.size('output_dim', check);
  checkInitializers(options);
  const table = [weight('embeddings', [rows, units])];
  checkGivenWeights(options, table);
  const most = options.flavour.name === 'tfjs' ? constantOf(rows) : undefined;
  const length = options.flavour.name === 'keras2' ? asDim(options.value('input_length')) : undefined;
  const ignored =
    options.flavour.name === 'keras2' || options.flavour.name === 'tfjs'
      ? undefined
      : asDim(options.value('input_length'));
  const compute = (shape: Shape, use: Use) => {
    const steps = shape[1];
    if (ignored && steps && differs(ignored, steps, use.graph))
      options.suspect('input_length', 'the number of steps of the input; it is not compared with it');
    return outOfTable(use, rows, most) ?? embedded(shape, units, length, use.graph);
  };
  return shaped(compute, {
    units,
    single: true,
    flags: { mask_zero: options.flag('mask_zero') },
    weights: () => table,
  });
}

/** `weights=[matrix]`, which Keras 3 puts into the layer at once. */
function checkGivenWeights(options: Options, table: readonly Weight[]): void {
  if (options.flavour.name !== 'keras3' || !options.given('weights')) return;
  const given = options.value('weights');
  const misfit = misfitOf(table, itemsOf(given) ?? [given]);
  if (misfit) options.refuse('weights', misfit.allowed, 'value', misfit.says);
}

/** TensorFlow.js refuses indices that the table does not have. */
function outOfTable(use: Use, rows: Dim, most: number | undefined): ShapeResult | undefined {
  const wrong =
    most === undefined
      ? undefined
      : contentIn(use.inputs[0]?.tensor)?.find(index => index < 0 || index >= most);
  return wrong === undefined
    ? undefined
    : refuse({ kind: 'bounds', axis: 0, position: size(wrong), dim: rows });
}

/** Keras 2.2 compares the steps with `input_length`. */
function embedded(shape: Shape, units: Dim, length: Dim | undefined, isGraph: boolean): ShapeResult {
  const [, steps] = shape;
  if (!length || !steps || !differs(length, steps, isGraph)) return accept([...shape, units]);
  return refuse({
    kind: 'dims',
    left: { operand: 0, axis: 1, dim: steps },
    right: { operand: 0, axis: 1, dim: length },
  });
}

function activation(options: Options): LayerDescription {
  const name = checkActivation(options, 'activation');
  const plain = unchanged();
  if (name !== 'softmax') return plain;
  return {
    ...plain,
    outputs: use => {
      const [input] = use.inputs;
      if (input?.tensor && isOneUnit(input.tensor, -1))
        options.suspect('activation', "'sigmoid'", 'softmax-of-one');
      if (endsWithSteps(use))
        options.suspect('activation', "'softmax' of the features", 'softmax-over-steps');
      return plain.outputs(use);
    },
  };
}

/** After `Permute((2, 1))` of a recurrent layer's output the last axis is that of the steps. */
function endsWithSteps({ inputs }: Use): boolean {
  const tensor = inputs[0]?.tensor;
  const { layer, parents } = tensor?.source ?? {};
  const before = parents?.[0];
  if (layer?.layer?.type !== 'Permute' || before?.source.role !== 'sequence') return false;
  if (!before.source.layer?.layer?.recurrent) return false;
  const [, steps] = shapeOf(before) ?? [];
  const last = tensor && shapeOf(tensor)?.at(-1);
  const features = shapeOf(before)?.at(-1);
  const isSame = steps !== undefined && last !== undefined && compare(steps, last) === 'equal';
  return isSame && features !== undefined && compare(features, last) !== 'equal';
}

const EMBEDDING = "input_dim, output_dim, embeddings_initializer='uniform', embeddings_regularizer=None";
const EMBEDDING_BEFORE = `${EMBEDDING}, activity_regularizer=None, embeddings_constraint=None, mask_zero=False, input_length=None`;

export const CORE: readonly LayerSpec[] = [
  {
    name: 'Dense',
    signature: `${DENSE}, lora_rank=None, lora_alpha=None, quantization_config=None, **kwargs`,
    signatures: {
      tf_keras: `${DENSE}, **kwargs`,
      tf1: `${DENSE}, **kwargs`,
      keras2: `${DENSE}, **kwargs`,
      tfjs: `${DENSE}, input_dim=None`,
    },
    make: dense,
  },
  {
    name: 'Embedding',
    signature: `${EMBEDDING}, embeddings_constraint=None, mask_zero=False, weights=None, lora_rank=None, lora_alpha=None, quantization_config=None, **kwargs`,
    signatures: {
      tf_keras: `${EMBEDDING_BEFORE}, sparse=False, **kwargs`,
      tf1: `${EMBEDDING_BEFORE}, **kwargs`,
      keras2: `${EMBEDDING_BEFORE}, **kwargs`,
      tfjs: EMBEDDING_BEFORE,
    },
    keywords: ['input_length'],
    oldKeywords: ['dropout', 'use_one_hot_matmul'],
    make: embedding,
  },
  { name: 'Activation', signature: 'activation, **kwargs', make: activation },
  {
    name: 'Masking',
    signature: 'mask_value=0.0, **kwargs',
    make: () => unchanged({ single: true }),
  },
  {
    name: 'Softmax',
    signature: 'axis=-1, **kwargs',
    signatures: { tf_keras: 'axis=-1, robust_masking=False, **kwargs' },
    make: softmax,
  },
  {
    name: 'PReLU',
    signature:
      "alpha_initializer='zeros', alpha_regularizer=None, alpha_constraint=None, shared_axes=None, **kwargs",
    make: prelu,
  },
  ...unchangedSpecs({
    ReLU: 'max_value=None, negative_slope=0.0, threshold=0.0, **kwargs',
    LeakyReLU: 'negative_slope=0.3, alpha=None, **kwargs',
    ELU: 'alpha=1.0, **kwargs',
    ThresholdedReLU: 'theta=1.0, **kwargs',
    AlphaDropout: 'rate, noise_shape=None, seed=None, **kwargs',
    GaussianDropout: 'rate, seed=None, **kwargs',
    GaussianNoise: 'stddev, seed=None, **kwargs',
    ActivityRegularization: 'l1=0.0, l2=0.0, **kwargs',
    Identity: '**kwargs',
    Rescaling: 'scale, offset=0.0, **kwargs',
  }),
  {
    name: 'Dropout',
    signature: 'rate, noise_shape=None, seed=None, **kwargs',
    // tf_keras/src/engine/base_layer.py (`BaseRandomLayer`).
    oldKeywords: ['force_generator', 'rng_type'],
    make: dropout,
  },
  ...[3, 4, 5].map(rank => spatialDropout(rank)),
];

/** Over the steps of a sequence of states: almost always the features are meant. */
function softmax(options: Options): LayerDescription {
  const axis = options.int('axis');
  const plain = unchanged({ single: true });
  return {
    ...plain,
    outputs: use => {
      const [input] = use.inputs;
      if (
        axis === 1 &&
        input?.shape?.length === 3 &&
        input.tensor?.source.role === 'sequence' &&
        input.tensor.source.layer?.layer?.recurrent
      ) {
        options.suspect('axis', '-1', 'softmax-over-steps');
      }
      if (input?.tensor && axis !== undefined && isOneUnit(input.tensor, axis))
        options.suspect('axis', stepsBehind(input.tensor), 'softmax-of-one');
      return masked(use) ?? plain.outputs(use);
    },
  };
}

/** Outside of a model a mask is stretched to the input, or in old versions the input to it; what is symbolic is not looked at. */
function masked(use: Use): Value | undefined {
  const [input] = use.inputs;
  const mask = use.argument('mask');
  const isArray = !use.symbolic && mask?.value.kind === 'tensor' && !mask.value.graph;
  if (!isArray || !input?.shape || !['keras3', 'tf_keras'].includes(use.flavour.name)) return undefined;
  const operand = { role: 'mask', shape: shapeOf(mask.value), tensor: undefined, at: mask.at };
  if (!operand.shape) return undefined;
  const result = broadcast(input.shape, operand.shape);
  if (!result.ok) return refuseOperands(use, [input, operand], result.mismatch, mask.at);
  const kept = broadcastTo(operand.shape, input.shape);
  if (kept.ok) return undefined;
  return use.flavour.name === 'tf_keras' || stretchesToMasks(use.host)
    ? output(use, result.value)
    : refuseOperands(use, [operand, input], kept.mismatch, mask.at);
}

function dropout(options: Options): LayerDescription {
  const value = options.value('rate');
  const rate = value.kind === 'number' ? (value.float ?? (value.dim && constantOf(value.dim))) : undefined;
  const checks = options.flavour.name === 'keras3' || options.flavour.name === 'tf_keras';
  if (checks && rate !== undefined && (rate < 0 || rate > 1))
    options.refuse('rate', 'a number between 0 and 1');
  // Of all, TensorFlow 1 drops nothing.
  const isLate = options.flavour.name === 'tf1' && options.given('rate') !== undefined;
  if (isLate && (rate === undefined ? isNoShare(value) : rate < 0 || rate >= 1))
    options.late.push({ parameter: 'rate', allowed: 'a number from 0 on and below 1' });
  options.refuseNoShare('rate');
  // TensorFlow's Keras looks at numbers only.
  if (options.flavour.name === 'keras3' && ['string', 'list', 'dict'].includes(value.kind))
    options.refuse('rate', 'a number between 0 and 1', 'type');
  return unchanged();
}

const isNoShare = (value: Value): boolean =>
  value.kind === 'string' || value.kind === 'list' || (value.kind === 'none' && !value.assumed);

/** One slope for each place of an example, or one for all along the axes that are shared. */
function prelu(options: Options): LayerDescription {
  const given = options.value('shared_axes');
  const one = asInt(given);
  const shared = given.kind === 'none' ? [] : one === undefined ? itemsOf(given)?.map(asInt) : [one];
  const isKnown = shared?.every(axis => axis !== undefined && axis > 0) === true;
  return unchanged({
    keepsRank: true,
    weights: ([shape]) => [
      weight(
        'alpha',
        isKnown ? shape?.slice(1).map((dim, i) => (shared.includes(i + 1) ? size(1) : dim)) : undefined,
      ),
    ],
  });
}

function spatialDropout(rank: number): LayerSpec {
  return {
    name: `SpatialDropout${rank - 2}D`,
    signature:
      rank === 3
        ? 'rate, seed=None, name=None, dtype=None, **kwargs'
        : 'rate, data_format=None, seed=None, name=None, dtype=None, **kwargs',
    signatures: Object.fromEntries(
      (['tf_keras', 'tf1', 'keras2', 'tfjs'] as const).map(name => [
        name,
        'rate, data_format=None, seed=None, **kwargs',
      ]),
    ),
    make: () => unchanged({ ranks: { exactly: rank } }),
  };
}
