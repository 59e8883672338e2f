/**
 * What Keras 3 checks of constructor arguments before it makes anything of them, by parameter: keras/src/layers, `standardize_tuple` of
 * keras/src/utils/argument_validation.py, and the `get` functions of activations, initializers, regularizers and constraints.
 */
import { constantOf, less, size } from '../../../shapes/index.ts';
import { isWrittenNone } from '../../kinds.ts';
import {
  type Argument,
  asBool,
  asInt,
  asString,
  type Host,
  isFloat,
  itemsOf,
  shapeOf,
  type Value,
} from '../../parts.ts';
import { takesCustomNames } from '../layers/names.ts';
import { isNoScalar, isSymbolic, type Kind, NO_DTYPE, NO_NAME } from './common-kinds.ts';
import type { Options } from './options.ts';

interface Rule {
  /** Names of layers. */
  readonly of: RegExp;
  readonly parameters: readonly string[];
  readonly kind: Kind;
}

const isText = (value: Value): boolean => asString(value) !== undefined;
const isTensor = (value: Value): boolean => value.kind === 'tensor';
/** What is symbolic has no numbers and no rows; of an array each row is taken for a size, and one of several numbers is none. */
const isNoSize = (value: Value): boolean =>
  isSymbolic(value) ||
  (value.kind === 'tensor' &&
    shapeOf(value)
      ?.slice(1)
      .some(dim => (constantOf(dim) ?? 1) > 1) === true);
const isList = (value: Value): boolean => value.kind === 'list';
const isFlag = (value: Value): boolean => asBool(value) !== undefined;
/** Of which the number is known too. */
const isConstant = (value: Value): boolean => isFloat(value) || asInt(value) !== undefined;
const isBelow = (value: Value, least: number): boolean =>
  value.kind === 'number' && value.dim !== undefined && less(value.dim, size(least)) === true;

function isNoShare(value: Value): boolean {
  const number = value.kind === 'number' ? (value.float ?? (value.dim && asInt(value))) : undefined;
  return isText(value) || isList(value) || (number !== undefined && (number < 0 || number > 1));
}

const SHARE: Kind = {
  allowed: 'a number between 0 and 1',
  refuses: value => isNoShare(value) || isNoScalar(value),
};

const NUMBER: Kind = {
  allowed: 'a number',
  refuses: value => isText(value) || isList(value) || isNoScalar(value),
};

const isNoInteger = (value: Value): boolean => isText(value) || isFloat(value) || isList(value);

/** A flag is none. */
const COUNT: Kind = {
  allowed: 'an integer',
  refuses: value => isNoInteger(value) || isFlag(value) || isNoScalar(value),
};

const SEED: Kind = {
  allowed: 'an integer, or None',
  refuses: value => isText(value) || isFloat(value),
  takesNone: true,
};

const ITERABLE: Kind = {
  allowed: 'a tuple of integers',
  refuses: value => isConstant(value) || isFlag(value),
};

const SIZES: Kind = {
  allowed: 'an integer, or a tuple of them',
  refuses: value =>
    isFloat(value) ||
    isText(value) ||
    isBelow(value, 0) ||
    itemsOf(value)?.some(item => isBelow(item, 0)) === true,
  takesNone: true,
};

/** Of sizes one may follow from the others. */
const TARGET: Kind = {
  ...ITERABLE,
  refuses: value => {
    const sizes = itemsOf(value)?.flatMap(item => asInt(item) ?? []) ?? [];
    const isTwice = sizes.filter(one => one === -1).length > 1;
    return isConstant(value) || isFlag(value) || isSymbolic(value) || isTwice || sizes.some(one => one < -1);
  },
};

const ORDER: Kind = {
  ...ITERABLE,
  refuses: value =>
    isConstant(value) ||
    isFlag(value) ||
    isText(value) ||
    isSymbolic(value) ||
    itemsOf(value)?.some(item => isNoInteger(item) || (item.kind === 'none' && !item.assumed)) === true,
};

