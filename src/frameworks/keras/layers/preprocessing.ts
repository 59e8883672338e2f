/** Layers that prepare data: images, words and categories. keras/src/layers/preprocessing */
import { constantOf, type Dim, type Shape, size, unknownDim } from '../../../shapes/index.ts';
import { refuseArgument, refuseRank } from '../../array/scene.ts';
import { asDim, asInt, itemsOf, type Value } from '../../parts.ts';
import type { LayerDescription, LayerSpec, Use } from '../core/description.ts';
import type { Options } from '../core/options.ts';
import { output } from '../core/tensors.ts';
import { unchanged, unchangedSpecs } from './shaped.ts';

/** Nothing is refused: what these take beside one tensor (dictionaries of images and boxes, lists of words) is not told. */
function computed(compute: (shape: Shape, options: Options, use: Use) => Shape | undefined) {
  return (options: Options): LayerDescription => ({
    outputs: use => {
      const shape = use.inputs[0]?.shape;
      return output(use, shape && compute(shape, options, use));
    },
  });
}

/** Height and width come before the channels, or after them. */
const resized = computed((shape, options, { symbolic, operation }) => {
  const [height, width] = ['height', 'width'].map(name => asDim(options.value(name)) ?? unknownDim());
  const format = options.isGiven('data_format') ? options.text('data_format') : 'channels_last';
  if (!height || !width || format === undefined) return undefined;
  // Keras 3 describes what has other axes than an image by the first two, and refuses it when it runs.
  const isDescribed = symbolic && operation === 'Resizing' && format === 'channels_last' && shape.length > 4;
  if (isDescribed) return [height, width, ...shape.slice(2)];
  if (shape.length !== 3 && shape.length !== 4) return undefined;
  return format === 'channels_first'
    ? [...shape.slice(0, -2), height, width]
    : [...shape.slice(0, -3), height, width, ...shape.slice(-1)];
});

/** Sizes that describe an output are none below 0. */
function withSizes(options: Options, plain: LayerDescription): LayerDescription {
  const wrong = ['height', 'width'].find(name => (options.int(name) ?? 0) < 0);
  if (wrong === undefined || options.flavour.name !== 'keras3') return plain;
  const says = 'Negative dimensions are not allowed.';
  const at = options.at(wrong);
  return {
    ...plain,
    outputs: use =>
      use.symbolic
        ? refuseArgument(use, {
            parameter: wrong,
            aspect: 'value',
            allowed: 'a size of at least 0',
            at,
            says,
          })
        : plain.outputs(use),
  };
}

/** How many places a category may have: the size of the table, or what the text of the arguments says. */
type Width = (options: Options) => Dim | undefined;

/** 'int' keeps the shape; 'one_hot' adds an axis, unless the last one is 1; 'multi_hot' and 'count' put the last axis together. */
function encoded(shape: Shape, options: Options, width: Dim | undefined): Shape | undefined {
  const mode = options.isGiven('output_mode')
    ? options.text('output_mode')
    : options.bound.names.includes('num_tokens')
      ? 'multi_hot'
      : 'int';
  const places = width ?? unknownDim();
  const last = shape.at(-1);
  if (mode === 'int') return shape;
  if (mode === 'one_hot') {
    if (!last) return [places];
    const known = constantOf(last);
    if (known === undefined) return undefined;
    return known === 1 && shape.length > 1 ? [...shape.slice(0, -1), places] : [...shape, places];
  }
  // Of more axes than two it is the second, in some versions, that goes.
  if ((mode !== 'multi_hot' && mode !== 'count' && mode !== 'tf_idf') || shape.length > 2) return undefined;
  return shape.length === 2 ? [...shape.slice(0, -1), places] : undefined;
}

const encoding = (width: Width) => computed((shape, options) => encoded(shape, options, width(options)));

/** Keras 3 describes it by all axes but the last, of which it comes to another one where it runs on more than two. */
const categories = computed((shape, options, { symbolic }) => {
  const tokens = asDim(options.value('num_tokens'));
  const mode = options.isGiven('output_mode') ? options.text('output_mode') : 'multi_hot';
  const isDescribed = symbolic && (mode === 'multi_hot' || mode === 'count');
  return isDescribed ? [...shape.slice(0, -1), tokens ?? unknownDim()] : encoded(shape, options, tokens);
});