/** 'valid', or in some layers other texts: those say which. */
const PADDING: Kind = {
  allowed: "'valid' or 'same'",
  refuses: value => isConstant(value) || isFlag(value) || isTensor(value),
};

const CALLABLE: Kind = {
  allowed: 'a function',
  refuses: value => isConstant(value) || isFlag(value) || isText(value) || isTensor(value),
};

const LAYER: Kind = {
  allowed: 'a layer',
  refuses: value => isConstant(value) || isFlag(value) || isText(value) || isTensor(value),
  takesNone: true,
};

/** Every item at least `least`. */
const window = (least: number, takesNone = false): Kind => ({
  allowed: `an integer${least > 0 ? ` of at least ${least}` : ''}, or a tuple of them`,
  takesNone,
  refuses: value => {
    if (value.kind !== 'list')
      return isText(value) || isFloat(value) || isBelow(value, least) || isNoSize(value);
    return (
      itemsOf(value)?.some(
        item => isText(item) || isBelow(item, least) || (item.kind === 'none' && !item.assumed),
      ) === true
    );
  },
});

/** Of one axis. */
const ENDS: Kind = {
  ...window(0),
  refuses: (value, host) => window(0).refuses(value, host) || itemsOf(value)?.some(isList) === true,
};

const NOISE: Kind = {
  allowed: 'a tuple of positive integers or None',
  takesNone: true,
  refuses: value =>
    isText(value) ||
    isFlag(value) ||
    isConstant(value) ||
    (isList(value) &&
      itemsOf(value)?.some(item => isFloat(item) || isText(item) || isBelow(item, 1)) === true),
};

const FORMAT: Kind = {
  allowed: "'channels_last' or 'channels_first'",
  takesNone: true,
  refuses: value =>
    isConstant(value) ||
    isFlag(value) ||
    isTensor(value) ||
    (isText(value) && !/^channels_(first|last)$/i.test(asString(value) ?? '')),
  says: 'The `data_format` argument must be one of',
};

/** Of what is looked up in a table; numbers and lists are never there. */
const named = (what: string, names: string): Kind => ({
  allowed: `the name of ${what}, or one`,
  takesNone: true,
  refuses: (value, host) =>
    isConstant(value) ||
    isFlag(value) ||
    (value.kind === 'list' && value.items.value !== undefined) ||
    (names !== '' &&
      isText(value) &&
      !takesCustomNames(host) &&
      !names.split(/\s+/).includes(asString(value) ?? '')),
});

const ACTIVATION: Kind = {
  ...named('an activation', ''),
  refuses: value => isList(value) || isConstant(value) || isFlag(value) || isTensor(value),
};

export const TRAINABLE: Kind = {
  allowed: 'True or False',
  refuses: value => isText(value) || (asInt(value) !== undefined && !isFlag(value)),
  says: 'Expected `trainable` to be a boolean.',
};

const MERGE: Kind = {
  allowed: "'sum', 'mul', 'ave', 'concat' or None",
  takesNone: true,
  refuses: value => isConstant(value) || isFlag(value) || isTensor(value),
  says: 'Invalid merge mode.',
};

const PAIR: Kind = {
  allowed: 'an integer, or two of them',
  refuses: value => {
    const items = itemsOf(value);
    return (
      isText(value) ||
      isFloat(value) ||
      isNoScalar(value) ||
      items?.some(isFloat) === true ||
      (items?.length ?? 2) !== 2
    );
  },
};