/** There is one category at least. */
function countedCategories(options: Options): LayerDescription | undefined {
  const tokens = options.int('num_tokens');
  if (tokens !== undefined && tokens < 1) options.refuse('num_tokens', 'an integer of at least 1');
  const plain = categories(options);
  return options.flavour.name === 'tf_keras'
    ? { ...plain, outputs: use => tooManyAxes(use, options) ?? plain.outputs(use) }
    : plain;
}

/** Before Keras 3 what is no list of numbers has two axes at most (`encode_categorical_inputs` of tf_keras/src/layers/preprocessing/preprocessing_utils.py). */
function tooManyAxes(use: Use, options: Options): Value | undefined {
  const [input] = use.inputs;
  const mode = options.isGiven('output_mode') ? options.text('output_mode') : 'multi_hot';
  const { length: rank, [rank - 1]: last } = input?.shape ?? [];
  const gains = mode === 'one_hot' && rank > 1 && last && (constantOf(last) ?? 1) !== 1;
  if (!input || mode === undefined || mode === 'int' || rank + (gains ? 1 : 0) <= 2) return undefined;
  return refuseRank(use, input, gains ? [1] : [1, 2], ['batch', 'categories']);
}

const argument =
  (name: string): Width =>
  options =>
    asDim(options.value(name));

const lengthOf = (value: Value): Dim | undefined => {
  const items = itemsOf(value);
  return items && size(items.length);
};

/** One bin more than there are boundaries. */
const bins: Width = options => {
  const boundaries = itemsOf(options.value('bin_boundaries'));
  return boundaries ? size(boundaries.length + 1) : asDim(options.value('num_bins'));
};

/** Source: keras/src/layers/preprocessing/index_lookup.py, of tf_keras too. */
function checkTokens(options: Options): void {
  const tokens = options.isGiven('max_tokens') ? asInt(options.value('max_tokens')) : undefined;
  if (tokens !== undefined && tokens <= 1)
    options.refuse(
      'max_tokens',
      'more than 1, or None',
      'value',
      'If set, `max_tokens` must be greater than 1.',
    );
}

const withTokens =
  (make: LayerSpec['make']): LayerSpec['make'] =>
  options => {
    checkTokens(options);
    return make(options);
  };

/** The words of a table, and those for what is not in it; a table that data fills has as many as it finds. */
const words: Width = options => {
  if (options.flag('pad_to_max_tokens') === true) return asDim(options.value('max_tokens'));
  const known = lengthOf(options.value('vocabulary'));
  const others = options.isGiven('num_oov_indices') ? options.int('num_oov_indices') : 1;
  const count = known && constantOf(known);
  return count === undefined || others === undefined ? undefined : size(count + others);
};

/** (batch,) or (batch, 1) texts become (batch, length) words. */
const textVectorization = computed((shape, options, { symbolic }) => {
  const mode = options.isGiven('output_mode') ? options.text('output_mode') : 'int';
  // Keras 3 describes it without looking at the axes.
  if (symbolic && mode === 'int')
    return [...shape.slice(0, 1), asDim(options.value('output_sequence_length')) ?? unknownDim()];
  const isSingle = shape.length === 2 && constantOf(shape[1] ?? unknownDim()) === 1;
  if (shape.length !== 1 && !isSingle) return undefined;
  const batch = shape.slice(0, 1);
  if (mode !== 'int') {
    const padded = options.flag('pad_to_max_tokens') === true;
    return [...batch, (padded && asDim(options.value('max_tokens'))) || unknownDim()];
  }
  if (options.flag('ragged') === true) return undefined;
  return [...batch, asDim(options.value('output_sequence_length')) ?? unknownDim()];
});

const SIZED: Readonly<Record<string, readonly [string, string]>> = {
  Resizing: [
    'height, width, interpolation=None, crop_to_aspect_ratio=False, pad_to_aspect_ratio=False, fill_mode=None, fill_value=0.0, antialias=False, data_format=None, **kwargs',
    'height, width, interpolation=None, crop_to_aspect_ratio=False, **kwargs',
  ],
  CenterCrop: ['height, width, data_format=None, **kwargs', 'height, width, **kwargs'],
  RandomCrop: [
    'height, width, seed=None, data_format=None, name=None, **kwargs',
    'height, width, seed=None, **kwargs',
  ],
};

const CHANGED = 'factor=None, value_range=None, data_format=None, seed=None, **kwargs';
const MOVED = 'fill_mode=None, interpolation=None, seed=None, fill_value=None, data_format=None, **kwargs';