export const INITIALIZER = named(
  'an initializer',
  `Constant GlorotNormal GlorotUniform HeNormal HeUniform Identity IdentityInitializer Initializer LecunNormal LecunUniform Ones Orthogonal
   OrthogonalInitializer RandomNormal RandomUniform STFT STFTInitializer TruncatedNormal VarianceScaling Zeros constant glorot_normal
   glorot_uniform he_normal he_uniform identity initializer lecun_normal lecun_uniform normal one ones orthogonal random_normal random_uniform
   stft truncated_normal uniform variance_scaling zero zeros`,
);
const REGULARIZER = named(
  'a regularizer',
  'L1 L1L2 L2 OrthogonalRegularizer Regularizer l1 l1l2 l1_l2 l2 orthogonal_regularizer regularizer',
);
const CONSTRAINT = named(
  'a constraint',
  'Constraint MaxNorm MinMaxNorm NonNeg UnitNorm constraint max_norm min_max_norm non_neg unit_norm maxnorm nonneg unitnorm',
);

const SCORES: Kind = {
  allowed: "'dot' or 'concat'",
  refuses: value => isConstant(value) || (isText(value) && !/^(dot|concat)$/.test(asString(value) ?? '')),
  says: 'Invalid value for argument score_mode.',
};

/** Of activations: a negative one is refused. */
const POSITIVE: Kind = {
  allowed: 'a number that is not negative',
  takesNone: true,
  refuses: value =>
    isText(value) ||
    isBelow(value, 0) ||
    isNoScalar(value) ||
    (value.kind === 'number' && (value.float ?? 0) < 0),
};

const GROUPS: Kind = {
  allowed: 'a positive integer, or -1',
  refuses: value => isNoInteger(value) || (asInt(value) ?? 1) === 0 || (asInt(value) ?? 1) < -1,
};

const AXIS: Kind = {
  allowed: 'an integer',
  refuses: value => isText(value) || isList(value) || isNoScalar(value),
};

/** One axis, or several. */
const AXES: Kind = {
  allowed: 'an integer, or a tuple of them',
  refuses: value => isText(value) || isFloat(value) || isNoScalar(value),
};

const RECURRENT = /^(LSTM|GRU|SimpleRNN)(Cell)?$|^ConvLSTM[123]D$/;
const CONVOLUTION = /^(Separable|Depthwise)?Conv(LSTM)?[123]D(Transpose)?$/;
const POOLING = /^(Max|Average)Pooling[123]D$/;
const EVERY = /./;

const HAS_FORMAT = /^(Flatten|(Global)?(Max|Average)Pooling[123]D|Spatial.*|.*Conv.*)$/;