/** Those that leave the shape alone; parameters as in Keras 3, of which older versions have the first ones. */
const AUGMENTING: Readonly<Record<string, string>> = {
  RandomBrightness: 'factor, value_range=None, seed=None, **kwargs',
  RandomColorDegeneration: CHANGED,
  RandomColorJitter:
    'value_range=None, brightness_factor=None, contrast_factor=None, saturation_factor=None, hue_factor=None, seed=None, data_format=None, **kwargs',
  RandomContrast: 'factor, value_range=None, seed=None, **kwargs',
  RandomElasticTransform:
    'factor=None, scale=None, interpolation=None, fill_mode=None, fill_value=None, value_range=None, seed=None, data_format=None, **kwargs',
  RandomErasing:
    'factor=None, scale=None, fill_value=None, value_range=None, seed=None, data_format=None, **kwargs',
  RandomFlip: 'mode=None, seed=None, data_format=None, **kwargs',
  RandomGaussianBlur:
    'factor=None, kernel_size=None, sigma=None, value_range=None, data_format=None, seed=None, **kwargs',
  RandomGrayscale: 'factor=None, data_format=None, seed=None, **kwargs',
  RandomHue: CHANGED,
  RandomInvert: CHANGED,
  RandomPerspective:
    'factor=None, scale=None, interpolation=None, fill_value=None, seed=None, data_format=None, **kwargs',
  RandomPosterization: CHANGED,
  RandomRotation: `factor, ${MOVED}`,
  RandomSaturation: CHANGED,
  RandomSharpness: CHANGED,
  RandomShear:
    'x_factor=None, y_factor=None, interpolation=None, fill_mode=None, fill_value=None, data_format=None, seed=None, **kwargs',
  RandomTranslation: `height_factor, width_factor, ${MOVED}`,
  RandomZoom: `height_factor, width_factor=None, ${MOVED}`,
  Solarization: 'addition_factor=None, threshold_factor=None, value_range=None, seed=None, **kwargs',
  AutoContrast: 'value_range=None, **kwargs',
  Equalization: 'value_range=None, bins=None, data_format=None, **kwargs',
};

/** What all layers of images take by name (base_image_preprocessing_layer.py). */
const OF_IMAGES = { keywords: ['data_format', 'bounding_box_format'] };

const TABLE =
  'vocabulary=None, idf_weights=None, invert=False, output_mode=None, pad_to_max_tokens=False, sparse=False, encoding=None, name=None, salt=None, vocabulary_dtype=None, oov_method=None, **kwargs';

/** Parameters in the order of Keras 3, which older versions have otherwise after the fifth. */
const lookup = (name: string): LayerSpec => ({
  name,
  signature: `max_tokens=None, num_oov_indices=1, mask_token=None, oov_token=None, ${TABLE}`,
  make: withTokens(encoding(words)),
});

export const PREPROCESSING: readonly LayerSpec[] = [
  ...Object.entries(SIZED).map(
    ([name, [signature, before]]): LayerSpec => ({
      name,
      signature,
      signatures: { tf_keras: before },
      ...OF_IMAGES,
      make: options => ({ ...withSizes(options, resized(options)), takesDicts: true }),
    }),
  ),
  ...unchangedSpecs(AUGMENTING, { ...OF_IMAGES, make: () => unchanged({ takesDicts: true }) }),
  {
    name: 'CategoryEncoding',
    signature: 'num_tokens=None, output_mode=None, sparse=False, **kwargs',
    make: countedCategories,
  },
  {
    name: 'Discretization',
    signature:
      'bin_boundaries=None, num_bins=None, epsilon=0.01, output_mode=None, sparse=False, dtype=None, name=None, **kwargs',
    make: encoding(bins),
  },
  {
    name: 'Hashing',
    signature: 'num_bins, mask_value=None, salt=None, output_mode=None, sparse=False, **kwargs',
    make: encoding(argument('num_bins')),
  },
  lookup('StringLookup'),
  lookup('IntegerLookup'),
  {
    name: 'TextVectorization',
    signature:
      'max_tokens=None, standardize=None, split=None, ngrams=None, output_mode=None, output_sequence_length=None, pad_to_max_tokens=False, vocabulary=None, idf_weights=None, sparse=False, ragged=False, encoding=None, name=None, **kwargs',
    make: withTokens(textVectorization),
  },
];