const RULES: readonly Rule[] = [
  { of: /^(|Spatial|Gaussian|Alpha)Dropout([123]D)?$/, parameters: ['rate'], kind: SHARE },
  { of: /^GaussianNoise$/, parameters: ['stddev'], kind: SHARE },
  { of: /^Dropout$/, parameters: ['noise_shape'], kind: NOISE },
  { of: /Dropout|Noise/, parameters: ['seed'], kind: SEED },
  { of: RECURRENT, parameters: ['dropout', 'recurrent_dropout'], kind: NUMBER },
  { of: /^ConvLSTM/, parameters: ['strides'], kind: window(0) },
  { of: CONVOLUTION, parameters: ['kernel_size', 'strides', 'dilation_rate'], kind: window(1) },
  { of: CONVOLUTION, parameters: ['padding'], kind: PADDING },
  { of: /^Attention$/, parameters: ['score_mode'], kind: SCORES },
  { of: /^Lambda$/, parameters: ['function'], kind: CALLABLE },
  // It is not compared before the layer is built.
  { of: /^MultiHeadAttention$/, parameters: ['dropout'], kind: { ...SHARE, refuses: isNoShare } },
  { of: /^MultiHeadAttention$/, parameters: ['output_shape'], kind: SIZES },
  { of: /^Bidirectional$/, parameters: ['backward_layer', 'weights'], kind: LAYER },
  { of: POOLING, parameters: ['pool_size'], kind: window(1) },
  { of: POOLING, parameters: ['strides'], kind: window(0, true) },
  { of: /^(ZeroPadding|Cropping)1D$/, parameters: ['padding', 'cropping'], kind: ENDS },
  { of: /^(ZeroPadding|Cropping)[23]D$/, parameters: ['padding', 'cropping'], kind: window(0) },
  { of: /^(UpSampling1D|RepeatVector)$/, parameters: ['size', 'n'], kind: COUNT },
  {
    of: /^Embedding$/,
    parameters: ['input_dim', 'output_dim'],
    kind: { allowed: 'a positive integer', refuses: isFlag },
  },
  { of: /^Reshape$/, parameters: ['target_shape'], kind: TARGET },
  { of: /^Permute$/, parameters: ['dims'], kind: ORDER },
  { of: /^Dot$/, parameters: ['axes'], kind: PAIR },
  { of: /^Bidirectional$/, parameters: ['merge_mode'], kind: MERGE },
  { of: HAS_FORMAT, parameters: ['data_format'], kind: FORMAT },
  { of: /^LeakyReLU$/, parameters: ['negative_slope', 'alpha'], kind: { ...POSITIVE, takesNone: false } },
  { of: /^ReLU$/, parameters: ['max_value', 'negative_slope', 'threshold'], kind: POSITIVE },
  { of: /^ActivityRegularization$/, parameters: ['l1', 'l2'], kind: POSITIVE },
  { of: /^GroupNormalization$/, parameters: ['groups'], kind: GROUPS },
  { of: /^BatchNormalization$/, parameters: ['axis'], kind: AXIS },
  { of: /^BatchNormalization$/, parameters: ['momentum'], kind: { ...NUMBER, refuses: () => false } },
  { of: /^(Layer|Unit)Normalization$/, parameters: ['axis'], kind: AXES },
  { of: EVERY, parameters: ['activation', 'recurrent_activation'], kind: ACTIVATION },
  { of: EVERY, parameters: ['trainable'], kind: TRAINABLE },
  { of: EVERY, parameters: ['dtype'], kind: NO_DTYPE },
  { of: EVERY, parameters: ['name'], kind: NO_NAME },
];

const ofName = (parameter: string): Kind | undefined => {
  if (parameter.endsWith('_initializer')) return INITIALIZER;
  if (parameter.endsWith('_regularizer')) return REGULARIZER;
  return parameter.endsWith('_constraint') ? CONSTRAINT : undefined;
};

/** Whether an argument is refused for what it is, which has then been stated. */
export function refusesKinds(options: Options, layer: string): boolean {
  const { bound, scene } = options;
  const names = [...bound.names, ...bound.keywords.flatMap(({ name }) => name ?? [])];
  for (const name of names) {
    const given = options.given(name);
    const kind =
      RULES.find(rule => rule.of.test(layer) && rule.parameters.includes(name))?.kind ?? ofName(name);
    if (!given || !kind || !isOther(scene.host, kind, given)) continue;
    options.refuse(name, kind.allowed, 'value', kind.says);
    return true;
  }
  return false;
}

/** The same of the order of the axes before Keras 3 (`conv_utils.normalize_data_format`), which Keras 1 had no such argument for. */
export function refusesOldFormat(options: Options, layer: string): boolean {
  const { bound, flavour, scene } = options;
  const has = HAS_FORMAT.test(layer) && bound.names.includes('data_format');
  const given = has ? options.given('data_format') : undefined;
  const isModelled = flavour.name === 'tf_keras' || flavour.name === 'tf1' || flavour.name === 'keras2';
  if (!given || !isModelled || !isOther(scene.host, FORMAT, given)) return false;
  if (flavour.name === 'keras2' && scene.host.version('keras').major < 2) return false;
  const says = asString(given.value) === undefined ? undefined : FORMAT.says;
  options.refuse('data_format', FORMAT.allowed, 'value', says);
  return true;
}

export const isOther = (host: Host, kind: Kind, { value, at }: Argument): boolean =>
  value.kind === 'none' ? !kind.takesNone && isWrittenNone(host, value, at) : kind.refuses(value, host);
